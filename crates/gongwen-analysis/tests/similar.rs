//! `similar` on a thousand documents with ten planted reuses.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::fs;
use std::path::Path;

use fastrand::Rng;
use gongwen::{Options, analyze};
use gongwen_analysis::similar::{Pair, Settings, Sketch, pairs};

/// The clauses of the sample corpus, which documents are put together of.
fn clauses() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/reports");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    // In traditional characters, which are read as such only where a document is full of them.
    paths.retain(|path| !path.to_string_lossy().contains('縣'));
    paths.sort();
    let mut clauses: Vec<String> = Vec::new();
    for path in paths {
        let text = fs::read_to_string(path).unwrap();
        let own = |c: char| matches!(c, '，' | '。' | '；' | '：' | '\n' | ',' | ';');
        let long = |clause: &&str| (6..=30).contains(&clause.chars().count());
        // Prose alone: `（此件公开发布）` and `电话:…` would be read as what stands round a document.
        let prose = |clause: &&str| {
            clause.chars().all(|c| ('一'..='龥').contains(&c) || c.is_ascii_digit() || "、.%".contains(c))
        };
        clauses.extend(text.split(own).map(str::trim).filter(long).filter(prose).map(str::to_owned));
    }
    clauses.sort();
    clauses.dedup();
    clauses
}

/// What every report says in the same words.
const STOCK: &str = "以习近平新时代中国特色社会主义思想为指导，深入学习贯彻党的二十大和二十届历次全会精神，坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，加快构建新发展格局，着力推动高质量发展，统筹发展和安全，扎实做好各项工作。";

/// A report of its own: clauses in an order of its own, with figures of its own.
fn report(number: usize, clauses: &[String], rng: &mut Rng) -> String {
    let mut text = format!("第{number}县2023年工作总结\n");
    for part in ["一、主要工作", "二、存在问题", "三、下步打算"] {
        text.push_str(part);
        text.push('\n');
        // A third of them begin with the stock phrase, as reports do.
        if rng.u8(..) < 85 {
            text.push_str(STOCK);
        }
        for _ in 0..rng.usize(20..60) {
            text.push_str(&clauses[rng.usize(..clauses.len())]);
            match rng.u8(0..6) {
                0 => text.push_str(&format!("{}件。", rng.u32(100..9999))),
                1 => text.push_str("。\n"),
                _ => text.push('，'),
            }
        }
        text.push('\n');
    }
    text
}

/// A passage no other document has, though its clauses stand in many.
fn passage(clauses: &[String], rng: &mut Rng) -> String {
    let mut text = String::new();
    while text.chars().count() < 150 {
        text.push_str(&clauses[rng.usize(..clauses.len())]);
        text.push_str(&format!("{}项，", rng.u32(100..9999)));
    }
    text
}

