#!/usr/bin/env python3
"""The licences of what the command is linked with, for those who get it compiled: `.ci/licences.py TARGET`.

Prints each crate with its version, licence and home, then each licence text once, under the crates that carry it.
"""

import json
import subprocess
import sys
from pathlib import Path

NAMES = ("licen", "copying", "notice", "unlicense")


def main(target):
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target]
    metadata = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    linked = sorted((package for package in linked_packages(metadata) if package["source"]), key=lambda p: (p["name"], p["version"]))
    print(f"gongwen is linked with {len(linked)} crates of others.\n")
    texts, without = {}, []
    for package in linked:
        home = package["repository"] or package["homepage"] or f"https://crates.io/crates/{package['name']}"
        print(f"{package['name']} {package['version']}: {package['license'] or 'see its file'}, {home}")
        found = licence_files(package)
        for file in found:
            text = file.read_text(encoding="utf-8", errors="replace").strip().replace("\r\n", "\n")
            texts.setdefault(text, []).append(f"{package['name']} {package['version']}")
        if not found:
            without.append(package)
    if without:
        print("\nWithout a file of their own, under the licence named above:")
        for package in without:
            print(f"{package['name']} {package['version']}, by {', '.join(package['authors']) or 'its contributors'}")
    for text, names in texts.items():
        print(f"\n{'-' * 80}\n{', '.join(dict.fromkeys(names))}\n{'-' * 80}\n\n{text}")


def linked_packages(metadata):
    """What the command is linked with: normal dependencies, all the way down, without what only runs while building."""
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    waiting = [package["id"] for package in metadata["packages"] if package["name"] == "gongwen-cli"]
    seen = set()
    while waiting:
        at = waiting.pop()
        if at in seen or any("proc-macro" in target["kind"] for target in packages[at]["targets"]):
            continue
        seen.add(at)
        waiting += [to["pkg"] for to in nodes[at]["deps"] if any(kind["kind"] is None for kind in to["dep_kinds"])]
    return [packages[at] for at in seen]


def licence_files(package):
    folder = Path(package["manifest_path"]).parent
    named = [folder / package["license_file"]] if package["license_file"] else []
    return named or sorted(file for file in folder.iterdir() if file.is_file() and file.name.lower().startswith(NAMES))


if __name__ == "__main__":
    main(sys.argv[1])
