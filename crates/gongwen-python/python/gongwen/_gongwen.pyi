"""The half that is Rust. Call what :mod:`gongwen` exports instead."""

import os
from collections.abc import Iterator
from typing import Any, final

# Which inputs failed (path, message, kind), how many documents there were, how many files of which ending were passed over.
_Run = tuple[list[tuple[str, str, str]], int, list[tuple[str, int]]]

__all__ = [
    "panel",
    "extract_batch",
    "Dictionary",
    "Analysis",
    "analyze",
    "GongwenError",
    "keywords",
    "kwic",
    "readability",
    "similar",
    "terms",
    "Reading",
    "Records",
    "Rows",
    "_panic",
    "columns",
    "layers",
    "schema",
    "__version__",
]

__version__: str

class GongwenError(Exception): ...

@final
class Analysis:
    def json(self, with_text: bool = False) -> str: ...
    def rows(self, layer: str) -> Rows: ...

@final
class Dictionary:
    @staticmethod
    def of_file(name: str, content: bytes) -> Dictionary: ...
    @staticmethod
    def of_terms(terms: list[tuple[str, str | None, float | None]]) -> Dictionary: ...
    def problems(self) -> list[tuple[int | None, str, str]]: ...
    def __len__(self) -> int: ...

@final
class Reading:
    def __new__(
        cls,
        paths: list[str | os.PathLike[str]] | list[str],
        *,
        threads: int | None,
        include: list[str],
        exclude: list[str],
        text_field: str | None,
        id_field: str | None,
        max_size: int | None,
        max_pages: int | None,
        quantities: bool,
        repair: bool,
        evidence: bool,
    ) -> Reading: ...
    def records(self, with_text: bool = False) -> Records: ...
    def rows(self, layer: str) -> tuple[Rows, _Run]: ...

@final
class Records(Iterator[tuple[str | None, tuple[str, str, str] | None]]):
    def __iter__(self) -> Records: ...
    def __next__(self) -> tuple[str | None, tuple[str, str, str] | None]: ...

@final
class Rows:
    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...
    def columns(self) -> list[tuple[str, str, str]]: ...
    def to_dicts(self) -> list[dict[str, Any]]: ...

def _panic() -> None: ...
def analyze(
    text: str, path: str = "", quantities: bool = False, repair: bool = True, evidence: bool = False
) -> Analysis: ...
def columns(layer: str) -> list[tuple[str, str, str]]: ...
def extract_batch(
    batch: Any,
    *,
    text: str | None,
    binary: str | None,
    id: str | None,
    path: str | None,
    layer: str,
    threads: int | None,
    max_size: int | None,
    max_pages: int | None,
    quantities: bool,
    repair: bool,
) -> Rows: ...
def keywords(
    reading: Reading,
    *,
    method: str,
    top: int,
    pos: str | None,
    window: int | None,
    user_words: Dictionary | None,
) -> tuple[Rows, _Run, list[str]]: ...
def kwic(
    reading: Reading, pattern: str, *, regex: bool, ignore_case: bool, width: int, sort: str
) -> tuple[Rows, _Run]: ...
def layers() -> list[str]: ...
def panel(
    reading: Reading, *, status: str, confidence: float, ids: list[str], own: list[tuple[str, str]]
) -> tuple[list[tuple[str, Rows]], tuple[int, int], _Run]: ...
def readability(reading: Reading) -> tuple[Rows, _Run]: ...
def schema() -> str: ...
def similar(
    reading: Reading, *, table: str, threshold: float, min_length: int, stock: int
) -> tuple[Rows, _Run]: ...
def terms(
    reading: Reading,
    dictionary: Dictionary,
    *,
    by: str,
    per: str,
    wide: str | None,
    totals: bool,
    overlapping: bool,
    words: bool,
) -> tuple[Rows, _Run]: ...
