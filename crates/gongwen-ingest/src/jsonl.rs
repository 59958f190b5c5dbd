//! JSON Lines: one document a line, read one line at a time.
//!
//! `{"id": 7, "text": "受理案件78件。"}` with the fields `text` and `id` → a document `docs.jsonl#7`

use std::io::{self, BufRead, BufReader, Read};

use serde_json::{Map, Value};

use crate::error::{Error, Reason};
use crate::format::Format;
use crate::load::Loaded;

/// Which fields hold the text and the id.
#[derive(Debug)]
pub(crate) struct Fields {
    pub(crate) text: String,
    pub(crate) id: Option<String>,
}

/// The lines of one file, numbered; blank ones are left out.
pub(crate) struct Lines {
    name: String,
    reader: BufReader<Box<dyn Read + Send>>,
    number: usize,
    limit: u64,
    failed: bool,
}

/// One line and its number, from 1.
pub(crate) struct Line {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

impl Lines {
    pub(crate) fn new(name: String, reader: Box<dyn Read + Send>, limit: u64) -> Self {
        Self { name, reader: BufReader::with_capacity(1 << 16, reader), number: 0, limit, failed: false }
    }

    fn line_name(&self) -> String {
        format!("{}:{}", self.name, self.number)
    }

    fn read(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let mut bytes = Vec::new();
        let read = (&mut self.reader).take(self.limit.saturating_add(1)).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
        } else if read as u64 > self.limit {
            skip_line(&mut self.reader)?;
            return Err(Reason::TooLarge { limit: self.limit, size: None }.into());
        }
        Ok(Some(bytes))
    }
}

impl Iterator for Lines {
    type Item = Result<Line, (String, Error)>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.failed {
            match self.read() {
                Ok(None) => return None,
                Ok(Some(mut bytes)) => {
                    if self.number == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
                        bytes.drain(..3);
                    }
                    if !bytes.iter().all(u8::is_ascii_whitespace) {
                        return Some(Ok(Line { name: self.line_name(), bytes }));
                    }
                }
                Err(error) if error.is_too_large() => return Some(Err((self.line_name(), error))),
                // A disk that fails once would fail on every further line.
                Err(error) => {
                    self.failed = true;
                    return Some(Err((self.name.clone(), error)));
                }
            }
        }
        None
    }
}

/// Reads past the end of the line without keeping it.
fn skip_line(reader: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = buffer.iter().position(|&b| b == b'\n');
        let used = end.map_or(buffer.len(), |end| end + 1);
        reader.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

/// The document that a line holds.
pub(crate) fn parse(name: &str, bytes: &[u8], fields: &Fields) -> Result<Loaded, Error> {
    let mut object: Map<String, Value> =
        serde_json::from_slice(bytes).map_err(|error| Reason::NotJson { found: without_line(&error) })?;
    let text = match object.remove(&fields.text) {
        Some(Value::String(text)) => text,
        Some(value) => {
            return Err(Reason::NotString { field: fields.text.clone(), found: kind_of(&value) }.into());
        }
        None => {
            let present = object.into_iter().map(|(key, _)| key).collect();
            return Err(Reason::NoField { field: fields.text.clone(), present }.into());
        }
    };
    if let Some(error) = Error::of_blank(&text) {
        return Err(error);
    }
    // A line without the id keeps its number: a document is worth more than its label.
    let id = fields.id.as_ref().and_then(|field| match object.remove(field)? {
        Value::String(id) => Some(id),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    });
    let path = match (&id, name.rsplit_once(':')) {
        (Some(id), Some((file, _))) => format!("{file}#{id}"),
        _ => name.to_owned(),
    };
    Ok(Loaded::from_field(path, id, Format::Jsonl, "UTF-8", text))
}

/// `serde_json` counts every line as line 1; the number of the line in the file is in its name.
fn without_line(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.split_once(" at line 1") {
        Some((what, place)) => format!("{what} at{place}"),
        None => message,
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, limit: u64) -> Vec<Result<String, (String, String)>> {
        let reader = Box::new(io::Cursor::new(text.as_bytes().to_vec()));
        Lines::new("f.jsonl".into(), reader, limit)
            .map(|line| {
                line.map(|l| format!("{} {}", l.name, String::from_utf8_lossy(&l.bytes)))
                    .map_err(|(name, error)| (name, error.kind().to_owned()))
            })
            .collect()
    }

    #[test]
    fn lines_are_numbered_and_blank_ones_skipped() {
        let found = lines("\u{feff}a\n\n  \r\nb\r\nc", 10);
        assert_eq!(found, [Ok("f.jsonl:1 a".into()), Ok("f.jsonl:4 b\r".into()), Ok("f.jsonl:5 c".into())]);
    }

    #[test]
    fn a_line_too_long_does_not_hide_the_next() {
        let found = lines("aaaaaaaaaaaa\nbb\ncccccccccccc", 5);
        let too_large = |line: &str| Err((line.to_owned(), "too-large".to_owned()));
        assert_eq!(found, [too_large("f.jsonl:1"), Ok("f.jsonl:2 bb".into()), too_large("f.jsonl:3")]);
        assert_eq!(lines("12345\n", 5), [Ok("f.jsonl:1 12345".into())]);
    }

    #[test]
    fn what_a_line_lacks_is_said() {
        let fields = Fields { text: "正文".into(), id: Some("id".into()) };
        let parse = |line: &str| parse("f.jsonl:3", line.as_bytes(), &fields);
        let loaded = parse(r#"{"正文": "公文", "id": 12}"#).unwrap();
        assert_eq!((loaded.path.as_str(), loaded.id.as_deref()), ("f.jsonl#12", Some("12")));
        assert_eq!(parse(r#"{"正文": "公文"}"#).unwrap().path, "f.jsonl:3");
        let says = |line: &str| parse(line).unwrap_err().to_string();
        assert!(says(r#"{"text": "公文", "a": 1}"#).contains("the line has a, text"));
        assert!(says(r#"{"正文": 5}"#).contains("holds a number"));
        assert!(says(r#"["正文"]"#).contains("not a JSON object"));
        assert!(says(r#"{"正文": "#).contains("EOF"));
        assert!(parse(r#"{"正文": " "}"#).unwrap_err().is_empty());
        assert!(says("\u{0}").contains("not a JSON object"));
    }
}
