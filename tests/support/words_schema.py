"""The schema of a file of words, made from the classes of words, for editors."""

from __future__ import annotations

import ast
import inspect
import json
from typing import Any

from course.settings.words.shape import Shape, Text, WordGroup, group_of
from course.settings.words.words import Words


def words_schema() -> str:
    """The text of ``hooks/words/schema.json``."""
    title = "What the site, its handouts and its editions say in one language"
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title}
    return json.dumps({**head, **_schema(group_of(Words))}, ensure_ascii=False, indent=1) + "\n"


def _schema(shape: Shape) -> dict[str, Any]:
    if isinstance(shape, WordGroup):
        told = _docstrings(shape.kind) if shape.kind else {}
        return {
            "type": "object",
            "properties": {key: _described(each, told.get(key, "")) for key, each in shape.words.items()},
            "required": list(shape.words),
            "additionalProperties": _schema(shape.others) if shape.others else False,
        }
    if isinstance(shape, Text):
        return {"type": "string", **({"pattern": shape.holds.pattern} if shape.holds else {})}
    size = {"minItems": shape.count, "maxItems": shape.count} if shape.count else {}
    return {"type": "array", "items": {"type": "string"}, **size}


def _described(shape: Shape, text: str) -> dict[str, Any]:
    text = text or (inspect.getdoc(shape.kind) or "" if isinstance(shape, WordGroup) and shape.kind else "")
    return {**({"description": text} if text else {}), **_schema(shape)}


def _docstrings(kind: type[Any]) -> dict[str, str]:
    """The text below each field of the class `kind`."""
    (tree,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(tree, ast.ClassDef)
    return {
        field.target.id: text.value.value
        for field, text in zip(tree.body, tree.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
    }
