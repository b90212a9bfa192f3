"""Words by which the sections of a session are known in a course in these languages, by setting.

They come to the usual ones of `Settings`, which are Korean and English, where the course names the language:
in another, ``Tag`` is no day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from course.settings.languages.tags import nearest

#: By the language's tag, then by the setting; each setting is a text with its words between bars.
HEADING_WORDS: Mapping[str, Mapping[str, str]] = {
    "ko": {"session_headings": "세션 목표|핵심 개념|핵심 키워드"},
    "en": {"session_headings": "Objectives|Key Concepts|Keywords"},
    "ja": {
        "info_headings": "セッション情報|実習情報|授業情報",
        "objective_headings": "学習目標|到達目標|学習のねらい|この回の目標",
        "concept_headings": "主要概念|重要な概念|中心となる概念|キーコンセプト",
        "discussion_headings": "一緒に考えよう|考えてみよう|議論|ディスカッション",
        "question_labels": "議論のテーマ|ディスカッションの質問",
        "check_headings": "理解度チェック|理解度の確認|確認問題",
        "check_phrases": "説明できますか",
        "quiz_headings": "クイズ|小テスト|確認テスト",
        "keyword_headings": "キーワード|重要用語|用語",
        "closing_headings": "まとめ|終わりに",
        "next_headings": "次のセッション|次回",
        "session_headings": "学習目標|到達目標|主要概念|キーワード",
        "time_labels": "時間|所要時間",
        "goal_labels": "目標|目的",
        "method_labels": "方法|形式|進め方",
        "week_words": "週|週目",
        "day_words": "日目",
        "session_words": "セッション|回|コマ|時限",
        "lab_words": "実習|演習|ハンズオン",
        "minute_words": "分|分間",
        "hour_words": "時間",
        "duration_words": "約|合計|講義|説明|実習|演習|議論|発表|休憩",
        "morning_words": "午前",
        "afternoon_words": "午後",
    },
    "zh": {
        "info_headings": "课程信息|实验信息|课时信息",
        "objective_headings": "学习目标|课程目标",
        "concept_headings": "核心概念|关键概念",
        "discussion_headings": "讨论|一起思考|思考题",
        "question_labels": "讨论主题|讨论问题",
        "check_headings": "理解检查|自我检查",
        "check_phrases": "你能解释|能解释吗",
        "quiz_headings": "测验|小测",
        "keyword_headings": "关键词|关键字|术语",
        "closing_headings": "总结|小结",
        "next_headings": "下一节|下节课",
        "session_headings": "学习目标|核心概念|关键词",
        "time_labels": "时间|时长",
        "goal_labels": "目标|目的",
        "method_labels": "方法|形式|方式",
        "week_words": "周",
        "day_words": "天",
        "session_words": "节|课|讲|课时",
        "lab_words": "实验|实践|实操",
        "minute_words": "分|分钟",
        "hour_words": "小时",
        "duration_words": "约|共|理论|讲解|实验|讨论|演示|休息",
        "morning_words": "上午",
        "afternoon_words": "下午",
    },
    "zh-TW": {
        "info_headings": "課程資訊|實驗資訊|課堂資訊",
        "objective_headings": "學習目標|課程目標",
        "concept_headings": "核心概念|關鍵概念",
        "discussion_headings": "討論|一起思考|思考題",
        "question_labels": "討論主題|討論問題",
        "check_headings": "理解檢查|自我檢查",
        "check_phrases": "你能解釋|能解釋嗎",
        "quiz_headings": "測驗|小測",
        "keyword_headings": "關鍵詞|關鍵字|術語",
        "closing_headings": "總結|小結",
        "next_headings": "下一節|下節課",
        "session_headings": "學習目標|核心概念|關鍵詞|關鍵字",
        "time_labels": "時間|時長",
        "goal_labels": "目標|目的",
        "method_labels": "方法|形式|方式",
        "week_words": "週|周",
        "day_words": "天",
        "session_words": "節|課|講|堂",
        "lab_words": "實驗|實作|實習",
        "minute_words": "分|分鐘",
        "hour_words": "小時",
        "duration_words": "約|共|理論|講解|實驗|實作|討論|演示|休息",
        "morning_words": "上午",
        "afternoon_words": "下午",
    },
    "de": {
        "info_headings": "Angaben zur Sitzung|Angaben zum Praktikum|Über diese Sitzung",
        "objective_headings": "Lernziele|Ziele der Sitzung",
        "concept_headings": "Grundbegriffe|Kernkonzepte|Zentrale Konzepte",
        "discussion_headings": "Diskussion|Gemeinsam nachdenken|Zum Nachdenken",
        "question_labels": "Diskussionsthemen|Diskussionsfragen",
        "check_headings": "Verständniskontrolle|Verständnisfragen|Selbsttest",
        "check_phrases": "können sie erklären|kannst du erklären",
        "quiz_headings": "Quizfragen|Testfragen|Selbstprüfung",
        "keyword_headings": "Schlüsselwörter|Schlüsselbegriffe|Stichwörter|Fachbegriffe",
        "closing_headings": "Zusammenfassung|Abschluss",
        "next_headings": "Nächste Sitzung|Nächstes Mal",
        "session_headings": "Lernziele|Grundbegriffe|Kernkonzepte|Schlüsselwörter|Schlüsselbegriffe",
        "time_labels": "Zeit|Dauer",
        "goal_labels": "Ziel",
        "method_labels": "Methode|Form",
        "week_words": "Woche",
        "day_words": "Tag",
        "session_words": "Sitzung|Einheit|Stunde|Lektion",
        "lab_words": "Praktikum|Übung|Labor",
        "minute_words": "Minuten|Minute|Min.",
        "hour_words": "Stunden|Stunde|Std.|Std",
        "duration_words": "etwa|rund|insgesamt|Vortrag|Übung|Diskussion|Pause",
        "morning_words": "vormittags",
        "afternoon_words": "nachmittags",
    },
    "fr": {
        "info_headings": "Informations sur la séance|Informations sur le TP",
        "objective_headings": "Objectifs",
        "concept_headings": "Concepts clés|Notions clés|Notions essentielles",
        "discussion_headings": "Discussion|Réfléchissons ensemble|Pour réfléchir",
        "question_labels": "Sujets de discussion|Questions de discussion",
        "check_headings": "Vérification des acquis|Testez vos connaissances",
        "check_phrases": "pouvez-vous expliquer|savez-vous expliquer",
        "quiz_headings": "QCM|Questionnaire",
        "keyword_headings": "Mots-clés|Mots clés|Termes clés",
        "closing_headings": "Conclusion|Pour finir|Bilan",
        "next_headings": "Prochaine séance|La prochaine fois",
        "session_headings": "Objectifs|Concepts clés|Notions clés|Mots-clés",
        "time_labels": "Horaire|Durée",
        "goal_labels": "Objectif",
        "method_labels": "Méthode|Modalité",
        "week_words": "semaine",
        "day_words": "jour",
        "session_words": "séance|cours",
        "lab_words": "TP|travaux pratiques",
        "minute_words": "mn",
        "hour_words": "heures|heure",
        "duration_words": "environ|au total|exposé|exercice|discussion|pause",
        "morning_words": "du matin",
        "afternoon_words": "de l'après-midi",
    },
    "es": {
        "info_headings": "Información de la sesión|Información de la práctica",
        "objective_headings": "Objetivos",
        "concept_headings": "Conceptos clave|Conceptos fundamentales",
        "discussion_headings": "Debate|Discusión|Para pensar",
        "question_labels": "Temas de debate|Preguntas para el debate",
        "check_headings": "Comprobación|Comprueba lo aprendido|Autoevaluación",
        "check_phrases": "puede explicar|puedes explicar",
        "quiz_headings": "Cuestionario|Preguntas de repaso",
        "keyword_headings": "Palabras clave|Términos clave",
        "closing_headings": "Cierre|Conclusión|Resumen final",
        "next_headings": "Próxima sesión|La próxima vez",
        "session_headings": "Objetivos|Conceptos clave|Palabras clave|Términos clave",
        "time_labels": "Horario|Duración|Tiempo",
        "goal_labels": "Objetivo|Meta",
        "method_labels": "Método|Modalidad",
        "week_words": "semana",
        "day_words": "día|dia",
        "session_words": "sesión|sesion|clase",
        "lab_words": "práctica|practica|laboratorio",
        "minute_words": "minutos|minuto",
        "hour_words": "horas|hora",
        "duration_words": "unos|aprox.|exposición|práctica|debate|pausa",
        "morning_words": "de la mañana",
        "afternoon_words": "de la tarde",
    },
}


def heading_words(language: str) -> Mapping[str, tuple[str, ...]]:
    """The words of a language by the setting they come to; none for one that is not listed."""
    return {key: tuple(words.split("|")) for key, words in HEADING_WORDS.get(language, {}).items()}


def words_in(languages: Iterable[str], usual: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The words of `languages`, by their tags, behind the `usual` ones, by setting; nothing for no languages.

    Of headings that a session is expected to have, which are told, only those languages' and English ones.
    """
    words: dict[str, tuple[str, ...]] = {}
    codes = [nearest(code, HEADING_WORDS) for code in languages]
    for code in dict.fromkeys([*codes, *(["en"] if codes else [])]):
        for key, further in heading_words(code).items():
            before = () if key == "session_headings" else usual[key]
            words[key] = tuple(dict.fromkeys((*words.get(key, before), *further)))
    return words
