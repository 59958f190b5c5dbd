"""Which inputs are read, and how: the options of every function that reads files."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterable
from typing import Any, TypedDict, TypeVar, Union

from gongwen import _gongwen

Paths = Union[str, "os.PathLike[str]", Iterable[Union[str, "os.PathLike[str]"]]]
_Function = TypeVar("_Function", bound=Callable[..., Any])


class Options(TypedDict, total=False):
    """The options, as :func:`gongwen.extract_files` explains them."""

    include: Iterable[str]
    exclude: Iterable[str]
    text_field: str | None
    id_field: str | None
    max_size: int | None
    max_pages: int | None
    repair: bool


def reading(
    paths: Paths,
    threads: int | None,
    quantities: bool = False,
    evidence: bool = False,
    /,
    *,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    text_field: str | None = None,
    id_field: str | None = None,
    max_size: int | None = None,
    max_pages: int | None = None,
    repair: bool = True,
) -> _gongwen.Reading:
    """What the half that is Rust reads."""
    several = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    for name, globs in (("include", include), ("exclude", exclude)):
        if isinstance(globs, str):
            raise TypeError(f"{name}={globs!r}: expected a list of globs, found one string")
    return _gongwen.Reading(
        [os.fspath(path) for path in several],
        threads=threads,
        include=list(include),
        exclude=list(exclude),
        text_field=text_field,
        id_field=id_field,
        max_size=max_size,
        max_pages=max_pages,
        quantities=quantities,
        repair=repair,
        evidence=evidence,
    )


def reads_files(function: _Function) -> _Function:
    """Shows each of the :class:`Options` that ``function`` takes as ``**options``, to ``help()`` and to notebooks."""
    signature = inspect.signature(function)
    own = [one for one in signature.parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
    options = [one for name, one in inspect.signature(reading).parameters.items() if name in Options.__annotations__]
    setattr(function, "__signature__", signature.replace(parameters=[*own, *options]))
    return function
