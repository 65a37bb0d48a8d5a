"""What is wrong with a file, by cause: one heading for all cells of a kind, with what would put them all right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from firemode_desktop.imports.tables.problems import Mend, Problem
from firemode_desktop.ui.importing.wording import cause


@dataclass(frozen=True)
class Cause:
    """Problems of one cause; ``title`` says it once for all. Each of ``repairs`` puts some of them right, or all."""

    title: str
    problems: tuple[Problem, ...]
    repairs: tuple[Mend, ...] = ()

    @property
    def key(self) -> tuple[str, str | None]:
        """By what they belong together: the code and the column."""
        return self.problems[0].code, self.problems[0].column


def grouped(problems: Iterable[Problem], repairs: Sequence[Mend] = ()) -> tuple[Cause, ...]:
    """Problems by cause, what can be repaired first, then the most frequent."""
    found: dict[tuple[str, str | None], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.code, problem.column), []).append(problem)
    causes = [Cause(_title(code, column, same), tuple(same)) for (code, column), same in found.items()]
    with_repairs = [replace(one, repairs=_repairs(one, repairs)) for one in causes]
    return tuple(sorted(with_repairs, key=lambda one: (not one.repairs, -len(one.problems))))


def _repairs(one: Cause, repairs: Sequence[Mend]) -> tuple[Mend, ...]:
    code, column = one.key
    return tuple(repair for repair in repairs if repair.code == code and repair.column in (column, None, ""))


def _title(code: str, column: str | None, same: Sequence[Problem]) -> str:
    values = {problem.value for problem in same}
    said = cause(code)
    if len(same) > 1 and len(values) == 1 and (value := same[0].value):
        return f"{len(same)} × “{value}”: {said}"
    where = f" · {column}" if column else ""
    return f"{said[:1].upper()}{said[1:]}{where}" if len(same) == 1 else f"{len(same)} × {said}{where}"
