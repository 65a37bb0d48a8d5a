"""Frozen data in, a ``matplotlib.figure.Figure`` out; the window and the report show the same figure.

No Qt and no pyplot. ``data`` holds what a chart shows, ``style`` how it looks, ``export`` turns a figure into bytes;
one module a chart. matplotlib is loaded when the first figure is asked for, never when this package is imported.
"""
