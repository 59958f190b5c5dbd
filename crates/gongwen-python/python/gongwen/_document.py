"""One text and what was found in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from gongwen import _gongwen
from gongwen._table import Table


class Document(Mapping[str, Any]):
    """What was found in one text: the record that ``gongwen extract`` writes, as a mapping and with attributes.

    Positions (``start``, ``end``, ``sentence``, …) count code points: ``document.text[start:end]`` is the words themselves.
    """

    __slots__ = ("_analysis", "_options", "_record", "text")

    text: str
    """The text it was made from."""

    def __init__(self, text: str, **options: Any) -> None:
        self.text = text
        self._options = options
        self._analysis = _gongwen.analyze(text, **options)
        self._record: dict[str, Any] | None = None

    def to_dict(self, *, with_text: bool = False) -> dict[str, Any]:
        """The record as a dict of its own: :func:`gongwen.schema` describes it.

        With ``with_text`` it has ``text``, and ``repaired_text`` where a broken font map was repaired.
        """
        record: dict[str, Any] = json.loads(self._analysis.json(with_text))
        return record

    @property
    def indicators(self) -> list[dict[str, Any]]:
        """The reported figures, in reading order."""
        return list(self["indicators"])

    @property
    def metadata(self) -> dict[str, Any]:
        """What the document says of itself: title, number, agency, dates, region, report year."""
        return dict(self["metadata"])

    @property
    def sections(self) -> list[dict[str, Any]]:
        """The headings, in reading order."""
        return list(self["sections"])

    @property
    def doc_numbers(self) -> list[dict[str, Any]]:
        """The document numbers (发文字号), its own and those it cites."""
        return list(self["doc_numbers"])

    @property
    def statutes(self) -> list[dict[str, Any]]:
        """The statutes and articles it cites."""
        return list(self["statutes"])

    @property
    def citations(self) -> list[dict[str, Any]]:
        """The documents and plans it cites."""
        return list(self["citations"])

    @property
    def tables(self) -> list[dict[str, Any]]:
        """Its tables of a fixed format, as named cells."""
        return list(self["tables"])

    @property
    def diagnostics(self) -> list[dict[str, Any]]:
        """What is suspicious, with hints."""
        return list(self["diagnostics"])

    @property
    def quantities(self) -> list[dict[str, Any]]:
        """Every number scanned; empty unless asked for with ``quantities=True``."""
        return list(self.get("quantities", ()))

    @property
    def explanations(self) -> dict[str, Any] | None:
        """Why the figures are what they are; ``None`` unless asked for with ``evidence=True``."""
        explanations: dict[str, Any] | None = self.get("explanations")
        return explanations

    def table(self, layer: str = "indicators") -> Table:
        """One layer as rows, for pandas, polars or Arrow.

        >>> import gongwen
        >>> gongwen.analyze("全年受理行政复议案件78件。").table().to_dicts()[0]["sentence"]
        '全年受理行政复议案件78件。'
        """
        return Table(self._analysis.rows(layer))

    def _read(self) -> dict[str, Any]:
        if self._record is None:
            self._record = self.to_dict()
        return self._record

    def __getitem__(self, key: str) -> Any:
        return self._read()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __repr__(self) -> str:
        title = self.metadata["title"] or self["path"] or self.text[:20]
        return f"<gongwen.Document {title!r}: {len(self['indicators'])} indicators>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.text, self._options)


def _again(text: str, options: dict[str, Any]) -> Document:
    return Document(text, **options)


def analyze(
    text: str,
    *,
    path: str = "",
    quantities: bool = False,
    repair: bool = True,
    evidence: bool = False,
) -> Document:
    """Extracts everything from one text. Any string gives a document, the same string the same document.

    Args:
        text: the text, whole.
        path: a name for it, which ``path`` of the record and of every row repeats.
        quantities: also every number or quantity scanned, before it is decided whether it reports something.
        repair: repair text whose PDF had a broken font map (``挄照觃定`` → ``按照规定``); healthy text is never touched.
        evidence: also why each figure is what it is, and which numbers are none.

    >>> import gongwen
    >>> document = gongwen.analyze("2024年，力争行政机关负责人出庭应诉率达到95%以上。", evidence=True)
    >>> [rate] = document.indicators
    >>> rate["name"], rate["value"], rate["bound"], rate["status"], rate["period"]
    ('行政机关负责人出庭应诉率', 95, 'min', 'target', '2024')
    >>> document.explanations["indicators"][0]["status"]
    'plan_words'

    Raises:
        GongwenError: gongwen itself is at fault; please report the text.
    """
    return Document(text, path=path, quantities=quantities, repair=repair, evidence=evidence)
