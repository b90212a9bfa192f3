"""Files that a browser would run: they are never published as they are, for anybody may have written them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath

from lxml import etree

#: Endings of pages and scripts, which a browser runs.
_PAGES = ("html", "htm", "xhtml", "xht", "shtml", "shtm", "mhtml", "mht", "hta", "htc")
_SCRIPTS = ("js", "mjs", "cjs", "jsm", "javascript", "vbs", "wasm", "swf", "xsl", "xslt")
_RUN = frozenset((*_PAGES, *_SCRIPTS, "svgz"))  # what is in a packed SVG nobody has looked at
#: Endings of XML, in which SVG and HTML can run.
_XML = ("svg", "xml", "xsd", "rss", "atom", "rdf", "mml", "mathml", "wsdl", "kml", "gpx", "plist")
_HTML_OR_SVG = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg")
_RUNNING_TAGS = (
    *("script", "handler", "listener", "iframe", "frame", "frameset", "object", "embed", "applet"),
    *("base", "meta", "link", "form", "button", "input"),
)
#: What `why_running` says of XML that cannot be read, and of XML that names a style sheet.
_UNSOUND = "it is no sound XML"
_STYLED = "it names a style sheet"
#: Bytes of a file of XML that is looked through.
_LARGEST = 32_000_000
_DRAWN = ("image", "img", "feimage", "video", "audio", "source")
_IGNORED = re.compile(r"[\x00-\x20]+")  # by browsers, in the name of a scheme
_RUNNING_ADDRESS = re.compile(
    r"(?:^|;)(?:javascript:|vbscript:|data:(?!image/|font/|audio/|video/|application/))", re.I
)
_DRAWN_DATA = re.compile(r"data:image/svg|data:application/(?!font|x-font|vnd\.ms-font|octet)", re.I)
_NOWHERE = re.compile(r" \(<string>, line \d+\)$")  # lxml's name for what was read from memory
_DECLARES = re.compile(rb"<!ATTLIST|<!ENTITY\s+%")


def runs_by_name(uri: str) -> bool:
    """Whether the file's ending says that a browser runs it: a page, a script."""
    return _ending(uri) in _RUN


def why_running(path: Path, uri: str) -> str:
    """What in the file at `path`, called `uri`, a browser would run, in words; empty where there is nothing.

    A file of XML that cannot be read counts as running: a browser runs what stands before the fault.
    Raises OSError.
    """
    if runs_by_name(uri):
        return f"a browser runs files that end in .{_ending(uri)}"
    if _ending(uri) not in _XML:
        return ""
    state = path.stat()
    if state.st_size > _LARGEST:
        return "it is too large to be looked through"
    return _why_xml(str(path), _ending(uri) == "svg", state.st_mtime_ns, state.st_size)


def is_data(uri: str, reason: str) -> bool:
    """Whether the file `uri`, which may run for `reason`, is a sample of code or data: nobody meant it to."""
    is_styled_data = _ending(uri) != "svg" and reason.startswith(_STYLED)
    return runs_by_name(uri) or is_unsound(reason) or is_styled_data


def is_unsound(reason: str) -> bool:
    """Whether `reason`, from `why_running`, says that a file of XML cannot be read."""
    return reason.startswith(_UNSOUND)


@lru_cache(maxsize=8192)
def _ending(uri: str) -> str:
    return PurePosixPath(uri).suffix.lower().lstrip(".")


@lru_cache(maxsize=8192)
def _why_xml(path: str, is_svg: bool, _changed: int, _size: int) -> str:
    """The same for a file of XML; time and size of the file are there for the cache."""
    content = Path(path).read_bytes()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        said = _NOWHERE.sub("", str(error).partition("\n")[0])[:80]
        return f"{_UNSOUND}: {said or 'it cannot be read'}"
    if _DECLARES.search(content.replace(b"\0", b"")):
        return "its DOCTYPE adds attributes or markup"
    return next(_running_parts(root, is_svg), "")


def _running_parts(root: etree._Element, is_svg: bool) -> Iterator[str]:
    declared = root.getroottree().docinfo.internalDTD
    entities = declared.entities() if declared is not None else []  # type: ignore[attr-defined]
    for entity in entities:
        if entity.content is None or re.search("[<&]", entity.content):
            yield f"its DOCTYPE declares &{entity.name}; as markup"
    before = root.itersiblings(etree.ProcessingInstruction, preceding=True)
    after = root.itersiblings(etree.ProcessingInstruction)
    for node in (*before, *root.iter(etree.ProcessingInstruction), *after):
        if str(getattr(node, "target", "")).lower() == "xml-stylesheet":
            yield f"{_STYLED}, which can be a script"
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        if name.namespace in (_HTML_OR_SVG if not is_svg else (None, *_HTML_OR_SVG)):
            yield from _running_element(element, name.localname.lower())


def _running_element(element: etree._Element, tag: str) -> Iterator[str]:
    if tag in _RUNNING_TAGS:
        yield f"it has <{tag}>"
    for key, value in element.attrib.items():
        name, text = etree.QName(key), _IGNORED.sub("", str(value))
        local = name.localname.lower()
        if local.startswith("on") and name.namespace in (None, *_HTML_OR_SVG):
            yield f"it has {local}="
        elif local == "attributename" and re.match(r"(?:xlink:)?href$|on|src", text, re.I):
            yield f"it changes {text} while it is shown"
        elif _RUNNING_ADDRESS.search(text) or (tag not in _DRAWN and _DRAWN_DATA.match(text)):
            yield f"{local}= on <{tag}> leads to a script"
