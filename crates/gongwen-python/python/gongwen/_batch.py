"""An Arrow record batch of documents in, the rows of a layer out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gongwen import _gongwen
from gongwen._table import Table

if TYPE_CHECKING:
    import pyarrow


def extract_batch(
    batch: pyarrow.RecordBatch | Any,
    *,
    text: str | None = None,
    binary: str | None = None,
    id: str | None = None,
    path: str | None = None,
    layer: str = "indicators",
    threads: int | None = None,
    max_size: int | None = None,
    max_pages: int | None = None,
    quantities: bool = False,
    repair: bool = True,
) -> pyarrow.RecordBatch:
    """The rows of a layer of all documents of a record batch, with a last column ``error``.

    A document that cannot be read is one row with its ``id``, its ``path`` and the ``error``, everything else null; the others have
    no error. A document in which nothing is found has no row.

    Args:
        batch: a ``pyarrow.RecordBatch``, or anything with ``__arrow_c_array__``.
        text: name of the column that holds texts; or
        binary: name of the column that holds files of any format, as bytes.
        id: name of a column (text or whole numbers) that the rows repeat as ``id``.
        path: name of a column that names the documents; the rows repeat it, and the ending of a binary file's name is told
            the reader.
        layer, max_size, max_pages, quantities, repair, threads: as of :func:`gongwen.extract_files`.

    >>> import gongwen, pyarrow
    >>> batch = pyarrow.record_batch({"n": [1, 2], "content": ["全年受理行政复议案件78件。", ""]})
    >>> rows = gongwen.extract_batch(batch, text="content", id="n")
    >>> rows.select(["id", "name", "value", "error"]).to_pylist()
    [{'id': '1', 'name': '受理行政复议案件', 'value': 78.0, 'error': None}, {'id': '2', 'name': None, 'value': None, 'error': 'the file is empty: expected text, found 0 bytes'}]

    Raises:
        KeyError: the batch has no such column.
        TypeError: a column holds something else.
        ValueError: no layer is called so; both or neither of ``text`` and ``binary`` are given.
    """
    rows = _gongwen.extract_batch(
        batch,
        text=text,
        binary=binary,
        id=id,
        path=path,
        layer=layer,
        threads=threads,
        max_size=max_size,
        max_pages=max_pages,
        quantities=quantities,
        repair=repair,
    )
    table = Table(rows).to_arrow().combine_chunks()
    batches = table.to_batches()
    if not batches:
        import pyarrow

        return pyarrow.RecordBatch.from_pylist([], schema=table.schema)
    [one] = batches
    return one
