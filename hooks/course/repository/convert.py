"""Settings files of an older version, made current: what is the course's stays, the product's goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from course.model.editions import Edition, read_editions
from course.problems.problem import CourseError
from course.repository.begin import KEPT_SETTINGS, SETTINGS, TakenError
from course.settings.config import PRODUCT, read_file, tree_of
from course.settings.course_languages import OWN_KEYS
from course.settings.joining import join_settings
from course.settings.words.read import product_words

#: Settings that follow from the language now.
_FOLLOWING = ("docs_dir", "site_dir")
#: Plugins whose options are the product's own.
_OURS = ("offline", "search")
_HEAD = (
    "# What a lecturer sets. All else is inherited from hooks/product.yml, which an upgrade may replace.\n"
)


def convert_settings(root: Path) -> int:
    """Make mkdocs.yml and the mkdocs.XX.yml of `root` current, and tell it; exit status 0.

    Raises TakenError, and leaves all as it was, where the course would not stay the same, and CourseError for
    settings that cannot be read.
    """
    main = root / SETTINGS
    if not main.is_file():
        raise TakenError(f"there is no {SETTINGS} to make current; run.py init begins one")
    before, old = _described(root), {main: main.read_text(encoding="utf-8")}
    text, merged, left = _converted(root)
    if text == old[main] or (not merged and read_file(main).get("INHERIT") == PRODUCT):
        print(f"{SETTINGS} is current; nothing was changed")
        return 0
    old |= {path: path.read_text(encoding="utf-8") for path in merged}
    try:
        for path in merged:
            path.unlink()
        main.write_text(text, encoding="utf-8", newline="\n")
        is_same = _described(root) == before
    except CourseError:
        is_same = False
    if not is_same:
        for path, content in old.items():
            path.write_text(content, encoding="utf-8", newline="\n")
        raise TakenError(
            f"{SETTINGS} cannot be made current by itself, and is as it was: its languages would change"
        )
    for path, content in old.items():
        kept = path.with_name(path.name.replace("mkdocs", Path(KEPT_SETTINGS).stem, 1))
        kept.write_text(content, encoding="utf-8", newline="\n")
        print(f"{path.name} is kept as {kept.name}, with its comments")
    print(f"{SETTINGS} is current: {text.count(chr(10))} lines, {old[main].count(chr(10))} before")
    for path in left:
        print(f"{path.name} stays: it has settings that a list of languages cannot have")
    return 0


def _described(root: Path) -> list[tuple[object, ...]]:
    """What must stay: each language with its name, sources and address."""

    def facts(each: Edition) -> tuple[object, ...]:
        folder = each.docs_dir.resolve()
        return (
            each.language.code,
            each.language.title,
            folder,
            each.site_url.rstrip("/").removesuffix(f"/{each.language.code}"),
        )

    return [facts(each) for each in read_editions(root)]


def _converted(root: Path) -> tuple[str, list[Path], list[Path]]:
    """The new text of mkdocs.yml, the files of languages that go into it, and those that stay."""
    main = root / SETTINGS
    product = read_file(root / PRODUCT)
    stated = read_file(main)
    first, *_ = read_editions(root)
    code = first.language.code
    own = _own_node(tree_of(main), stated, _spoken(product, code, root))
    languages: list[Any] = [code]
    merged, left = [], []
    for path in sorted(root.glob("mkdocs.*.yml")):
        other, values = _language_of(path), read_file(path)
        rest = {
            key: value
            for key, value in values.items()
            if key not in ("INHERIT", "theme", "site_url", *_FOLLOWING)
        }
        theme = set(values.get("theme") or {}) <= {"language", "palette"}
        if values.get("INHERIT") == SETTINGS and theme and set(rest) <= set(OWN_KEYS):
            languages.append({other: rest} if rest else other)
            merged.append(path)
        else:
            left.append(path)
    named = _has_languages(stated)
    return _text(own, [] if named else languages), merged, left


def _spoken(product: Mapping[str, Any], code: str, root: Path) -> dict[str, Any]:
    """The product's settings with its words in the language `code`, as older files held them."""
    words = product_words(code, root).words.as_data()
    return join_settings(product, {"extra": {"interface": words}, "theme": {"language": code}})


def _language_of(path: Path) -> str:
    theme = read_file(path).get("theme")
    stated = theme.get("language") if isinstance(theme, Mapping) else None
    return str(stated or path.name.split(".")[1])


def _has_languages(stated: Mapping[str, Any]) -> bool:
    course = (stated.get("extra") or {}).get("course") or {}
    return bool(course.get("languages"))


