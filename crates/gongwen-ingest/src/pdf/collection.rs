//! The character collections and CMaps that PDF readers are to know by name (ISO 32000-1, tables 118 and 119).
//!
//! `GBK-EUC-H`: `B9 AB` → 公; Adobe-GB1: CID 1796 → 公
//!
//! The CMaps that take Unicode or a legacy encoding need no table of their own: the code is the character.

use std::collections::HashMap;
use std::sync::OnceLock;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS};

/// A CMap known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NamedCMap {
    /// `Identity-H`: a code is a CID of two bytes.
    Identity,
    Utf8,
    /// UCS-2 is read as the UTF-16 that it is a part of.
    Utf16,
    Utf32,
    /// A legacy encoding, and the CID before that of its `!`: 1 for proportional Latin, higher for half-width.
    Legacy(&'static Encoding, u32),
}

impl NamedCMap {
    /// `GBK-EUC-H` and its like; `None` for a name that is not known.
    pub(super) fn of(name: &[u8]) -> Option<Self> {
        let name = std::str::from_utf8(name).ok()?;
        let name = name.strip_suffix("-H").or_else(|| name.strip_suffix("-V")).unwrap_or(name);
        Some(match name {
            "Identity" => Self::Identity,
            "GB-EUC" | "GBK-EUC" => Self::Legacy(GB18030, 813),
            "GBpc-EUC" | "GBKp-EUC" | "GBK2K" => Self::Legacy(GB18030, 1),
            "ETen-B5" | "ETHK-B5" => Self::Legacy(BIG5, 13_648),
            "B5pc" | "ETenms-B5" | "HKscs-B5" => Self::Legacy(BIG5, 1),
            "90ms-RKSJ" | "Ext-RKSJ" => Self::Legacy(SHIFT_JIS, 231),
            "90msp-RKSJ" | "90pv-RKSJ" | "83pv-RKSJ" => Self::Legacy(SHIFT_JIS, 1),
            "EUC" => Self::Legacy(EUC_JP, 231),
            "KSC-EUC" | "KSCms-UHC-HW" => Self::Legacy(EUC_KR, 8094),
            "KSCms-UHC" | "KSCpc-EUC" => Self::Legacy(EUC_KR, 1),
            _ => {
                let (family, form) = name.split_once('-')?;
                match (family, form) {
                    ("UniGB" | "UniCNS" | "UniJIS" | "UniKS" | "UniJIS2004" | "UniJISX0213", _) => {}
                    _ => return None,
                }
                match form {
                    "UTF8" => Self::Utf8,
                    "UTF32" => Self::Utf32,
                    _ => Self::Utf16,
                }
            }
        })
    }

    /// Reads one code from the front of `bytes`, which is not empty: the code and its length in bytes.
    pub(super) fn next_code(self, bytes: &[u8]) -> (u32, usize) {
        let length = match self {
            Self::Identity => 2,
            Self::Utf8 => match bytes[0] {
                0xC0..=0xDF => 2,
                0xE0..=0xEF => 3,
                0xF0.. => 4,
                _ => 1,
            },
            Self::Utf16 if (0xD8..=0xDB).contains(&bytes[0]) => 4,
            Self::Utf16 => 2,
            Self::Utf32 => 4,
            Self::Legacy(encoding, _) => match bytes {
                [0xA1..=0xDF, ..] if encoding == SHIFT_JIS => 1,
                [0x81..=0xFE, 0x30..=0x39, ..] if encoding == GB18030 => 4,
                [0x81..=0xFE, ..] => 2,
                _ => 1,
            },
        }
        .min(bytes.len());
        (bytes[..length].iter().fold(0, |code, &byte| code << 8 | u32::from(byte)), length)
    }

    /// The character of a code, where the code itself says it.
    pub(super) fn character(self, code: u32, length: usize) -> Option<char> {
        let bytes = code.to_be_bytes();
        let bytes = &bytes[4 - length.clamp(1, 4)..];
        let mut decoded = match self {
            Self::Identity => return None,
            Self::Utf8 => std::str::from_utf8(bytes).ok()?.chars(),
            Self::Utf16 => {
                let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                return char::decode_utf16(units).next()?.ok().filter(|&c| c != '\0');
            }
            Self::Utf32 => return char::from_u32(code).filter(|&c| c != '\0'),
            Self::Legacy(encoding, _) => {
                let (text, bad) = encoding.decode_without_bom_handling(bytes);
                return if bad { None } else { text.chars().next().filter(|&c| c != '\0') };
            }
        };
        decoded.next().filter(|&c| c != '\0')
    }

