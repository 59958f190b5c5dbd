"""The tables that documents give, and what their columns hold."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from gongwen import _gongwen


class Column(NamedTuple):
    """A column of a table.

    ``kind`` is ``text``, ``integer``, ``number``, ``boolean`` or ``text_list``.
    """

    name: str
    label: str
    kind: str


def columns(layer: str = "indicators") -> list[Column]:
    """The columns of a layer: the same names as in the CSV of the command, with their Chinese labels and types.

    >>> import gongwen
    >>> gongwen.layers()
    ['indicators', 'doc_numbers', 'sections', 'metadata', 'quantities', 'cells', 'statutes', 'citations']
    >>> [column for column in gongwen.columns() if column.name in ("full_name", "value", "start")]
    [Column(name='full_name', label='指标全称', kind='text'), Column(name='value', label='数值', kind='number'), Column(name='start', label='起', kind='integer')]

    Raises:
        ValueError: no layer is called so.
    """
    return [Column(*column) for column in _gongwen.columns(layer)]


def schema() -> dict[str, Any]:
    """The JSON Schema of :meth:`Document.to_dict` and of the records of :func:`iter_files`.

    >>> import gongwen
    >>> gongwen.schema()["properties"]["path"]["type"]
    'string'
    """
    described: dict[str, Any] = json.loads(_gongwen.schema())
    return described
