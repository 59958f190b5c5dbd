"""Runs a notebook from top to bottom in a fresh kernel: ``python run.py panel.ipynb``.

Fails where a cell fails, and says how long it took. ``--write`` puts the outputs into the notebook, for readers.
"""

import pathlib
import sys
import tempfile
import time

import nbclient
import nbformat

path = pathlib.Path(sys.argv[1]).resolve()
notebook = nbformat.read(path, as_version=4)
began = time.monotonic()
with tempfile.TemporaryDirectory(dir=path.parent) as folder:
    # Below its own folder, so that it finds the corpus, and what it writes goes with the folder.
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
cells = sum(cell.cell_type == "code" for cell in notebook.cells)
print(f"{path.name}: {cells} cells ran in {time.monotonic() - began:.1f} s")
if "--write" in sys.argv:
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    nbformat.write(notebook, path)
