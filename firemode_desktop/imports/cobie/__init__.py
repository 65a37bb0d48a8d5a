"""COBie 2.4 workbooks, US and UK flavours, as registers: what an import of one would do, as one ``RegisterPlan``.

    is_cobie(workbook)                       whether a workbook is one, by its sheets
    propose_stairs(workbook)                 which spaces seem to form which stair, and what of it is in doubt
    plan_cobie(workbook, book, {}, today)    the registers as they would be; every row of the file is planned or listed

COBie: NBIMS-US V3 chapter 4.2; BS 1192-4:2014 is its British reading. Sheets: ``sheets``; lengths: ``lengths``; floors:
``levels``; stairs: ``stairs`` and ``site``; doors and equipment: ``components``, ``kinds``; the draft: ``drafting``.
"""

from firemode_desktop.imports.cobie.planning import plan_cobie, propose_stairs
from firemode_desktop.imports.cobie.sheets import is_cobie
from firemode_desktop.imports.cobie.stairs import Proposal, ProposedStair, StairSpace, like, patterns_of

__all__ = [
    "Proposal",
    "ProposedStair",
    "StairSpace",
    "is_cobie",
    "like",
    "patterns_of",
    "plan_cobie",
    "propose_stairs",
]
