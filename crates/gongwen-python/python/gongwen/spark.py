"""Extraction as a Spark job: a map over partitions, without a shared state and without the driver in its way.

    from gongwen import spark as gongwen_spark

    files = session.read.format("binaryFile").option("recursiveFileLookup", True).load("hdfs:///reports")
    rows = gongwen_spark.extract(files, binary="content", path="path")
    rows.where("error is null").write.parquet("hdfs:///indicators")
    rows.where("error is not null").select("path", "error").show()

The wheel must be on the workers; ``docs/spark.md`` tells how, and how to partition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import gongwen

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

_TYPES = {"text": "string", "integer": "bigint", "number": "double", "boolean": "boolean", "text_list": "array<string>"}


def schema(layer: str = "indicators") -> str:
    """The columns of :func:`extract`, in the words of Spark SQL.

    >>> from gongwen import spark
    >>> spark.schema("quantities")
    'path string, text string, value double, value_max double, unit string, bound string, start bigint, end bigint, id string, error string'
    """
    columns = [f"{column.name} {_TYPES[column.kind]}" for column in gongwen.columns(layer)]
    return ", ".join([*columns, "error string"])


def extract(
    df: DataFrame,
    *,
    text: str | None = None,
    binary: str | None = None,
    id: str | None = None,
    path: str | None = None,
    layer: str = "indicators",
    **options: Any,
) -> DataFrame:
    """The rows of a layer of all documents of ``df``, with a column ``error``.

    A document that cannot be read is one row with its ``id``, its ``path`` and the ``error``: the job goes on. The rows of a document
    stand together and in order; only the columns named here are sent to the workers of Python.

    Args:
        df: a document a row.
        text: name of the column that holds texts; or
        binary: name of the column that holds files of any format, as the source ``binaryFile`` gives them.
        id: name of a column (text or whole numbers) that the rows repeat as ``id``, to join them with what else is known.
        path: name of a column that names the documents.
        layer: one of :func:`gongwen.layers`.
        options: ``max_size``, ``max_pages``, ``quantities``, ``repair``, ``threads`` of :func:`gongwen.extract_batch`. A task uses
            one thread unless told otherwise, for Spark runs one a core.

    Raises:
        ValueError: both or neither of ``text`` and ``binary`` are given; no layer is called so.
    """
    if (text is None) == (binary is None):
        raise ValueError("give one of text= and binary=, the name of the column of documents")
    columns = schema(layer)
    needed = [name for name in dict.fromkeys((text or binary, id, path)) if name is not None]
    settings: dict[str, Any] = {
        "text": text, "binary": binary, "id": id, "path": path, "layer": layer, "threads": 1, **options
    }  # fmt: skip

    def rows(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            yield gongwen.extract_batch(batch, **settings)

    return df.select(*needed).mapInArrow(rows, columns)
