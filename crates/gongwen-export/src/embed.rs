//! JSON inside a page.
//!
//! `"</script>"` → `"\u003c/script\u003e"`: the same value, and no end of the element it stands in

use std::io;

use serde::Serialize;

/// JSON that ends no `<script>` element, opens no comment and breaks no line of a script.
///
/// ```
/// let json = gongwen_export::json_for_script(&"</script><!-- \u{2028}")?;
/// assert_eq!(json, r#""\u003c/script\u003e\u003c!-- \u2028""#);
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// Where `value` cannot be JSON: a map whose keys are no strings.
pub fn json_for_script(value: &impl Serialize) -> io::Result<String> {
    let json = serde_json::to_string(value)?;
    Ok(json
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029"))
}
