"""Documents that are nearly the same, and passages that stand in two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongwen import _gongwen
from gongwen._files import Result
from gongwen._reading import Options, Paths, reading, reads_files

if TYPE_CHECKING:
    from typing_extensions import Unpack


@reads_files
def similar(
    paths: Paths,
    threads: int | None = None,
    *,
    table: str = "pairs",
    threshold: float = 0.8,
    min_length: int = 80,
    stock: int = 5,
    **options: Unpack[Options],
) -> Result:
    """Near-duplicates and passages that stand in two documents, as ``gongwen similar`` finds them.

    Compared are hanzi, letters and digits: punctuation, spaces and widths make no difference. A passage may differ a little inside.

    Args:
        table: ``pairs``, a row for two documents that are alike or share passages; or ``passages``, a row for each with its place in
            both.
        threshold: the least Jaccard index of near-duplicates, of their stretches of five letters.
        min_length: the least letters of a passage, 20 or more.
        stock: what stands in more documents than these is a stock phrase and no passage.
        paths, threads, …: as of :func:`gongwen.extract_files`.

    >>> import gongwen, pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> shared = "坚持把优化营商环境作为一号工程，推行一窗受理、限时办结"
    >>> for name, before in (("a", "全县"), ("b", "今年以来")):
    ...     _ = (folder / f"{name}.txt").write_text(f"{before}{shared}。", encoding="utf-8")
    >>> [(row["text_a"], row["letters"]) for row in gongwen.similar(folder, table="passages", min_length=20).to_dicts()]
    [('坚持把优化营商环境作为一号工程，推行一窗受理、限时办结', 25)]

    Raises:
        ValueError: there is no such table; a number is out of its range, which it says.
        GongwenError: a glob is malformed.
    """
    rows, run = _gongwen.similar(
        reading(paths, threads, **options), table=table, threshold=threshold, min_length=min_length, stock=stock
    )
    return Result(table, rows, run)
