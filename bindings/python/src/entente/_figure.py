"""Figures, with their captions and descriptions, in notebooks too."""
from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Optional


@dataclass
class Figure:
    """A drawing: `file` (None when it was not kept), its `content`, `caption`, and `alt` for readers who do not see it."""

    file: Optional[str]
    content: bytes = field(repr=False)
    caption: str
    alt: str

    def save(self, file: str) -> None:
        """Writes the drawing as it is; `draw(data, "figure.pdf")` draws in another format."""
        with open(file, "wb") as out:
            out.write(self.content)

    def _repr_svg_(self) -> Optional[str]:
        return self.content.decode("utf-8") if b"<svg" in self.content[:1000] else None

    def _repr_png_(self) -> Optional[bytes]:
        return self.content if self.content.startswith(b"\x89PNG") else None

    def _repr_html_(self) -> Optional[str]:
        svg = self._repr_svg_()
        if svg is None:
            return None
        drawn = re.sub(r"^<\?xml[^>]*\?>\s*", "", svg)
        return f"<figure>{drawn}<figcaption>{html.escape(self.caption)}</figcaption></figure>"


def alt_of(content: bytes, caption: str) -> str:
    """The description in the SVG, else what the caption begins with."""
    found = re.search(r"<desc[^>]*>(.*?)</desc>", content[:20000].decode("utf-8", "ignore"), re.S)
    return html.unescape(found.group(1)) if found else re.sub(r" Network: .*", "", caption)
