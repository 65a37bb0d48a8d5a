"""Where a key leads to from a floor of the section."""

from __future__ import annotations

from PySide6.QtCore import Qt

from firemode_desktop.domain.section_layout import Layout, Slot

PAGE = 5
"""Floors that Page Up and Page Down go."""
_UP = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_PageUp: PAGE,
    Qt.Key.Key_PageDown: -PAGE,
    Qt.Key.Key_Home: 1000,
    Qt.Key.Key_End: -1000,
}
_ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


def stepped(layout: Layout, here: Slot | None, key: Qt.Key, control: bool = False) -> Slot | None:
    """The floor that ``key`` leads to: up and down its stair, or to the floor of the next stair at that height.

    Home and End are the top and the bottom; with Ctrl they are those of the first and the last stair. None for another
    key; the first floor where none was chosen.
    """
    if not layout.columns or not (key in _UP or key in _ACROSS):
        return None
    if here is None:
        return layout.columns[0].slots[0]
    stairs = [column.shaft.stair_id for column in layout.columns]
    at = stairs.index(here.shaft.stair_id)
    if control and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        return layout.columns[0].slots[-1] if key == Qt.Key.Key_Home else layout.columns[-1].slots[0]
    if key in _UP:
        slots = layout.columns[at].slots
        return slots[max(0, min(len(slots) - 1, slots.index(here) + _UP[key]))]
    beside = layout.columns[max(0, min(len(stairs) - 1, at + _ACROSS[key]))]
    if beside is layout.columns[at]:
        return here
    return min(beside.slots, key=lambda other: abs(other.cell.bottom_m - here.cell.bottom_m))
