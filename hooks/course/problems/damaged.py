"""A ``.venv`` with files missing, told in one line and made anew the next time, in place of a traceback.

It is looked for only once a command has ended by a fault, and needs no package: any of them may be the
missing one.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

#: What run.py writes last as it makes ``.venv``; without it, run.py makes another.
_STAMP = "made-by.txt"


def tell_damage(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    """End a command by `error`: for `sys.excepthook`. The traceback is shown where every package is whole.

    Nothing is said of Ctrl+C: it may come while the command's own modules are still brought.
    """
    if issubclass(kind, KeyboardInterrupt):
        return
    damaged = first_damaged()
    if damaged is None:
        sys.__excepthook__(kind, error, traceback)
        return
    (Path(sys.prefix) / _STAMP).unlink(missing_ok=True)
    what = f"{os.path.relpath(damaged)}: this file of a package is gone or not whole"
    print(f"run.py: {what}; run this again, which makes .venv anew", file=sys.stderr)


def first_damaged(packages: str | None = None) -> Path | None:
    """The first file of an installed package that is gone, or has none of the sizes that packages give it.

    `packages` is the folder that they are in; without it, where Python looks. Source: PyPA, "Recording
    installed projects".
    """
    from importlib import metadata  # here: it is long to load, and no other command asks

    sizes: dict[Path, set[int]] = {}  # two packages may bring the same file
    for package in metadata.distributions(path=[packages]) if packages else metadata.distributions():
        for file in package.files or ():
            if file.size is not None:
                sizes.setdefault(Path(str(package.locate_file(file))), set()).add(file.size)
    return next(
        (path for path in sizes if not path.is_file() or path.stat().st_size not in sizes[path]), None
    )
