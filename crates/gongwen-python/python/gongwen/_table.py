"""Rows of typed columns, as whatever the caller works with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gongwen._layers import Column

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from gongwen import _gongwen


class Table:
    """A table that pandas, polars, Arrow and Python's own dicts can take.

    It has the Arrow PyCapsule interface: ``pyarrow.table(table)``, ``polars.DataFrame(table)`` and DuckDB read it without a copy.
    """

    def __init__(self, rows: _gongwen.Rows) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._rows.__arrow_c_stream__(requested_schema)

    @property
    def columns(self) -> list[Column]:
        """Name, Chinese label and kind of each column."""
        return [Column(*column) for column in self._rows.columns()]

    def to_dicts(self) -> list[dict[str, Any]]:
        """One dict a row. Needs no other package."""
        return self._rows.to_dicts()

    def to_arrow(self) -> pyarrow.Table:
        """A ``pyarrow.Table``; each field's metadata has its Chinese ``label``. Needs pyarrow 14 or newer."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self, **options: Any) -> pandas.DataFrame:
        """A ``pandas.DataFrame``. Whole numbers stay whole where cells are missing (``Int64``). Needs pandas and pyarrow.

        ``options`` go to ``pyarrow.Table.to_pandas``.
        """
        import pandas
        import pyarrow

        nullable = {pyarrow.int64(): pandas.Int64Dtype(), pyarrow.bool_(): pandas.BooleanDtype()}
        return self.to_arrow().to_pandas(**{"types_mapper": nullable.get, **options})

    def to_polars(self) -> polars.DataFrame:
        """A ``polars.DataFrame``. Needs polars 1 or newer, and not pyarrow."""
        import polars

        return polars.DataFrame(self)
