"""One page that shows all pictures of a folder, part by part: ``index.html``, with relative links."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from pathlib import Path

from firemode_desktop.ui.screenshots.first_steps import FIRST
from firemode_desktop.ui.screenshots.looks import Look, told
from firemode_desktop.ui.screenshots.scenes import AROUND
from firemode_desktop.ui.workspaces import WORKSPACES

PARTS = {FIRST: "First steps", AROUND: "Around the pages", **{entry.key: entry.title for entry in WORKSPACES}}
HEAD = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>FireMode Desktop in pictures</title>
<style>
body { font: 14px/1.4 sans-serif; margin: 24px; background: #e9ecef; color: #1b2430; }
nav { position: sticky; top: 0; padding: 8px 0; background: #e9ecef; }
nav a { margin-right: 16px; }
div { display: grid; grid-template-columns: repeat(auto-fill, minmax(420px, 1fr)); gap: 16px; }
figure { margin: 0; }
img { width: 100%; border: 1px solid #8793a1; background: #fff; }
figcaption { color: #5c6776; }
</style>
"""


def part_of(scene: str) -> str:
    """The key of the part that a scene belongs to."""
    return scene.partition("-")[0]


def write(folder: Path) -> Path:
    """Write the page of the pictures that lie in a folder; where it is."""
    found: dict[str, list[tuple[str, Look, Path]]] = defaultdict(list)
    for file in sorted(folder.glob("*.png")):
        if (what := told(file)) is not None:
            found[part_of(what[0])].append((*what, file))
    parts = [key for key in PARTS if key in found]
    links = " ".join(f'<a href="#{key}">{escape(PARTS[key])}</a> ({len(found[key])})' for key in parts)
    body = [HEAD, f"<h1>FireMode Desktop in pictures</h1><nav>{links}</nav>"]
    for key in parts:
        figures = "".join(map(_figure, found[key]))
        body.append(f'<h2 id="{key}">{escape(PARTS[key])}</h2><div>{figures}</div>\n')
    page = folder / "index.html"
    page.write_text("".join(body), encoding="utf-8")
    return page


def _figure(shown: tuple[str, Look, Path]) -> str:
    scene, look, file = shown
    name, words = escape(file.name, quote=True), escape(f"{scene} · {look.words}")
    return (
        f'<figure><a href="{name}"><img loading="lazy" src="{name}" alt="{words}"></a>'
        f"<figcaption>{words}</figcaption></figure>"
    )
