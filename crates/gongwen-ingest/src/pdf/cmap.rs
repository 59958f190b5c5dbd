//! CMaps: which code stands for which character or CID.
//!
//! `1 beginbfchar <01> <516C> endbfchar` → `01` is 公
//!
//! Read from a font's `ToUnicode` stream and from a Type0 font's own `Encoding` stream (ISO 32000-1, 9.7.5 and 9.10.3).

use super::content::{Lexer, Operand};

/// A code space: codes of `length` bytes from `low` to `high`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct CodeSpace {
    length: u8,
    low: u32,
    high: u32,
}

/// What codes stand for.
#[derive(Clone, Debug, Default)]
pub(super) struct CMap {
    spaces: Vec<CodeSpace>,
    /// First code, last code and the text of the first, by first code; later codes count its last character up.
    texts: Vec<(u32, u32, String)>,
    /// First code, last code and the CID of the first.
    cids: Vec<(u32, u32, u32)>,
    /// Name of the CMap this one adds to.
    pub(super) base: Option<Vec<u8>>,
}

/// Most entries of one map: every code of two bytes.
const MAX_ENTRIES: usize = 65_536;
/// Longest text of one code: a ligature or a syllable, not a page.
const MAX_TEXT: usize = 32;

impl CMap {
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::new(bytes);
        let mut operands = Vec::new();
        // The operands of one section may be many more than those of any content operator.
        while let Some(operator) = lexer.next_operator_within(&mut operands, 3 * MAX_ENTRIES) {
            match operator {
                b"endcodespacerange" => map.add_spaces(&operands),
                b"endbfchar" => map.add_characters(&operands),
                b"endbfrange" => map.add_ranges(&operands),
                b"endcidchar" => map.add_cids(&operands, 2),
                b"endcidrange" => map.add_cids(&operands, 3),
                b"usecmap" => {
                    map.base = operands.iter().rev().find_map(|operand| match operand {
                        Operand::Name(name) => Some(name.clone()),
                        _ => None,
                    });
                }
                _ => {}
            }
        }
        map.texts.truncate(MAX_ENTRIES);
        map.cids.truncate(MAX_ENTRIES);
        map.texts.sort_by_key(|entry| entry.0);
        map.cids.sort_by_key(|entry| entry.0);
        map
    }

    fn add_spaces(&mut self, operands: &[Operand]) {
        for pair in operands.chunks_exact(2).take(256) {
            if let (Some((low, length)), Some((high, _))) = (code(&pair[0]), code(&pair[1])) {
                self.spaces.push(CodeSpace { length, low, high });
            }
        }
    }

    fn add_characters(&mut self, operands: &[Operand]) {
        for pair in operands.chunks_exact(2) {
            if let (Some((from, _)), Some(text)) = (code(&pair[0]), text(&pair[1])) {
                self.texts.push((from, from, text));
            }
        }
    }

    fn add_ranges(&mut self, operands: &[Operand]) {
        for triple in operands.chunks_exact(3) {
            let (Some((from, _)), Some((to, _))) = (code(&triple[0]), code(&triple[1])) else { continue };
            match &triple[2] {
                Operand::Array(elements) => {
                    for (offset, element) in
                        (0u32..).zip(elements).take_while(|(o, _)| *o <= to.saturating_sub(from))
                    {
                        self.texts.extend(
                            text(element)
                                .map(|t| (from.saturating_add(offset), from.saturating_add(offset), t)),
                        );
                    }
                }
                single => self.texts.extend(text(single).map(|t| (from, to, t))),
            }
        }
    }

    fn add_cids(&mut self, operands: &[Operand], size: usize) {
        for entry in operands.chunks_exact(size) {
            let Some((from, _)) = code(&entry[0]) else { continue };
            let to = if size == 3 { code(&entry[1]).map(|(to, _)| to) } else { Some(from) };
            if let (Some(to), Some(cid)) = (to, entry[size - 1].number()) {
                self.cids.push((from, to, cid as u32));
            }
        }
    }

    /// Whether it gives any text at all.
    pub(super) fn has_texts(&self) -> bool {
        !self.texts.is_empty()
    }

    /// The characters of a code.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        let (from, _, text) = covering(&self.texts, code, |entry| (entry.0, entry.1))?;
        if code == *from {
            return Some(text.clone());
        }
        let last = text.chars().next_back()?;
        let counted = char::from_u32(u32::from(last).checked_add(code - from)?)?;
        let mut text = text[..text.len() - last.len_utf8()].to_owned();
        text.push(counted);
        Some(text)
    }

    /// The CID of a code.
    pub(super) fn cid(&self, code: u32) -> Option<u32> {
        let (from, _, cid) = covering(&self.cids, code, |entry| (entry.0, entry.1))?;
        cid.checked_add(code - from)
    }

    /// Reads one code from the front of `bytes`: the code and its length in bytes. `None` where it names no code spaces.
    pub(super) fn next_code(&self, bytes: &[u8]) -> Option<(u32, usize)> {
        if self.spaces.is_empty() {
            return None;
        }
        let mut value = 0u32;
        for (length, &byte) in (1u8..=4).zip(bytes) {
            value = value << 8 | u32::from(byte);
            let fits = |space: &CodeSpace| {
                space.length == length
                    && (0..length).all(|i| {
                        let part = |v: u32| v >> (8 * u32::from(i)) & 0xFF;
                        (part(space.low)..=part(space.high)).contains(&part(value))
                    })
            };
            if self.spaces.iter().any(fits) {
                return Some((value, usize::from(length)));
            }
        }
        // No code space: the shortest length steps over it.
        let length =
            usize::from(self.spaces.iter().map(|space| space.length).min()?).clamp(1, bytes.len().max(1));
        Some((bytes.iter().take(length).fold(0, |v, &b| v << 8 | u32::from(b)), length))
    }
}