    /// The CID of a code, for its width: of Adobe-GB1 if `gb1`, otherwise only of Latin.
    pub(super) fn cid(self, code: u32, length: usize, gb1: bool) -> Option<u32> {
        let character = match self {
            Self::Identity => return Some(code),
            _ => self.character(code, length)?,
        };
        let space = match self {
            Self::Legacy(_, space) => space,
            _ => 1,
        };
        match character {
            // The one CMap whose half-width space stands apart from its letters.
            ' ' if space == 813 => Some(7716),
            ' '..='~' => Some(space + u32::from(character) - 32),
            _ if gb1 => adobe_gb1_cid(character),
            _ => None,
        }
    }
}

/// The characters in the order of their CIDs.
fn adobe_gb1() -> &'static [char] {
    static TABLE: OnceLock<Vec<char>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = include_str!("../../data/adobe-gb1.txt").lines();
        // The notice stands before the table; a line of the table may begin with the character # too.
        lines.skip_while(|line| line.starts_with('#')).flat_map(str::chars).collect()
    })
}

/// The character of a CID of Adobe-GB1.
pub(super) fn adobe_gb1_character(cid: u32) -> Option<char> {
    adobe_gb1().get(usize::try_from(cid).ok()?).copied().filter(|&c| c != '\u{fffd}')
}

/// The first CID of a character: later ones are half-width, vertical and variant forms.
fn adobe_gb1_cid(character: char) -> Option<u32> {
    static INVERSE: OnceLock<HashMap<char, u32>> = OnceLock::new();
    let inverse = INVERSE.get_or_init(|| {
        let mut inverse = HashMap::with_capacity(adobe_gb1().len());
        for (cid, &character) in (0u32..).zip(adobe_gb1()) {
            inverse.entry(character).or_insert(cid);
        }
        inverse
    });
    inverse.get(&character).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_each_form_give_their_character() {
        for (name, bytes, length, character) in [
            (&b"GBK-EUC-H"[..], &b"\xb9\xab\xb9"[..], 2, Some('公')),
            (b"GB-EUC-V", b"A", 1, Some('A')),
            (b"GBK2K-H", b"\x84\x31\xa4\x37", 4, None),
            (b"GBK2K-H", b"\x95\x32\x82\x36", 4, Some('𠀀')),
            (b"ETen-B5-H", b"\xa4\xbd", 2, Some('公')),
            (b"UniGB-UCS2-H", b"\x51\x6c", 2, Some('公')),
            (b"UniGB-UTF16-H", b"\xd8\x42\xdf\xb7", 4, Some('𠮷')),
            (b"UniCNS-UTF8-H", "公".as_bytes(), 3, Some('公')),
            (b"Identity-H", b"\x07\x04", 2, None),
        ] {
            let cmap = NamedCMap::of(name).unwrap();
            let (code, read) = cmap.next_code(bytes);
            assert_eq!(read, length, "{name:?}");
            if character.is_some() || cmap == NamedCMap::Identity {
                assert_eq!(cmap.character(code, read), character, "{name:?}");
            }
        }
        assert_eq!(NamedCMap::of(b"Own-H"), None);
    }

    #[test]
    fn every_length_of_damage_is_stepped_over() {
        for name in [
            &b"GBK-EUC-H"[..],
            b"GBK2K-H",
            b"UniGB-UTF8-H",
            b"UniGB-UTF16-H",
            b"UniGB-UTF32-H",
            b"Identity-H",
        ] {
            let cmap = NamedCMap::of(name).unwrap();
            for first in 0..=255u8 {
                for more in 0..4 {
                    let bytes = &[first, 0x30, 0xFF, 0x30][..=more];
                    let (code, length) = cmap.next_code(bytes);
                    assert!((1..=bytes.len()).contains(&length));
                    let _ = (cmap.character(code, length), cmap.cid(code, length, true));
                }
            }
        }
    }

    #[test]
    fn the_table_of_adobe_gb1() {
        assert_eq!(adobe_gb1().len(), 30_284);
        let characters = [0, 1, 34, 96, 1796, 7716, 30_284].map(adobe_gb1_character);
        assert_eq!(characters, [None, Some(' '), Some('A'), Some('\u{3000}'), Some('公'), Some(' '), None]);
        assert_eq!(adobe_gb1_cid('公').and_then(adobe_gb1_character), Some('公'));
    }
}
