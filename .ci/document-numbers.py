#!/usr/bin/env python3
"""Compares the document numbers found in a corpus with those an independent, generous pattern finds.

usage: .ci/document-numbers.py [GONGWEN [CORPUS]]     (target/release/gongwen, ../shared/corpus)

Every difference is printed with the words round it, to be read by eye. Those read and found right are in READ below; precision and
recall are counted with them, and below 0.99 the script fails. Without the corpus it does nothing.
"""
import json
import pathlib
import re
import subprocess
import sys

OPEN, CLOSE = r"[〔\[【(（﹝［〈〖{「]", r"[〕\]】)）﹞］〉〗}」]"
NUMERAL = r"[0-9０-９一二三四五六七八九十百]+"
GENEROUS = re.compile(
    rf"{OPEN}\s*(?:(?:19|20)?[0-9０-９X×]{{1,4}})\s*年?\s*{CLOSE}\s*第?\s*[0-9０-９X×]+\s*号?"
    rf"|(?:令|公告|通告|纪要|函)\s*[（(]?\s*(?:(?:19|20)\d\d\s*年?\s*)?第?\s*{NUMERAL}\s*[号號期]"
    rf"|(?:19|20)\d\d\s*年\s*第?\s*\d+\s*[号號]"
    rf"|第?\s*{NUMERAL}\s*[号號]\s*(?:令|公告|通告|会议纪要)"
)
# What the pattern takes and is none, as read by eye: the words it took.
READ = {"［8］1"}  # 解释……［8］1+5+N: the mark of a note before the name of a plan


def main() -> int:
    root = pathlib.Path(__file__).resolve().parent.parent
    command = sys.argv[1] if len(sys.argv) > 1 else str(root / "target/release/gongwen")
    corpus = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else root.parent / "shared/corpus"
    if not corpus.is_dir():
        print(f"{corpus} is not there: nothing to compare")
        return 0
    run = [command, "extract", str(corpus), "--with-text", "--format", "jsonl", "-q"]
    lines = subprocess.run(run, capture_output=True, text=True, check=True).stdout.splitlines()
    both = missed = extra = 0
    for line in lines:
        document = json.loads(line)
        text = document["text"]
        found = [(number["start"], number["end"]) for number in document["doc_numbers"]]
        taken = [match.span() for match in GENEROUS.finditer(text)]
        meets = lambda a, b: a[0] < b[1] and b[0] < a[1]
        around = lambda s, e: repr(text[max(0, s - 25):s] + "⟦" + text[s:e] + "⟧" + text[e:e + 10])
        for span in taken:
            if not any(meets(span, other) for other in found) and text[slice(*span)] not in READ:
                missed += 1
                print("only the pattern:", document["path"], around(*span))
        for span in found:
            if any(meets(span, other) for other in taken):
                both += 1
            else:
                extra += 1
                print("only gongwen:    ", document["path"], around(*span))
    precision = both / (both + extra) if both + extra else 1.0
    recall = both / (both + missed) if both + missed else 1.0
    print(f"{len(lines)} documents, {both} numbers found by both, {extra} by gongwen alone, {missed} by the pattern alone")
    print(f"precision {precision:.3f}, recall {recall:.3f}")
    return 0 if precision >= 0.99 and recall >= 0.99 else 1


if __name__ == "__main__":
    sys.exit(main())
