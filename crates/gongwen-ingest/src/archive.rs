//! ZIP archives: each member is an input of its own.
//!
//! `a.zip` with `inner/报告.docx` → the input `a.zip!inner/报告.docx`
//!
//! Members are unpacked one at a time, into memory and never to disk. Their names are those the packer meant:
//! UTF-8 where they say so or are so, else GB18030, as Windows in China writes them.

use std::io::{Cursor, Read, Seek};

use zip::ZipArchive;

use crate::contained::contained;
use crate::error::{Error, Reason};
use crate::package::unreadable;

/// Stands between the name of an archive and that of a member.
pub(crate) const SEPARATOR: char = '!';

/// Archives in archives in archives.
pub(crate) const DEEPEST: usize = 3;
/// Most members: the whole list of them is held.
const MOST_MEMBERS: usize = 200_000;
/// Longest list of members in bytes, before it is read: 46 and the name each (APPNOTE 4.3.12).
const LONGEST_DIRECTORY: u64 = 64 << 20;
/// So many times its packed size a member may have; deflate goes to 1,032, and a text seldom beyond 20.
const HIGHEST_RATIO: u64 = 200;
/// Below this the ratio does not matter: an empty form is all blanks.
const RATIO_FROM: u64 = 16 << 20;

pub(crate) trait Source: Read + Seek + Send {}
impl<T: Read + Seek + Send> Source for T {}

/// The members of one archive, in the order of their names.
pub(crate) struct Members {
    name: String,
    archive: ZipArchive<Box<dyn Source>>,
    order: std::vec::IntoIter<(String, usize)>,
    /// How many archives it lies in.
    pub(crate) depth: usize,
    /// Whether `--include` chooses among its members, as in a folder named outright.
    pub(crate) is_root: bool,
    limit: u64,
    /// What all members together may still unpack to.
    left: u64,
}

/// One member, found and not yet unpacked.
pub(crate) struct Member {
    /// Inside the archive, with `/`.
    pub(crate) inner: String,
    index: usize,
}

impl Members {
    pub(crate) fn open(
        name: String,
        mut source: Box<dyn Source>,
        depth: usize,
        is_root: bool,
        limit: u64,
    ) -> Result<Self, Error> {
        if depth >= DEEPEST {
            return Err(Reason::TooDeep { depth: DEEPEST }.into());
        }
        let size = source.seek(std::io::SeekFrom::End(0))?;
        if directory_length(&mut source, size)?.is_some_and(|length| length > LONGEST_DIRECTORY) {
            return Err(Reason::TooManyMembers { limit: MOST_MEMBERS }.into());
        }
        let archive =
            contained("ZIP", || ZipArchive::new(source).map_err(|error| unreadable("ZIP", &error)))?;
        if archive.len() > MOST_MEMBERS {
            return Err(Reason::TooManyMembers { limit: MOST_MEMBERS }.into());
        }
        let mut order: Vec<(String, usize)> = (0..archive.len())
            .filter_map(|index| {
                let entry = archive.by_index_data(index).ok()?;
                let inner = member_name(entry.name_raw());
                (!inner.is_empty() && !entry.name_raw().ends_with(b"/") && !entry.name_raw().ends_with(b"\\"))
                    .then_some((inner, index))
            })
            .collect();
        order.sort();
        let left = limit.max(size.saturating_mul(HIGHEST_RATIO));
        Ok(Self { name, archive, order: order.into_iter(), depth, is_root, limit, left })
    }

    /// The name in the output of a member.
    pub(crate) fn path(&self, inner: &str) -> String {
        format!("{}{SEPARATOR}{inner}", self.name)
    }

    /// The next member by name.
    pub(crate) fn next_member(&mut self) -> Option<Member> {
        self.order.next().map(|(inner, index)| Member { inner, index })
    }

