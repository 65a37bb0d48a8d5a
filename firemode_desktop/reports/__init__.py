"""Frozen data in, PDF bytes out; the same data gives the same bytes. No database, no clock, no Qt.

``data`` is all a report needs, ``verdicts`` what follows from it, ``compliance.render`` the document. Below them stand
``typography`` (embedded fonts, letter by letter), ``pages`` (what goes on which page), ``tables``, and ``plot`` (the
charts of the window as vectors). reportlab and matplotlib are loaded when the first report is written.
"""
