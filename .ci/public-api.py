#!/usr/bin/env python3
"""Does a change break those who build on the libraries? `python3 .ci/public-api.py`

The public items of each published library stand in `tests/public-api/CRATE.txt`, a line each. Two comparisons:

- with that file: an item that is gone or reads otherwise fails; new ones are told. `SNAPSHOTS=overwrite` writes the file anew,
  so that the change is seen in review;
- with the file of the last release (tag `v*`): where an item of it is gone, the version must be one that may break (0.1 → 0.2,
  1.4 → 2.0). Renewing the file does not get past this.

It is the listing of `cargo public-api`, made by its library: `cargo semver-checks` knows more kinds of change, and is several
hundred crates to compile. Exit code 0: nothing is broken, or the toolchain's rustdoc is not the one the listing can read, which
is said; 1: something is.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CRATES = ["gongwen-dicts", "gongwen", "gongwen-ingest", "gongwen-analysis", "gongwen-export"]
# What `public-api` in .ci/public-api/Cargo.toml reads.
FORMAT = 57
OVERWRITE = os.environ.get("SNAPSHOTS") == "overwrite"


def main():
    self_test()
    documented = rustdoc_json()
    version = json.loads(documented["gongwen"].read_text())["crate_version"]
    formats = {json.loads(path.read_text())["format_version"] for path in documented.values()}
    if formats != {FORMAT}:
        print(f"skipped: rustdoc writes format {formats}, and what lists its items reads {FORMAT}: see .ci/public-api/Cargo.toml")
        return
    broken = False
    release = last_release()
    for crate in CRATES:
        items = listed(documented[crate])
        path = ROOT / "tests/public-api" / f"{crate}.txt"
        if OVERWRITE:
            path.parent.mkdir(exist_ok=True)
            path.write_text("".join(f"{item}\n" for item in items), encoding="utf-8")
        known = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        gone, new = [item for item in known if item not in items], [item for item in items if item not in known]
        print(f"{crate}: {len(items)} items, {len(new)} new, {len(gone)} gone")
        if gone:
            broken = True
            print("".join(f"  gone: {item}\n" for item in gone), end="")
            print("  if that is meant: SNAPSHOTS=overwrite python3 .ci/public-api.py")
        if release:
            lost = [item for item in released(release, path) if item not in items]
            if lost and not may_break(release.removeprefix("v"), version):
                broken = True
                print("".join(f"  gone since {release}: {item}\n" for item in lost), end="")
                print(f"  {version} may not break what {release} promised")
    print(f"the last release is {release or 'yet to come: nothing is promised so far'}")
    sys.exit(broken)


def rustdoc_json():
    """The JSON of each library."""
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    # Only rustdoc itself is asked for what is not stable: a build script that saw RUSTC_BOOTSTRAP would build all anew.
    with tempfile.TemporaryDirectory() as folder:
        rustdoc = Path(folder) / "rustdoc"
        rustdoc.write_text(f'#!/bin/sh\nRUSTC_BOOTSTRAP=1 exec {os.environ.get("RUSTDOC", "rustdoc")} "$@"\n')
        rustdoc.chmod(0o755)
        flags = "-Z unstable-options --output-format json"
        environment = os.environ | {"RUSTDOC": str(rustdoc), "RUSTDOCFLAGS": flags}
        packages = [argument for crate in CRATES for argument in ("-p", crate)]
        command = ["cargo", "doc", "--quiet", "--locked", "--no-deps", "--lib", "--all-features", *packages]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return {crate: target / "doc" / f"{crate.replace('-', '_')}.json" for crate in CRATES}


def listed(path):
    """The public items, sorted, each once."""
    # Beside the other artefacts, and kept: it changes with the toolchain alone.
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "public-api"
    manifest = ROOT / ".ci/public-api/Cargo.toml"
    command = ["cargo", "run", "--quiet", "--locked", "--manifest-path", manifest, "--target-dir", target, "--", path]
    # From elsewhere, so that the settings of the workspace do not reach it.
    output = subprocess.run(command, cwd=manifest.parent, capture_output=True, text=True, check=False)
    if output.returncode:
        sys.exit(output.stderr)
    return sorted(set(output.stdout.splitlines()))


def last_release():
    command = ["git", "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return found.stdout.strip() if found.returncode == 0 else None


def released(release, path):
    command = ["git", "show", f"{release}:{path.relative_to(ROOT)}"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return found.stdout.splitlines() if found.returncode == 0 else []


def may_break(before, now):
    """Whether `now` may break what `before` promised: its first number that is not zero is another one."""
    before, now = ([int(part) for part in version.split("-")[0].split(".")] for version in (before, now))
    leading = next((i for i, part in enumerate(before) if part), len(before) - 1)
    return before[: leading + 1] != now[: leading + 1]


def self_test():
    cases = {("0.1.0", "0.1.1"): False, ("0.1.3", "0.2.0"): True, ("1.4.0", "1.5.0"): False, ("1.4.0", "2.0.0"): True,
             ("0.0.1", "0.0.2"): True, ("0.1.0", "1.0.0"): True, ("0.1.0", "0.1.0"): False}
    for (before, now), expected in cases.items():
        assert may_break(before, now) == expected, (before, now)


if __name__ == "__main__":
    main()
