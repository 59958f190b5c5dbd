"""Chinese government documents (公文) as data.

A text in, every reported figure out: what it measures, how much, in which unit, in which year, and whether it was achieved or
planned; with the document numbers, the outline, and what is cited.

>>> import gongwen
>>> document = gongwen.analyze("松坪县2023年度法治政府建设情况报告\\n全年受理行政复议案件78件，同比增长5.4%。")
>>> [(figure["name"], figure["value"], figure["unit"], figure["kind"]) for figure in document.indicators]
[('受理行政复议案件', 78, '件', 'count'), ('受理行政复议案件', 5.4, '%', 'change')]

Positions count code points, as Python does:

>>> figure = document.indicators[0]
>>> document.text[figure["start"] : figure["end"]]
'78件'

* :func:`analyze` - one text, a :class:`Document`
* :func:`extract_files` - files and folders of any format, a :class:`Result` for pandas, polars, Arrow or dicts
* :func:`iter_files` - the same one document after another, for corpora that do not fit into memory
* :func:`panel` - the region × year × indicator table of a folder, every cell with its sources
* :func:`kwic` - each place of a pattern with what stands round it
* :func:`terms` - how often the terms of a dictionary occur, and their shares
* :func:`keywords` - the words that tell each document from the others
* :func:`similar` - near-duplicates, and passages that stand in two documents
* :func:`readability` - how hard each document is to read
* :func:`extract_batch` - an Arrow record batch in, another out
* :mod:`gongwen.spark` - the same on a cluster

The interpreter's lock is released while documents are read, so threads run beside each other. What goes wrong is a
:class:`GongwenError` or an entry in :attr:`Result.errors`; nothing panics.
"""

from gongwen._batch import extract_batch
from gongwen._document import Document, analyze
from gongwen._files import Failure, Result, extract_files, iter_files
from gongwen._gongwen import GongwenError, __version__, layers
from gongwen._keywords import keywords
from gongwen._kwic import kwic
from gongwen._layers import Column, columns, schema
from gongwen._panel import Panel, panel
from gongwen._readability import readability
from gongwen._similar import similar
from gongwen._terms import terms

__all__ = [
    "Column",
    "Document",
    "Failure",
    "GongwenError",
    "Panel",
    "Result",
    "__version__",
    "analyze",
    "columns",
    "extract_batch",
    "extract_files",
    "iter_files",
    "keywords",
    "kwic",
    "layers",
    "panel",
    "readability",
    "schema",
    "similar",
    "terms",
]
