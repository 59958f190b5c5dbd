#!/usr/bin/env python3
"""Writes dicts/word-frequencies.tsv from the dict.txt of jieba (MIT): `.ci/word-frequencies.py DICT.TXT > dicts/word-frequencies.tsv`.

Kept: words of one to four hanzi of GB2312 that occur 30 times or more there, and each of the 6,763 hanzi by itself.
"""
import sys
from collections import defaultdict
from math import log2

RARE, LONGEST = 30, 4
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def gb2312(c):
    try:
        return "\u4e00" <= c <= "\u9fff" and len(c.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


hanzi = [chr(c) for c in range(0x4E00, 0xA000) if gb2312(chr(c))]
counts = {c: 1 for c in hanzi}
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        word, count = line.split(" ")[:2]
        if len(word) <= LONGEST and all(map(gb2312, word)) and (int(count) >= RARE or len(word) == 1):
            counts[word] = max(counts.get(word, 0), int(count), 1)

lines = defaultdict(list)
for word in sorted(counts):
    lines[word[0]].append(word[1:] + DIGITS[round(1.5 * log2(counts[word]))])
print("""\
# Words of modern Chinese and how often they are used. A line: a first character, a tab, then for each word that begins with
# it the rest of the word and one digit of base 36, the logarithm of its count to the base 2^(2/3), rounded.
# Derived by .ci/word-frequencies.py from the dictionary of jieba (https://github.com/fxsjy/jieba, jieba/dict.txt, in the
# copy of jieba-rs 0.11.0), which is under this licence:
#
# The MIT License (MIT). Copyright (c) 2013 Sun Junyi
# Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
# files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
# modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
# Software is furnished to do so, subject to the following conditions: The above copyright notice and this permission notice
# shall be included in all copies or substantial portions of the Software.
# THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
# WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
# COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
# ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.""")
for first in sorted(lines):
    print(first + "\t" + " ".join(lines[first]))
