"""The settings as the course means them: lists joined where MkDocs, reading mkdocs.yml, has replaced them."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import PluginCollection
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from course.problems.problem import CourseError
from course.settings.config import read_config, setting_fault
from steps.state import BuildState

#: What mkdocs.yml, or rather what it inherits from, names as the one hook file.
_EVENTS = "hooks/events.py"


def complete_settings(config: MkDocsConfig, state: BuildState) -> None:
    """Lay over the settings what MkDocs left out of them.

    Raises PluginError with the Problems of settings that cannot be joined.
    """
    path = Path(config.config_file_path)
    try:
        whole = read_config(path, get_yaml_loader(config=config))
        for key in _differing(config, whole, path):
            before = config.plugins
            _lay_over(config, key, whole[key], path)
            if key == "plugins":
                _take_over(before, config)
    except CourseError as error:
        raise PluginError(str(error)) from None


def _differing(config: MkDocsConfig, whole: Mapping[str, Any], path: Path) -> list[str]:
    """Keys whose values MkDocs has not read as the course means them, but for those given with a command."""
    with path.open("rb") as file:
        read = yaml_load(file, get_yaml_loader(config=config))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        given = {"hooks", *(key for options in config.user_configs[1:] for key in options)}
    known = [key for key, _ in config._schema if key in whole and key not in given]
    return [key for key in known if whole[key] != read.get(key)]


def _lay_over(config: MkDocsConfig, key: str, value: object, path: Path) -> None:
    """Give `config` the value as MkDocs would have it, had it stood in the file."""
    option = dict(config._schema)[key]
    try:
        option.pre_validation(config, key)
        config[key] = option.validate(copy.copy(value))
        option.post_validation(config, key)
    except ValidationError as error:
        raise CourseError([setting_fault(path, key, str(error))]) from None
    finally:
        option.reset_warnings()


def _take_over(before: PluginCollection, config: MkDocsConfig) -> None:
    """Have the plugins that were loaded anew run from here on, with the hooks among them.

    MkDocs is going through what `before` does on `on_config`, and has come to the first of our steps.
    """
    for name, hook in config["hooks"].items():
        config.plugins[name] = hook
    for name, plugin in config.plugins.items():
        start = getattr(plugin, "on_startup", None)
        if name not in before and start:
            start(command="build", dirty=False)
    running = before.events["config"]
    ours = config["hooks"][_EVENTS].on_config.methods[0]
    done = running[: running.index(ours) + 1]
    running[:] = [*done, *(each for each in config.plugins.events["config"] if each not in done)]
