"""What a build loads: each module that it does not need costs every build of every course."""

from __future__ import annotations

import os
import subprocess
import sys

from support.courses import ROOT

#: Libraries that set or read paper, open fonts, fetch files or watch folders.
_UNNEEDED = (
    *(
        "PIL",
        "bs4",
        "fontTools.subset",
        "fontTools.ttLib",
        "fontTools.varLib",
        "jsbeautifier",
        "mkdocs.livereload",
        "pikepdf",
    ),
    *("pypdfium2", "requests", "segno", "typst", "watchdog", "zxingcpp"),
)
_LOADS = f"""
import sys
sys.path.insert(0, "hooks")
import course.publish.standing, course.verbs.site, build, events
build.bring_mermaid2()
print(*(name for name in {_UNNEEDED} if name in sys.modules))
"""
_USES = """
import sys
sys.path.insert(0, "hooks")
import build
build.bring_mermaid2()
import mermaid2.plugin as plugin, mermaid2.pyjs, mermaid2.util as util
print(plugin.BeautifulSoup("<p>x</p>", "html.parser").p.text)
print(mermaid2.pyjs.beautify("a=1"))
print(issubclass(util.requests.RequestException, OSError))
import bs4, requests
print(isinstance(plugin.BeautifulSoup("", "html.parser"), bs4.BeautifulSoup), requests.__name__)
"""


def _said(program: str) -> str:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_a_build_loads_what_it_needs() -> None:
    """Without handouts, new fonts and diagrams for the browser, no library for these is brought."""
    assert _said(_LOADS) == "\n"


def test_mermaid2_brings_its_libraries_when_it_uses_them() -> None:
    """They are then those that everybody else gets."""
    assert _said(_USES) == "x\na = 1\nTrue\nTrue requests\n"


def test_modules_are_compiled_once() -> None:
    """Also where the environment tells Python to keep nothing: a command of ours compiles hundreds."""
    program = "import runpy, sys; sys.argv[1:] = ['none']; runpy.run_module('hooks', run_name='begun'); "
    done = subprocess.run(
        [sys.executable, "-B", "-c", program + "print(sys.dont_write_bytecode)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"
