//! `terms` against counts made in another way: character by character, term by term, over the sample corpus.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::fs;
use std::ops::Range;
use std::path::Path;

use gongwen::{Document, Options, analyze};
use gongwen_analysis::body::Body;
use gongwen_analysis::dictionary::{Dictionary, Form};
use gongwen_analysis::terms::{By, Counted, Counter, Layout, Per, sheet};
use gongwen_export::{Sheet, Value};
use proptest::prelude::*;

/// Terms inside terms, terms that overlap, one in two categories, Latin letters and figures.
const TERMS: &str = "\
政府,机关\n政府信息,公开\n政府信息公开,公开\n信息公开,公开\n公开,公开\n法治,法治\n法治政府,法治\n法治政府建设,法治\n政府建设,法治\n
依法,法治\n依法行政,法治\n行政,机关\n行政复议,复议\n行政复议案件,复议\n复议案件,复议\n复议,复议\n执法,执法\n行政执法,执法\n执法人员,执法\n
建设,建设\n法治,建设\n经济,经济\n经济发展,经济\n高质量发展,经济\n发展,经济\n生产总值,经济\n地区生产总值,经济\n增长,经济\nGDP,经济\n2022,年\n甲乙丙丁,无\n";

fn dictionary(text: &str) -> Dictionary {
    let dictionary = Dictionary::parse(text, Form::Text);
    assert_eq!(dictionary.problems, []);
    dictionary
}

/// The documents of the sample corpus.
fn corpus() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/reports");
    let mut texts: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap())
        })
        .collect();
    texts.sort();
    assert!(texts.len() > 20);
    texts
}

/// Where a term stands: every place, letter by letter.
fn naive_places(text: &[char], term: &[char]) -> Vec<Range<usize>> {
    let is_latin = |c: char| c.is_ascii_alphanumeric();
    let mut places = Vec::new();
    for start in 0..text.len() {
        let end = start + term.len();
        if end > text.len() || !text[start..end].iter().zip(term).all(|(a, b)| a.eq_ignore_ascii_case(b)) {
            continue;
        }
        let left = start > 0 && is_latin(text[start - 1]) && is_latin(term[0]);
        let right = end < text.len() && is_latin(text[end]) && is_latin(term[term.len() - 1]);
        if !left && !right {
            places.push(start..end);
        }
    }
    places
}

