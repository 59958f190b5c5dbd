"""How often the terms of a dictionary occur."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongwen import _gongwen
from gongwen._dictionary import Dictionary, dictionary_of
from gongwen._files import Result
from gongwen._reading import Options, Paths, reading, reads_files

if TYPE_CHECKING:
    from typing_extensions import Unpack


@reads_files
def terms(
    dictionary: Dictionary,
    paths: Paths,
    threads: int | None = None,
    *,
    by: str = "document",
    per: str = "term",
    wide: str | None = None,
    totals: bool = False,
    overlapping: bool = False,
    words: bool = True,
    **options: Unpack[Options],
) -> Result:
    """How often the terms of a dictionary occur, and what share of the text they are, as ``gongwen terms`` counts them.

    Counted is the document's own text, without menus and footers; widths, spaces, wrapped lines and the case of Latin letters do
    not matter. From the left, the longest term at each place counts, and what it covers counts for no other. Every document and
    term has its row, with 0 where there is none.

    Args:
        dictionary: the path of a file in one of the forms that the command reads (text, CSV, TSV, TOML, of jieba, in any
            encoding); or the terms themselves: a list; a mapping of terms to their weights; or of categories to either.
        by: what a row is of: ``document``, ``section`` (what stands under one heading) or ``year``.
        per: what is counted: each ``term``, each ``category``, or the ``dictionary`` as a whole.
        wide: a column for each that is counted, ``t1``, ``t2``, … with their names as labels, instead of a row. They hold the
            ``count``, the ``weighted`` count, or the share of ``words``, ``characters`` or ``sentences``.
        totals: rows also for each year and for all documents together.
        overlapping: count every place of every term, inside and across others too.
        words: count the words too, for ``share_words``; without them it is faster.
        paths, threads, …: as of :func:`gongwen.extract_files`.

    >>> import gongwen, pathlib, tempfile
    >>> report = pathlib.Path(tempfile.mkdtemp()) / "a.txt"
    >>> _ = report.write_text("推进数字政府建设。依法行政，建设法治政府。", encoding="utf-8")
    >>> counts = gongwen.terms(["数字政府", "政府", "大数据"], report)
    >>> [(row["term"], row["count"], row["share_sentences"]) for row in counts.to_dicts()]
    [('数字政府', 1, 0.5), ('政府', 1, 0.5), ('大数据', 0, 0.0)]

    Categories, and weights; a column each, called by its name:

    >>> dictionary = {"数字化": {"数字政府": 1.5, "大数据": 2}, "法治": ["法治政府", "依法行政"]}
    >>> wide = gongwen.terms(dictionary, report, per="category", wide="weighted")
    >>> names = {column.name: column.label for column in wide.columns if column.name in ("t1", "t2")}
    >>> [{names[name]: row[name] for name in names} for row in wide.to_dicts()]
    [{'数字化': 1.5, '法治': 2.0}]

    Raises:
        ValueError: nothing in the dictionary is a term; there is no such ``by``, ``per`` or ``wide``.
        TypeError: the dictionary is of another shape.
        OSError: its file cannot be opened.
        GongwenError: its file is no text; a glob is malformed.

    Warns:
        UserWarning: some entries of the dictionary cannot be used; it says which and why.
    """
    rows, run = _gongwen.terms(
        reading(paths, threads, **options),
        dictionary_of(dictionary),
        by=by,
        per=per,
        wide=wide,
        totals=totals,
        overlapping=overlapping,
        words=words,
    )
    return Result("terms", rows, run)
