//! gongwen in WebAssembly, without bindings: a text in, the records of `gongwen extract` as JSON out.
//!
//! `全年受理行政复议案件78件。` → `{"chars":13,…,"indicators":[{"start":10,"end":13,"text":"78件","value":78,"unit":"件",…}],…}`.
//!
//! A page has four calls to make, and holds no memory of ours:
//!
//! ```js
//! const { instance: { exports: gongwen } } = await WebAssembly.instantiate(bytes);
//! const source = new TextEncoder().encode(text);
//! const place = gongwen.gongwen_input(source.length);            // room for the text
//! new Uint8Array(gongwen.memory.buffer, place, source.length).set(source);
//! const length = gongwen.gongwen_analyze();                      // reads it; bytes of JSON
//! const json = new Uint8Array(gongwen.memory.buffer, gongwen.gongwen_output(), length);
//! const document = JSON.parse(new TextDecoder().decode(json));
//! gongwen.gongwen_release();                                     // gives the room back
//! ```
//!
//! `memory.buffer` has to be asked for anew after each call: it is another one once the memory has grown. Places in the JSON count
//! code points, and a string of JavaScript counts UTF-16 units: `[...text]` counts as the records do.
//!
//! There is nothing to import, no clock and no randomness; `build-page.py` puts the module into a page that works from a file.

use std::cell::RefCell;

use gongwen::{Options, analyze};

thread_local! {
    /// The text as the page wrote it, and the JSON as it will read it. Kept here between two calls, so that no call has to
    /// believe a pointer it is given.
    static TEXT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static JSON: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The JSON of one text: the fields of [`gongwen::Document`].
///
/// ```
/// let json = gongwen_wasm::to_json("全年受理行政复议案件78件。".as_bytes());
/// let document: serde_json::Value = serde_json::from_slice(&json).unwrap();
/// assert_eq!(document["indicators"][0]["full_name"], "受理行政复议案件");
/// ```
///
/// Bytes that are no UTF-8 become U+FFFD, as they do in `TextDecoder`; the records then count in that text.
#[must_use]
pub fn to_json(text: &[u8]) -> Vec<u8> {
    let document = analyze(&String::from_utf8_lossy(text), &Options::default());
    // Strings, numbers and lists: there is nothing that could fail, and a page that gets nothing says so.
    serde_json::to_vec(&document).unwrap_or_default()
}

/// Makes room for a text of `length` bytes and says where it is: the page writes the text there.
#[allow(
    unsafe_code,
    reason = "the name is exported; the body is safe, and no other crate here exports names"
)]
#[unsafe(no_mangle)]
pub extern "C" fn gongwen_input(length: usize) -> *mut u8 {
    TEXT.with_borrow_mut(|text| {
        *text = vec![0; length];
        text.as_mut_ptr()
    })
}

/// Reads the text that stands in the room and gives the length of its JSON in bytes.
#[allow(unsafe_code, reason = "as above")]
#[unsafe(no_mangle)]
pub extern "C" fn gongwen_analyze() -> usize {
    let json = TEXT.with_borrow(|text| to_json(text));
    JSON.with_borrow_mut(|kept| {
        *kept = json;
        kept.len()
    })
}

/// Where the JSON is, until the next text or [`gongwen_release`].
#[allow(unsafe_code, reason = "as above")]
#[unsafe(no_mangle)]
pub extern "C" fn gongwen_output() -> *const u8 {
    JSON.with_borrow(|json| json.as_ptr())
}

/// Gives the room of text and JSON back. A module never gives memory back to the page, but the next text can have it.
#[allow(unsafe_code, reason = "as above")]
#[unsafe(no_mangle)]
pub extern "C" fn gongwen_release() {
    TEXT.set(Vec::new());
    JSON.set(Vec::new());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gets_what_the_library_gives() {
        let text = "松坪县2023年法治政府建设情况报告\n全年受理行政复议案件７８ 件，同比增长5.4%。";
        let expected = serde_json::to_vec(&analyze(text, &Options::default())).unwrap();
        assert_eq!(to_json(text.as_bytes()), expected);
    }

    #[test]
    fn the_calls_of_a_page() {
        assert!(!gongwen_input(6).is_null());
        // Nothing is written into the room: six zero bytes are a text too.
        let length = gongwen_analyze();
        let json = JSON.with_borrow(Clone::clone);
        assert_eq!(length, json.len());
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&json).unwrap()["chars"], 6);
        assert!(!gongwen_output().is_null());
        gongwen_release();
        assert_eq!(JSON.with_borrow(Vec::len) + TEXT.with_borrow(Vec::len), 0);
    }

    #[test]
    fn no_bytes_are_refused() {
        for bytes in [&b""[..], b"\xff\xfe", "全年78".as_bytes(), &"件".as_bytes()[..2]] {
            assert!(to_json(bytes).starts_with(b"{\"chars\":"));
        }
    }
}