/// The entry of a sorted table whose range holds the code; of several, the last to begin, as redefinition goes.
fn covering<T>(entries: &[T], code: u32, range: impl Fn(&T) -> (u32, u32)) -> Option<&T> {
    /// A character set apart inside a range hides the range from what follows it; no producer sets many apart.
    const LOOK_BACK: usize = 16;
    let after = entries.partition_point(|entry| range(entry).0 <= code);
    entries[..after].iter().rev().take(LOOK_BACK).find(|entry| code <= range(entry).1)
}

fn code(operand: &Operand) -> Option<(u32, u8)> {
    match operand {
        Operand::Bytes(bytes) if (1..=4).contains(&bytes.len()) => {
            Some((bytes.iter().fold(0, |value, &byte| value << 8 | u32::from(byte)), bytes.len() as u8))
        }
        _ => None,
    }
}

/// UTF-16 of a CMap. Nothing for NUL, U+FFFD and lone surrogates: producers write them for glyphs they could not name.
fn text(operand: &Operand) -> Option<String> {
    let Operand::Bytes(bytes) = operand else { return None };
    let units: Vec<u16> = match bytes[..] {
        [single] => vec![u16::from(single)],
        _ => {
            bytes.chunks_exact(2).take(MAX_TEXT).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect()
        }
    };
    let text: String =
        char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).filter(|&c| c != '\0').collect();
    (!text.is_empty() && !text.contains('\u{fffd}')).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ranges_and_arrays() {
        let map = CMap::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <516C> <0002> <D842DFB7> endbfchar
              2 beginbfrange <0010> <0012> <4E00> <0020> <0021> [<6587> <00660069>] endbfrange
              1 beginbfchar <0030> <0000> endbfchar",
        );
        let texts = [1, 2, 0x10, 0x12, 0x20, 0x21, 0x13, 0x30].map(|code| map.text(code));
        let expected = [Some("公"), Some("𠮷"), Some("一"), Some("丂"), Some("文"), Some("fi"), None, None];
        assert_eq!(texts.each_ref().map(Option::as_deref), expected);
        assert_eq!(map.next_code(&[0, 1, 2]), Some((1, 2)));
        assert!(map.has_texts());
    }

    #[test]
    fn codes_of_mixed_length() {
        let map = CMap::parse(
            b"/GBK-EUC-H usecmap 2 begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange
              1 begincidrange <b9ab> <b9ac> 1234 endcidrange 1 begincidchar <41> 34 endcidchar",
        );
        assert_eq!(map.next_code(b"A\xb9"), Some((0x41, 1)));
        assert_eq!(map.next_code(b"\xb9\xab"), Some((0xB9AB, 2)));
        assert_eq!((map.cid(0xB9AC), map.cid(0x41), map.cid(0x42)), (Some(1235), Some(34), None));
        assert_eq!(map.base.as_deref(), Some(&b"GBK-EUC-H"[..]));
    }
}
