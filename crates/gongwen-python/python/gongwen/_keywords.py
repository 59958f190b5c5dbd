"""The words that tell documents apart."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from gongwen import _gongwen
from gongwen._dictionary import Dictionary, dictionary_of
from gongwen._files import Result
from gongwen._reading import Options, Paths, reading, reads_files

if TYPE_CHECKING:
    from typing_extensions import Unpack


@reads_files
def keywords(
    paths: Paths,
    threads: int | None = None,
    *,
    method: str = "tfidf",
    top: int = 20,
    pos: str | None = None,
    window: int | None = None,
    user_words: Dictionary | None = None,
    **options: Unpack[Options],
) -> Result:
    """The keywords of each document, best first, as ``gongwen keywords`` finds them: a row each.

    Words are those of jieba; candidates have two characters or more.

    Args:
        method: ``tfidf`` compares the documents, so what each of them says is in no list, nor anything where there is one alone;
            ``textrank`` looks at each by itself.
        top: how many of each document.
        pos: the parts of speech that are candidates, as jieba calls them, ``*`` for any ending: ``"n*,vn"``. Nouns, adjectives,
            names and new words unless given.
        window: words of a sentence so near to each other are linked, 5 unless given; of ``textrank``.
        user_words: words that jieba shall know: a list, or the path of a file as of :func:`gongwen.terms`.
        paths, threads, …: as of :func:`gongwen.extract_files`.

    >>> import gongwen, pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("经济工作平稳。渔业发展。", encoding="utf-8")
    >>> _ = (folder / "b.txt").write_text("经济工作平稳。教育发展，学校增加。", encoding="utf-8")
    >>> [(row["rank"], row["word"]) for row in gongwen.keywords(folder, top=2).to_dicts()]
    [(1, '渔业'), (1, '教育'), (2, '学校')]

    Raises:
        ValueError: there is no such method; the window is not its own, or too narrow; no word is a word.
        TypeError, OSError, GongwenError: as of :func:`gongwen.terms`.

    Warns:
        UserWarning: some of ``user_words`` can never be found; it says which.
    """
    own = None if user_words is None else dictionary_of(user_words)
    rows, run, never_found = _gongwen.keywords(
        reading(paths, threads, **options), method=method, top=top, pos=pos, window=window, user_words=own
    )
    if never_found:
        listed = ", ".join(never_found[:10]) + (", …" if len(never_found) > 10 else "")
        warnings.warn(f"never found as words, for they hold a mark or a space: {listed}", stacklevel=2)
    return Result("keywords", rows, run)
