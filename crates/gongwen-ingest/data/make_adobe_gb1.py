#!/usr/bin/env python3
"""Writes adobe-gb1.txt: the character of each CID of Adobe-GB1, from Debian's `poppler-data` (Adobe-GB1-UCS2).

    apt-get install poppler-data && python3 make_adobe_gb1.py > adobe-gb1.txt
"""
import re

SOURCE = "/usr/share/poppler/cMap/Adobe-GB1/Adobe-GB1-UCS2"
COUNT, PER_LINE = 30284, 64
# The vertical forms of punctuation stand for the punctuation: they are one character to a reader.
VERTICAL = str.maketrans("︐︑︒︓︔︕︖︗︘︙︰︱︳︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄", "，、。：；！？〖〗…‥—＿（）｛｝〔〕【】《》〈〉「」『』")

text = open(SOURCE, encoding="ascii").read()
notice = re.search(r"%%Copyright: -+\n(.*?)%%Copyright: -+\n", text, re.S).group(1)
notice = [line.removeprefix("%%Copyright:").strip() for line in notice.splitlines()]


def character(hexadecimal):
    text = bytes.fromhex(hexadecimal).decode("utf-16-be").translate(VERTICAL).translate(dict.fromkeys(map(ord, "\u00a0\u2002"), " "))
    # A control or private character says nothing, and no CID of the collection is more than one character.
    lone = len(text) == 1 and text.isprintable() and not "\ue000" <= text <= "\uf8ff" or text == "\u3000"
    return text if lone else "\ufffd"


table = ["\ufffd"] * COUNT
for body in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
    for first, last, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", body):
        for cid in range(int(first, 16), int(last, 16) + 1):
            table[cid] = character(f"{int(to, 16) + cid - int(first, 16):0{len(to)}x}")
    for first, _, targets in re.findall(r"<(\w+)>\s*<(\w+)>\s*\[(.*?)\]", body, re.S):
        for offset, to in enumerate(re.findall(r"<(\w+)>", targets)):
            table[int(first, 16) + offset] = character(to)
for body in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
    for cid, to in re.findall(r"<(\w+)>\s*<(\w+)>", body):
        table[int(cid, 16)] = character(to)

print("# Adobe-GB1: the characters in the order of their CIDs, 64 a line; U+FFFD where none is known.")
print("# Made by make_adobe_gb1.py from the CMap Adobe-GB1-UCS2, whose notice follows.\n#")
for line in notice:
    print(f"# {line}".rstrip())
print("#")
for start in range(0, COUNT, PER_LINE):
    print("".join(table[start:start + PER_LINE]))
