//! The counts of documents as a table: by document, section or year; long or wide.
//!
//! two documents of 2023, one of 2024, by year → two rows a term, with the counts of their documents together

use std::collections::BTreeMap;

use gongwen_export::{Column, Sheet, Value};

use super::{Count, Counted, Counter, Item, Stretch};
use crate::body::About;

/// What a row is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// A document.
    #[default]
    Document,
    /// What stands under one heading, subsections aside, or before the first one.
    Section,
    /// All documents of a year.
    Year,
}

/// A figure of a count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// Occurrences.
    #[default]
    Count,
    /// Occurrences by their weights.
    Weighted,
    /// Occurrences / words.
    ShareWords,
    /// Characters covered / characters.
    ShareCharacters,
    /// Sentences with an occurrence / sentences.
    ShareSentences,
}

/// How the table lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// What a row is of.
    pub by: By,
    /// A column an item, with this measure; else a row an item, with all measures.
    pub wide: Option<Measure>,
    /// Also rows for each year and for all documents together.
    pub totals: bool,
}

/// The table of all documents.
#[must_use]
pub fn sheet(counter: &Counter, counted: &[Counted], layout: Layout) -> Sheet {
    let weighted = counter.dictionary().is_weighted();
    let mut columns = head(layout);
    let places = columns.len();
    match layout.wide {
        Some(measure) => {
            columns.extend(denominators());
            columns
                .extend(counter.items().iter().enumerate().map(|(at, item)| item_column(at, item, measure)));
        }
        None => {
            columns.extend([
                Column::text("category", "类别").note("Category of the dictionary", "词典中的类别"),
                Column::text("term", "词语").note(
                    "The term as the dictionary writes it; empty where terms are counted together",
                    "词典中的词语；合并计数时为空",
                ),
                Column::integer("count", "次数").note(
                    "Occurrences in the documents' own text; the longest term at each place, from the left, nothing inside or across it (with --overlapping every place of every term)",
                    "正文中出现的次数；自左而右每处取最长的词，其内部或与之交叉的不另计（--overlapping时每处均计）",
                ),
            ]);
            if weighted {
                columns.push(Column::number("weighted", "加权次数").note(
                    "Occurrences times their weights; 1 for a term without a weight",
                    "次数乘以权重；没有权重的词语为1",
                ));
            }
            columns.extend(denominators());
            columns.extend(shares());
        }
    }
    let mut sheet = Sheet::new("terms", "词频", columns);
    for place in places_of(counted, layout) {
        let head: Vec<Value> = place.head(layout);
        debug_assert_eq!(head.len(), places);
        let stretch = &place.stretch;
        let zero = Count::default();
        let counts = || (0..counter.items().len()).map(|at| stretch.counts.get(at).unwrap_or(&zero));
        let below: Vec<Value> =
            vec![stretch.words.into(), stretch.characters.into(), stretch.sentences.into()];
        if let Some(measure) = layout.wide {
            let cells = counts().map(|count| measure.of(count, stretch));
            sheet.rows.push(head.iter().cloned().chain(below).chain(cells).collect());
            continue;
        }
        for (item, count) in counter.items().iter().zip(counts()) {
            let mut row = head.clone();
            row.extend([item.category.clone().into(), item.term.clone().into(), count.occurrences.into()]);
            if weighted {
                row.push(count.weighted.into());
            }
            row.extend(below.iter().cloned());
            row.push(Measure::ShareWords.of(count, stretch));
            row.extend([count.characters.into(), Measure::ShareCharacters.of(count, stretch)]);
            row.extend([count.sentences.into(), Measure::ShareSentences.of(count, stretch)]);
            sheet.rows.push(row);
        }
    }
    sheet
}

impl Measure {
    /// Missing where there is nothing to be a share of.
    fn of(self, count: &Count, stretch: &Stretch) -> Value {
        let share = |part: usize, whole: usize| {
            if whole == 0 { Value::Missing } else { Value::Float(rounded(part as f64 / whole as f64)) }
        };
        match self {
            Self::Count => count.occurrences.into(),
            Self::Weighted => count.weighted.into(),
            Self::ShareWords => stretch.words.map_or(Value::Missing, |words| share(count.occurrences, words)),
            Self::ShareCharacters => share(count.characters, stretch.characters),
            Self::ShareSentences => share(count.sentences, stretch.sentences),
        }
    }

    fn label(self) -> (&'static str, &'static str) {
        match self {
            Self::Count => ("occurrences", "次数"),
            Self::Weighted => ("weighted occurrences", "加权次数"),
            Self::ShareWords => ("occurrences / words", "次数/词数"),
            Self::ShareCharacters => ("characters covered / characters", "所占字数/字数"),
            Self::ShareSentences => ("sentences with it / sentences", "所在句数/句数"),
        }
    }
}

/// Ten places: what is behind them is noise, and the same on no two machines.
fn rounded(share: f64) -> f64 {
    (share * 1e10).round() / 1e10
}

/// A row's stretch and what it is of.
struct Place<'a> {
    unit: &'static str,
    about: Option<&'a About>,
    year: Option<i32>,
    documents: usize,
    stretch: Stretch,
}

