"""Evidence for the demonstration: drawn, not photographed, and each picture says so."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from firemode_desktop import paths

SIZE = (1024, 768)


def picture(identifier: str, prompt: str, shown: str) -> bytes:
    """A PNG that stands in for the photograph a prompt asks for: the test, the prompt, and what the display shows."""
    from PIL import Image, ImageDraw, ImageFont

    fonts = paths.resources() / "fonts"
    regular, bold = fonts / "IBMPlexSans-Regular.ttf", fonts / "IBMPlexSans-SemiBold.ttf"
    image = Image.new("P", SIZE, 0)
    image.putpalette([236, 239, 242, 28, 35, 49, 228, 87, 46, 150, 158, 170])
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((212, 170, 812, 520), 28, outline=1, width=6)
    draw.text((512, 330), shown, font=ImageFont.truetype(str(bold), 96), fill=1, anchor="mm")
    draw.text((512, 460), identifier, font=_fitting(ImageFont, regular, identifier), fill=3, anchor="mm")
    draw.text((512, 600), prompt, font=ImageFont.truetype(str(regular), 30), fill=1, anchor="mm")
    draw.text((512, 690), "Drawn for the demonstration", font=ImageFont.truetype(str(bold), 30), fill=2, anchor="mm")
    content = io.BytesIO()
    image.save(content, "PNG", optimize=False)
    return content.getvalue()


def _fitting(image_font: Any, path: Path, text: str) -> Any:
    """A size in which ``text`` stays inside the frame."""
    size = 28 if len(text) <= 34 else max(12, int(28 * 34 / len(text)))
    return image_font.truetype(str(path), size)
