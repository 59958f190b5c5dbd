//! The folders of a partitioned dataset, as Hive, Spark, DuckDB and pyarrow read them.
//!
//! a report of 四川省 for 2025, `--partition year,province` → `report_year=2025/province=四川省`
//!
//! The keys are columns of their own to whoever reads the dataset, so the files do not hold them again.

use std::fmt::Write;

use clap::ValueEnum;
use gongwen::Metadata;

/// What a dataset is parted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Key {
    #[value(alias = "report_year")]
    Year,
    Province,
    Prefecture,
    Genre,
}

/// What stands for a value that a document does not have.
const MISSING: &str = "__HIVE_DEFAULT_PARTITION__";

impl Key {
    /// As the column of the tables is called.
    pub(crate) fn column(self) -> &'static str {
        match self {
            Self::Year => "report_year",
            Self::Province => "province",
            Self::Prefecture => "prefecture",
            Self::Genre => "genre",
        }
    }

    fn value(self, metadata: &Metadata) -> Option<String> {
        let region = metadata.region.as_ref();
        match self {
            Self::Year => metadata.report_year.map(|year| year.to_string()),
            Self::Province => region.and_then(|region| region.province.clone()),
            Self::Prefecture => region.and_then(|region| region.prefecture.clone()),
            Self::Genre => serde_json::to_value(metadata.genre).ok()?.as_str().map(str::to_owned),
        }
    }
}

/// The folder of a document, below that of the dataset; empty without keys.
pub(crate) fn folder(keys: &[Key], metadata: &Metadata) -> String {
    let part = |key: &Key| {
        let value = key.value(metadata).filter(|value| !value.is_empty());
        format!("{}={}", key.column(), value.map_or_else(|| MISSING.to_owned(), |value| escaped(&value)))
    };
    keys.iter().map(part).collect::<Vec<_>>().join("/")
}

/// What a file system or a reader takes for a sign of its own, as `%2F`: the characters Hive escapes, and the blanks and dots at
/// which Windows ends a name.
fn escaped(value: &str) -> String {
    let last = value.chars().count().saturating_sub(1);
    let mut out = String::with_capacity(value.len());
    for (at, c) in value.chars().enumerate() {
        let is_sign = c.is_control() || "\"#%&'*+/:;<=>?@\\^`{|}[]".contains(c);
        if is_sign || (matches!(c, ' ' | '.') && (at == 0 || at == last)) {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                // Writing to a String cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_named_for_their_values() {
        let text = "云屏县人民政府\n2021年云屏县法治政府建设情况报告\n2021年，受理案件78件。";
        let metadata = gongwen::analyze(text, &gongwen::Options::default()).metadata;
        assert_eq!(folder(&[], &metadata), "");
        assert_eq!(
            folder(&[Key::Year, Key::Prefecture], &metadata),
            format!("report_year=2021/prefecture={MISSING}")
        );
    }

    #[test]
    fn signs_are_escaped() {
        assert_eq!(escaped("四川省"), "四川省");
        assert_eq!(escaped("a/b=c%"), "a%2Fb%3Dc%25");
        assert_eq!(escaped(".. "), "%2E.%20");
        assert_eq!(escaped("\u{85}x"), "%C2%85x");
    }
}