    /// Its bytes, and how many it takes in the archive.
    pub(crate) fn unpack(&mut self, member: &Member) -> Result<(Vec<u8>, u64), Error> {
        contained("ZIP", || {
            let damaged =
                |error: &dyn std::fmt::Display| Reason::Damaged { format: "ZIP", message: error.to_string() };
            let file = self.archive.by_index_raw(member.index).map_err(|error| unreadable("ZIP", &error))?;
            if file.encrypted() {
                return Err(Reason::Encrypted { format: "ZIP" }.into());
            }
            let (packed, unpacked) = (file.compressed_size(), file.size());
            drop(file);
            if unpacked > self.limit {
                return Err(Reason::TooLarge { limit: self.limit, size: Some(unpacked) }.into());
            }
            // What the header says may be a lie: what comes out counts as well.
            let most = self.limit.min(self.left).min(packed.saturating_mul(HIGHEST_RATIO).max(RATIO_FROM));
            if unpacked > most {
                return Err(Reason::Ratio { packed, unpacked }.into());
            }
            let file = self.archive.by_index(member.index).map_err(|error| unreadable("ZIP", &error))?;
            let mut bytes = Vec::with_capacity(unpacked.min(1 << 20) as usize);
            file.take(most + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
            let unpacked = bytes.len() as u64;
            if unpacked > most {
                return Err(Reason::Ratio { packed, unpacked }.into());
            }
            self.left -= unpacked;
            Ok((bytes, packed))
        })
    }

    /// As [`Members::open`], from an archive that was a member itself.
    pub(crate) fn open_bytes(
        name: String,
        bytes: Vec<u8>,
        depth: usize,
        is_root: bool,
        limit: u64,
    ) -> Result<Self, Error> {
        Self::open(name, Box::new(Cursor::new(bytes)), depth, is_root, limit)
    }
}

/// The length of the list of members as the end of the archive states it (APPNOTE 4.3.16 and 4.3.14).
fn directory_length(source: &mut dyn Source, size: u64) -> Result<Option<u64>, Error> {
    // The end record is 22 bytes and a comment of up to 65,535 more.
    let tail_length = size.min(22 + 0xffff + 20);
    source.seek(std::io::SeekFrom::Start(size - tail_length))?;
    let mut tail = Vec::new();
    source.take(tail_length).read_to_end(&mut tail)?;
    let u32_at = |bytes: &[u8], at: usize| {
        bytes.get(at..at + 4).and_then(|field| field.try_into().ok()).map(u32::from_le_bytes)
    };
    let u64_at = |bytes: &[u8], at: usize| {
        bytes.get(at..at + 8).and_then(|field| field.try_into().ok()).map(u64::from_le_bytes)
    };
    let Some(end) = memchr::memmem::rfind(&tail, b"PK\x05\x06") else { return Ok(None) };
    let Some(length) = u32_at(&tail, end + 12) else { return Ok(None) };
    if length != u32::MAX {
        return Ok(Some(u64::from(length)));
    }
    let Some(large) = end.checked_sub(20).and_then(|locator| u64_at(&tail, locator + 8)) else {
        return Ok(None);
    };
    let mut record = Vec::new();
    source.seek(std::io::SeekFrom::Start(large.min(size)))?;
    source.take(56).read_to_end(&mut record)?;
    Ok(u64_at(&record, 40))
}

/// Bytes to a name: no drive, no root, no way up, for it is shown and may be made a path by others.
fn member_name(raw: &[u8]) -> String {
    let decoded = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    let name: String = decoded.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn names_are_harmless_and_readable() {
        assert_eq!(member_name(b"\xb1\xa8\xb8\xe6/2021.txt"), "报告/2021.txt");
        assert_eq!(member_name("报告\\甲.txt".as_bytes()), "报告/甲.txt");
        assert_eq!(member_name(b"../../etc/./passwd"), "etc/passwd");
        assert_eq!(member_name(b"/a\nb"), "a\u{fffd}b");
    }

    fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn open(bytes: Vec<u8>, limit: u64) -> Members {
        Members::open_bytes("a.zip".into(), bytes, 0, true, limit).unwrap()
    }

    #[test]
    fn members_come_by_name() {
        let mut members = open(archive(&[("b.txt", b"2"), ("a/", b""), ("a/c.txt", b"1")]), 1 << 20);
        let first = members.next_member().unwrap();
        assert_eq!(members.path(&first.inner), "a.zip!a/c.txt");
        assert_eq!(members.unpack(&first).unwrap().0, b"1");
        assert_eq!(members.next_member().unwrap().inner, "b.txt");
        assert!(members.next_member().is_none());
    }

    #[test]
    fn bombs_are_refused() {
        let zeros = vec![0; 40 << 20];
        let mut members = open(archive(&[("a.txt", &zeros)]), 512 << 20);
        let member = members.next_member().unwrap();
        assert!(members.unpack(&member).unwrap_err().to_string().contains("fill memory"));
        let mut members = open(archive(&[("a.txt", b"12345")]), 4);
        let member = members.next_member().unwrap();
        assert!(members.unpack(&member).unwrap_err().is_too_large());
        let nested = Members::open_bytes("a.zip".into(), archive(&[]), DEEPEST, true, 1);
        assert!(nested.err().unwrap().is_unsupported());
        let cut = Members::open_bytes("a.zip".into(), b"PK\x03\x04".to_vec(), 0, true, 1);
        assert!(cut.err().unwrap().is_damaged());
    }
}
