"""Files and folders in, tables or records out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from gongwen import _gongwen
from gongwen._gongwen import GongwenError
from gongwen._reading import Options, Paths, reading, reads_files
from gongwen._table import Table

if TYPE_CHECKING:
    from typing_extensions import Unpack


class Failure(NamedTuple):
    """An input that gave nothing, and why.

    ``kind`` is a stable word for it: ``empty``, ``binary``, ``unsupported``, ``damaged``, ``encrypted``, ``no-text``,
    ``reader-failed``, ``not-found``, ``unreadable``, ``too-large``, ``bad-line``, ``no-input``, ``panic``.
    """

    path: str
    error: str
    kind: str


class Result(Table):
    """The rows of one layer over many documents, and what failed.

    ``to_pandas()``, ``to_polars()``, ``to_arrow()`` and ``to_dicts()`` give the rows.
    """

    layer: str
    """Which layer the rows are of."""
    documents: int
    """How many documents were read."""
    errors: list[Failure]
    """The inputs that gave nothing, each with the reason."""
    passed_over: dict[str, int]
    """How many files in folders were left aside, by their ending."""

    def __init__(self, layer: str, rows: _gongwen.Rows, run: _gongwen._Run) -> None:
        super().__init__(rows)
        failed, self.documents, passed_over = run
        self.layer = layer
        self.errors = [Failure(*failure) for failure in failed]
        self.passed_over = dict(passed_over)

    def __repr__(self) -> str:
        failed = f", {len(self.errors)} failed" if self.errors else ""
        return f"<gongwen.Result {len(self)} {self.layer} of {self.documents} documents{failed}>"


@reads_files
def extract_files(
    paths: Paths,
    threads: int | None = None,
    layer: str = "indicators",
    *,
    quantities: bool = False,
    **options: Unpack[Options],
) -> Result:
    """Reads files and folders on all cores and gives one layer of all of them, in the order of the files.

    Reads what the command reads: text in any Chinese encoding, html, docx, doc, wps, pdf, workbooks, csv, jsonl, zip. A file that
    cannot be read is in :attr:`Result.errors` and stops nothing. Ctrl-C ends it between two documents.

    Args:
        paths: a path, or several; folders are read with what is below them.
        threads: how many at a time; all cores unless given.
        layer: one of :func:`gongwen.layers`.
        include, exclude: globs in the syntax of ``.gitignore``, relative to each folder.
        text_field, id_field: which field of a ``.jsonl`` or column of a ``.csv`` holds the text and the id of a document.
        max_size: longest file, in bytes.
        max_pages: most pages of a PDF.
        quantities, repair: as of :func:`analyze`.

    >>> import gongwen, pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("全年受理行政复议案件78件。", encoding="gb18030")
    >>> _ = (folder / "b.txt").write_bytes(b"")
    >>> result = gongwen.extract_files(folder)
    >>> result
    <gongwen.Result 1 indicators of 1 documents, 1 failed>
    >>> [(row["name"], row["value"], row["unit"]) for row in result.to_dicts()]
    [('受理行政复议案件', 78.0, '件')]
    >>> result.errors[0].kind
    'empty'

    Raises:
        ValueError: no layer is called so.
        GongwenError: a glob is malformed.
    """
    return Result(layer, *reading(paths, threads, quantities, **options).rows(layer))


@reads_files
def iter_files(
    paths: Paths,
    threads: int | None = None,
    *,
    with_text: bool = False,
    on_error: Callable[[Failure], object] | None = None,
    quantities: bool = False,
    evidence: bool = False,
    **options: Unpack[Options],
) -> Iterator[dict[str, Any]]:
    """The records of files and folders one after another: what ``gongwen extract --format jsonl`` writes, as dicts.

    Documents are read ahead on other threads, but only a few: memory depends on the threads and the largest document, not on
    the corpus. Leaving the loop ends the reading.

    Args:
        with_text: put the text into each record.
        on_error: called with the :class:`Failure` of each input that gives nothing; without it the first one is raised.
        paths, threads, …: as of :func:`extract_files`.

    >>> import gongwen, pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("全年受理行政复议案件78件。", encoding="utf-8")
    >>> _ = (folder / "b.txt").write_bytes(b"")
    >>> failures = []
    >>> [len(record["indicators"]) for record in gongwen.iter_files(folder, on_error=failures.append)]
    [1]
    >>> failures[0].error
    'the file is empty: expected text, found 0 bytes'

    Raises:
        GongwenError: an input gave nothing and there is no ``on_error``; a glob is malformed.
    """
    records = reading(paths, threads, quantities, evidence, **options).records(with_text)
    return _records(records, on_error)


def _records(
    outcomes: Iterator[tuple[str | None, tuple[str, str, str] | None]], on_error: Callable[[Failure], object] | None
) -> Iterator[dict[str, Any]]:
    for record, failed in outcomes:
        if record is not None:
            yield json.loads(record)
        elif failed is not None:
            failure = Failure(*failed)
            if on_error is None:
                raise GongwenError(f"{failure.path}: {failure.error}", failure.kind)
            on_error(failure)
