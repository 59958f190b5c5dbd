#!/usr/bin/env python3
"""Writes crates/gongwen-analysis/data/words.txt from the dict.txt of jieba (MIT): `.ci/words.py DICT.TXT > crates/gongwen-analysis/data/words.txt`.

All of it, as it is: words, counts and tags, so that words are those that jieba finds.
"""
import sys
from collections import defaultdict

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def base36(number):
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits or "0"


groups = defaultdict(list)
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        word, count, tag = line.split()
        # The count follows the word without a mark between: a word that ends like a count has one.
        mark = ":" if word[-1] in DIGITS else ""
        groups[tag, word[0]].append(word[1:] + mark + base36(int(count)))

print("""\
# The words of jieba (https://github.com/fxsjy/jieba, jieba/dict.txt, in the copy of jieba-rs 0.11.0), written shorter by
# .ci/words.py. A line: a tag, its part of speech; a tab; the first character; then for each word of this tag that begins with it
# the rest of the word and its count to the base 36, with a colon between where the word ends in a digit or a small letter.
# They are under this licence:
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
for tag, first in sorted(groups):
    print(f"{tag}\t{first}\t" + " ".join(sorted(groups[tag, first])))
