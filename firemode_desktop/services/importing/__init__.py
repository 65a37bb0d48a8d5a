"""Files that come in, as use cases: what a building holds, writing a plan, taking it back, reading the next alike."""

from firemode_desktop.services.importing import mappings
from firemode_desktop.services.importing.batches import BatchSummary, Undone, batches, undo
from firemode_desktop.services.importing.steps import Tell
from firemode_desktop.services.importing.surveying import results_survey, survey
from firemode_desktop.services.importing.writing import ImportOutcome, apply

__all__ = [
    "BatchSummary",
    "ImportOutcome",
    "Tell",
    "Undone",
    "apply",
    "batches",
    "mappings",
    "results_survey",
    "survey",
    "undo",
]
