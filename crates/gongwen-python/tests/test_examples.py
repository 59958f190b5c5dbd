"""What the docstrings and the README show is what happens."""

import doctest
import importlib
import pathlib
import pkgutil
import re

import pytest

import gongwen

README = pathlib.Path(__file__).resolve().parents[1] / "README.md"
MODULES = ["gongwen", *(f"gongwen.{module.name}" for module in pkgutil.iter_modules(gongwen.__path__) if module.name != "_gongwen")]


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name):
    for needed in ("pyarrow",):
        pytest.importorskip(needed)
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_most_of_the_package_has_examples():
    finder = doctest.DocTestFinder(exclude_empty=True)
    examples = [test for name in MODULES for test in finder.find(importlib.import_module(name)) if test.examples]
    assert len(examples) >= 8


def test_readme(monkeypatch):
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    monkeypatch.chdir(README.parents[2])
    blocks = re.findall(r"^```pycon\n(.*?)^```$", README.read_text("utf-8"), flags=re.S | re.M)
    assert blocks
    test = doctest.DocTestParser().get_doctest("".join(blocks), {}, "README.md", str(README), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    runner.run(test)
    assert runner.summarize().failed == 0
