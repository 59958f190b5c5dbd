"""What the tests share: the sample corpus, the command to compare with, and a few small files.

The command is ``target/release/gongwen`` or ``target/debug/gongwen`` of this checkout, or what ``GONGWEN`` names; ``GONGWEN_REQUIRED``
makes its absence a failure rather than a skip.
"""

import io
import os
import pathlib
import subprocess
import zipfile

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def reports():
    """The sample corpus, as the command is given it."""
    return ROOT / "corpus" / "reports"


@pytest.fixture(scope="session")
def command():
    """Runs the command and gives its standard output."""
    named = os.environ.get("GONGWEN")
    places = [pathlib.Path(named)] if named else [ROOT / "target" / kind / "gongwen" for kind in ("release", "debug")]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        if "GONGWEN_REQUIRED" in os.environ:
            pytest.fail("the command gongwen is not built: cargo build --release")
        pytest.skip("the command gongwen is not built")

    def run(*arguments):
        outcome = subprocess.run([found, *arguments, "-q"], capture_output=True, encoding="utf-8")
        assert outcome.returncode in (0, 1), outcome.stderr
        return outcome.stdout

    return run


def encrypted_office_file():
    """What Office makes of a document with a password: a compound file with the stream EncryptedPackage."""
    sector, free, end, table = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    word = lambda *numbers: b"".join(number.to_bytes(4, "little") for number in numbers)

    def entry(name, kind, child, start, size):
        text = name.encode("utf-16-le")
        links = word(free, free, child) + bytes(36) + word(start) + size.to_bytes(8, "little")
        return text.ljust(64, b"\0") + (len(text) + 2).to_bytes(2, "little") + bytes([kind, 1]) + links

    data = bytes(range(256)) * 16
    sectors = len(data) // sector
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0" + bytes(6)
    header += word(0, 1, 1, 0, 4096, end, 0, end, 0) + word(0, *[free] * 108)
    chain = [table, end, *range(3, 2 + sectors), end]
    allocation = word(*chain, *[free] * (sector // 4 - len(chain)))
    directory = entry("Root Entry", 5, 1, end, 0) + entry("EncryptedPackage", 2, free, 2, len(data))
    return header + allocation + directory.ljust(sector, b"\0") + data


def office_file(paragraph):
    """A docx of one paragraph."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p></w:body></w:document>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", body)
    return packed.getvalue()


@pytest.fixture(scope="session")
def bad_files():
    """Files that give no document, by name, with the kind of what is wrong."""
    return {
        "空.txt": (b"", "empty"),
        "乱码.docx": (b"PK\x03\x04" + bytes(range(256)) * 8, "damaged"),
        "加密.docx": (encrypted_office_file(), "encrypted"),
        "程序.txt": (bytes(range(32)) * 64, "binary"),
        "扫描.jpg": (b"\xff\xd8\xff\xe0" + bytes(64), "unsupported"),
    }


@pytest.fixture()
def mixed(tmp_path, bad_files):
    """A folder of good documents in several formats, among them those that fail."""
    (tmp_path / "a.txt").write_text("松坪县2023年工作总结\n全年受理行政复议案件78件。", encoding="gb18030")
    (tmp_path / "b.docx").write_bytes(office_file("新建农村公路126公里，同比增长5.4%。"))
    (tmp_path / "c.html").write_text("<html><body><p>检查企业1360余户。</p></body></html>", encoding="utf-8")
    for name, (content, _) in bad_files.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path
