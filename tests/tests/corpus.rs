//! What holds for every document of the sample corpus, whole and repeated.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::collections::BTreeSet;

use gongwen::{Document, Options, analyze};
use gongwen_analysis::gold;
use gongwen_tests::corpus::{self, Sample, samples};
use gongwen_tests::invariants;

fn everything(text: &str) -> Document {
    analyze(text, &Options { quantities: true, evidence: true, ..Options::default() })
}

fn all() -> Vec<Sample> {
    let mut all = samples(&corpus::reports()).unwrap();
    assert!(all.len() >= 24, "corpus/reports holds {} documents", all.len());
    all.extend(samples(&corpus::gold()).unwrap());
    all
}

#[test]
fn every_record_names_its_text() {
    let mut figures = 0;
    for sample in all() {
        let document = everything(&sample.text);
        assert_eq!(invariants::check(&sample.text, &document), Ok(()), "{}", sample.path.display());
        assert_eq!(document, everything(&sample.text), "{}: two runs differ", sample.path.display());
        assert!(!document.indicators.is_empty(), "{}: no figures", sample.path.display());
        figures += document.indicators.len();
    }
    println!("{figures} figures");
}

/// Full-width digits, line ends of another system and a byte-order mark change places, not figures.
#[test]
fn spelling_of_the_file_makes_no_difference() {
    for sample in samples(&corpus::reports()).unwrap() {
        let figures = |text: &str| -> Vec<(String, String, String)> {
            let document = everything(text);
            assert_eq!(invariants::check(text, &document), Ok(()), "{}", sample.id);
            let row = |found: gongwen::Indicator| {
                (found.value.to_string(), found.unit.into_string(), found.full_name.into_string())
            };
            document.indicators.into_iter().map(row).collect()
        };
        let expected = figures(&sample.text);
        for (what, text) in [
            ("CR LF", sample.text.replace("\r\n", "\n").replace('\n', "\r\n")),
            ("a byte-order mark", format!("\u{feff}{}", sample.text)),
        ] {
            assert_eq!(figures(&text), expected, "{} with {what}", sample.id);
        }
    }
}

/// Gold is an annotation of the corpus, not of other texts.
#[test]
fn annotated_documents_are_in_the_corpus() {
    let reports: BTreeSet<String> =
        samples(&corpus::reports()).unwrap().into_iter().map(|sample| sample.text).collect();
    let annotated = gold::read(&corpus::gold()).unwrap();
    assert!(annotated.len() >= 8, "corpus/gold holds {} annotated documents", annotated.len());
    for gold in annotated {
        let id = &gold.id;
        assert!(reports.contains(&gold.text), "{id}.txt is no copy of a file in corpus/reports");
        for figure in &gold.indicators {
            assert!(figure.start < figure.end, "{id}.jsonl: {} {}", figure.start, figure.end);
            let named = !figure.name.is_empty() || !figure.required;
            assert!(named, "{id}.jsonl: the figure at {} has no name", figure.start);
        }
    }
}

/// A paragraph a hundred times on one line: as many records as in one, a hundred times.
#[test]
fn records_grow_with_the_text() {
    const PARAGRAPH: &str = "2023年，全县共受理行政复议案件78件，审结75件，同比增长6.4%；投入专项经费48.6万元，\
                             依据国办发〔2019〕5号文件，建成公共法律服务站23个。";
    let count = |text: &str| {
        let document = everything(text);
        assert_eq!(invariants::check(text, &document), Ok(()));
        (
            document.indicators.len(),
            document.doc_numbers.len(),
            document.quantities.map_or(0, |all| all.len()),
        )
    };
    let one = count(PARAGRAPH);
    assert_eq!(one.0, 5);
    for times in [10, 100] {
        let many = count(&PARAGRAPH.repeat(times));
        assert_eq!(many, (one.0 * times, one.1 * times, one.2 * times), "{times} times");
    }
}

/// Whole documents without their line ends, one after the other.
#[test]
fn whole_documents_on_one_line() {
    let samples = samples(&corpus::reports()).unwrap();
    // A page's footer is told from the text at its end, not between ten of them.
    let bare = samples.iter().filter(|sample| everything(&sample.text).boilerplate.is_empty());
    for sample in bare.take(6) {
        let line: String = sample.text.replace('\r', "").replace('\n', "  ");
        let quantities = |text: &str| {
            let document = everything(text);
            assert_eq!(invariants::check(text, &document), Ok(()), "{}", sample.id);
            document.quantities.map_or(0, |all| all.len())
        };
        let one = quantities(&line);
        let ten = quantities(&line.repeat(10));
        assert!(one * 9 <= ten && ten <= one * 11, "{}: {one} quantities once, {ten} in ten", sample.id);
    }
}