def _own_node(
    node: yaml.Node | None, stated: Mapping[str, Any], product: Mapping[str, Any]
) -> list[tuple[yaml.Node, yaml.Node]]:
    """The pairs of `node` that say what `product` does not."""
    pairs = []
    for key, value in node.value if isinstance(node, yaml.MappingNode) else []:
        name = str(key.value)
        if name in ("INHERIT", *_FOLLOWING) and (
            name == "INHERIT" or str(stated[name]).startswith(("docs/", "site/", "site"))
        ):
            continue
        kept = _pruned(name, value, stated.get(name), product)
        if kept is not None:
            pairs.append((key, kept))
    return pairs


def _pruned(name: str, node: yaml.Node, stated: object, product: Mapping[str, Any]) -> yaml.Node | None:
    """`node`, the setting `name`, without what `product` says, too; None where nothing is left."""
    if isinstance(node, yaml.SequenceNode) and isinstance(stated, list):
        entries = [
            each
            for each, value in zip(node.value, stated, strict=True)
            if not _is_ours(name, value) and join_settings(product, {name: [value]}) != product
        ]
        return yaml.SequenceNode(node.tag, entries, flow_style=node.flow_style) if entries else None
    if isinstance(node, yaml.MappingNode) and isinstance(stated, Mapping):
        return _pruned_mapping(node, stated, product.get(name), top=name)
    return node if stated != product.get(name) else None


def _pruned_mapping(
    node: yaml.MappingNode, stated: Mapping[str, Any], product: object, top: str
) -> yaml.Node | None:
    above = product if isinstance(product, Mapping) else {}
    pairs = []
    for key, value in node.value:
        name = str(key.value)
        if name == "<<":
            return node
        own, usual = stated.get(name), above.get(name)
        if own == usual or (top == "theme" and _is_usual_theme(name, own, usual, above)):
            continue
        if isinstance(value, yaml.MappingNode) and isinstance(own, Mapping) and isinstance(usual, Mapping):
            value = _pruned_mapping(value, own, usual, name)
        elif top == "theme" and isinstance(value, yaml.SequenceNode) and isinstance(usual, list):
            more = (
                [each for each in value.value if each.value not in usual]
                if name == "features"
                else value.value
            )
            value = yaml.SequenceNode(value.tag, more, flow_style=value.flow_style)
        if value is not None:
            pairs.append((key, value))
    return yaml.MappingNode(node.tag, pairs, flow_style=node.flow_style) if pairs else None


def _is_usual_theme(name: str, own: object, usual: object, theme: Mapping[str, Any]) -> bool:
    """Whether a setting of the theme says nothing but what the product does, in other words."""
    if name in ("custom_dir", "language"):
        return name == "language" or own in ("overrides", "hooks/theme")
    if name == "palette":
        return _without_names(own) == _without_names(usual)
    return join_settings({"theme": theme}, {"theme": {name: own}}) == {"theme": theme}


def _without_names(palette: object) -> object:
    entries: Sequence[Any] = palette if isinstance(palette, list) else [palette]
    return [
        {key: value for key, value in each.items() if key != "toggle"} if isinstance(each, Mapping) else each
        for each in entries
    ]


def _is_ours(name: str, entry: object) -> bool:
    called = next(iter(entry)) if isinstance(entry, Mapping) and entry else entry
    return name == "plugins" and called in _OURS


def _text(pairs: list[tuple[yaml.Node, yaml.Node]], languages: list[Any]) -> str:
    """The settings file of `pairs`; where there are `languages`, they stand below extra: course:."""
    plain = yaml.compose(yaml.safe_dump({"extra": {"course": {"languages": languages}}}, allow_unicode=True))
    if languages and isinstance(plain, yaml.MappingNode):
        pairs = _joined(pairs, plain.value)
    text = _HEAD + f"INHERIT: {PRODUCT}\n"
    for pair in pairs:
        node = yaml.MappingNode("tag:yaml.org,2002:map", [pair], flow_style=False)
        text += "\n" + str(
            yaml.serialize(node, Dumper=yaml.SafeDumper, allow_unicode=True, width=float("inf"))
        )
    return text


def _joined(
    pairs: Sequence[tuple[yaml.Node, yaml.Node]], more: Sequence[tuple[yaml.Node, yaml.Node]]
) -> list[tuple[yaml.Node, yaml.Node]]:
    """Both, key by key; `more` comes to what mappings hold already."""
    joined = list(pairs)
    for key, value in more:
        at = next((n for n, (each, _) in enumerate(joined) if each.value == key.value), None)
        if at is None:
            joined.append((key, value))
        elif isinstance(value, yaml.MappingNode) and isinstance(joined[at][1], yaml.MappingNode):
            inside = _joined(joined[at][1].value, value.value)
            joined[at] = joined[at][0], yaml.MappingNode(value.tag, inside, flow_style=False)
    return joined
