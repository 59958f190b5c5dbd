//! A font: from the bytes of a shown string to characters and widths.
//!
//! Type0, `GBK-EUC-H`, `B9 AB 41` → 公 one em wide, A half an em
//!
//! A code's character comes from the first of these that knows it: the font's `ToUnicode`; the code itself, in CMaps of
//! Unicode or a legacy encoding; the CID, in Adobe-GB1; the glyph's name, in simple fonts.

use lopdf::{Dictionary, Document, Object};

use super::cmap::CMap;
use super::collection::{NamedCMap, adobe_gb1_character};

/// Longest `ToUnicode` or CMap stream, unpacked: that of a font of 65,536 glyphs takes 2 MB.
const MAX_CMAP: usize = 8 << 20;
/// Most entries read of an array of widths.
const MAX_WIDTHS: usize = 200_000;

/// One font as a page uses it.
pub(super) struct Font {
    kind: Kind,
    /// Of a simple font: the characters it says its codes are. Of a Type0 font: none.
    to_unicode: Option<CMap>,
    /// Glyph space to text space: a thousandth, but in Type3 fonts.
    scale: f64,
}

enum Kind {
    Simple(Box<Simple>),
    Composite(Composite),
}

struct Simple {
    /// Characters by the encoding and the names of the glyphs.
    characters: Vec<Option<String>>,
    /// In glyph space.
    widths: [f64; 256],
}

struct Composite {
    codes: Codes,
    gb1: bool,
    /// First CID and widths, and ranges of one width; sorted by first CID.
    widths: Vec<(u32, u32, Vec<f64>)>,
    default_width: f64,
}

enum Codes {
    Named(NamedCMap),
    Embedded { map: CMap, base: NamedCMap },
}

/// One code shown.
pub(super) struct Shown {
    /// Its characters; `None` where nothing says what the code is.
    pub(super) text: Option<String>,
    /// Advance width in text space at size 1.
    pub(super) width: f64,
    /// Whether word spacing applies: the single byte 32.
    pub(super) is_word_space: bool,
}

impl Font {
    pub(super) fn load(document: &Document, font: &Dictionary) -> Self {
        let to_unicode = stream_cmap(document, font, b"ToUnicode").filter(CMap::has_texts);
        if font.get_deref(b"Subtype", document).and_then(Object::as_name).is_ok_and(|name| name == b"Type0") {
            return Self { kind: Kind::Composite(Composite::load(document, font)), to_unicode, scale: 0.001 };
        }
        let scale = match font.get_deref(b"FontMatrix", document).and_then(Object::as_array) {
            Ok(matrix) => {
                matrix.first().and_then(number).filter(|s| s.is_finite() && *s != 0.0).unwrap_or(0.001).abs()
            }
            Err(_) => 0.001,
        };
        Self { kind: Kind::Simple(Box::new(Simple::load(document, font))), to_unicode, scale }
    }

    /// Decodes a shown string, code by code.
    pub(super) fn decode(&self, mut bytes: &[u8], mut each: impl FnMut(Shown)) {
        while !bytes.is_empty() {
            let (shown, length) = match &self.kind {
                Kind::Simple(simple) => (self.simple(simple, bytes[0]), 1),
                Kind::Composite(composite) => self.composite(composite, bytes),
            };
            each(shown);
            bytes = &bytes[length.clamp(1, bytes.len())..];
        }
    }

    fn simple(&self, simple: &Simple, code: u8) -> Shown {
        let mapped = self.to_unicode.as_ref().and_then(|map| map.text(u32::from(code)));
        Shown {
            text: mapped.or_else(|| simple.characters.get(usize::from(code)).cloned().flatten()),
            width: simple.widths[usize::from(code)] * self.scale,
            is_word_space: code == 32,
        }
    }

    fn composite(&self, font: &Composite, bytes: &[u8]) -> (Shown, usize) {
        let (code, length) = match &font.codes {
            Codes::Named(named) => named.next_code(bytes),
            Codes::Embedded { map, base } => map.next_code(bytes).unwrap_or_else(|| base.next_code(bytes)),
        };
        let (cid, own) = match &font.codes {
            Codes::Named(named) => (named.cid(code, length, font.gb1), named.character(code, length)),
            Codes::Embedded { map, base } => {
                (map.cid(code).or_else(|| base.cid(code, length, font.gb1)), base.character(code, length))
            }
        };
        let text = self
            .to_unicode
            .as_ref()
            .and_then(|map| map.text(code))
            .or_else(|| own.map(String::from))
            .or_else(|| cid.filter(|_| font.gb1).and_then(adobe_gb1_character).map(String::from));
        let width = cid.map_or(font.default_width, |cid| font.width(cid)) * self.scale;
        (Shown { text, width, is_word_space: length == 1 && code == 32 }, length)
    }
}

