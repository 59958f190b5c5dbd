#!/usr/bin/env python3
"""A large corpus made of the sample one, and what a run over it costs, killed and resumed.

    corpus/reports/临溪县2022年….txt → large/files/0123/012345.txt, with other figures, years and names of places

    benches/large.py make large 100000            # large/files/**.txt and large/documents.jsonl, the same every time
    benches/large.py measure large                # -j1 and -j2: peak memory, documents a second, CPU time 2 threads / 1
    benches/large.py kill large --times 10        # kill -9 at random moments, resume, compare with an undisturbed run

The command is target/release/gongwen, or that of --gongwen. Standard library only. What is written by measure and kill lies in
the folder of the corpus and is removed again, unless --keep.
"""

import argparse
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEED = 20_260_101
# Provinces are real, so that a dataset can be parted by them; the places below them are invented.
PROVINCES = """北京市 天津市 河北省 山西省 内蒙古自治区 辽宁省 吉林省 黑龙江省 上海市 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省
湖北省 湖南省 广东省 广西壮族自治区 海南省 重庆市 四川省 贵州省 云南省 西藏自治区 陕西省 甘肃省 青海省 宁夏回族自治区
新疆维吾尔自治区""".split()
FIRST = "临云岱望松平岚清阜鹿泽海澜青沅渚湄屏岭樟"
SECOND = "溪屏岫澜坪屿樾汐川陵岚浦泽洛淮桥峡江汀原"
# The invented names of the sample corpus, without what they are (县, 市).
NAMES = re.compile("临汐|临溪|云屏|云岫|岚溪|岱溪|平澜|望澜|松坪|松屿|泽川|海陵湾|清樾|澜东|阜江|青岚|鹿洄")
FIGURE = re.compile(r"(?<![\d.〔\[（第-])(\d{1,7})(\.\d+)?(?![\d〕\]）年月日号条-])")
YEAR = re.compile(r"(?<!\d)20[012]\d(?=年)")


def variant(text: str, number: int) -> str:
    """The text with the names, years and figures that the number decides."""
    chance = random.Random(SEED * 1_000_003 + number)
    names: dict[str, str] = {}

    def name(match: re.Match) -> str:
        if match[0] not in names:
            names[match[0]] = chance.choice(FIRST) + chance.choice(SECOND)
        return names[match[0]]

    def figure(match: re.Match) -> str:
        whole, part = match[1], match[2] or ""
        digits = "".join(chance.choice("0123456789") for _ in whole[1:])
        first = chance.choice("123456789") if whole != "0" else "0"
        return first + digits + ("." + "".join(chance.choice("123456789") for _ in part[1:]) if part else "")

    shift = chance.randint(-6, 1)
    text = NAMES.sub(name, text)
    text = YEAR.sub(lambda match: str(int(match[0]) + shift), text)
    text = FIGURE.sub(figure, text)
    lines = text.split("\n")
    # Half say which province they are of, as pages do; the others are of places nobody lists.
    if chance.random() < 0.5:
        lines.insert(min(1, len(lines)), f"来源：{chance.choice(PROVINCES)}人民政府办公厅")
    # Longer ones too: some paragraphs come again with other figures.
    for _ in range(chance.choice((0, 0, 0, 1, 2, 8))):
        body = [line for line in lines[2:] if len(line) > 60]
        if body:
            lines.append(FIGURE.sub(figure, chance.choice(body)))
    return "\n".join(lines)


def make(arguments: argparse.Namespace) -> None:
    sources = [path.read_text(encoding="utf-8-sig") for path in sorted((ROOT / "corpus/reports").glob("*.txt"))]
    folder = arguments.folder
    folder.mkdir(parents=True)
    size = 0
    with open(folder / "documents.jsonl", "w", encoding="utf-8") as lines:
        for number in range(arguments.documents):
            text = variant(sources[number % len(sources)], number)
            # One in a thousand is damaged, so that there are failures to list.
            bad = number % 1000 == 999
            path = folder / "files" / f"{number // 1000:04}" / f"{number:06}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            content = b"\0\1\2\3" * 64 if bad else text.encode()
            path.write_bytes(content)
            size += len(content)
            lines.write(json.dumps({"id": number, "text": "" if bad else text}, ensure_ascii=False) + "\n")
    print(f"{arguments.documents} documents, {size / 1e6:.0f} MB, in {folder}/files and {folder}/documents.jsonl")


