"""Many documents in, a panel of regions, years and harmonised indicators out."""

from __future__ import annotations

import os
import pathlib
from typing import TYPE_CHECKING

from gongwen import _gongwen
from gongwen._files import Failure
from gongwen._reading import Options, Paths, reading, reads_files
from gongwen._table import Table

if TYPE_CHECKING:
    from typing_extensions import Unpack


class Panel:
    """Regions × years × harmonised indicators, as tables that pandas, polars and Arrow take."""

    wide: Table
    """One row a region and whole year, one column a variable. What no document says is missing, and never zero."""
    long: Table
    """One row a cell, parts of years and spans of years too, with the rule that chose its value."""
    sources: Table
    """One row a figure: where each cell comes from, down to the sentence."""
    conflicts: Table
    """The cells whose sources do not agree, with all they say."""
    variables: Table
    """What each variable means, and its unit."""
    documents: int
    """How many documents were read."""
    errors: list[Failure]
    """The inputs that gave nothing, each with the reason."""
    passed_over: dict[str, int]
    """How many files in folders were left aside, by their ending."""
    cells: int
    """How many cells are filled."""

    def __init__(self, tables: dict[str, Table], counts: tuple[int, int], run: _gongwen._Run) -> None:
        self.wide, self.long = tables["wide"], tables["long"]
        self.sources, self.conflicts, self.variables = tables["sources"], tables["conflicts"], tables["variables"]
        failed, self.documents, passed_over = run
        self.errors = [Failure(*failure) for failure in failed]
        self.passed_over = dict(passed_over)
        self.cells, self._conflicting = counts

    def __repr__(self) -> str:
        failed = f", {len(self.errors)} failed" if self.errors else ""
        return f"<gongwen.Panel {self.cells} cells, {self._conflicting} in conflict, of {self.documents} documents{failed}>"


@reads_files
def panel(
    paths: Paths,
    threads: int | None = None,
    *,
    status: str = "both",
    concepts: Paths = (),
    confidence: float = 0.0,
    **options: Unpack[Options],
) -> Panel:
    """The panel of files and folders, as ``gongwen panel`` makes it: region × year × harmonised indicator.

    Figures that agree are one cell with several sources; of those that do not, one is chosen by rule, and the conflict shows.

    Args:
        status: ``actual``, ``target`` or ``both`` (a target is a variable of its own).
        concepts: only these, by their ids (``gdp`` is ``gdp.growth`` too); or the path of a ``.toml`` with concepts of your own, in
            the format of ``dicts/concepts.toml``; or several of both.
        confidence: figures less sure than this are left out.
        paths, threads, …: as of :func:`gongwen.extract_files`.

    >>> import gongwen, pathlib, tempfile
    >>> report = pathlib.Path(tempfile.mkdtemp()) / "a.txt"
    >>> _ = report.write_text("松坪县2024年政府工作报告\\n一、2023年工作回顾\\n全县地区生产总值78亿元，增长5.4%。", encoding="utf-8")
    >>> panel = gongwen.panel(report)
    >>> [(row["year"], row["gdp"], row["gdp_growth"]) for row in panel.wide.to_dicts()]
    [(2023, 78.0, 5.4)]
    >>> panel.sources.to_dicts()[0]["sentence"]
    '全县地区生产总值78亿元，增长5.4%。'

    Raises:
        ValueError: there is no such status, or no such concept; a file of concepts is malformed.
        OSError: a file of concepts cannot be read.
        GongwenError: a glob is malformed.
    """
    asked = [os.fspath(one) for one in ([concepts] if isinstance(concepts, (str, os.PathLike)) else concepts)]
    files = [one for one in asked if one.endswith(".toml")]
    sheets, counts, run = _gongwen.panel(
        reading(paths, threads, **options),
        status=status,
        confidence=confidence,
        ids=[one for one in asked if one not in files],
        own=[(file, pathlib.Path(file).read_text("utf-8")) for file in files],
    )
    return Panel({name: Table(rows) for name, rows in sheets}, counts, run)