fn sketches(texts: &[String]) -> Vec<Sketch> {
    let sketch = |(at, text): (usize, &String)| {
        Sketch::new(&analyze(text, &Options::default()), text, &at.to_string())
    };
    texts.iter().enumerate().map(sketch).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn check_places(pair: &Pair, texts: &[String]) {
    for passage in &pair.passages {
        for (place, about) in [(&passage.a, &pair.a), (&passage.b, &pair.b)] {
            let source = &texts[about.path.parse::<usize>().unwrap()];
            let text: String = source.chars().skip(place.start).take(place.end - place.start).collect();
            assert_eq!(text, place.text);
        }
    }
}

#[test]
fn ten_planted_reuses_among_a_thousand_documents_and_no_other() {
    let clauses = clauses();
    assert!(clauses.len() > 1000, "{}", clauses.len());
    let mut rng = Rng::with_seed(2026);
    let mut texts: Vec<String> = (0..1000).map(|number| report(number, &clauses, &mut rng)).collect();
    let mut planted: Vec<(usize, usize, String)> = Vec::new();
    for number in 0..10 {
        let (a, b) = (number * 97, 20 + number * 98);
        let original = passage(&clauses, &mut rng);
        // As it is; wrapped; in full width and without commas; with another figure and a name of a place in the middle.
        let copy = match number % 4 {
            0 => original.clone(),
            1 => original
                .chars()
                .enumerate()
                .map(|(at, c)| if at % 30 == 29 { format!("{c}\n") } else { c.to_string() })
                .collect(),
            2 => original
                .replace('，', "、")
                .chars()
                .map(|c| match c {
                    '0'..='9' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
                    c => c,
                })
                .collect(),
            _ => {
                let middle = original.char_indices().nth(75).unwrap().0;
                format!("{}松坪县3个{}", &original[..middle], &original[middle..])
            }
        };
        for (document, text) in [(a, &original), (b, &copy)] {
            let places: Vec<usize> =
                texts[document].match_indices('。').map(|(at, _)| at + '。'.len_utf8()).collect();
            texts[document].insert_str(places[rng.usize(..places.len())], text);
        }
        planted.push((a.min(b), a.max(b), letters(&original)));
    }
    planted.sort();

    let found = pairs(&sketches(&texts), Settings::default());
    found.iter().for_each(|pair| check_places(pair, &texts));
    let named: Vec<(usize, usize)> =
        found.iter().map(|pair| (pair.a.path.parse().unwrap(), pair.b.path.parse().unwrap())).collect();
    let expected: Vec<(usize, usize)> = planted.iter().map(|(a, b, _)| (*a, *b)).collect();
    assert_eq!(named, expected);
    for (pair, (_, _, original)) in found.iter().zip(&planted) {
        let [passage] = &pair.passages[..] else { panic!("{:?}", pair.passages) };
        assert!(!pair.near_duplicate && pair.jaccard < 0.2);
        // All of it in both, and at most a clause more where both documents happen to go on alike.
        let shortest = passage.a.text.len().min(passage.b.text.len());
        assert!(
            passage.letters + 2 >= original.chars().count(),
            "{} of {original}\n{}\n{}",
            passage.letters,
            passage.a.text,
            passage.b.text
        );
        assert!(shortest < original.len() * 2, "{}", passage.a.text);
    }
}

#[test]
fn near_duplicates_are_found_and_nothing_below_the_threshold() {
    let clauses = clauses();
    let mut rng = Rng::with_seed(7);
    let mut texts: Vec<String> = (0..100).map(|number| report(number, &clauses, &mut rng)).collect();
    // A copy in another layout; one with some clauses changed; one with a third of them changed.
    texts.push(texts[3].replace('，', "， ").replace('\n', "\r\n"));
    texts.push(texts[4].replacen("，", "，同时，", 4));
    let half = texts[5].char_indices().nth(texts[5].chars().count() / 2).unwrap().0;
    texts.push(format!("{}{}", &texts[5][..half], report(5, &clauses, &mut rng)));
    let found = pairs(&sketches(&texts), Settings::default());
    let near: Vec<(&str, &str)> = found
        .iter()
        .filter(|pair| pair.near_duplicate)
        .map(|pair| (pair.a.path.as_str(), pair.b.path.as_str()))
        .collect();
    assert_eq!(near, [("3", "100"), ("4", "101")]);
    let copy = found.iter().find(|pair| pair.b.path == "100").unwrap();
    assert_eq!((copy.jaccard, copy.share_a), (1.0, 1.0));
    let half = found.iter().find(|pair| pair.b.path == "102").unwrap();
    assert!(half.jaccard < 0.8 && half.share_a > 0.4 && half.share_a < 0.6, "{half:?}");
}

#[test]
fn what_repeats_itself_takes_linear_time() {
    let texts: Vec<String> = ["法治", "一", "甲乙丙丁戊己庚辛壬癸子丑寅卯"]
        .into_iter()
        .flat_map(|piece| [piece.repeat(20_000), format!("前{}", piece.repeat(20_001))])
        .collect();
    let found = pairs(&sketches(&texts), Settings::default());
    found.iter().for_each(|pair| check_places(pair, &texts));
    assert!(found.len() >= 3);
}

#[test]
fn documents_without_text_are_no_pair() {
    let texts = vec![String::new(), "，。".to_owned(), "\n".to_owned(), "法治".to_owned(), "法治".to_owned()];
    let found = pairs(&sketches(&texts), Settings::default());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].jaccard, 1.0);
}
