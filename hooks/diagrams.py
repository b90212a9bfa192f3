"""Diagrams: the fence, and Mermaid on the site's own server where a page needs it.

The fence is registered in `on_config` as an object (names in mkdocs.yml cannot see this folder), and is a
named function because mermaid2 asks for its name. Mermaid is added in `on_env`: the pages' contents are
known by then, and files can still be added.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from course.diagrams import fence_diagram, has_diagram

#: Where each file of Mermaid goes in the site, and where npm put it.
MERMAID = {
    "assets/javascripts/mermaid.min.js": "node_modules/mermaid/dist/mermaid.min.js",
    "assets/javascripts/mermaid.LICENSE.txt": "node_modules/mermaid/LICENSE",
}


def on_config(config: MkDocsConfig, **kwargs: Any) -> None:
    """Have superfences hand Mermaid fences to ours."""
    superfences = config.mdx_configs.setdefault("pymdownx.superfences", {})
    fence = {"name": "mermaid", "class": "mermaid", "format": fence_diagram}
    superfences["custom_fences"] = [*superfences.get("custom_fences", []), fence]


def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: Any) -> None:
    """Put Mermaid into the site when a page has a diagram.

    Where npm could not bring it (load_course says so), the pages show each diagram's source.
    """
    pages = [file.page for file in files.documentation_pages() if file.page]
    if not any(has_diagram(page.content or "") for page in pages):
        return
    project_dir = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    for uri, source in MERMAID.items():
        path = project_dir / source
        if path.is_file():
            included = InclusionLevel.INCLUDED
            files.append(File.generated(config, uri, abs_src_path=str(path), inclusion=included))
