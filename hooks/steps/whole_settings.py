"""MkDocs' settings with lists joined: MkDocs alone drops the product's plugins where a lecturer lists one."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import PluginCollection, get_plugin_logger
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from course.problems.problem import CourseError
from course.settings.config import conversion_advice, line_finder, read_chain, read_config, setting_fault
from course.settings.extensions import unused_extensions
from course.settings.words.read import product_words
from steps.state import BuildState, begin

log = get_plugin_logger("settings")

#: What mkdocs.yml, or rather what it inherits from, names as the one hook file.
_EVENTS = "hooks/events.py"


def load_settings(path: Path, language: str = "", **given: object) -> MkDocsConfig:
    """MkDocs' settings for a build from the file at `path`; values in `given` override it, unless None.

    `language` chooses one of the languages that the file names. Lists are joined before MkDocs makes plugins
    and hooks of them. Raises Abort for faulty settings, which are logged.
    """
    config = MkDocsConfig(config_file_path=str(path))
    config.load_dict({})  # all that follows is given: the first step of the build leaves it alone
    try:
        config.load_dict(read_config(path, _loader(config), language))
    except CourseError as error:
        raise Abort(str(error)) from None
    config.load_dict({key: value for key, value in given.items() if value is not None})
    try:
        failed, warned = config.validate()
    except (ImportError, NameError, SyntaxError) as error:  # of a hook that is no good
        raise Abort(str(setting_fault(path, "hooks", f"{type(error).__name__}: {error}"))) from None
    for key, warning in warned:
        log.warning(str(setting_fault(path, key, str(warning))))
    for key, fault in failed:
        log.error(str(setting_fault(path, key, str(fault))))
    if failed or (warned and config.strict):
        raise Abort(f"{len(failed) + len(warned)} to mend before the course can be built")
    return config


def complete_settings(config: MkDocsConfig, state: BuildState) -> None:
    """Restore the entries of lists that MkDocs dropped when it read mkdocs.yml by itself.

    Raises PluginError with the Problems of settings that cannot be joined.
    """
    path = Path(config.config_file_path)
    try:
        whole = read_config(path, _loader(config))
        for key in _differing(config, whole, path):
            before = config.plugins
            _lay_over(config, key, whole[key], path)
            if key == "plugins":
                _take_over(before, config)
    except CourseError as error:
        raise PluginError(str(error)) from None
    words = product_words(str(config.theme["language"]), path.parent).words.as_data()
    advice = conversion_advice(path, words) if state.brings_npm else ""
    if advice:  # once a command
        log.info(advice)
    for problem in unused_extensions(read_chain(path), line_finder) if state.brings_npm else ():
        log.info(str(problem))
    begin(config, state)  # where the values below extra: are new ones


def _loader(config: MkDocsConfig) -> Any:
    """MkDocs' loader of settings, on libyaml where Python has it: faults have been told before."""
    return get_yaml_loader(getattr(yaml, "CLoader", yaml.Loader), config)


def _differing(config: MkDocsConfig, whole: Mapping[str, Any], path: Path) -> list[str]:
    """Keys whose values MkDocs has not read as the course means them, but for those given with a command."""
    with path.open("rb") as file:
        read = yaml_load(file, _loader(config))
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
