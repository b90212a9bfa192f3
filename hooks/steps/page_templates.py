"""Templates in three layers: the course's own (overrides/), the product's (hooks/theme/), the theme's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, Environment, Template, TemplateSyntaxError
from jinja2.meta import find_referenced_templates
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files

from course.problems.problem import CourseError, Problem, display_path
from course.settings.languages.tags import is_written_from_right, nearest
from steps.state import BuildState, root_of

log = get_plugin_logger("course")

#: Folders below that of mkdocs.yml.
_OWN, _PRODUCT = "overrides", "hooks/theme"
#: Where the theme has its words, and the language that stands in where it has none.
_LANGUAGES, _ENGLISH = "partials/languages", "en"
#: The template of every page, and what Material says a course's own begins with.
_PAGE, _BASE = "main.html", "base.html"
#: The name of the product's template of every page, where the course has its own.
_PRODUCTS_PAGE = "product/main.html"


def put_product_behind(config: MkDocsConfig, state: BuildState) -> None:
    """Have templates and assets looked up in the course's own folder, then the product's, then the theme's.

    Of the theme's words take those of the nearest language that it speaks, or else the English ones.
    """
    root = Path(config.config_file_path).parent
    own_dir, product_dir = root / _OWN, root / _PRODUCT
    dirs = [each for each in config.theme.dirs if Path(each) not in (own_dir, product_dir)]
    named = 1 if config.theme.custom_dir in dirs else 0  # another folder that mkdocs.yml names
    layers = [str(each) for each in (own_dir, product_dir) if each.is_dir()]
    config.theme.dirs = [*dirs[:named], *layers, *dirs[named:]]
    code, way = (
        str(config.theme["language"]),
        "rtl" if is_written_from_right(config.theme["language"]) else "ltr",
    )
    spoken = {path.stem for each in config.theme.dirs for path in Path(each, _LANGUAGES).glob("*.html")}
    config.theme["nearest_language"] = nearest(code, spoken) or _ENGLISH
    config.theme["own_words"] = {"language": code, "direction": way}


def folders_by_owner(config: MkDocsConfig) -> tuple[list[Path], list[Path]]:
    """The folders of templates and assets of the course's own, then those of the product and the theme.

    None where the product's is not among them.
    """
    product = (root_of(config) / _PRODUCT).resolve()
    folders = [Path(each) for each in config.theme.dirs]
    at = next((at for at, each in enumerate(folders) if each.resolve() == product), None)
    return ([], []) if at is None else (folders[:at], folders[at:])


def layer_templates(env: Environment, files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Have the course's own main.html extend the product's main.html, although it names base.html.

    So the blocks of both count, and a course's template stays as Material's documentation writes it.

    Raises PluginError with the Problems of templates that cannot be used.
    """
    env.template_class = _PageTemplate
    product_dir = Path(config.config_file_path).parent / _PRODUCT
    own_dirs, _ = folders_by_owner(config)
    if problems := [
        problem for folder in own_dirs for problem in _faults(env, folder, product_dir.parent.parent)
    ]:
        raise PluginError(str(CourseError(problems)))
    if any((folder / _PAGE).is_file() for folder in own_dirs):
        assert isinstance(env.loader, BaseLoader)  # noqa: S101 - MkDocs gives it one
        text = (product_dir / _PAGE).read_text(encoding="utf-8")
        env.loader = ChoiceLoader([env.loader, DictLoader({_PRODUCTS_PAGE: text})])
        env.join_path = _name_in_layers  # type: ignore[method-assign]


class _PageTemplate(Template):
    """A template; where front matter asked for it and it shows nothing, the usual one stands in."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The page, as MkDocs asks for it: with one mapping."""
        try:
            return super().render(*args, **kwargs)
        except Exception as error:  # a template may raise anything
            page = args[0].get("page") if args else None
            if page is None or self.name == _PAGE or page.meta.get("template") != self.name:
                raise
            config = args[0]["config"]
            log.info(
                str(
                    _unshown(str(self.name), error, Path(config.docs_dir, page.file.src_uri), root_of(config))
                )
            )
            return self.environment.get_template(_PAGE).render(*args, **kwargs)


def _unshown(name: str, error: Exception, path: Path, root: Path) -> Problem:
    """A Problem of the page at `path`, which the template called `name` cannot show."""
    what = f"the template {name} cannot show this page: {' '.join(str(error).split())[:80]}"
    why, mend = "the page is shown with the usual one", "name another template, or none"
    return Problem(display_path(path, root), 1, what, why, mend, "front-matter")


def _name_in_layers(template: str, parent: str) -> str:
    """The template that the one called `parent` means by `template`."""
    return _PRODUCTS_PAGE if parent == _PAGE and template in (_BASE, _PAGE) else template


def _faults(env: Environment, folder: Path, root: Path) -> list[Problem]:
    """What is wrong with the templates of the course's own in `folder`."""
    problems = []
    for path in sorted(folder.rglob("*.html")):
        shown, why = display_path(path, root), "no page can be made with it"
        try:
            named = set(find_referenced_templates(env.parse(path.read_text(encoding="utf-8"))))
        except UnicodeDecodeError:
            problems.append(Problem(shown, 1, "the file is not UTF-8", why, "save it as UTF-8", "setting"))
            continue
        except TemplateSyntaxError as error:
            what = f"no template: {error.message}"
            problems.append(Problem(shown, error.lineno, what, why, "mend this line", "setting"))
            continue
        if path == folder / _PAGE and not named & {_BASE, _PAGE}:
            what, why = "it extends no template", "every page would be without what the course adds to it"
            problems.append(
                Problem(shown, 1, what, why, f'begin it with {{% extends "{_BASE}" %}}', "setting")
            )
    return problems
