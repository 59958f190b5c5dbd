#!/usr/bin/env python3
"""A graph library opens what `gongwen cite` writes: `python3 crates/gongwen-cli/tests/open_graphml.py GONGWEN`.

GONGWEN is the command. Networks of corpus/reports, and of ../shared/corpus where that folder is there, are read by networkx and
compared with the JSON of the same run: nodes, edges, what each says. Without networkx it is installed into a folder of its own;
where that fails, the check says so and is skipped.
"""
import importlib, json, pathlib, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
CORPORA = [ROOT / "corpus" / "reports", ROOT.parent / "shared" / "corpus"]
VERSION = "networkx>=3,<4"


def library(folder):
    """networkx, or nothing."""
    try:
        return importlib.import_module("networkx")
    except ImportError:
        pass
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", folder, VERSION]
    try:
        installed = subprocess.run(command, timeout=300).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        installed = False
    if not installed:
        return None
    sys.path.insert(0, folder)
    importlib.invalidate_caches()
    return importlib.import_module("networkx")


def network(gongwen, corpus, form, folder):
    """What `gongwen cite` writes of a corpus."""
    path = pathlib.Path(folder) / f"graph.{form}"
    subprocess.run([gongwen, "cite", corpus, "-o", path, "-q"], check=True)
    return path


def check(networkx, gongwen, corpus, folder):
    """Compares the graph with the JSON."""
    graph = networkx.read_graphml(network(gongwen, corpus, "graphml", folder), force_multigraph=True)
    data = json.loads(network(gongwen, corpus, "json", folder).read_text(encoding="utf-8"))
    assert graph.is_directed()
    assert set(graph.nodes) == {node["id"] for node in data["nodes"]}
    for node in data["nodes"]:
        read = graph.nodes[node["id"]]
        for field, value in node.items():
            if field != "id" and value is not None:
                assert read[field] == value, (node["id"], field, value, read.get(field))
    edges = {(edge["source"], edge["target"], edge["kind"]): edge for edge in data["edges"]}
    assert graph.number_of_edges() == len(edges)
    for source, target, read in graph.edges(data=True):
        edge = edges[source, target, read["kind"]]
        assert read["weight"] == edge["count"]
        assert read.get("sentences", "").split("\n") == (edge["sentences"] or [""])
    # Cited as often as the edges that lead to it say.
    for node in data["nodes"]:
        assert graph.in_degree(node["id"], weight="weight") == node["cited"], node
    read = {node["document_number"] for node in data["nodes"] if node["read"]} - {None}
    left = {node["document_number"] for node in data["nodes"] if not node["read"]} & read
    assert not left, f"in the corpus and not resolved: {left}"
    print(f"{corpus}: {graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges, {data['references']} references")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    gongwen = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        networkx = library(folder)
        if networkx is None:
            print("skipped: networkx is not installed, and pip cannot install it")
            return
        print(f"networkx {networkx.__version__}")
        for corpus in CORPORA:
            if corpus.exists():
                check(networkx, gongwen, str(corpus), folder)
            else:
                print(f"skipped: there is no {corpus}")


main()
