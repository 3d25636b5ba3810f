"""Which texts may stand on a feedback page as drawings: SVG of the few plain elements that the project's figures use."""

from __future__ import annotations

import xml.etree.ElementTree as ET

_SVG = "{http://www.w3.org/2000/svg}"
_TAGS = {
    f"{_SVG}{name}" for name in ["svg", "title", "desc", "style", "rect", "path", "circle", "text", "tspan"]
}
_FORBIDDEN = ("url(", "@import", "expression(", "javascript:")


def is_figure(text: str) -> bool:
    """Return whether a text is a drawing that runs nothing and loads nothing; everything else is shown as text."""
    if not text.startswith("<svg") or "<!" in text or "<?" in text:
        return False
    try:
        root = ET.fromstring(text)
    except ET.ParseError:
        return False
    names = (name.casefold() for node in root.iter() for name in node.attrib)
    return (
        all(node.tag in _TAGS for node in root.iter())
        and not any(name.startswith("on") or name.endswith("href") or name == "style" for name in names)
        and not any(word in text.casefold() for word in _FORBIDDEN)
    )