impl Simple {
    fn load(document: &Document, font: &Dictionary) -> Self {
        let descriptor = font.get_deref(b"FontDescriptor", document).and_then(Object::as_dict).ok();
        let missing = descriptor.and_then(|d| d.get_deref(b"MissingWidth", document).ok()).and_then(number);
        let mut widths = [missing.unwrap_or(0.0); 256];
        let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0).clamp(0, 255)
            as usize;
        match font.get_deref(b"Widths", document).and_then(Object::as_array) {
            Ok(array) => {
                for (slot, width) in widths[first..].iter_mut().zip(array) {
                    let width = document.dereference(width).ok().and_then(|(_, width)| number(width));
                    *slot = width.filter(|w| w.is_finite()).unwrap_or(*slot);
                }
            }
            // One of the fourteen standard fonts: near enough to tell words apart.
            Err(_) => (0..=u8::MAX).zip(&mut widths).for_each(|(code, width)| *width = standard_width(code)),
        }
        Self { characters: named_characters(document, font), widths }
    }
}

impl Composite {
    fn load(document: &Document, font: &Dictionary) -> Self {
        let empty = Dictionary::new();
        let descendant = font
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array)
            .ok()
            .and_then(|fonts| document.dereference(fonts.first()?).ok())
            .and_then(|(_, descendant)| descendant.as_dict().ok())
            .unwrap_or(&empty);
        let codes = match font.get_deref(b"Encoding", document) {
            Ok(Object::Name(name)) => Codes::Named(NamedCMap::of(name).unwrap_or(NamedCMap::Identity)),
            Ok(Object::Stream(stream)) => {
                let map = stream_cmap(document, font, b"Encoding").unwrap_or_default();
                let base = stream.dict.get_deref(b"UseCMap", document).and_then(Object::as_name).ok();
                let base =
                    base.or(map.base.as_deref()).and_then(NamedCMap::of).unwrap_or(NamedCMap::Identity);
                Codes::Embedded { map, base }
            }
            _ => Codes::Named(NamedCMap::Identity),
        };
        let ordering = descendant
            .get_deref(b"CIDSystemInfo", document)
            .and_then(Object::as_dict)
            .and_then(|info| info.get_deref(b"Ordering", document))
            .and_then(Object::as_str)
            .unwrap_or(b"");
        let default_width = descendant.get_deref(b"DW", document).ok().and_then(number).unwrap_or(1000.0);
        let widths = descendant.get_deref(b"W", document).and_then(Object::as_array);
        let widths = widths.map(|array| cid_widths(document, array)).unwrap_or_default();
        Self { codes, gb1: ordering == b"GB1", widths, default_width }
    }

    fn width(&self, cid: u32) -> f64 {
        let after = self.widths.partition_point(|entry| entry.0 <= cid);
        let found = self.widths[..after].last().filter(|entry| cid <= entry.1);
        let width = found.and_then(|(first, _, widths)| widths.get((cid - first) as usize).or(widths.last()));
        width.copied().unwrap_or(self.default_width)
    }
}

/// The `W` array: `c [w1 w2 …]` and `first last w`.
fn cid_widths(document: &Document, array: &[Object]) -> Vec<(u32, u32, Vec<f64>)> {
    let at = |i: usize| {
        array.get(i).and_then(|object| document.dereference(object).ok()).map(|(_, object)| object)
    };
    let cid = |i: usize| at(i).and_then(number).filter(|c| (0.0..65_536.0).contains(c)).map(|c| c as u32);
    let (mut widths, mut i) = (Vec::new(), 0);
    while i + 1 < array.len().min(MAX_WIDTHS) {
        match (cid(i), at(i + 1)) {
            (Some(first), Some(Object::Array(list))) => {
                let list: Vec<f64> = list.iter().take(65_536).map(|w| number(w).unwrap_or(1000.0)).collect();
                if !list.is_empty() {
                    widths.push((first, first + list.len() as u32 - 1, list));
                }
                i += 2;
            }
            (Some(first), Some(_)) => {
                if let (Some(last), Some(width)) = (cid(i + 1), at(i + 2).and_then(number)) {
                    widths.push((first, last, vec![width]));
                }
                i += 3;
            }
            _ => i += 1,
        }
    }
    widths.sort_by_key(|entry| entry.0);
    widths
}

