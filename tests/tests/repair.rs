//! Repair of broken font maps: on fonts that were never seen, made up at random after the manner of a real one, and on healthy text,
//! which must stay as it is.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use gongwen::text::repair::repair;
use gongwen::{Options, analyze};
use gongwen_tests::corpus::{self, samples};
use proptest::prelude::*;

/// What a real broken font wrote, read by hand in one report: right and wrong character.
const REAL_FONT: &str = "规觃 进迚 事亊 发収 按挄 取叏 并幵 划刉 受叐 则刌 战戓 举丼 康庩 指挃 廉庪 且丏 凭凢 庭庨 仪仦 截戔 们仧 违远 认讣 让讥 \
                         列刊 专与 与不 不丌 于二 二事 或戒 颁颀 训讦 刑刈 领颂 议讧 动劢 纪纨 远进 预颁";

/// How far below the right character the wrong one lay, for each of 44 pairs of that font.
const DISTANCES: [u32; 44] = [
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 6, 7, 7, 7, 7, 7,
    9, 9, 11, 13, 13, 13, 14, 22, 31,
];

/// A font with a map of its own: of the hanzi of `text` it writes a share wrong, and nearly always so.
fn broken(text: &str, seed: u64) -> String {
    const WRONG_IN_HUNDRED: u64 = 5;
    const RIGHT_ALL_THE_SAME_IN_HUNDRED: u64 = 3;
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let hanzi: BTreeSet<char> = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
    let mut font: BTreeMap<char, char> = BTreeMap::new();
    let mut used: BTreeSet<char> = BTreeSet::new();
    for &right in &hanzi {
        if random.below(100) >= WRONG_IN_HUNDRED {
            continue;
        }
        // Whose code is taken is written otherwise itself, as 与 (不) and 不 (丌) were.
        let mut right = right;
        while hanzi.contains(&right) && !font.contains_key(&right) {
            // 一 is the lowest: nothing can be written for it.
            let below = |distance: u32| char::from_u32(right as u32 - distance).filter(|&c| c > '一');
            let mut tries = (0..20).filter_map(|_| below(DISTANCES[random.below(44) as usize]));
            let Some(wrong) = tries.find(|wrong| !used.contains(wrong)) else { break };
            used.insert(wrong);
            font.insert(right, wrong);
            right = wrong;
        }
    }
    text.chars()
        .map(|c| match font.get(&c) {
            Some(&wrong) if random.below(100) >= RIGHT_ALL_THE_SAME_IN_HUNDRED => wrong,
            _ => c,
        })
        .collect()
}

struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }
}

/// The sample reports in simplified characters.
fn reports() -> Vec<String> {
    let all = samples(&corpus::reports()).unwrap();
    all.into_iter().filter(|sample| !sample.id.contains('縣')).map(|sample| sample.text).collect()
}

/// Characters that were wrong, those of them that became right, and right ones that became wrong.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    wrong: usize,
    repaired: usize,
    harmed: usize,
}

impl Tally {
    fn add(&mut self, sound: &str, broken: &str) {
        let read = repair(broken).map_or(broken.to_owned(), |repaired| repaired.text);
        assert_eq!(read.len(), sound.len());
        for ((sound, broken), read) in sound.chars().zip(broken.chars()).zip(read.chars()) {
            self.wrong += usize::from(sound != broken);
            self.repaired += usize::from(sound != broken && read == sound);
            self.harmed += usize::from(sound == broken && read != sound);
        }
    }

    fn share(self) -> f64 {
        self.repaired as f64 / self.wrong as f64
    }
}

/// Nine documents of 6,000 to 10,000 hanzi, each with a font of its own.
#[test]
fn fonts_never_seen() {
    let reports = reports();
    let mut tally = Tally::default();
    for third in 0..3 {
        let text = reports.iter().skip(third).step_by(3).cloned().collect::<Vec<_>>().join("\n");
        for seed in 0..3 {
            tally.add(&text, &broken(&text, seed * 3 + third as u64));
        }
    }
    println!("{tally:?} {:.4}", tally.share());
    assert!(tally.share() >= 0.95, "{tally:?}");
    assert!(tally.harmed * 50 <= tally.wrong, "{tally:?}");
}

/// Documents of one to two thousand hanzi show each substitution a few times only.
#[test]
fn fonts_of_short_documents() {
    let mut tally = Tally::default();
    for (seed, text) in (100..).zip(reports().iter().filter(|text| text.chars().count() > 1000)) {
        tally.add(text, &broken(text, seed));
    }
    println!("{tally:?} {:.4}", tally.share());
    assert!(tally.share() >= 0.89, "{tally:?}");
    assert!(tally.harmed * 15 <= tally.wrong, "{tally:?}");
}

/// As the font of a real report would have written ours.
fn as_by_the_real_font(text: &str) -> String {
    let font: BTreeMap<char, char> = REAL_FONT
        .split_whitespace()
        .map(|pair| (pair.chars().next().unwrap(), pair.chars().nth(1).unwrap()))
        .collect();
    text.chars().map(|c| font.get(&c).copied().unwrap_or(c)).collect()
}

#[test]
fn a_report_in_the_manner_of_a_real_one() {
    let sound = reports().join("\n");
    let mut tally = Tally::default();
    tally.add(&sound, &as_by_the_real_font(&sound));
    println!("{tally:?} {:.4}", tally.share());
    assert!(tally.share() >= 0.98 && tally.harmed * 50 <= tally.wrong, "{tally:?}");
}

