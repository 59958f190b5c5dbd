"""How hard documents are to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongwen import _gongwen
from gongwen._files import Result
from gongwen._reading import Options, Paths, reading, reads_files

if TYPE_CHECKING:
    from typing_extensions import Unpack


@reads_files
def readability(paths: Paths, threads: int | None = None, **options: Unpack[Options]) -> Result:
    """How hard each document is to read, as ``gongwen readability`` tells it: lengths of sentences and clauses, rare characters,
    and the measures of Xu, Yao and Chen (2021). A row a document.

    Args:
        paths, threads, …: as of :func:`gongwen.extract_files`.

    >>> import gongwen, pathlib, tempfile
    >>> report = pathlib.Path(tempfile.mkdtemp()) / "a.txt"
    >>> _ = report.write_text("全面推进依法行政，并取得成效。办结案件71件。", encoding="utf-8")
    >>> [(row["sentences"], row["clauses"], row["sentence_characters"]) for row in gongwen.readability(report).to_dicts()]
    [(2, 3, 10.0)]

    Raises:
        GongwenError: a glob is malformed.
    """
    return Result("readability", *_gongwen.readability(reading(paths, threads, **options)))
