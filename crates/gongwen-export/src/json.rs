//! Values to JSON, byte for byte what `serde_json` writes, in little more than half the time.
//!
//! `Indicator {start: 8, text: "78件", …}` → `{"start":8,"text":"78件",…}`
//!
//! A record is some twenty short strings a figure, and half of them are names of fields. `serde_json` looks at each byte of each
//! whether it must be escaped; here eight are looked at at once, and a name of a field is none that could have to be. Numbers,
//! and the few strings with something to escape, are left to `serde_json`.

use serde::ser::{
    Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple,
    SerializeTupleStruct, Serializer,
};
use serde_json::{Error, Result};

/// `value` as JSON without a space, appended to `bytes`.
///
/// # Errors
/// Where `value` cannot be serialized, is or holds an enum variant with fields, or a map whose keys are no strings.
pub(crate) fn append(bytes: &mut Vec<u8>, value: &impl Serialize) -> Result<()> {
    value.serialize(Json(bytes))
}

/// Appends one value.
struct Json<'a>(&'a mut Vec<u8>);

/// Appends the elements of an array or the members of an object, each but the first with a comma before it.
struct Members<'a> {
    bytes: &'a mut Vec<u8>,
    /// Whether none has been appended.
    empty: bool,
}

impl<'a> Members<'a> {
    #[inline]
    fn open(bytes: &'a mut Vec<u8>, bracket: u8) -> Self {
        bytes.push(bracket);
        Self { bytes, empty: true }
    }

    #[inline]
    fn close(self, bracket: u8) -> Result<()> {
        self.bytes.push(bracket);
        Ok(())
    }

    /// Puts the comma before the next one.
    #[inline]
    fn part(&mut self) {
        if !std::mem::take(&mut self.empty) {
            self.bytes.push(b',');
        }
    }

    #[inline]
    fn element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        self.part();
        value.serialize(Json(self.bytes))
    }
}

impl SerializeSeq for Members<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        self.element(value)
    }

    fn end(self) -> Result<()> {
        self.close(b']')
    }
}

impl SerializeTuple for Members<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        self.element(value)
    }

    fn end(self) -> Result<()> {
        self.close(b']')
    }
}

impl SerializeTupleStruct for Members<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        self.element(value)
    }

    fn end(self) -> Result<()> {
        self.close(b']')
    }
}

impl SerializeStruct for Members<'_> {
    type Ok = ();
    type Error = Error;

    // Where the name is known it is a store or two, not a call to copy it.
    #[inline(always)]
    fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result<()> {
        if std::mem::take(&mut self.empty) {
            push_name(self.bytes, "", key, ":");
        } else {
            push_name(self.bytes, ",", key, ":");
        }
        value.serialize(Json(self.bytes))
    }

    fn end(self) -> Result<()> {
        self.close(b'}')
    }
}

/// What a struct with flattened fields is written as.
impl SerializeMap for Members<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<()> {
        self.part();
        let at = self.bytes.len();
        key.serialize(Json(self.bytes))?;
        if self.bytes.get(at) != Some(&b'"') {
            return Err(Error::custom("a key is no string"));
        }
        self.bytes.push(b':');
        Ok(())
    }

    #[inline]
    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        value.serialize(Json(self.bytes))
    }

    fn end(self) -> Result<()> {
        self.close(b'}')
    }
}

/// Numbers as `serde_json` writes them.
macro_rules! numbers {
    ($($method:ident: $number:ty),*) => {
        $(
            #[inline]
            fn $method(self, value: $number) -> Result<()> {
                serde_json::to_writer(self.0, &value)
            }
        )*
    };
}