def command(arguments: argparse.Namespace, output: Path, threads: int, resume: bool = False) -> list[str]:
    source = arguments.folder / ("files" if arguments.input == "files" else "documents.jsonl")
    line = [str(arguments.gongwen), "extract", str(source), "-o", f"{output}/", "-j", str(threads), "-q"]
    line += ["--shard-size", str(arguments.shard_size), "--errors", f"{output}.errors.jsonl"]
    line += ["--format", arguments.format] if arguments.format else []
    line += ["--partition", arguments.partition] if arguments.partition else []
    return line + (["--resume"] if resume else [])


def tree(output: Path) -> dict[str, str]:
    """Every file of an output with its digest."""
    digests = {}
    for path in sorted(p for p in output.rglob("*") if p.is_file()) + [Path(f"{output}.errors.jsonl")]:
        with open(path, "rb") as file:
            name = "errors" if path.suffixes[:1] == [".errors"] else str(path.relative_to(output))
            digests[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return digests


def remove(output: Path) -> None:
    shutil.rmtree(output, ignore_errors=True)
    Path(f"{output}.errors.jsonl").unlink(missing_ok=True)


def run(line: list[str]) -> tuple[float, float, int]:
    """Seconds of the clock, seconds of the processors, and the peak of memory in KiB, as the system counts them."""
    started = time.monotonic()
    process = subprocess.Popen(line, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(line)}: exit code {process.returncode}")
    return time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def count(arguments: argparse.Namespace) -> int:
    with open(arguments.folder / "documents.jsonl", "rb") as lines:
        return sum(1 for _ in lines)


def measure(arguments: argparse.Namespace) -> None:
    documents, spent, trees = count(arguments), {}, []
    for threads in (1, 2):
        output = arguments.folder / f"out-j{threads}"
        remove(output)
        clock, spent[threads], peak = run(command(arguments, output, threads))
        size = sum(path.stat().st_size for path in output.rglob("*") if path.is_file())
        print(
            f"-j{threads}: {clock:.0f} s, {documents / clock:.0f} documents/s; processors {spent[threads]:.0f} s, "
            f"{documents / spent[threads]:.0f} documents/s; peak {peak / 1024:.0f} MiB; output {size / 1e6:.0f} MB",
            flush=True,
        )
        trees.append(tree(output))
        if not arguments.keep:
            remove(output)
    print(f"processor time of 2 threads / 1: {spent[2] / spent[1]:.3f}; same bytes: {trees[0] == trees[1]}")
    if trees[0] != trees[1]:
        sys.exit(1)


def kill(arguments: argparse.Namespace) -> None:
    chance = random.Random(arguments.seed)
    whole, output = arguments.folder / "out-whole", arguments.folder / "out-killed"
    remove(whole), remove(output)
    clock, _, peak = run(command(arguments, whole, 2))
    expected = tree(whole)
    print(f"undisturbed: {clock:.0f} s, peak {peak / 1024:.0f} MiB, {len(expected)} files", flush=True)
    kills = 0
    # Every run may last about as long that the last kill falls near the end.
    while kills < arguments.times:
        delay = chance.uniform(0, 2.2 * clock / arguments.times)
        process = subprocess.Popen(command(arguments, output, 2, resume=True), stderr=subprocess.DEVNULL)
        try:
            process.wait(delay)
            print(f"came to its end after {kills} kills")
            break
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
            done = len(list((output / "_gongwen/shards").glob("*.json")))
            print(f"kill {kills} after {delay:.2f} s: {done} shards are there", flush=True)
    clock, _, peak = run(command(arguments, output, 2, resume=True))
    same = tree(output) == expected
    print(f"resumed to the end in {clock:.0f} s, peak {peak / 1024:.0f} MiB; same bytes as undisturbed: {same}")
    if not arguments.keep:
        remove(whole), remove(output)
    if not same or kills < min(arguments.times, 1):
        sys.exit(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=["make", "measure", "kill"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("documents", type=int, nargs="?", default=100_000)
    parser.add_argument("--gongwen", type=Path, default=ROOT / "target/release/gongwen")
    parser.add_argument("--input", choices=["files", "jsonl"], default="files")
    parser.add_argument("--format", help="as of gongwen extract")
    parser.add_argument("--partition", help="as of gongwen extract")
    parser.add_argument("--shard-size", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--keep", action="store_true")
    arguments = parser.parse_args()
    {"make": make, "measure": measure, "kill": kill}[arguments.task](arguments)


if __name__ == "__main__":
    main()