/// Names are read from the repaired text, every record's own text is the source's.
#[test]
fn figures_of_a_broken_report() {
    let sound = samples(&corpus::reports()).unwrap();
    let sound = sound.into_iter().find(|sample| sample.id.contains("平澜市2020年")).unwrap().text;
    let source = as_by_the_real_font(&sound);
    assert_ne!(source, sound);
    let document = analyze(&source, &Options::default());
    let expected = analyze(&sound, &Options::default());
    let names = |document: &gongwen::Document| -> Vec<gongwen::document::CompactString> {
        document.indicators.iter().map(|figure| figure.name.clone()).collect()
    };
    let same = names(&document).iter().zip(names(&expected)).filter(|(a, b)| **a == *b).count();
    assert_eq!(document.indicators.len(), expected.indicators.len());
    assert!(same * 100 >= expected.indicators.len() * 95, "{same} of {}", expected.indicators.len());
    for figure in &document.indicators {
        assert_eq!(figure.text, source[figure.span.bytes()]);
    }
    let read = document.repaired_text.unwrap();
    assert_eq!(read.chars().count(), source.chars().count());
    let diagnostic = &document.diagnostics[0];
    assert_eq!(diagnostic.code, "font-map-repaired");
    assert!(diagnostic.message.contains("觃→规 "), "{}", diagnostic.message);

    let as_it_stands = analyze(&source, &Options { repair: false, ..Options::default() });
    assert_eq!(as_it_stands.repaired_text, None);
    assert!(as_it_stands.diagnostics.iter().all(|diagnostic| diagnostic.code != "font-map-repaired"));
}

/// Sound text stays as it is, whatever rare characters its names have.
#[test]
fn healthy_documents() {
    for sample in samples(&corpus::reports()).unwrap().into_iter().chain(samples(&corpus::gold()).unwrap()) {
        assert_eq!(repair(&sample.text), None, "{}", sample.id);
    }
    let long = reports().concat();
    for (what, text) in [
        ("nothing", ""),
        (
            "rare names",
            "评委：王堃、李喆、张燚、赵珺、周瑀、吴翀、郑玥、孙祎、钱旻、冯昇、陈珅、褚晢、卫頔、蒋犇、沈骉。",
        ),
        ("a rare name throughout", &format!("囍镇{}", long.replace('。', "。囍镇"))),
        (
            "an inscription",
            "碑文为：為政以德，譬如北辰，居其所而眾星共之。現予保護，並設標識，禁止損壞、塗寫、刻劃。",
        ),
        (
            "another language",
            "平成三十年度の予算執行状況を報告する。関係機関と協議し、発展を図る。実施要領は別紙の通り。対応済。",
        ),
    ] {
        assert_eq!(repair(text), None, "{what}");
    }
}

/// All real documents at hand but the one whose first report is broken; there the rest of the file stays.
#[test]
fn healthy_real_documents() {
    let shared = corpus::root().join("../shared/corpus");
    let mut folders: Vec<PathBuf> = vec![shared];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            match repair(&text) {
                None => {}
                Some(repaired) => {
                    let name = path.file_name().unwrap().to_string_lossy().into_owned();
                    assert!(name.starts_with("002_"), "{name}: {:?}", repaired.replaced);
                    assert!(repaired.range.end <= text.find("第二篇").unwrap());
                    let count: usize = repaired.replaced.iter().map(|replaced| replaced.count).sum();
                    assert!(count >= 470 && repaired.left <= 3, "{count} repaired, {} left", repaired.left);
                }
            }
        }
    }
}

fn keeps_its_length(text: &str) -> Result<(), TestCaseError> {
    let Some(repaired) = repair(text) else { return Ok(()) };
    prop_assert_eq!(repaired.text.len(), text.len());
    prop_assert_eq!(repaired.text.chars().count(), text.chars().count());
    let changed = text.char_indices().zip(repaired.text.chars()).filter(|((_, a), b)| a != b);
    let places: Vec<usize> = changed.map(|((at, _), _)| at).collect();
    let counted: usize = repaired.replaced.iter().map(|replaced| replaced.count).sum();
    prop_assert_eq!(counted, places.len());
    prop_assert!(places.iter().all(|at| repaired.range.contains(at)));
    prop_assert_eq!(repair(text), Some(repaired), "two runs differ");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_keeps_its_length(text in "([\u{4e00}-\u{4fff}]{0,9}|挄照觃定|关二推迚|迚一步|亊项|叏得|、|\\PC|\n){0,60}") {
        keeps_its_length(&text)?;
    }
}

#[test]
fn what_is_repaired_stays_so() {
    for (seed, text) in (0..).zip(reports()) {
        for text in [broken(&text, seed), as_by_the_real_font(&text)] {
            keeps_its_length(&text).unwrap();
            if let Some(repaired) = repair(&text) {
                let again = repair(&repaired.text).map_or(repaired.text.clone(), |again| again.text);
                assert_eq!(again, repaired.text);
            }
        }
    }
}

/// A step that is not linear would take hours on these.
#[test]
fn long_texts_are_read_in_one_pass() {
    let report = as_by_the_real_font(&reports()[0]);
    let line = report.split_whitespace().collect::<String>();
    for piece in ["觃迚亊収挄", "迚一步觃范、", &report, &line] {
        let text = piece.repeat(3_000_000 / piece.len());
        let read = repair(&text).map_or(text.len(), |repaired| repaired.text.len());
        assert_eq!(read, text.len());
    }
}
