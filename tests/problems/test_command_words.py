"""Words and options that a command does not know are told in one line, with the nearest that it knows."""

from __future__ import annotations

import pytest

from course.verbs.start import start

FAULTS = {
    "site --instrctor": "did you mean --instructor?",
    "site --no-stict": "did you mean --no-strict?",
    "site --langauge=en": "did you mean --language?",
    "serve --opne": "did you mean --open?",
    "export offlin": "did you mean offline?",
    "export offline --qiet": "did you mean --quiet?",
    "translate stauts": "did you mean status?",
    "new wek 4": "did you mean week?",
    "check --ony link": "did you mean --only?",
    "check --format gitlba": "did you mean gitlab?",
    "handouts --edition instrutor": "did you mean instructor?",
    "diagrams --sheets x": "did you mean --sheet?",
    "init --lisence MIT": "did you mean --licence?",
    "init --languges ko": "did you mean --languages?",
    "upgrade x.zip --replce": "did you mean --replace?",
    "links --format xyzzy": "there is no xyzzy: ",
    "site --xyzzy": "it knows no --xyzzy;",
    "serve --docs": "expected one argument;",
}


@pytest.mark.parametrize("words", FAULTS)
def test_unknown_words_are_told_with_the_nearest(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One line on the error output, with exit status 2, and where all are listed."""
    with pytest.raises(SystemExit) as ended:
        start(words.split())
    told = capsys.readouterr()
    assert (ended.value.code, told.out, told.err.count("\n")) == (2, "", 1), told
    assert FAULTS[words] in told.err
    assert told.err.startswith(f"run.py {words.split()[0]}")
    assert told.err.endswith("--help lists all\n")
