"""PDF files that come in, read in a process of their own."""

from firemode_desktop.imports.papers.paper import MAX_PAPER, Leaf, Paper, read_paper

__all__ = ["MAX_PAPER", "Leaf", "Paper", "read_paper"]
