"""What runs on servers: workflows of GitHub and GitLab, and the scripts that they share in .ci/."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import run as commands
import yaml

from support.courses import ROOT, Ran

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
GITLAB, DEPENDABOT = ROOT / ".gitlab-ci.yml", ROOT / ".github/dependabot.yml"
#: Whether a job of a workflow may write, and what.
MAY_WRITE = {
    ("site.yml", "publish"): {"pages", "id-token"},
    ("release.yml", "release"): {"contents"},
    ("update.yml", "propose"): {"contents", "pull-requests"},
}


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each job of each workflow, with the file's name and its own."""
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            yield path.name, name, job


def run_tool(*words: str) -> Ran:
    """A tool of the tests' lock; skipped where that lock has not been installed since it came."""
    found = shutil.which(words[0], path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if not found:
        pytest.skip(f"{words[0]} is not here: run.py test brings it")
    done = subprocess.run([found, *words[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    return Ran(done.returncode, done.stdout + done.stderr)


@pytest.mark.long
@pytest.mark.parametrize(
    ("schema", "files"),
    [("github-workflows", WORKFLOWS), ("gitlab-ci", [GITLAB]), ("dependabot", [DEPENDABOT])],
)
def test_they_follow_their_schemas(schema: str, files: list[Path]) -> None:
    """The schemas of schemastore.org, as check-jsonschema ships them."""
    ran = run_tool("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, files))
    assert ran.status == 0, ran.output


def test_an_auditor_finds_nothing() -> None:
    """zizmor: pins, permissions, credentials left behind, texts of strangers in scripts, poisoned caches."""
    ran = run_tool("zizmor", "--offline", "--pedantic", ".github")
    assert ran.status == 0, ran.output


def test_every_action_is_one_commit() -> None:
    """By 40 digits, with the release behind it; one action is the same commit everywhere."""
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        lines = re.findall(r"^\s*(?:- )?uses: (.*)$", text, re.M)
        assert len(lines) == len(re.findall(r"\buses:", text))
        for line in lines:
            match = re.fullmatch(r"([\w./-]+)@([0-9a-f]{40})  # v\d+\.\d+\.\d+", line)
            assert match, line
            pins.setdefault(match[1], set()).add(match[2])
    assert len(pins) >= 6
    assert re.fullmatch(r"debian:trixie-slim@sha256:[0-9a-f]{64}", read(GITLAB)["default"]["image"])
    assert read(GITLAB)["default"]["image"] in (ROOT / "Containerfile").read_text(encoding="utf-8")
    assert {name: shas for name, shas in pins.items() if len(shas) > 1} == {}


def test_nothing_may_do_more_than_it_must() -> None:
    """Workflows have no rights, jobs name theirs; what may write installs and builds nothing."""
    for path in WORKFLOWS:
        assert read(path)["permissions"] == {}, path.name
    for file, name, job in jobs():
        writes = {right for right, level in job["permissions"].items() if level != "read"}
        assert writes == MAY_WRITE.get((file, name), set()), (file, name)
        texts = " ".join(step.get("run", "") for step in job["steps"])
        assert not (writes and re.search(r"run\.py|\.ci/|pip|npm", texts)), (file, name)
        assert 0 < job["timeout-minutes"] <= 300
        for step in job["steps"]:
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def scripts() -> Iterator[str]:
    """Every text that a server runs as commands."""
    for _, _, job in jobs():
        yield from (step["run"] for step in job["steps"] if "run" in step)
    for job in read(GITLAB).values():
        if isinstance(job, dict):
            yield from job.get("script", [])


def test_what_they_run_is_there() -> None:
    """Each word of run.py is one of its verbs, each script of .ci/ is there and may be run."""
    text = "\n".join(scripts())
    verbs = re.findall(r"run\.py (\S+)", text)
    assert {"check", "site", "export", "test"} <= set(verbs) <= set(commands.VERBS)
    named = re.findall(r"(?<![\w/])\.ci/(\w+)", text)
    assert set(named) == {"run", "audit", "sbom", "update"}
    assert all(os.access(ROOT / ".ci" / each, os.X_OK) for each in named)


def test_only_a_checked_site_is_published() -> None:
    """What is uploaded for Pages was built strictly, with the address that Pages has; tests come before."""
    steps = read(ROOT / ".github/workflows/site.yml")["jobs"]["build"]["steps"]
    built = [step for step in steps if step.get("run", "").startswith("python3 run.py site")]
    strict, loose = built
    assert strict["run"] == "python3 run.py site"
    assert strict["env"] == {"SITE_URL": "${{ steps.pages.outputs.base_url }}"}
    assert "--no-strict" in loose["run"]
    assert "== 'pull_request'" in loose["if"]
    (upload,) = (step for step in steps if "upload-pages-artifact" in step.get("uses", ""))
    assert upload["if"] == "success() && github.event_name != 'pull_request'"
    publish = read(ROOT / ".github/workflows/site.yml")["jobs"]["publish"]
    assert publish["needs"] == ["build", "test"]
    assert "refs/heads/main" in publish["if"]
    pages = read(GITLAB)["pages"]
    assert [need["job"] for need in pages["needs"]] == ["build", "test"]
    assert read(GITLAB)["build"]["script"] == ["python3 run.py check", "python3 run.py site"]


def test_problems_are_marked_on_their_lines() -> None:
    """Pull requests by GitHub's commands, merge requests by GitLab's report."""
    text = "\n".join(scripts())
    assert "run.py check --format github" in text
    assert "run.py check site --format github" in text
    assert "run.py check --format gitlab > problems.json" in text
    assert read(GITLAB)["review"]["artifacts"]["reports"]["codequality"] == "problems.json"


def stubbed(folder: Path, script: str, *words: str, **programs: str) -> Ran:
    """A script of .ci/ where `programs` are these texts of bash, and notes of what was asked of them."""
    place = folder / "programs"
    place.mkdir()
    for name, text in programs.items():
        path = place / name.replace("_", "-")
        path.write_text(f'#!/bin/bash\necho "{path.name} $*" >> {folder}/asked\n{text}\n', encoding="utf-8")
        path.chmod(0o755)
    done = subprocess.run(
        [ROOT / ".ci" / script, *words],
        env={**os.environ, "PATH": f"{place}{os.pathsep}{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=60,
    )
    asked = (folder / "asked").read_text(encoding="utf-8") if (folder / "asked").exists() else ""
    return Ran(done.returncode, done.stdout + asked)


def test_every_lock_is_audited(tmp_path: Path) -> None:
    """All that git has, and none is passed over by an option."""
    git = ["git", "ls-files", "*.txt", "*.json"]
    files = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    locks = [name for name in files if re.search(r"requirements[\w-]*\.txt|package-lock\.json", name)]
    ran = stubbed(tmp_path, "audit", pip_audit="exit 0", npm="exit 0")
    assert ran.status == 0, ran.output
    assert re.findall(r"^== (.*)$", ran.output, re.M) == locks
    asked = [line for line in ran.output.splitlines() if line.startswith(("pip-audit ", "npm "))]
    assert len(asked) == len(locks) >= 8
    assert all("--strict" in line and "ignore" not in line for line in asked if line.startswith("pip-audit"))


@pytest.mark.parametrize(
    ("programs", "named"),
    [
        ({"pip_audit": "[[ $* != *requirements-github* ]]", "npm": "exit 0"}, "requirements-github.txt"),
        (
            {"pip_audit": "exit 0", "npm": "echo audit endpoint returned an error; exit 1"},
            "package-lock.json",
        ),
    ],
)
def test_what_could_not_be_audited_fails(tmp_path: Path, programs: dict[str, str], named: str) -> None:
    """As what is at fault does; the others are audited all the same."""
    ran = stubbed(tmp_path, "audit", **programs)
    assert ran.status == 1
    assert re.search(rf"^At fault, or not audited: .*{re.escape(named)}", ran.output, re.M)
    assert ran.output.count("== ") >= 8


def test_a_release_says_what_it_is_made_of(tmp_path: Path) -> None:
    """Two lists: of Python's packages and of npm's, each of the lock that the site was made with."""
    out = tmp_path / "release"
    out.mkdir()
    write = 'while [ "$1" != -o ]; do shift; done; echo {} > "$2"'
    npm = '[ "$1" != sbom ] || { pwd; cat package-lock.json; }'
    ran = stubbed(tmp_path, "sbom", str(out), pip_audit="", cyclonedx_py=write, npm=npm)
    assert ran.status == 0, ran.output
    assert sorted(path.name for path in out.iterdir()) == ["sbom-npm.cdx.json", "sbom-python.cdx.json"]
    assert "cyclonedx-py requirements requirements.txt" in ran.output
    text = (out / "sbom-npm.cdx.json").read_text(encoding="utf-8")
    assert text.endswith((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert text.splitlines()[0].endswith("/course-site")


def test_locks_of_npm_are_brought_up_to_date(tmp_path: Path) -> None:
    """The newest release of the same major, no beta, by number and not by text; nothing else changes."""
    names = ("package.json", "package-lock.json")
    for name in names:
        shutil.copy(ROOT / name, tmp_path)
    version = json.loads((tmp_path / "package.json").read_text("utf-8"))["dependencies"]["temml"]
    major = version.partition(".")[0]
    releases = [
        {"version": each, "dist.integrity": f"sha512-{each}", "license": "MIT"}
        for each in (f"{major}.998.10", f"{major}.998.9", version, f"{major}.999.0-beta.1")
    ]
    (tmp_path / "told.json").write_text(json.dumps(releases), encoding="utf-8")
    (tmp_path / "npm").write_text(f"#!/bin/bash\ncat {tmp_path}/told.json\n", encoding="utf-8")
    (tmp_path / "npm").chmod(0o755)
    one = {"private": True, "dependencies": {"temml": version}}
    (tmp_path / "package.json").write_text(json.dumps(one), encoding="utf-8")
    subprocess.run(
        [sys.executable, ROOT / ".ci/npm_locks.py", tmp_path],
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        check=True,
    )
    stated, locked = (json.loads((tmp_path / name).read_text("utf-8")) for name in names)
    assert stated == {**one, "dependencies": {"temml": f"{major}.998.10"}}
    before = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    assert locked["packages"]["node_modules/temml"]["integrity"] == f"sha512-{major}.998.10"
    assert locked["packages"]["node_modules/mermaid"] == before["packages"]["node_modules/mermaid"]
    assert set(locked["packages"]) == set(before["packages"])


def test_every_requirement_says_how_its_lock_is_made(tmp_path: Path) -> None:
    """`.ci/update` runs the command in each file's first lines, the first two before those that they bind."""
    ran = stubbed(tmp_path, "update", pip_audit="", uv="", python3="")
    assert ran.status == 0, ran.output
    made = re.findall(r"^uv pip compile .*? (\S+\.in) -o (\S+) --upgrade", ran.output, re.M)
    assert [name for name, _ in made][:2] == ["requirements.in", "tests/requirements.in"]
    git = ["git", "ls-files", "*requirements*.in"]
    files = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert sorted(name for name, _ in made) == sorted(files)
    assert all(lock == name.replace(".in", ".txt") and (ROOT / lock).is_file() for name, lock in made)
