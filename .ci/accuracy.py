#!/usr/bin/env python3
"""The README's table of accuracy: `python3 .ci/accuracy.py` prints it, `--write` puts it into README.md.

Runs target/release/gongwen on corpus/gold, and on ../shared/gold/dev where that folder is there, and scores
both with ../shared/gold/score.py. Plain Python 3, no packages.
"""
import datetime, json, pathlib, re, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "gold"
GOLD = [("corpus/gold", "样例语料 sample corpus", ROOT / "corpus" / "gold"),
        ("shared/gold/dev", "真实公文节选 slices of real documents", SHARED / "dev")]
HEAD = """\
| | {names} |
|---|{rules}|
"""


def score(folder):
    texts = sorted(str(path) for path in folder.glob("*.txt"))
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as records:
        command = [ROOT / "target/release/gongwen", "extract", *texts, "--format", "jsonl", "-q"]
        subprocess.run(command, stdout=records, check=True)
        scorer = [sys.executable, SHARED / "score.py", folder, records.name, "--json"]
        return len(texts), json.loads(subprocess.run(scorer, capture_output=True, check=True).stdout)


def table(scores):
    triple = lambda key: [" / ".join(f"{x:.3f}" for x in s[key]) for _, s in scores]
    field = lambda key: [f"{s['fields'][key]:.3f}" for _, s in scores]
    lines = [("文档；应找到的数值 documents; figures to find", [f"{n}; {s['indicators_gold']}" for n, s in scores]),
             ("找到数值 figure found", triple("found")),
             ("数值、单位、名称均对 value, unit and name right", triple("row")),
             ("各字段均对 every field right", triple("full_row")),
             ("发文字号 document numbers", triple("doc_numbers")),
             ("标题 headings", triple("headings"))]
    fields = [("　其中 of those found：数值 value", "value"), ("　单位 unit", "unit"), ("　界限 bound", "bound"),
              ("　类别 kind", "kind"), ("　时期 period", "period"), ("　实绩或目标 status", "status"),
              ("　名称 name", "name"), ("　名称及省略部分 name with what is inherited", "name+inherited")]
    lines[4:4] = [(label, field(key)) for label, key in fields]
    return "".join(f"| {label} | {' | '.join(cells)} |\n" for label, cells in lines)


def main():
    if not (SHARED / "score.py").exists():
        print(f"no {SHARED}/score.py: accuracy is not measured")
        return
    gold = [entry for entry in GOLD if entry[2].is_dir()]
    head = HEAD.format(names=" | ".join(f"{label}（`{name}`）" for name, label, _ in gold), rules="|".join(["---"] * len(gold)))
    text = head + table([score(folder) for _, _, folder in gold])
    print(text, end="")
    if "--write" in sys.argv and len(gold) == len(GOLD):
        readme = ROOT / "README.md"
        today = datetime.date.today().isoformat()
        block = f"<!-- accuracy -->\n测于 measured {today}；P / R / F1：\n\n{text}<!-- end -->"
        readme.write_text(re.sub(r"<!-- accuracy -->.*?<!-- end -->", lambda _: block, readme.read_text("utf-8"), flags=re.S), "utf-8")


main()
