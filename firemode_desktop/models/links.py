"""Links to files that are kept in a bucket (page 1, C18); a folder has none to give."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from firemode_desktop.domain.errors import Missing, Refused


@runtime_checkable
class LinkStore(Protocol):
    """An evidence store that can hand out links which work for a while."""

    def link(self, name: str, expiry_seconds: int) -> str:
        """A link to the file called ``name`` that works for ``expiry_seconds``."""
        ...


def signed_link(store: object, name: str | None, expiry_seconds: int) -> str:
    """A link to the stored file ``name`` that works for ``expiry_seconds``.

    Raises:
        Missing: no file was stored.
        Refused: the store is a folder, not a bucket.
    """
    if name is None:
        raise Missing("No file is stored for this record.")
    if not isinstance(store, LinkStore):
        raise Refused("This file is kept in a folder; only files in a bucket have links.")
    return store.link(name, expiry_seconds)