/// The places that count: from each free place the longest.
fn naive_longest(text: &[char], terms: &[Vec<char>]) -> Vec<Range<usize>> {
    let all: Vec<Vec<Range<usize>>> = terms.iter().map(|term| naive_places(text, term)).collect();
    let mut counted = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let longest = all.iter().flatten().filter(|place| place.start == at).map(|place| place.end).max();
        match longest {
            Some(end) => {
                counted.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    counted
}

fn count(counter: &Counter, text: &str) -> Counted {
    let document = analyze(text, &Options::default());
    counter.count(&document, &Body::new(text, &document), "a.txt", None)
}

#[test]
fn counts_equal_those_made_letter_by_letter() {
    let terms: Vec<Vec<char>> =
        dictionary(TERMS).terms.iter().map(|term| term.term.chars().collect()).collect();
    let (longest, all) = (
        Counter::new(dictionary(TERMS), Per::Term),
        Counter::new(dictionary(TERMS), Per::Term).overlapping(true),
    );
    let (mut nested, mut crossing, mut total) = (0, 0, 0);
    for (name, source) in corpus() {
        let document = analyze(&source, &Options::default());
        let body = Body::new(&source, &document);
        let text: Vec<char> = body.text().chars().collect();
        let counted = naive_longest(&text, &terms);
        let in_longest = longest.count(&document, &body, &name, None).whole();
        let in_all = all.count(&document, &body, &name, None).whole();
        for (at, term) in terms.iter().enumerate() {
            let places = naive_places(&text, term);
            let term_text: String = term.iter().collect();
            assert_eq!(in_all.counts[at].occurrences, places.len(), "{term_text} in {name}, overlapping");
            let own = counted.iter().filter(|place| places.contains(place)).count();
            assert_eq!(in_longest.counts[at].occurrences, own, "{term_text} in {name}");
            total += own;
            let inside = |place: &&Range<usize>| {
                counted
                    .iter()
                    .any(|other| other != *place && other.start <= place.start && place.end <= other.end)
            };
            nested += places.iter().filter(inside).count();
            crossing += places
                .iter()
                .filter(|place| {
                    counted.iter().any(|other| {
                        other.start < place.start && place.start < other.end && other.end < place.end
                    })
                })
                .count();
        }
        // Denominators: characters and sentences.
        let letters = text.iter().filter(|c| c.is_alphanumeric()).count();
        assert_eq!(in_longest.characters, letters, "{name}");
        assert_eq!(in_longest.sentences, naive_sentences(&text), "{name}");
    }
    assert!(total > 500 && nested > 200 && crossing > 10, "{total} {nested} {crossing}");
}

/// Sentences, as a loop over characters: a stretch with a letter up to a mark that ends it or the end of its line. Semicolons
/// inside brackets and quotes end none, nor do marks inside an address.
fn naive_sentences(text: &[char]) -> usize {
    let (mut count, mut has_letter, mut depth, mut ended) = (0, false, 0_i32, false);
    for (at, &c) in text.iter().enumerate() {
        let closes = matches!(c, '。' | '！' | '？' | '!' | '?' | '”' | '’' | '"' | '）' | ')' | '」' | '』');
        if ended && !closes {
            count += usize::from(std::mem::take(&mut has_letter));
            (ended, depth) = (false, 0);
        }
        has_letter |= c.is_alphanumeric();
        let joins = text.get(at + 1).is_some_and(char::is_ascii_alphanumeric);
        match c {
            '\n' => {
                count += usize::from(std::mem::take(&mut has_letter));
                (ended, depth) = (false, 0);
            }
            _ if ended => {}
            '（' | '(' | '“' | '《' => depth += 1,
            '）' | ')' | '”' | '》' => depth = (depth - 1).max(0),
            '。' | '！' | '？' => ended = true,
            ';' | '!' | '?' if joins => {}
            '!' | '?' => ended = true,
            '；' | ';' => ended = depth == 0,
            _ => {}
        }
    }
    count + usize::from(has_letter)
}

#[test]
fn sections_add_up_to_the_document() {
    let counter = Counter::new(dictionary(TERMS), Per::Term);
    for (name, source) in corpus() {
        let document = analyze(&source, &Options::default());
        let body = Body::new(&source, &document);
        let counted = counter.count(&document, &body, &name, None);
        assert_eq!(counted.stretches.len(), document.sections.len() + 1);
        let sum: usize = counted.stretches.iter().map(|stretch| stretch.characters).sum();
        assert_eq!(sum, body.text().chars().filter(|c| c.is_alphanumeric()).count(), "{name}");
    }
}

#[test]
fn every_count_is_of_the_source() {
    // The same terms in the source itself, once spaces, line ends and what is set aside are taken out.
    let plain = ["行政复议", "法治政府", "高质量发展", "地区生产总值", "执法人员"];
    let counter = Counter::new(dictionary(&plain.join("\n")), Per::Term);
    let mut compared = 0;
    for (name, source) in corpus() {
        let document = analyze(&source, &Options::default());
        if document.repaired_text.is_some() {
            continue;
        }
        let mut own: Vec<char> = Vec::new();
        for (at, c) in source.chars().enumerate() {
            let aside =
                document.boilerplate.iter().any(|aside| aside.span.start <= at && at < aside.span.end);
            if !aside && !c.is_whitespace() {
                own.push(c);
            }
        }
        let counted = counter.count(&document, &Body::new(&source, &document), &name, None).whole();
        for (term, count) in plain.iter().zip(&counted.counts) {
            let term: Vec<char> = term.chars().collect();
            assert_eq!(count.occurrences, naive_places(&own, &term).len(), "{term:?} in {name}");
            compared += count.occurrences;
        }
    }
    assert!(compared > 50, "{compared}");
}

#[test]
fn categories_count_a_character_and_a_sentence_once() {
    let counter =
        Counter::new(dictionary("法治政府,甲\n政府建设,甲\n法治,乙\n"), Per::Category).overlapping(true);
    let whole = count(&counter, "法治政府建设，法治政府。政府建设。").whole();
    let [a, b] = &whole.counts[..] else { panic!("two categories") };
    // 法治政府 twice, 政府建设 twice; 法治政府建设 six characters, not eight.
    assert_eq!((a.occurrences, a.characters, a.sentences), (4, 14, 2));
    assert_eq!((b.occurrences, b.characters, b.sentences), (2, 4, 1));
}

#[test]
fn weights_add_up() {
    let counter = Counter::new(dictionary("法治,1.5\n政府,-1\n建设\n"), Per::Dictionary);
    let whole = count(&counter, "法治政府建设法治。").whole();
    assert_eq!((whole.counts[0].occurrences, whole.counts[0].weighted), (4, 3.0));
}

/// Rows as `column=value` of the columns asked for.
fn rows(sheet: &Sheet, columns: &[&str]) -> Vec<String> {
    let places: Vec<usize> = columns
        .iter()
        .map(|name| {
            sheet.columns.iter().position(|column| column.name == *name).unwrap_or_else(|| panic!("{name}"))
        })
        .collect();
    let show = |value: &Value| match value {
        Value::Missing => "-".to_owned(),
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        other => format!("{other:?}"),
    };
    sheet
        .rows
        .iter()
        .map(|row| places.iter().map(|&at| show(&row[at])).collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn documents_without_a_term_are_listed_and_years_are_sums() {
    let counter = Counter::new(dictionary("法治,甲\n政府,甲\n"), Per::Term);
    let counted: Vec<Counted> = [
        ("a.txt", "松坪县2022年法治政府建设工作总结\n推进法治建设。"),
        ("b.txt", "松坪县2022年工作总结\n发展产业。"),
        ("c.txt", "松坪县2023年工作总结\n政府工作。"),
        ("d.txt", "通知\n无。"),
    ]
    .into_iter()
    .map(|(name, text)| {
        let document = analyze(text, &Options::default());
        counter.count(&document, &Body::new(text, &document), name, None)
    })
    .collect();
    let table = sheet(&counter, &counted, Layout { totals: true, ..Layout::default() });
    assert_eq!(
        rows(&table, &["unit", "path", "year", "documents", "term", "count", "words"]),
        [
            "document a.txt 2022 1 法治 2 -",
            "document a.txt 2022 1 政府 1 -",
            "document b.txt 2022 1 法治 0 -",
            "document b.txt 2022 1 政府 0 -",
            "document c.txt 2023 1 法治 0 -",
            "document c.txt 2023 1 政府 1 -",
            "document d.txt - 1 法治 0 -",
            "document d.txt - 1 政府 0 -",
            "year - 2022 2 法治 2 -",
            "year - 2022 2 政府 1 -",
            "year - 2023 1 法治 0 -",
            "year - 2023 1 政府 1 -",
            "year - - 1 法治 0 -",
            "year - - 1 政府 0 -",
            "all - - 4 法治 2 -",
            "all - - 4 政府 2 -",
        ]
    );
    let years = sheet(&counter, &counted, Layout { by: By::Year, ..Layout::default() });
    assert_eq!(rows(&years, &["year", "term", "count"])[..2], ["2022 法治 2", "2022 政府 1"]);
    for table in [table, years] {
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
        assert!(table.columns.iter().all(|column| !column.note.0.is_empty() && !column.note.1.is_empty()));
    }
}

proptest! {
    #[test]
    fn any_dictionary_counts_any_text_alike(
        terms in prop::collection::btree_set("[甲乙丙a1]{1,4}", 1..8),
        text in "[甲乙丙a1，。 ]{0,40}",
    ) {
        let terms: Vec<Vec<char>> = terms.iter().map(|term| term.chars().collect()).collect();
        let lines: Vec<String> = terms.iter().map(|term| term.iter().collect()).collect();
        let document = Document::default();
        let body = Body::new(&text, &document);
        let chars: Vec<char> = body.text().chars().collect();
        let counted = naive_longest(&chars, &terms);
        for overlapping in [false, true] {
            let counter = Counter::new(dictionary(&lines.join("\n")), Per::Term).overlapping(overlapping);
            let whole = counter.count(&document, &body, "a", None).whole();
            for (term, count) in terms.iter().zip(&whole.counts) {
                let places = naive_places(&chars, term);
                let expected = if overlapping { places.len() } else { counted.iter().filter(|p| places.contains(p)).count() };
                prop_assert_eq!(count.occurrences, expected);
            }
        }
    }
}

#[test]
fn a_long_line_is_counted_in_linear_time() {
    let counter = Counter::new(dictionary("法治\n法治法\n法治法治法治\n"), Per::Term);
    let whole = count(&counter, &"法治".repeat(300_000)).whole();
    assert_eq!(whole.counts[2].occurrences, 100_000);
}
