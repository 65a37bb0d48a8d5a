"""PDF files that come in, read in a process of their own."""

from firemode_desktop.imports.papers.paper import MAX_PAPER, Leaf, Paper, read_paper
from firemode_desktop.imports.papers.signatures import Signed, can_read, is_signed, read_signatures

__all__ = ["MAX_PAPER", "Leaf", "Paper", "Signed", "can_read", "is_signed", "read_paper", "read_signatures"]
