//! The file information block of a Word file: where things are and how much there is of them (\[MS-DOC\] 2.5).
//!
//! `EC A5 C1 00 …` → the places of the lists, the pieces of text, the properties; 1,508 characters
//!
//! Memory is taken for as many characters as it says. So what it says is held against the length of the file first: one
//! damaged byte is 50 GB.

use std::io::{Cursor, Read};

use crate::error::Reason;

/// Offset and length of a structure in the table stream.
pub(super) type Place = (usize, usize);

/// What is needed of the block.
pub(super) struct Fib {
    /// How many characters the main text has.
    pub(super) characters: u32,
    pub(super) styles: Place,
    pub(super) paragraphs: Place,
    pub(super) pieces: Place,
    pub(super) lists: Place,
    pub(super) overrides: Place,
    /// Where the texts of footnotes, of headers and of endnotes end, in characters.
    stories: [Place; 3],
}

impl Fib {
    /// From the start of the stream `WordDocument`; `None` for Word 6 and 95, which keep it in another way.
    pub(super) fn parse(word: &[u8]) -> Option<Self> {
        if is_before_97(word)? {
            return None;
        }
        let numbers = 34 + 2 * usize::from(u16_at(word, 32)?) + 2;
        let places = numbers + 4 * usize::from(u16_at(word, numbers - 2)?) + 2;
        let place = |index: usize| {
            Some((u32_at(word, places + 8 * index)? as usize, u32_at(word, places + 8 * index + 4)? as usize))
        };
        Some(Self {
            characters: u32_at(word, numbers + 12)?,
            styles: place(1)?,
            paragraphs: place(13)?,
            pieces: place(33)?,
            lists: place(73)?,
            overrides: place(74)?,
            stories: [place(3)?, place(11)?, place(47)?],
        })
    }
}

/// The streams `WordDocument` and the table that goes with it.
pub(super) fn streams(bytes: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let word = stream(&mut file, "/WordDocument")?;
    let flags = u16_at(&word, 0x0A)?;
    let table = stream(&mut file, if flags & 0x0200 == 0 { "/0Table" } else { "/1Table" });
    Some((word, table.unwrap_or_default()))
}

/// Whether the file is as long as the texts it says it holds: a character is a byte at least.
///
/// # Errors
/// Where it is not.
pub(super) fn check(word: &[u8], table: &[u8]) -> Result<(), Reason> {
    let (said, held) = (said(word, table).unwrap_or(0), word.len() as u64);
    if said > held {
        let message = format!("it says that it holds {said} characters, in {held} bytes");
        return Err(Reason::Damaged { format: "DOC", message });
    }
    Ok(())
}

/// The most characters that any one reader of the file would make room for.
fn said(word: &[u8], table: &[u8]) -> Option<u64> {
    const CHARACTERS_BEFORE_97: usize = 0x34;
    if is_before_97(word)? {
        return u32_at(word, CHARACTERS_BEFORE_97).map(u64::from);
    }
    let fib = Fib::parse(word)?;
    let stories = fib.stories.iter().map(|&(start, length)| {
        let ends = start.checked_add(length).and_then(|end| table.get(start..end)).unwrap_or_default();
        let ends = ends.chunks_exact(4).map(|end| u64::from(u32_at(end, 0).unwrap_or(0)));
        // They should rise; where they do not, the reader takes what rises.
        let (mut sum, mut last) = (0, 0);
        for end in ends {
            sum += end.saturating_sub(last);
            last = end;
        }
        sum
    });
    stories.chain([u64::from(fib.characters)]).max()
}

fn is_before_97(word: &[u8]) -> Option<bool> {
    Some(u16_at(word, 0)? != 0xA5EC || u16_at(word, 2)? < 0x00C0)
}

fn stream(file: &mut cfb::CompoundFile<Cursor<&[u8]>>, name: &str) -> Option<Vec<u8>> {
    let mut data = Vec::new();
    file.open_stream(name).ok()?.read_to_end(&mut data).ok()?;
    Some(data)
}

pub(super) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(super) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
