//! Counts the numbered paragraphs in order and writes their numbers.
//!
//! level 0 `%1、`, level 1 `（%2）`, both chineseCounting: paragraphs of the levels 0, 1, 1, 0 → `一、`, `（一）`, `（二）`, `二、`

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::Local;
use super::numbering::{Level, Numbering};
use crate::numeral;

/// Word has nine levels.
const LEVELS: u32 = 9;

/// The counters of all lists.
pub(super) struct Counter {
    numbering: Numbering,
    /// List → level → the number last given.
    counts: BTreeMap<u32, BTreeMap<u32, u32>>,
    /// Instances whose own starts have taken effect.
    begun: BTreeSet<(u32, u32)>,
}

impl Counter {
    pub(super) fn new(numbering: Numbering) -> Self {
        Self { numbering, counts: BTreeMap::new(), begun: BTreeSet::new() }
    }

    /// Whether a paragraph with these properties is a line of a table of contents.
    pub(super) fn is_contents(&self, properties: Option<Node>) -> bool {
        let style = properties.and_then(|p| p.child("pStyle")).and_then(|style| style.value("val"));
        style.is_some_and(|style| self.numbering.contents.contains(style))
    }

    /// The number before a paragraph with these properties, empty where it has none.
    pub(super) fn next(&mut self, properties: Option<Node>) -> String {
        let Some((id, at)) = self.numbering.of(properties) else { return String::new() };
        let Some(instance) = self.numbering.instances.get(&id) else { return String::new() };
        let at = at.min(LEVELS - 1);
        let Some(level) = instance.levels.get(&at) else { return String::new() };
        let counts = self.counts.entry(instance.list).or_default();
        let begins = self.begun.insert((id, at)).then(|| instance.overrides.get(&at)).flatten();
        let number = match (begins, counts.get(&at)) {
            (Some(&start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => level.start,
        };
        counts.insert(at, number);
        // What lies above has begun, even if no paragraph stood there.
        for (above, level) in instance.levels.range(..at) {
            counts.entry(*above).or_insert(level.start);
        }
        for below in at + 1..LEVELS {
            let after = instance.levels.get(&below).and_then(|level| level.restart);
            let restarts = match after {
                Some(0) => false,
                Some(after) => at < after,
                None => true,
            };
            if restarts {
                counts.remove(&below);
            }
        }
        written(level, &instance.levels, counts)
    }
}

/// `第%1条` with the numbers in their writings, and a space where one is read between number and text.
fn written(level: &Level, levels: &BTreeMap<u32, Level>, counts: &BTreeMap<u32, u32>) -> String {
    if level.format == "bullet" {
        // Bullets are signs of symbol fonts, whose code points mean nothing elsewhere.
        let is_sign = level.text.chars().all(|c| !matches!(c, '\u{e000}'..='\u{f8ff}'));
        return if is_sign && level.text.chars().count() == 1 {
            format!("{} ", level.text)
        } else {
            "• ".into()
        };
    }
    let mut text = String::new();
    let mut signs = level.text.chars().peekable();
    while let Some(sign) = signs.next() {
        let place = if sign == '%' { signs.peek().and_then(|digit| digit.to_digit(10)) } else { None };
        let Some(at) = place.and_then(|place| place.checked_sub(1)) else {
            text.push(sign);
            continue;
        };
        signs.next();
        let (Some(of), Some(&count)) = (levels.get(&at), counts.get(&at)) else { continue };
        let format = if level.is_decimal { "decimal" } else { of.format.as_str() };
        text.push_str(&numeral::write(count, format));
    }
    // `一、总体` and `（一）总体` stand close; `1. 总体` does not.
    if text.ends_with(|c: char| c.is_ascii() && c != ' ') {
        text.push(' ');
    }
    text
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;

    use super::*;

    const NUMBERING: &str = r#"<w:numbering xmlns:w="w">
        <w:abstractNum w:abstractNumId="1">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
          <w:lvl w:ilvl="1"><w:pStyle w:val="h2"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
          <w:lvl w:ilvl="2"><w:isLgl/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="1"/>
          <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>"#;
    const STYLES: &str = r#"<w:styles xmlns:w="w">
        <w:style w:type="paragraph" w:styleId="h1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="h2"><w:basedOn w:val="h1"/></w:style>
        <w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style>
        <w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>"#;

    fn numbers(paragraphs: &[&str]) -> Vec<String> {
        let (numbering, styles) = (Document::parse(NUMBERING).unwrap(), Document::parse(STYLES).unwrap());
        let mut counter = Counter::new(Numbering::new(Some(&numbering), Some(&styles)));
        let xml = |p: &&str| format!("<w:pPr xmlns:w=\"w\">{p}</w:pPr>");
        paragraphs
            .iter()
            .map(|p| counter.next(Some(Document::parse(&xml(p)).unwrap().root_element())))
            .collect()
    }

    fn own(instance: u32, level: u32) -> String {
        format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{instance}\"/></w:numPr>")
    }

    #[test]
    fn levels_count_and_begin_anew() {
        let p: Vec<String> = [0, 1, 1, 2, 0, 1].map(|level| own(1, level)).to_vec();
        let p: Vec<&str> = p.iter().map(String::as_str).collect();
        assert_eq!(numbers(&p), ["一、", "（一）", "（二）", "1.2.1 ", "二、", "（一）"]);
    }

    #[test]
    fn styles_number_too() {
        let h1 = "<w:pStyle w:val=\"h1\"/>";
        let h2 = "<w:pStyle w:val=\"h2\"/>";
        let out = "<w:pStyle w:val=\"h1\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>";
        assert_eq!(numbers(&[h1, h2, out, h1, h2]), ["一、", "（一）", "", "二、", "（一）"]);
        assert_eq!(numbers(&["<w:pStyle w:val=\"a\"/>", "<w:pStyle w:val=\"none\"/>", ""]), ["", "", ""]);
    }

    #[test]
    fn an_instance_may_start_elsewhere() {
        let p = [own(1, 0), own(2, 0), own(2, 0), own(1, 0)];
        let p: Vec<&str> = p.iter().map(String::as_str).collect();
        assert_eq!(numbers(&p), ["一、", "五、", "六、", "七、"]);
    }
}
