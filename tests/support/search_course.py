"""A generated course of 100 sessions to search in: fifty subjects, each with a lesson and a lab."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """What a lesson and its lab are about."""

    korean: str
    """Its name as the text writes it."""
    english: str
    """Its English name."""
    purpose: str
    """What it is for, as the end of a sentence."""
    detail: str
    """A sentence that no other subject has."""


def _subjects(table: str) -> tuple[Subject, ...]:
    return tuple(Subject(*map(str.strip, line.split("|"))) for line in table.strip().splitlines())


SUBJECTS = _subjects(
    """
    네트워크정책 | NetworkPolicy | 통신을 제한 | 기본거부규칙을 먼저 두고 허용 목록을 좁게 엽니다.
    인그레스컨트롤러 | Ingress Controller | 외부 요청을 안으로 전달 | 호스트이름과 경로로 요청을 나눕니다.
    보안 컨텍스트 | Security Context | 실행 권한을 낮춤 | 루트 사용자로 실행하지 않게 runAsNonRoot를 씁니다.
    수평 오토스케일러 | Horizontal Pod Autoscaler | 부하에 따라 늘림 | 목표 사용률을 넘으면 복제본을 더합니다.
    수직 오토스케일러 | Vertical Pod Autoscaler | 요청량을 조정 | 추천값은 지난 사용량으로 셈합니다.
    영구 볼륨 | PersistentVolume | 데이터를 보존 | 회수 정책은 보존과 삭제 가운데 고릅니다.
    볼륨스냅샷 | VolumeSnapshot | 특정 시점을 저장 | 스냅샷클래스가 드라이버를 정합니다.
    스토리지클래스 | StorageClass | 동적으로 마련 | 기본 클래스는 하나만 둡니다.
    서비스어카운트 | ServiceAccount | 신원을 부여 | 토큰은 투영 볼륨으로 들어옵니다.
    역할 바인딩 | RoleBinding | 권한을 연결 | 주체와 역할을 이름으로 묶습니다.
    리소스쿼터 | ResourceQuota | 사용량을 제한 | 팀마다 한도를 두면 독점을 막습니다.
    우선순위클래스 | PriorityClass | 먼저 배치 | 낮은 순위를 쫓아내고 자리를 만듭니다.
    파드중단예산 | PodDisruptionBudget | 동시 중단을 제한 | 최소 가용 수를 지키며 노드를 비웁니다.
    테인트 | Taint | 배치를 막음 | 용인이 없으면 그 노드를 피합니다.
    노드어피니티 | Node Affinity | 원하는 곳에 배치 | 필수 조건과 선호 조건을 나눠 적습니다.
    토폴로지분산 | Topology Spread | 고르게 나눔 | 최대 편차를 넘지 않게 영역에 흩습니다.
    사이드카 컨테이너 | Sidecar Container | 곁에서 도움 | 본체보다 먼저 시작하고 나중에 끝납니다.
    초기화 컨테이너 | Init Container | 준비를 마침 | 차례대로 끝나야 본체가 시작합니다.
    활성 프로브 | Liveness Probe | 멈춤을 감지 | 실패가 거듭되면 다시 시작합니다.
    준비 프로브 | Readiness Probe | 받을 때를 알림 | 실패하면 엔드포인트에서 빠집니다.
    롤링업데이트 | Rolling Update | 멈추지 않고 교체 | 최대 서지와 최대 불가를 정합니다.
    카나리 배포 | Canary Release | 일부에게 먼저 공개 | 가중치를 조금씩 올리며 지표를 봅니다.
    블루그린 배포 | Blue-Green Deployment | 한꺼번에 전환 | 셀렉터를 바꾸면 즉시 넘어갑니다.
    헬름차트 | Helm Chart | 묶어서 설치 | 값파일로 환경마다 다르게 합니다.
    커스터마이즈 | Kustomize | 덧씌워 고침 | 베이스와 오버레이로 나눕니다.
    깃옵스 | GitOps | 저장소에 맞춤 | 선언과 실제의 차이를 되돌립니다.
    아르고 | Argo CD | 저장소를 따라 배포 | 동기화웨이브로 순서를 매깁니다.
    프로메테우스 | Prometheus | 지표를 모음 | 끌어오기방식으로 표본을 긁습니다.
    경보규칙 | Alerting Rule | 이상을 알림 | 지속시간을 넘겨야 울립니다.
    로그수집기 | Log Collector | 로그를 한곳에 모음 | 데몬셋으로 노드마다 하나씩 둡니다.
    분산추적 | Distributed Tracing | 요청의 길을 봄 | 스팬마다 문맥을 이어 보냅니다.
    서비스메시 | Service Mesh | 통신을 대신 맡음 | 프록시가 상호인증을 맺습니다.
    인증서관리자 | cert-manager | 인증서를 갱신 | 만료 전에 새로 받아 시크릿에 둡니다.
    외부시크릿 | External Secrets | 비밀을 가져옴 | 금고에서 읽어 주기마다 맞춥니다.
    이미지서명 | Image Signing | 출처를 증명 | 공개키로 서명을 맞춰 봅니다.
    취약점스캔 | Vulnerability Scan | 약점을 찾음 | 심각도로 걸러 빌드를 멈춥니다.
    승인웹훅 | Admission Webhook | 요청을 걸러 냄 | 변형을 먼저, 검증을 나중에 부릅니다.
    사용자정의리소스 | Custom Resource | 종류를 더함 | 스키마로 필드를 검증합니다.
    오퍼레이터 | Operator | 운영을 자동화 | 조정루프가 바라는 상태로 이끕니다.
    컨트롤플레인 | Control Plane | 전체를 다스림 | 스케줄러와 컨트롤러가 여기 있습니다.
    엣시디 백업 | etcd Backup | 상태를 보관 | 정족수를 잃기 전에 떠 둡니다.
    클러스터 업그레이드 | Cluster Upgrade | 판올림 | 한 번에 한 단계 부버전만 올립니다.
    노드 격리 | Node Cordon | 새 배치를 멈춤 | 비우기 전에 일정을 막습니다.
    런타임클래스 | RuntimeClass | 실행기를 고름 | 샌드박스 실행기로 커널을 나눕니다.
    디버그 컨테이너 | Debug Container | 안을 들여다봄 | 임시로 붙여 프로세스를 봅니다.
    이름풀이 | Name Resolution | 이름으로 찾음 | 검색도메인과 ndots가 조회를 늘립니다.
    헤드리스서비스 | Headless Service | 하나씩 가리킴 | 가상주소 없이 각 주소를 돌려줍니다.
    게이트웨이 | Gateway API | 들어오는 길을 나눔 | 경로는 HTTPRoute로 따로 둡니다.
    듀얼스택 | Dual Stack | 두 주소를 씀 | IPv4와 IPv6를 함께 배정합니다.
    오버레이 터널 | Overlay Tunnel | 노드 사이를 이음 | 캡슐화로 MTU가 줄어듭니다.
    """
)


def course_files() -> dict[str, str]:
    """The course, by the sources' places: a lesson and a lab for each subject."""
    files = {}
    for number, subject in enumerate(SUBJECTS):
        week, day = number // 10 + 1, number % 10 // 2 + 1
        folder = f"week_{week:02}/day{day}"
        files[f"{folder}/session_{number % 2 + 1}.md"] = "\n".join(_lesson(number, subject))
        files[f"{folder}/lab_{number % 2 + 1}.md"] = "\n".join(_lab(number, subject))
    return files


