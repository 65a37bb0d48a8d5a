"""The fixed words of the engines that the window shows: labels of vocabularies, names and help of columns.

    python resources/translations/collect.py        writes words.py beside it, which ``./run translate`` reads

They are plain words in ``domain`` and ``models``, which know no languages; the window looks them up when it shows them
(``firemode_desktop.ui.language.term``).
"""

from __future__ import annotations

import enum
import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEAD = '''"""Made by collect.py; read by lupdate alone."""

from firemode_desktop.ui.language import tr

'''


def collected() -> list[str]:
    """Every word, sorted, each once."""
    return sorted({word for word in (*_of_vocabularies(), *_of_columns()) if _is_word(word)})


def _of_vocabularies() -> Iterator[object]:
    from firemode_desktop import domain

    for found in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
        module = importlib.import_module(found.name)
        for one in vars(module).values():
            if isinstance(one, enum.EnumMeta) and one.__module__ == found.name:
                for member in one:
                    label = getattr(member, "label", None)
                    yield label if isinstance(label, str) else member.value


def _of_columns() -> Iterator[object]:
    from firemode_desktop.models import Base

    for table in Base.metadata.tables.values():
        for column in table.columns:
            yield column.info.get("label")
            yield column.info.get("help")


def _is_word(word: object) -> bool:
    """Words that people read; codes and identifiers stay as they are."""
    return (
        isinstance(word, str)
        and re.search(r"[A-Za-z]{2,}", word) is not None
        and not word.isupper()
        and "_" not in word
        and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", word) is None
    )


def written() -> str:
    """The file that lupdate reads."""
    return HEAD + "".join(f"tr({json.dumps(word, ensure_ascii=False)})\n" for word in collected())


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent.parent))
    (HERE / "words.py").write_text(written(), encoding="utf-8")
