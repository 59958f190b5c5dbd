"""Keywords in context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongwen import _gongwen
from gongwen._files import Result
from gongwen._reading import Options, Paths, reading, reads_files

if TYPE_CHECKING:
    from typing_extensions import Unpack


@reads_files
def kwic(
    pattern: str,
    paths: Paths,
    threads: int | None = None,
    *,
    regex: bool = False,
    ignore_case: bool = False,
    width: int = 20,
    sort: str = "position",
    **options: Unpack[Options],
) -> Result:
    """Each place of a pattern with what stands round it, as ``gongwen kwic`` gives them.

    Args:
        pattern: words, or with ``regex`` an expression.
        ignore_case: of letters in an expression; words are found in any case.
        width: how many characters on each side.
        sort: by ``position``, by what stands ``left`` (read backwards) or ``right`` of it, by ``keyword``, or by ``year``.
        paths, threads, …: as of :func:`gongwen.extract_files`.

    >>> import gongwen, pathlib, tempfile
    >>> report = pathlib.Path(tempfile.mkdtemp()) / "a.txt"
    >>> _ = report.write_text("全年受理行政复议案件78件，办结71件。", encoding="utf-8")
    >>> [(row["left"], row["keyword"]) for row in gongwen.kwic("行政复议", report).to_dicts()]
    [('全年受理', '行政复议')]

    Raises:
        ValueError: the pattern is no pattern; there is no such ``sort``.
        GongwenError: a glob is malformed.
    """
    rows, run = _gongwen.kwic(
        reading(paths, threads, **options), pattern, regex=regex, ignore_case=ignore_case, width=width, sort=sort
    )
    return Result("kwic", rows, run)