impl Place<'_> {
    fn head(&self, layout: Layout) -> Vec<Value> {
        let of = |field: fn(&About) -> Option<String>| Value::from(self.about.and_then(field));
        let mut head = vec![self.unit.into()];
        if layout.by != By::Year {
            head.extend([
                of(|about| Some(about.path.clone())),
                of(|about| about.title.clone()),
                of(|about| about.region.clone()),
                of(|about| about.adcode.clone()),
            ]);
        }
        head.push(self.year.map(i64::from).into());
        head.push(self.documents.into());
        if layout.by == By::Section {
            let (markers, title) = self.stretch.section.clone().unzip();
            head.extend([markers.into(), title.into()]);
        }
        head
    }
}

fn head(layout: Layout) -> Vec<Column> {
    let mut columns = vec![Column::text("unit", "单位").note(
        "What the row is of: document, section, year or all",
        "本行的范围：document（文档）、section（标题下的正文）、year（年度）或all（全部）",
    )];
    if layout.by != By::Year {
        columns.extend([
            Column::path("path", "文件").note("The document", "文档"),
            Column::text("title", "标题").note("Its title", "文档标题"),
            Column::text("region", "地区").note("Whose document it is", "文档所属地区"),
            Column::text("adcode", "行政区划代码")
                .note("Code of the region (GB/T 2260)", "地区代码（GB/T 2260）"),
        ]);
    }
    columns.extend([
        Column::integer("year", "年份").note(
            "The year the document reports on, else of its issue, else of its file's name",
            "文档所报告的年度，没有则为成文年份，再没有则取自文件名",
        ),
        Column::integer("documents", "文档数").note("Documents the row sums", "本行合计的文档数"),
    ]);
    if layout.by == By::Section {
        columns.extend([
            Column::text("section", "章节").note(
                "Markers of the headings above; empty before the first heading",
                "各级标题序号；首个标题之前为空",
            ),
            Column::text("section_title", "章节标题").note(
                "The heading; counted is what stands under it, subsections aside",
                "标题；计数范围为其下的正文，不含下级标题",
            ),
        ]);
    }
    columns
}

fn denominators() -> Vec<Column> {
    vec![
        Column::integer("words", "词数")
            .note("Words of the unit as jieba cuts them, punctuation aside", "jieba切分的词数，不含标点"),
        Column::integer("characters", "字数").note(
            "Hanzi, letters and digits of the unit; no punctuation, no spaces",
            "汉字、字母和数字的个数，不含标点和空格",
        ),
        Column::integer("sentences", "句数").note(
            "Sentences of the unit, which end in 。！？； or with their paragraph; headings are such",
            "句数，以。！？；或段落结尾为界，标题计为句",
        ),
    ]
}

fn shares() -> Vec<Column> {
    vec![
        Column::number("share_words", "词数占比").note("count / words", "次数/词数"),
        Column::integer("term_characters", "所占字数").note(
            "Hanzi, letters and digits that occurrences cover, each once",
            "各次出现所占的字数，重叠处只计一次",
        ),
        Column::number("share_characters", "字数占比").note("term_characters / characters", "所占字数/字数"),
        Column::integer("term_sentences", "所在句数")
            .note("Sentences with one occurrence or more", "至少出现一次的句数"),
        Column::number("share_sentences", "句数占比").note("term_sentences / sentences", "所在句数/句数"),
    ]
}

fn item_column(at: usize, item: &Item, measure: Measure) -> Column {
    let label = match (&item.category, &item.term) {
        (_, Some(term)) => term.clone(),
        (Some(category), None) => category.clone(),
        (None, None) => "全部词语".to_owned(),
    };
    let (english, chinese) = measure.label();
    let column = match measure {
        Measure::Count => Column::integer(format!("t{}", at + 1), label.clone()),
        _ => Column::number(format!("t{}", at + 1), label.clone()),
    };
    column.note(format!("{label}: {english}"), format!("{label}：{chinese}"))
}

/// The rows' stretches in order: documents or sections as they were read, then years, then all.
fn places_of(counted: &[Counted], layout: Layout) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    let mut years: BTreeMap<Option<i32>, (usize, Stretch)> = BTreeMap::new();
    let (mut documents, mut all) = (0, Stretch::default());
    for counted in counted {
        let about = &counted.about;
        let whole = counted.whole();
        let year = years.entry(about.year).or_default();
        year.0 += 1;
        year.1.add(&whole);
        documents += 1;
        all.add(&whole);
        let place =
            |unit, stretch| Place { unit, about: Some(about), year: about.year, documents: 1, stretch };
        match layout.by {
            By::Document => places.push(place("document", whole)),
            By::Section => {
                // Of a document without text nothing but its name is known, and it is listed all the same.
                let is_told = |at: usize, stretch: &Stretch| {
                    at > 0 || stretch.sentences > 0 || counted.stretches.len() == 1
                };
                let told = counted.stretches.iter().enumerate().filter(|(at, stretch)| is_told(*at, stretch));
                places.extend(told.map(|(_, stretch)| place("section", stretch.clone())));
            }
            By::Year => {}
        }
    }
    let total = |unit, year, documents, stretch| Place { unit, about: None, year, documents, stretch };
    if layout.by == By::Year || layout.totals {
        // None stands before the years; a row of what has no year is read last.
        let (without, with): (Vec<_>, Vec<_>) = years.into_iter().partition(|(year, _)| year.is_none());
        let years = with.into_iter().chain(without);
        places.extend(years.map(|(year, (documents, stretch))| total("year", year, documents, stretch)));
    }
    if layout.totals {
        places.push(total("all", None, documents, all));
    }
    places
}
