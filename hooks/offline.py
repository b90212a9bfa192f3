"""The site for file://: Material's offline plugin makes it; the worker of its search comes from here.

The plugin would fetch that worker from another host, unless it finds one named iframe-worker. Instant
navigation fetches pages, which no browser does there; the theme then tells no script that the page is ready.
"""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

_WORKER = "assets/javascripts/iframe-worker.js"
_INSTANT = "navigation.instant"


@event_priority(50)  # before the plugin looks for one
def on_config(config: MkDocsConfig) -> None:
    """Name the worker where the plugin is at work, and leave out what cannot be there."""
    plugin = config.plugins.get("material/offline")
    if plugin and plugin.config["enabled"]:
        config.extra["polyfills"] = [*config.extra.get("polyfills", []), _WORKER]
        features = config.theme["features"]
        config.theme["features"] = [each for each in features if not each.startswith(_INSTANT)]
