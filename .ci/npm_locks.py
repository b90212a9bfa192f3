"""Brings npm's locks to the newest releases of the same major: of the packages named, and of no others.

The course takes single files out of packages, such as Mermaid's one script; npm alone would lock, and later
bring, hundreds of packages that nothing here runs.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def main(folders: list[str]) -> None:
    """Bring the locks in `folders` up to date."""
    for folder in map(Path, folders):
        stated, locked = (_read(folder / name) for name in ("package.json", "package-lock.json"))
        for name in stated["dependencies"]:
            newest = _newest(name, stated["dependencies"][name])
            version = stated["dependencies"][name] = newest["version"]
            locked["packages"][""]["dependencies"][name] = version
            entry = {"version": version, "integrity": newest["dist.integrity"], "license": newest["license"]}
            locked["packages"][f"node_modules/{name}"].update(entry)
        _write(folder / "package.json", stated)
        _write(folder / "package-lock.json", locked)


def _newest(name: str, version: str) -> Any:
    """What npm says of the newest release of the major of `version`, which is the newest if none is newer."""
    asked = ["npm", "view", f"{name}@^{version}", "version", "dist.integrity", "license", "--json"]
    told = json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
    releases = told if isinstance(told, list) else [told]
    return max(
        (each for each in releases if each["version"] == version or "-" not in each["version"]), key=_order
    )


def _order(release: Any) -> list[int]:
    return [int(number) for number in release["version"].partition("-")[0].split(".")]


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _write(path: Path, values: object) -> None:
    path.write_text(json.dumps(values, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