/// The characters of a simple font by its `Encoding` and the names in its `Differences`.
fn named_characters(document: &Document, font: &Dictionary) -> Vec<Option<String>> {
    let encoding = font.get_deref(b"Encoding", document).ok();
    let dictionary = encoding.and_then(|encoding| encoding.as_dict().ok());
    let base = match (encoding, dictionary) {
        (Some(Object::Name(name)), _) => Some(name.as_slice()),
        (_, Some(dictionary)) => {
            dictionary.get_deref(b"BaseEncoding", document).and_then(Object::as_name).ok()
        }
        _ => None,
    };
    // What a TrueType font without an encoding is taken for in practice.
    let truetype =
        font.get_deref(b"Subtype", document).and_then(Object::as_name).is_ok_and(|name| name == b"TrueType");
    let base = base.unwrap_or(if truetype { b"WinAnsiEncoding" } else { b"StandardEncoding" });
    let mut characters: Vec<_> = (0..=255).map(|code| encoded(Object::Name(base.to_vec()), code)).collect();
    let differences =
        dictionary.and_then(|d| d.get_deref(b"Differences", document).and_then(Object::as_array).ok());
    let mut code = 0usize;
    for entry in differences.into_iter().flatten().take(1024) {
        match entry {
            Object::Integer(next) => code = usize::try_from(*next).unwrap_or(256),
            Object::Name(name) => {
                if let Some(slot) = characters.get_mut(code) {
                    *slot = named_character(name);
                }
                code += 1;
            }
            _ => {}
        }
    }
    characters
}

/// `one` → 1, `uni516C` → 公, `g17` → nothing.
fn named_character(name: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(name).ok()?;
    let code = text.strip_prefix("uni").filter(|hex| hex.len() == 4);
    let code = code.or_else(|| text.strip_prefix('u').filter(|hex| (4..=6).contains(&hex.len())));
    if let Some(character) = code.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32) {
        return Some(character.to_string());
    }
    let mut encoding = Dictionary::new();
    encoding.set("Differences", vec![Object::Integer(0), Object::Name(name.to_vec())]);
    // A name that is not known makes lopdf fall back to its standard encoding, where code 0 is nothing.
    encoded(Object::Dictionary(encoding), 0)
}

/// A code in an encoding, by lopdf's tables of glyph names.
fn encoded(encoding: Object, code: u8) -> Option<String> {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", encoding);
    let document = Document::new();
    let text = font.get_font_encoding_with_limit(&document, 0).ok()?.bytes_to_string(&[code]).ok()?;
    (!text.is_empty() && !text.contains(['\u{fffd}', '\0'])).then_some(text)
}

fn stream_cmap(document: &Document, font: &Dictionary, key: &[u8]) -> Option<CMap> {
    let stream = font.get_deref(key, document).and_then(Object::as_stream).ok()?;
    Some(CMap::parse(&stream.get_plain_content_with_limit(MAX_CMAP).ok()?))
}

/// Of a sans-serif face, in thousandths of an em.
fn standard_width(code: u8) -> f64 {
    match code {
        b' ' | b'!' | b'\'' | b',' | b'.' | b'/' | b':' | b';' | b'I' | b'[' | b'\\' | b']' | b'f' | b't' => {
            278.0
        }
        b'i' | b'j' | b'l' | b'|' => 222.0,
        b'(' | b')' | b'-' | b'`' | b'r' | b'{' | b'}' => 333.0,
        b'm' | b'M' | b'%' | b'W' => 850.0,
        b'A'..=b'Z' => 690.0,
        _ => 556.0,
    }
}

pub(super) fn number(object: &Object) -> Option<f64> {
    match *object {
        Object::Integer(number) => Some(number as f64),
        Object::Real(number) => Some(f64::from(number)),
        _ => None,
    }
    .filter(|number| number.abs() < 1e7)
}
