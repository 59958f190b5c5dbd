#!/usr/bin/env python3
"""Builds the page: one file that opens anywhere, offline, with the module in it.

    crates/gongwen-wasm/build-page.py [-o FILE]         (default: target/gongwen.html)

The module is compiled in one of two ways, the first that can be had:

1. with the target of the toolchain (`rustup target add wasm32-unknown-unknown`);
2. with a standard library built from its source, by a rustc that has the source beside it: `rustup component add rust-src`,
   or Debian's packages `rustc-web cargo-web rust-web-src lld` (some 50 s to install, some 90 s to build).

Exit code 0: the page is written; 75: the module cannot be compiled on this machine, and why; else something failed.
The same toolchain and sources give the same bytes.
"""

import argparse
import base64
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

TARGET = "wasm32-unknown-unknown"
CRATE = Path(__file__).resolve().parent
ROOT = CRATE.parent.parent
CANNOT_COMPILE = 75


def main():
    parser = argparse.ArgumentParser(description="Builds the page with gongwen in it.")
    parser.add_argument("-o", "--output", type=Path, help="default: target/gongwen.html")
    output = parser.parse_args().output or target_folder() / "gongwen.html"
    module = compile_module().read_bytes()
    packed = gzip.compress(module, 9, mtime=0)
    page = page_of(packed)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(page, encoding="utf-8", newline="\n")
    print(f"module {len(module):,} bytes, with gzip {len(packed):,}; page {len(page.encode()):,}: {output}")


def target_folder():
    return ROOT / os.environ.get("CARGO_TARGET_DIR", "target")


# --- the module ----------------------------------------------------------------------------------------------------------


def compile_module():
    """Compiles the crate and says where the module is."""
    cargo, rustc = "cargo", os.environ.get("RUSTC", "rustc")
    environment, flags, folder = dict(os.environ), [], target_folder()
    if not has_target(rustc):
        found = with_source()
        if not found:
            print(
                f"the target {TARGET} is not installed (rustup target add {TARGET}), and there is no source of the standard library "
                "to build it from (apt-get install rustc-web cargo-web rust-web-src lld)"
            )
            sys.exit(CANNOT_COMPILE)
        cargo, rustc = found
        # What `-Z` wants of a toolchain that is not nightly. Its artefacts are another compiler's: a folder of their own.
        environment |= {"RUSTC": rustc, "RUSTC_BOOTSTRAP": "1"}
        flags, folder = ["-Z", "build-std=std,panic_abort"], target_folder() / "wasm-std"
    environment["CARGO_ENCODED_RUSTFLAGS"] = "\x1f".join(rust_flags(rustc))
    environment.pop("RUSTFLAGS", None)
    environment["CARGO_TARGET_DIR"] = str(folder)
    command = [cargo, "build", "--locked", "--profile", "wasm", "-p", "gongwen-wasm", "--target", TARGET, *flags]
    # A toolchain file or override would choose another compiler than the one named.
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return folder / TARGET / "wasm" / "gongwen_wasm.wasm"


def rust_flags(rustc):
    """Paths of this machine stay out of the module; so it is the same on every machine."""
    home = Path(os.environ.get("CARGO_HOME", Path.home() / ".cargo"))
    flags = [f"--remap-path-prefix={home}=/cargo", f"--remap-path-prefix={ROOT}=/gongwen", "-C", "link-arg=-zstack-size=2097152"]
    if not any(sysroot(rustc).glob("lib/rustlib/*/bin/rust-lld")):
        flags += ["-C", "linker=wasm-ld"]
    return flags


def sysroot(rustc):
    try:
        return Path(subprocess.run([rustc, "--print", "sysroot"], capture_output=True, text=True, check=True).stdout.strip())
    except (OSError, subprocess.CalledProcessError):
        return Path("/nonexistent")


def has_target(rustc):
    return any((sysroot(rustc) / "lib/rustlib" / TARGET).glob("lib/libstd-*.rlib"))


def with_source():
    """A cargo and a rustc that have the source of the standard library and a linker."""
    for cargo, rustc in [("cargo", "rustc"), ("/usr/bin/cargo", "/usr/bin/rustc")]:
        root = sysroot(rustc)
        linker = shutil.which("wasm-ld") or any(root.glob("lib/rustlib/*/bin/rust-lld"))
        if shutil.which(cargo) and linker and (root / "lib/rustlib/src/rust/library/std/Cargo.toml").exists():
            return cargo, rustc
    return None


# --- the page ------------------------------------------------------------------------------------------------------------


def page_of(packed):
    """The template with style, script and module in it, and a policy that admits these and nothing else."""
    style = part("page.css")
    scripts = [part(name) for name in ["words.js", "gongwen.js", "records.js", "page.js"]]
    script = "\n".join(['"use strict";', *scripts]).replace("{{sample}}", json.dumps(sample(), ensure_ascii=False))
    assert "</script" not in script and "</style" not in style
    policy = "; ".join(
        [
            "default-src 'none'",
            # 'wasm-unsafe-eval' admits the module and no other evaluation.
            f"script-src '{digest(script)}' 'wasm-unsafe-eval'",
            f"style-src '{digest(style)}'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    version = re.search(r'^version = "(.*)"', (ROOT / "Cargo.toml").read_text(encoding="utf-8"), re.M)[1]
    values = {"policy": policy, "style": style, "script": script, "version": version, "module": base64.b64encode(packed).decode()}
    return re.sub(r"\{\{(\w+)\}\}", lambda match: values[match[1]], part("page.html"))


def part(name):
    return (CRATE / "page" / name).read_text(encoding="utf-8")


def sample():
    """The paragraph of the README."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.search(r"<!-- file: report\.txt -->\n```text\n(.*?)\n```", readme, re.S)[1]


def digest(text):
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


if __name__ == "__main__":
    main()
