//! How hard a document is to read: lengths, rare characters, and a published measure made of them.
//!
//! `全面推进依法行政，并取得成效。` → one sentence of 13 characters in two clauses: 6.5 a clause
//!
//! ```
//! use gongwen::{Options, analyze};
//! use gongwen_analysis::body::Body;
//! use gongwen_analysis::readability::Figures;
//! use gongwen_analysis::words::Words;
//! let source = "全面推进依法行政，并取得成效。";
//! let figures = Figures::of(&Body::new(source, &analyze(source, &Options::default())), Words::builtin());
//! assert_eq!((figures.sentences, figures.clauses, figures.characters), (1, 2, 13));
//! assert_eq!(figures.readability1(), Some(6.5));
//! ```
//!
//! `readability1` to `readability3` are those of Xu, Yao and Chen (徐巍、姚振晔、陈冬华：《中文年报可读性：衡量与检验》，《会计研究》
//! 2021年第3期): the mean characters of a clause; the mean share of adverbs and conjunctions among the words of a sentence; half
//! the sum of both, after the Fog index. The higher, the harder to read. Clauses and parts of speech are ours (below, and jieba's
//! tags `d` and `c`), so that figures of another tool differ by these.
//!
//! Common characters are the 3,755 of level 1 of GB 2312-80 (《信息交换用汉字编码字符集 基本集》第一级汉字).

use std::ops::Range;

use gongwen_export::{Column, Sheet, Value};

use crate::body::{About, Body, has_letter, letters};
use crate::words::Words;

/// What is counted in one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Hanzi, letters and digits.
    pub characters: usize,
    /// Hanzi.
    pub hanzi: usize,
    /// Hanzi outside level 1 of GB 2312-80.
    pub uncommon: usize,
    /// Words, punctuation aside.
    pub words: usize,
    /// Sentences, headings among them.
    pub sentences: usize,
    /// Clauses: sentences cut at `，`, `：` and `；`.
    pub clauses: usize,
    /// For each sentence the share of its words that are adverbs or conjunctions, summed.
    adverb_shares: f64,
}

impl Figures {
    /// Of one document.
    #[must_use]
    pub fn of(body: &Body<'_>, words: &Words) -> Self {
        let mut figures = Self::default();
        for sentence in body.sentences() {
            let sentence = &body.text()[sentence];
            figures.sentences += 1;
            figures.characters += letters(sentence);
            figures.clauses += clauses(sentence).len();
            for c in sentence.chars().filter(|c| is_hanzi(*c)) {
                figures.hanzi += 1;
                figures.uncommon += usize::from(!is_common(c));
            }
            let tagged = words.tag(sentence);
            figures.words += tagged.len();
            let linking = tagged.iter().filter(|word| matches!(word.tag, "d" | "c")).count();
            figures.adverb_shares += linking as f64 / tagged.len().max(1) as f64;
        }
        figures
    }

    /// Mean characters of a clause (Xu, Yao and Chen 2021); none for a text without sentences.
    #[must_use]
    pub fn readability1(&self) -> Option<f64> {
        mean(self.characters as f64, self.clauses)
    }

    /// Mean share of adverbs and conjunctions in a sentence (Xu, Yao and Chen 2021).
    #[must_use]
    pub fn readability2(&self) -> Option<f64> {
        mean(self.adverb_shares, self.sentences)
    }

    /// (`readability1` + `readability2`) × 0.5 (Xu, Yao and Chen 2021, after the Fog index).
    #[must_use]
    pub fn readability3(&self) -> Option<f64> {
        Some((self.readability1()? + self.readability2()?) * 0.5)
    }
}

fn mean(sum: f64, count: usize) -> Option<f64> {
    (count > 0).then(|| sum / count as f64)
}

/// The stretches of a sentence between `，`, `：` and `；` that hold a letter; digits are not parted at `1,000` or `9:30`.
fn clauses(sentence: &str) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut start = 0;
    for (at, c) in sentence.char_indices() {
        let between_digits = || {
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            digit(sentence[..at].chars().next_back()) && digit(sentence[at + 1..].chars().next())
        };
        let parts = matches!(c, '，' | '：' | '；') || matches!(c, ',' | ':' | ';') && !between_digits();
        if parts {
            clauses.push(start..at);
            start = at + c.len_utf8();
        }
    }
    clauses.push(start..sentence.len());
    clauses.retain(|clause| has_letter(&sentence[clause.clone()]));
    clauses
}

fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Rows 16 to 55 of GB 2312 are its level 1; GBK keeps their places.
fn is_common(c: char) -> bool {
    let mut utf8 = [0; 4];
    let (bytes, _, lost) = encoding_rs::GBK.encode(c.encode_utf8(&mut utf8));
    !lost && matches!(bytes[..], [0xB0..=0xD7, 0xA1..=0xFE])
}