def place(number: int, kind: str = "session") -> str:
    """The address of a subject's lesson, or of its lab."""
    return f"week_{number // 10 + 1:02}/day{number % 10 // 2 + 1}/{kind}_{number % 2 + 1}/"


def _others(number: int) -> list[Subject]:
    """Subjects that the text of another mentions in passing."""
    return [SUBJECTS[(number + step) % len(SUBJECTS)] for step in (7, 19, 31)]


def _lesson(number: int, subject: Subject) -> Iterator[str]:
    one, two, three = _others(number)
    yield f"# {subject.korean} 이해하기\n"
    yield "## 세션 목표\n"
    yield f"- **이해 목표**: {subject.korean} 기능이 {subject.purpose}하는 원리를 설명합니다"
    yield "- **협업 목표**: 동료와 함께 토론하고 정리합니다\n"
    yield "## 핵심 개념 (35분)\n"
    yield f"{subject.korean}({subject.english}) 기능은 {subject.purpose}할 때 씁니다. {subject.detail}\n"
    yield f"앞서 배운 {one.korean} 내용과 이어지며, {two.korean} 설정을 함께 살펴보면 좋습니다.\n"
    yield "```mermaid\ngraph LR\n    A[사용자 요청] --> B[API 서버]\n    B --> C[작업 노드]\n```\n"
    yield "## 함께 생각해보기 (10분)\n"
    yield f"1. {subject.korean} 없이 운영하면 어떤 문제가 생길까요?"
    yield f"2. {three.korean} 대신 쓸 수 있을까요?\n"
    yield "## 핵심 키워드\n"
    yield f"- **{subject.english}**: {subject.purpose}하는 기능"
    yield f"- **{one.english}**: {one.purpose}하는 기능\n"


def _lab(number: int, subject: Subject) -> Iterator[str]:
    one, two, _ = _others(number + 3)
    yield f"# 실습: {subject.english} 다루기\n"
    yield "## 준비 (5분)\n"
    yield f"클러스터에 접속하고 {one.korean} 상태를 확인합니다.\n"
    yield "```bash\n# 상태 보기\n" + f"kubectl get all --namespace lab-{number:02}\n```\n"
    yield "## 따라하기 (30분)\n"
    yield f"- [ ] {subject.korean} 설정 파일을 작성합니다"
    yield f"- [ ] 10.{number}.0.0/16 대역에서 동작을 확인합니다"
    yield f"- [ ] {two.korean} 항목과 견줘 봅니다\n"
