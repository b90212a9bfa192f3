"""``imsmanifest.xml``: the list of files of an IMS Common Cartridge 1.1, with the course's menu.

1.1 is the newest that Moodle reads. Source: 1EdTech, "IMS Common Cartridge Profile 1.1"; Moodle,
backup/converter/imscc11/lib.php: the root's namespace must stand within the file's first 500 bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from course.publish.lms.menu import MenuEntry
from course.publish.lms.names import identifier

_CP = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_PROFILE = "http://www.imsglobal.org/profile/cc/ccv1p1"
_SCHEMAS = f"{_CP} {_PROFILE}/ccv1p1_imscp_v1p2_v1p0.xsd {_LOM} {_PROFILE}/LOM/ccv1p1_lommanifest_v1p0.xsd"
_SPACES: Any = {None: _CP, "lom": _LOM, "xsi": _XSI}  # lxml's types know no prefix None
#: What XML 1.0 cannot hold. Source: XML 1.0, "Characters".
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of the cartridge."""

    path: str
    """Its path in the cartridge."""
    needs: tuple[str, ...] = ()
    """Paths of the files that it shows or links to."""
    kind: str = "webcontent"
    """Its type, as the profile names it."""
    title: str = ""
    """Its title in the menu, where it is listed there by itself, behind the pages."""


@dataclass(frozen=True, slots=True)
class About:
    """The title and other facts of the course in the manifest."""

    title: str
    description: str
    language: str
    """Its tag, such as ``ko``."""
    folder: str
    """Folder of the pages in the cartridge."""


def render_manifest(about: About, menu: Sequence[MenuEntry], resources: Iterable[Resource]) -> bytes:
    """The manifest of a cartridge that holds `resources` and lists the pages of `menu`."""
    root = etree.Element(f"{{{_CP}}}manifest", nsmap=_SPACES)
    root.set("identifier", identifier("m", about.folder, about.title))
    root.set(f"{{{_XSI}}}schemaLocation", _SCHEMAS)
    _metadata(root, about)
    organization = _add(_add(root, "organizations"), "organization", identifier="menu")
    organization.set("structure", "rooted-hierarchy")
    _add(organization, "title").text = _xml(about.title)
    above = _add(organization, "item", identifier="root")
    _items(above, menu, about.folder, set())
    listed = _add(root, "resources")
    for resource in sorted(resources, key=lambda each: each.path):
        _resource(listed, resource)
        if resource.title:
            item = _add(above, "item", identifier=identifier("i", about.folder, resource.path))
            item.set("identifierref", page_identifier(resource.path))
            _add(item, "title").text = _xml(resource.title)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _metadata(root: etree._Element, about: About) -> None:
    metadata = _add(root, "metadata")
    _add(metadata, "schema").text = "IMS Common Cartridge"
    _add(metadata, "schemaversion").text = "1.1.0"
    general = etree.SubElement(etree.SubElement(metadata, f"{{{_LOM}}}lom"), f"{{{_LOM}}}general")
    for name, text in (
        ("title", about.title),
        ("language", about.language),
        ("description", about.description),
    ):
        element = etree.SubElement(general, f"{{{_LOM}}}{name}")
        if name == "language":
            element.text = text
        elif text:
            string = etree.SubElement(element, f"{{{_LOM}}}string", language=about.language)
            string.text = _xml(text)


def _items(above: etree._Element, entries: Iterable[MenuEntry], folder: str, taken: set[str]) -> None:
    for entry in entries:
        item = _add(above, "item", identifier=_free(identifier("i", folder, entry.key), taken))
        if entry.page:
            item.set("identifierref", page_identifier(f"{folder}/{entry.page.name}.html"))
        _add(item, "title").text = _xml(entry.title)
        _items(item, entry.entries, folder, taken)


def _free(wanted: str, taken: set[str]) -> str:
    """`wanted`, or with a number behind it where a menu written by hand lists one thing twice."""
    number, name = 2, wanted
    while name in taken:
        name = f"{wanted}-{number}"
        number += 1
    taken.add(name)
    return name


def page_identifier(path: str) -> str:
    """The identifier of the file at `path` in a cartridge: a later import replaces what has the same one."""
    return identifier("r", path)


def _resource(above: etree._Element, resource: Resource) -> None:
    made = _add(above, "resource", identifier=page_identifier(resource.path), type=resource.kind)
    if resource.kind == "webcontent":
        made.set("href", resource.path)
    _add(made, "file", href=resource.path)
    for needed in sorted(set(resource.needs) - {resource.path}):
        _add(made, "dependency", identifierref=page_identifier(needed))


def _add(above: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(above, f"{{{_CP}}}{name}", attributes)


def _xml(text: str) -> str:
    return " ".join(_NOT_XML.sub("", text).split())