/// A row a document.
#[must_use]
pub fn sheet<'a>(documents: impl IntoIterator<Item = (&'a About, &'a Figures)>) -> Sheet {
    let columns = vec![
        Column::path("path", "文件").note("The document", "文档"),
        Column::text("title", "标题").note("Its title", "文档标题"),
        Column::text("region", "地区").note("Whose it is", "文档所属地区"),
        Column::integer("year", "年份").note(
            "The year it reports on, else of its issue, else of its file's name",
            "文档所报告的年度，没有则为成文年份，再没有则取自文件名",
        ),
        Column::integer("characters", "字数").note(
            "Hanzi, letters and digits of the document's own text",
            "正文的汉字、字母和数字个数，不含标点和空格",
        ),
        Column::integer("words", "词数").note("Words as jieba cuts them, punctuation aside", "jieba切分的词数，不含标点"),
        Column::integer("sentences", "句数").note(
            "Sentences, which end in 。！？； or with their paragraph; headings are such",
            "句数，以。！？；或段落结尾为界，标题计为句",
        ),
        Column::integer("clauses", "分句数").note("Sentences cut at ，：；", "分句数：句子再以，：；切分"),
        Column::number("sentence_characters", "平均句长（字）").note("characters / sentences", "字数/句数"),
        Column::number("sentence_words", "平均句长（词）").note("words / sentences", "词数/句数"),
        Column::number("word_characters", "平均词长（字）").note("characters / words", "字数/词数"),
        Column::number("share_uncommon", "非常用字占比").note(
            "Hanzi outside the 3,755 of level 1 of GB 2312-80 / hanzi",
            "GB 2312-80第一级汉字（3755字）之外的汉字/汉字总数",
        ),
        Column::number("readability1", "可读性1").note(
            "Mean characters of a clause: characters / clauses (Xu, Yao and Chen 2021, Accounting Research 2021(3)); higher is harder",
            "每个分句的平均字数：字数/分句数（徐巍、姚振晔、陈冬华2021，《会计研究》第3期）；越大越难读",
        ),
        Column::number("readability2", "可读性2").note(
            "Mean over sentences of (adverbs + conjunctions) / words, tags d and c of jieba (Xu, Yao and Chen 2021)",
            "每个句子中副词和连词所占的比例的平均值，依jieba词性d和c（徐巍、姚振晔、陈冬华2021）",
        ),
        Column::number("readability3", "可读性3").note(
            "(readability1 + readability2) × 0.5 (Xu, Yao and Chen 2021, after the Fog index)",
            "（可读性1＋可读性2）×0.5（徐巍、姚振晔、陈冬华2021，参照Fog指数）",
        ),
    ];
    let rounded = |figure: Option<f64>| Value::from(figure.map(|figure| (figure * 1e6).round() / 1e6));
    let row = |(about, figures): (&About, &Figures)| {
        let ratio = |part: usize, whole: usize| rounded(mean(part as f64, whole));
        vec![
            about.path.clone().into(),
            about.title.clone().into(),
            about.region.clone().into(),
            about.year.map(i64::from).into(),
            figures.characters.into(),
            figures.words.into(),
            figures.sentences.into(),
            figures.clauses.into(),
            ratio(figures.characters, figures.sentences),
            ratio(figures.words, figures.sentences),
            ratio(figures.characters, figures.words),
            ratio(figures.uncommon, figures.hanzi),
            rounded(figures.readability1()),
            rounded(figures.readability2()),
            rounded(figures.readability3()),
        ]
    };
    let rows = documents.into_iter().map(row).collect();
    Sheet { rows, ..Sheet::new("readability", "可读性", columns) }
}

#[cfg(test)]
mod tests {
    use gongwen::{Options, analyze};

    use super::*;

    fn figures(source: &str) -> Figures {
        Figures::of(&Body::new(source, &analyze(source, &Options::default())), Words::builtin())
    }

    #[test]
    fn figures_are_those_of_a_count_by_hand() {
        let found = figures("全面推进依法行政，并取得成效。办结1,000件：占95%；\n");
        // 全面推进依法行政 8, 并取得成效 5; 办结1000件 7, 占95 3.
        assert_eq!((found.characters, found.sentences, found.clauses), (23, 2, 4));
        assert_eq!(found.readability1(), Some(23.0 / 4.0));
        // 全面 推进 依法行政 并(c) 取得 成效, then none.
        let tags: Vec<&str> =
            Words::builtin().tag("全面推进依法行政，并取得成效。").iter().map(|word| word.tag).collect();
        assert_eq!(tags.iter().filter(|tag| matches!(**tag, "d" | "c")).count(), 1, "{tags:?}");
        assert_eq!(found.readability2(), Some(1.0 / tags.len() as f64 / 2.0));
        let (one, two) = (found.readability1().unwrap(), found.readability2().unwrap());
        assert_eq!(found.readability3(), Some((one + two) / 2.0));
    }

    #[test]
    fn common_characters_are_those_of_level_one() {
        assert!("啊的法座".chars().all(is_common));
        assert!(!"亍齄㐀堃".chars().any(is_common));
        let all = ('\u{4E00}'..='\u{9FFF}').filter(|c| is_common(*c)).count();
        assert_eq!(all, 3755);
    }

    #[test]
    fn a_text_without_sentences_has_no_mean() {
        let found = figures("。\n——\n");
        assert_eq!((found.sentences, found.readability3()), (0, None));
    }
}
