"""Terms with categories and weights: of a file, or of the program."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator, Mapping
from numbers import Real
from typing import Any, Union

from gongwen import _gongwen

Terms = Union[Iterable[str], Mapping[str, float]]
Dictionary = Union[str, "os.PathLike[str]", Terms, Mapping[str, Terms]]


def dictionary_of(given: Dictionary) -> _gongwen.Dictionary:
    """What the half that is Rust counts; entries that are no terms are told the caller of the function that calls this."""
    if isinstance(given, (str, os.PathLike)):
        name = os.fspath(given)
        with open(name, "rb") as file:
            read = _gongwen.Dictionary.of_file(name, file.read())
    else:
        name = "the dictionary"
        read = _gongwen.Dictionary.of_terms(list(_terms(given)))
    problems = read.problems()
    if not read:
        told = f": {_told(problems)}" if problems else ""
        raise ValueError(f"{name} has no term{told}")
    if problems:
        warnings.warn(f"{name}: {len(problems)} not used: {_told(problems)}", stacklevel=3)
    return read


def _terms(given: Any, category: str | None = None) -> Iterator[tuple[str, str | None, float | None]]:
    """Each term with its category and weight."""
    # What iterates over something else than its terms would be counted without a word: a string, a data frame.
    if not isinstance(given, Iterable) or isinstance(given, (str, bytes)) or hasattr(given, "columns"):
        place = "" if category is None else f" of {category!r}"
        raise TypeError(f"expected a list or a mapping as the terms{place}, found {type(given).__name__}")
    for term in given:
        if not isinstance(term, str):
            raise TypeError(f"expected a text as a term, found {term!r}")
        if not isinstance(given, Mapping):
            yield term, category, None
        elif isinstance(given[term], Real):
            yield term, category, float(given[term])
        elif category is None:
            yield from _terms(given[term], category=term)
        else:
            raise TypeError(f"expected a number as the weight of {term!r} of {category!r}, found {given[term]!r}")


def _told(problems: list[tuple[int | None, str, str]]) -> str:
    """``line 3 (法治): the term stands on line 1 too; …``: of a dictionary in a wrong form nobody reads more than a few."""
    shown = 10
    told = [f"{text!r}: {reason}" if line is None else f"line {line} ({text}): {reason}" for line, text, reason in problems[:shown]]
    return "; ".join(told) + ("; …" if len(problems) > shown else "")