impl<'a> Serializer for Json<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Members<'a>;
    type SerializeTuple = Members<'a>;
    type SerializeTupleStruct = Members<'a>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Members<'a>;
    type SerializeStruct = Members<'a>;
    type SerializeStructVariant = Impossible<(), Error>;

    numbers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128,
        serialize_f64: f64
    }

    /// A confidence is a share in hundredths.
    #[inline]
    fn serialize_f32(self, value: f32) -> Result<()> {
        let hundredths = (value * 100.0 + 0.5) as u8;
        // The quotient is the number nearest to what is written, which no shorter writing has.
        if !(1..100).contains(&hundredths) || f32::from(hundredths) / 100.0 != value {
            return serde_json::to_writer(self.0, &value);
        }
        let [tens, ones] = [hundredths / 10, hundredths % 10].map(|digit| b'0' + digit);
        self.0.extend_from_slice(&[b'0', b'.', tens, ones]);
        if ones == b'0' {
            self.0.pop();
        }
        Ok(())
    }

    fn serialize_bool(self, value: bool) -> Result<()> {
        self.0.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<()> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<()> {
        if !is_plain(value.as_bytes()) {
            return serde_json::to_writer(self.0, value);
        }
        push_quoted(self.0, value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<()> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<()> {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<()> {
        value.serialize(self)
    }

    #[inline]
    fn serialize_unit(self) -> Result<()> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<()> {
        self.serialize_unit()
    }

    // As the name of a field: which variant it is the derived code asks before.
    #[inline(always)]
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<()> {
        push_name(self.0, "", variant, "");
        Ok(())
    }

    #[inline]
    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: &T,
    ) -> Result<()> {
        Err(has_fields(variant))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Members<'a>> {
        Ok(Members::open(self.0, b'['))
    }

    fn serialize_tuple(self, _: usize) -> Result<Members<'a>> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Members<'a>> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant> {
        Err(has_fields(variant))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members<'a>> {
        Ok(Members::open(self.0, b'{'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Members<'a>> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant> {
        Err(has_fields(variant))
    }
}

fn has_fields(variant: &str) -> Error {
    Error::custom(format_args!("the variant {variant} has fields, which no record of the output may"))
}

/// The name of a field or of a variant, which as a name in Rust has nothing to escape, between marks of the syntax. In one piece: each piece by
/// itself would ask the buffer for room.
#[inline(always)]
fn push_name(bytes: &mut Vec<u8>, before: &str, name: &'static str, behind: &str) {
    const LONGEST: usize = 64;
    debug_assert!(is_plain(name.as_bytes()), "{name:?} is no name");
    let parts = [before, "\"", name, "\"", behind];
    let mut piece = [0; LONGEST];
    let mut len = 0;
    for part in parts {
        let Some(room) = piece.get_mut(len..len + part.len()) else {
            return parts.iter().for_each(|part| bytes.extend_from_slice(part.as_bytes()));
        };
        room.copy_from_slice(part.as_bytes());
        len += part.len();
    }
    bytes.extend_from_slice(&piece[..len]);
}

#[inline(always)]
fn push_quoted(bytes: &mut Vec<u8>, text: &str) {
    bytes.push(b'"');
    bytes.extend_from_slice(text.as_bytes());
    bytes.push(b'"');
}

/// Whether nothing in a string must be escaped: no quote, no backslash, no control character.
#[inline]
fn is_plain(utf8: &[u8]) -> bool {
    // `78件`, `2023`: what is shorter than a word are two halves that overlap.
    if utf8.len() < 8 {
        return match (utf8.first_chunk::<4>(), utf8.last_chunk::<4>()) {
            (Some(&[a, b, c, d]), Some(&[e, f, g, h])) => to_escape([a, b, c, d, e, f, g, h]) == 0,
            _ => !utf8.iter().any(|byte| matches!(byte, ..b' ' | b'"' | b'\\')),
        };
    }
    let (words, _) = utf8.as_chunks::<8>();
    // Of a name in Chinese no byte is one of ASCII.
    const ASCII: u64 = 0x8080_8080_8080_8080;
    let others =
        words.iter().chain(utf8.last_chunk()).fold(ASCII, |all, word| all & u64::from_le_bytes(*word));
    if others == ASCII {
        return true;
    }
    // What is left over once more with the bytes before it.
    words.iter().chain(utf8.last_chunk()).fold(0, |found, word| found | to_escape(*word)) == 0
}

/// Not 0 if one of the bytes must be escaped.
#[inline]
fn to_escape(word: [u8; 8]) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let word = u64::from_le_bytes(word);
    // The highest bit of the lowest byte that is below the limit is set, of bytes above it perhaps.
    let below = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word;
    let is = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    (below(word, b' ') | is(b'"') | is(b'\\')) & (ONES << 7)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::Serialize;

    use super::*;

    /// Every shape a record is made of.
    #[derive(Serialize)]
    struct Everything<'a> {
        text: &'a str,
        #[serde(rename = "char")]
        letter: char,
        numbers: (u8, i16, u32, i64, f32, f64),
        none: Option<u8>,
        some: Option<&'a str>,
        unit: (),
        marker: Marker,
        wrapped: Wrapped,
        pair: Pair,
        yes: bool,
        empty: [&'a str; 0],
        list: Vec<Variant>,
        nested: BTreeMap<&'a str, Vec<u8>>,
        #[serde(flatten)]
        flat: Option<BTreeMap<String, f32>>,
    }

    #[derive(Serialize)]
    struct Marker;
    #[derive(Serialize)]
    struct Wrapped(u8);
    #[derive(Serialize)]
    struct Pair(u8, i8);
    #[derive(Serialize)]
    #[serde(rename_all = "snake_case")]
    enum Variant {
        OneWord,
        Other,
    }

    fn written(value: &impl Serialize) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        append(&mut bytes, value)?;
        Ok(bytes)
    }

    proptest! {
        #[test]
        fn it_is_what_serde_json_writes(
            texts in proptest::collection::vec("[\\x00-\\x7f公文，\u{2028}]{0,20}", 1..4),
            letter: char,
            numbers: (u8, i16, u32, i64, f32, f64),
        ) {
            let flat = texts.iter().map(|text| (text.clone(), numbers.4));
            let everything = Everything {
                text: &texts[0],
                letter,
                numbers,
                none: None,
                some: texts.last().map(String::as_str),
                unit: (),
                marker: Marker,
                wrapped: Wrapped(numbers.0),
                pair: Pair(numbers.0, -1),
                yes: numbers.0 > 9,
                empty: [],
                list: if letter.is_ascii() { Vec::new() } else { vec![Variant::OneWord, Variant::Other] },
                nested: texts.iter().map(|text| (text.as_str(), text.as_bytes().to_vec())).collect(),
                flat: letter.is_alphabetic().then(|| flat.collect()),
            };
            prop_assert_eq!(written(&everything).unwrap(), serde_json::to_vec(&everything).unwrap());
        }
    }

    #[test]
    fn one_byte_to_escape_is_found_wherever_it_stands() {
        for len in 0..40 {
            for byte in 0..=0x7f_u8 {
                for at in 0..len {
                    let mut text = vec![b'a'; len];
                    text[at] = byte;
                    let escaped = matches!(byte, ..b' ' | b'"' | b'\\');
                    assert_eq!(is_plain(&text), !escaped, "{text:?}");
                }
            }
            assert!(is_plain(&vec![0xff; len]));
        }
    }

    #[test]
    fn shares() {
        for share in (0..=1010).map(|share| share as f32 / 1000.0).chain([-0.5, -0.0, f32::NAN]) {
            assert_eq!(written(&share).unwrap(), serde_json::to_vec(&share).unwrap());
        }
    }

    #[test]
    fn what_no_record_has_is_refused() {
        #[derive(Serialize)]
        enum WithFields {
            One(u8),
            Two(u8, u8),
            Named { a: u8 },
        }
        for value in [WithFields::One(1), WithFields::Two(1, 2), WithFields::Named { a: 1 }] {
            assert!(written(&value).is_err());
        }
        assert!(written(&BTreeMap::from([(1, 2)])).is_err());
    }
}
