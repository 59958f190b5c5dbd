"""Keywords in context."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gongwen import _gongwen
from gongwen._files import Paths, Result, _reading


def kwic(
    pattern: str,
    paths: Paths,
    threads: int | None = None,
    *,
    regex: bool = False,
    ignore_case: bool = False,
    width: int = 20,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    text_field: str | None = None,
    id_field: str | None = None,
    max_size: int | None = None,
    max_pages: int | None = None,
    repair: bool = True,
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
    options: dict[str, Any] = {
        "threads": threads, "include": include, "exclude": exclude, "text_field": text_field, "id_field": id_field,
        "max_size": max_size, "max_pages": max_pages, "quantities": False, "repair": repair, "evidence": False,
    }  # fmt: skip
    return Result("kwic", *_gongwen.kwic(_reading(paths, **options), pattern, regex, ignore_case, width))
