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
    **options: Unpack[Options],
) -> Result:
    """Each place of a pattern with what stands round it, as ``gongwen kwic`` gives them.

    Args:
        pattern: words, or with ``regex`` an expression.
        width: how many characters on each side.
        paths, threads, …: as of :func:`gongwen.extract_files`.

    >>> import gongwen, pathlib, tempfile
    >>> report = pathlib.Path(tempfile.mkdtemp()) / "a.txt"
    >>> _ = report.write_text("全年受理行政复议案件78件，办结71件。", encoding="utf-8")
    >>> [(row["left"], row["keyword"]) for row in gongwen.kwic("行政复议", report).to_dicts()]
    [('全年受理', '行政复议')]

    Raises:
        ValueError: the pattern is no pattern.
        GongwenError: a glob is malformed.
    """
    return Result("kwic", *_gongwen.kwic(reading(paths, threads, **options), pattern, regex, ignore_case, width))
