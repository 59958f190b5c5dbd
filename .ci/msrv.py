#!/usr/bin/env python3
"""Fails where a locked dependency states a newer Rust than the workspace's `rust-version`.

The oldest supported toolchain itself is not installable on every machine: its library is checked by clippy's
`incompatible_msrv`, its dependencies here. Reads `cargo metadata --format-version 1 --locked` on standard input.
"""
import json, sys


def version(text):
    return tuple(int(part) for part in (text.split(".") + ["0", "0"])[:3])


metadata = json.load(sys.stdin)
packages = {package["id"]: package for package in metadata["packages"]}
stated = {packages[member]["rust_version"] for member in metadata["workspace_members"]}
if len(stated) != 1 or None in stated:
    sys.exit(f"the members of the workspace state {sorted(map(str, stated))}, expected one rust-version")
msrv = stated.pop()
newer = [f"{p['name']} {p['version']} needs {p['rust_version']}" for p in packages.values()
         if p["rust_version"] and version(p["rust_version"]) > version(msrv)]
if newer:
    sys.exit(f"rust-version is {msrv}, but\n  " + "\n  ".join(sorted(newer)))
print(f"{len(packages)} packages, none needs more than Rust {msrv}")
