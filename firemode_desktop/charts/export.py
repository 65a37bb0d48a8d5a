"""Figures as files: png, svg and pdf; the same figure gives the same bytes on every run."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from firemode_desktop.domain.errors import Invalid

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FORMATS = ("png", "svg", "pdf")
PNG_DPI = 200
# svg: words as outlines, so that the picture looks the same where the typeface is not installed (each word stays beside
# its outlines as a comment); pdf: words as embedded TrueType text.
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "path",
    "svg.hashsalt": "firemode",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
}
_one_at_a_time = threading.Lock()  # these settings are the whole process's while a file is written


def to_bytes(figure: Figure, format: str, title: str = "") -> bytes:
    """``figure`` as the bytes of a png (200 dpi), svg or pdf file; raises ``Invalid`` for any other format."""
    if format not in FORMATS:
        raise Invalid(f"A chart can be written as {', '.join(FORMATS)}; “{format}” is none of these.")
    from matplotlib import rc_context

    target = io.BytesIO()
    with _one_at_a_time, rc_context(_SETTINGS):
        figure.savefig(
            target,
            format=format,
            dpi=PNG_DPI if format == "png" else "figure",
            metadata=_about(format, title),
            facecolor=figure.get_facecolor(),
        )
    return target.getvalue()


def pages_to_bytes(figures: Iterable[Figure], title: str = "") -> bytes:
    """``figures`` as the pages of one pdf file, each at its own size."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import PdfPages

    target = io.BytesIO()
    with _one_at_a_time, rc_context(_SETTINGS), PdfPages(target, metadata=_about("pdf", title)) as pages:
        for figure in figures:
            figure.savefig(pages, format="pdf", facecolor=figure.get_facecolor())
    return target.getvalue()


def _about(format: str, title: str) -> dict[str, Any]:
    """File properties without a clock and without the name of a library's version."""
    if format == "png":
        return {"Title": title, "Software": None}
    if format == "svg":
        return {"Title": title, "Date": None, "Creator": "FireMode Desktop", "Language": "en-AU"}
    return {"Title": title, "CreationDate": None, "Creator": "FireMode Desktop", "Producer": None}
