//! What one line is by itself.
//!
//! `打印` → perhaps a button, if its neighbours are; `ICP备05070218号` → a registration; `全年办结案件78件。` → prose

use std::collections::BTreeMap;
use std::sync::LazyLock;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use gongwen_dicts::{BoilerplateRole as Role, builtin};
use memchr::memmem::Finder;

use crate::text::lines::opens_paragraph;

/// Longest line that can be boilerplate, in bytes: a footer with addresses and three numbers takes some 300.
pub(super) const LINE_LIMIT: usize = 400;

/// Longest line read for menu words, in bytes.
const MENU_LIMIT: usize = 240;

/// What one line is by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A sentence, or too long to be anything else.
    Prose,
    /// Short, and nothing is known of it.
    Open,
    /// Boilerplate if its neighbours are.
    Maybe(&'static str, Needs),
    /// Boilerplate.
    Sure(&'static str),
}

/// What a line needs beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needs {
    /// A line set aside, or one like itself.
    Company,
    /// A line of the footer.
    Footer,
    /// A menu word or a button: it is nothing by itself (`>`, `】`).
    Any,
    /// To stand before or after the text; elsewhere, a line like itself.
    EdgeOrCompany,
    /// To stand before or after the text.
    Edge,
}

/// A word of the dictionary.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) kind: &'static str,
    pub(super) role: Role,
    colon: bool,
}

/// All words as one automaton.
pub(super) struct Words {
    pub(super) automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    /// What each word means, one entry a role.
    pub(super) words: Vec<Vec<Word>>,
}

impl Words {
    pub(super) fn builtin() -> &'static Self {
        static WORDS: LazyLock<Words> = LazyLock::new(Words::new);
        &WORDS
    }

    fn new() -> Self {
        let mut meanings: BTreeMap<&str, Vec<Word>> = BTreeMap::new();
        for record in &builtin().boilerplate {
            for word in &record.words {
                let meaning = Word { kind: &record.kind, role: record.role, colon: record.colon };
                meanings.entry(word).or_default().push(meaning);
            }
        }
        let patterns = meanings.keys().enumerate().map(|(at, word)| (*word, at as u32));
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build_with_values(patterns)
            .expect("the words of dicts/ are distinct and not empty: its tests say so");
        Self { automaton, words: meanings.into_values().collect() }
    }

    /// What `line` is by itself.
    pub(super) fn judge(&self, line: &str) -> Verdict {
        if line.len() > LINE_LIMIT || is_prose(line) {
            return Verdict::Prose;
        }
        // Headings and list items: most short lines of a document are.
        if opens_paragraph(line) {
            return Verdict::Open;
        }
        // A line of menu words alone, and whether it holds several.
        let mut cells = Cells::default();
        let mut keeper = None;
        let mut read = 0;
        for found in self.automaton.leftmost_find_iter(line) {
            let between = &line[read..found.start()];
            let after = &line[found.end()..];
            for word in &self.words[found.value() as usize] {
                let labels = after.trim_start_matches(' ').starts_with(['：', ':']);
                let opens = line[..found.start()].trim_start_matches(EDGES).is_empty();
                match word.role {
                    Role::Inside if word.kind == "registration" && is_number_after(after) => {
                        return Verdict::Sure(word.kind);
                    }
                    // 群众微信扫一扫即可办理。: a sentence.
                    Role::Inside if word.kind != "registration" && !line.ends_with('。') => {
                        return Verdict::Sure(word.kind);
                    }
                    Role::Opening if opens && (labels || !word.colon) => return Verdict::Sure(word.kind),
                    Role::Whole if opens && after.trim_matches(EDGES).is_empty() => {
                        return Verdict::Sure(word.kind);
                    }
                    Role::Footer if opens && labels => keeper = Some(word.kind),
                    Role::Cell => cells.add(word.kind, between),
                    _ => {}
                }
            }
            read = found.end();
        }
        match keeper {
            Some(kind) => Verdict::Maybe(kind, Needs::Footer),
            None => cells.verdict(line, &line[read..]),
        }
    }
}

/// What parts the cells of a menu.
pub(super) const EDGES: [char; 25] = [
    ' ', '|', '｜', '丨', '│', '#', '>', '》', '›', '»', '/', '-', '·', '•', '：', ':', '【', '】', '[', ']',
    '(', ')', '（', '）', '*',
];

/// Whether a line speaks: it holds a full stop before its end, or is long and has a comma.
fn is_prose(line: &str) -> bool {
    let bytes = line.as_bytes();
    let inner = &bytes[..bytes.len().saturating_sub("。".len())];
    // Most paragraphs end in one: that is asked before they are searched.
    line.len() > 60 && line.ends_with('。')
        || FULL_STOP.find(inner).is_some()
        || line.len() > 120 && (COMMA.find(bytes).is_some() || SEMICOLON.find(bytes).is_some())
}

/// Made once: every short line is asked.
static FULL_STOP: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("。"));
static COMMA: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("，"));
static SEMICOLON: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("；"));

/// `05070218号` after `ICP备`, `：5113000012` after `网站标识码`: a registration that is only spoken of has no number.
pub(super) fn is_number_after(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', '：', ':', '字', '第', 'b', 'm', '证']);
    rest.starts_with(|c: char| c.is_ascii_digit())
}

/// The cells of a line read so far.
#[derive(Default)]
struct Cells {
    kind: Option<&'static str>,
    count: usize,
    torn: bool,
    unknown: bool,
}

impl Cells {
    /// Adds a cell; `between` stands before it since the last one. Cells may touch: `微信微博`.
    fn add(&mut self, kind: &'static str, between: &str) {
        self.unknown |= !between.trim_matches(EDGES).is_empty();
        self.torn |= !between.is_empty() && !between.ends_with(EDGES);
        self.torn |= self.is_torn_before(between);
        self.kind = self.kind.or(Some(kind));
        self.count += 1;
    }

    /// Whether `after` goes on with the word of the last cell.
    fn is_torn_before(&self, after: &str) -> bool {
        self.count > 0 && !after.is_empty() && !after.starts_with(EDGES)
    }

    fn verdict(self, line: &str, rest: &str) -> Verdict {
        if line.len() > MENU_LIMIT {
            return Verdict::Open;
        }
        let Some(kind) = self.kind else {
            let bare = line.trim_matches(EDGES).is_empty();
            return if bare { Verdict::Maybe("navigation", Needs::Any) } else { Verdict::Open };
        };
        let torn = self.torn || self.is_torn_before(rest);
        let unknown = self.unknown || torn || !rest.trim_matches(EDGES).is_empty();
        match self.count {
            2.. if !unknown => Verdict::Maybe(kind, Needs::EdgeOrCompany),
            // `中国政府网 | 松坪县人民政府`: a bar parts the entries of a menu.
            _ if line.contains([' ', '|', '#']) && unknown => {
                let bars = line.matches(['|', '｜', '#']).count();
                let digits = line.bytes().any(|byte| byte.is_ascii_digit());
                if bars >= 1 && !digits && !torn { Verdict::Maybe(kind, Needs::Edge) } else { Verdict::Open }
            }
            1 if !unknown => Verdict::Maybe(kind, Needs::Company),
            _ => Verdict::Open,
        }
    }
}
