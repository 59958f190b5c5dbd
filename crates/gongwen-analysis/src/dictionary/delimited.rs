//! Dictionaries of lines: `法治␉制度␉2`, `法治 529 n`, and CSV with a head.

use super::{Found, Reason, Row, number};

/// A term a line, its fields parted by tabs, else by commas, else by spaces.
pub(super) fn lines(text: &str) -> Vec<Found> {
    if let Some(delimiter) = head_delimiter(text) {
        return table(text, delimiter);
    }
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        found.push((Some(at + 1), line.to_owned(), row(line)));
    }
    found
}

fn row(line: &str) -> Result<Row, Reason> {
    if line.contains('\t') {
        return of_fields(&line.split('\t').collect::<Vec<_>>());
    }
    if line.contains([',', '，']) {
        return of_fields(&line.split([',', '，']).collect::<Vec<_>>());
    }
    let fields: Vec<&str> = line.split_whitespace().collect();
    match fields[..] {
        // jieba's: its count says how common the word is, not what it weighs.
        [term, count] if is_count(count) => Ok(Row { term: term.to_owned(), ..Row::default() }),
        [term, count, tag] if is_count(count) && is_tag(tag) => {
            Ok(Row { term: term.to_owned(), ..Row::default() })
        }
        _ => of_fields(&fields),
    }
}

fn is_count(field: &str) -> bool {
    !field.is_empty() && field.bytes().all(|b| b.is_ascii_digit())
}

fn is_tag(field: &str) -> bool {
    field.len() <= 4 && field.bytes().all(|b| b.is_ascii_lowercase())
}

/// Term, category and weight, the last two in either order.
fn of_fields(fields: &[&str]) -> Result<Row, Reason> {
    let mut fields: Vec<&str> = fields.iter().map(|field| field.trim()).collect();
    while fields.len() > 3 && fields.last().is_some_and(|last| last.is_empty()) {
        fields.pop();
    }
    let row = |category: &str, weight: &str| Row {
        term: fields.first().copied().unwrap_or_default().to_owned(),
        category: Some(category.to_owned()),
        weight: Some(weight.to_owned()),
    };
    match fields[..] {
        [] => Err(Reason::NoTerm),
        [_] => Ok(row("", "")),
        [_, weight] if number(weight).is_some() => Ok(row("", weight)),
        [_, category] => Ok(row(category, "")),
        [_, weight, category] if number(weight).is_some() => Ok(row(category, weight)),
        [_, category, weight] => Ok(row(category, weight)),
        _ => Err(Reason::Fields(fields.len())),
    }
}

/// What parts the columns of a text whose first line names them.
fn head_delimiter(text: &str) -> Option<u8> {
    let head = text.lines().next()?;
    [b'\t', b','].into_iter().find(|&delimiter| {
        let names: Vec<&str> = head.split(char::from(delimiter)).collect();
        names.len() > 1 && Columns::of(&names).is_some()
    })
}

/// Comma- or tab-separated values; without a head, term, category and weight.
pub(super) fn table(text: &str, delimiter: u8) -> Vec<Found> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut columns = None;
    let mut found: Vec<Found> = Vec::new();
    let mut is_first = true;
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().and_then(|place| usize::try_from(place.line()).ok());
                found.push((line, String::new(), Err(Reason::Syntax(error.to_string()))));
                continue;
            }
        };
        let fields: Vec<&str> = record.iter().collect();
        let line = record.position().and_then(|place| usize::try_from(place.line()).ok());
        if std::mem::take(&mut is_first) {
            columns = Columns::of(&fields);
            if columns.is_some() {
                continue;
            }
        }
        if fields.iter().all(|field| field.trim().is_empty()) || fields[0].starts_with('#') {
            continue;
        }
        let row = columns.as_ref().map_or_else(|| of_fields(&fields), |columns| Ok(columns.row(&fields)));
        found.push((line, fields.join(" "), row));
    }
    found
}

/// Which columns hold what.
struct Columns {
    term: usize,
    category: Option<usize>,
    weight: Option<usize>,
}

impl Columns {
    const TERM: [&str; 12] = [
        "term",
        "word",
        "keyword",
        "entry",
        "词",
        "词语",
        "词条",
        "词汇",
        "术语",
        "关键词",
        "特征词",
        "名称",
    ];
    const CATEGORY: [&str; 11] =
        ["category", "class", "group", "dimension", "topic", "类别", "分类", "类", "维度", "主题", "类型"];
    const WEIGHT: [&str; 6] = ["weight", "score", "value", "权重", "分值", "得分"];

    fn of(head: &[&str]) -> Option<Self> {
        let place = |names: &[&str]| {
            head.iter().position(|name| names.contains(&name.trim().to_ascii_lowercase().as_str()))
        };
        Some(Self {
            term: place(&Self::TERM)?,
            category: place(&Self::CATEGORY),
            weight: place(&Self::WEIGHT),
        })
    }

    fn row(&self, fields: &[&str]) -> Row {
        let field = |at: usize| fields.get(at).map(|field| (*field).to_owned());
        Row {
            term: field(self.term).unwrap_or_default(),
            category: self.category.and_then(field),
            weight: self.weight.and_then(field),
        }
    }
}
