"""mermaid2 brought without the libraries that it asks for only where the browser must draw a diagram.

With them, its import takes a tenth of what all imports of a build take: one reads HTML, one writes
scripts in lines, one fetches files.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_LIBRARIES = ("bs4", "jsbeautifier", "requests")
#: What mermaid2 takes out of them when it is imported: called, each brings its library.
_TAKEN = ("BeautifulSoup", "beautify")


def bring_mermaid2() -> None:
    """Import the plugin mermaid2 unless it is there, and have it bring those libraries when it uses them."""
    if "mermaid2.plugin" in sys.modules:
        return
    stand_ins = {name: _stand_in(name) for name in _LIBRARIES if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        import_module("mermaid2.plugin")
    except ImportError:
        pass  # MkDocs tells it
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _stand_in(library: str) -> ModuleType:
    """A module that brings the `library` for whoever asks it for something: see PEP 562."""
    module = ModuleType(library)

    def asked(name: str) -> Any:
        if name in _TAKEN:
            return lambda *given, **named: getattr(import_module(library), name)(*given, **named)
        if name.startswith("__"):  # of the import itself
            raise AttributeError(name)
        return getattr(import_module(library), name)

    vars(module)["__getattr__"] = asked
    return module
