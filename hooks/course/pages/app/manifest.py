"""The manifest by which a device installs a site. Source: Web Application Manifest, W3C."""

from __future__ import annotations

import json
from collections.abc import Mapping

MANIFEST = "manifest.webmanifest"
#: Place of each icon below a language's folder → its size in pixels, and what it is for.
ICONS: Mapping[str, tuple[int, str]] = {
    "assets/images/app-192.png": (192, "any"),
    "assets/images/app-512.png": (512, "any"),
    "assets/images/app-maskable.png": (512, "maskable"),
}
#: So many letters have room below an icon. Source: Web Application Manifest, developer.chrome.com.
_SHORT = 12


def render_manifest(name: str, description: str, language: str, *, brand: str, paper: str) -> str:
    """The manifest of the course `name`; `brand` and `paper` are colours such as ``#0b6470``.

    Addresses in it are relative to its own: the site may lie in any folder of its host.
    """
    told = {
        "name": name,
        "short_name": short_name(name),
        **({"description": description} if description else {}),
        "lang": language,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "display_override": ["minimal-ui"],
        "theme_color": brand,
        "background_color": paper,
        "icons": [
            {"src": uri, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for uri, (size, purpose) in ICONS.items()
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def short_name(name: str) -> str:
    """The first words of `name` that have room below an icon; of a word that has none, its first letters."""
    short = ""
    for word in name.split():
        longer = f"{short} {word}".strip()
        if len(longer) > _SHORT:
            break
        short = longer
    return short or name[:_SHORT]
