//! Pairs and passages as tables.

use gongwen_export::{Column, Sheet, Value};

use super::Pair;
use crate::body::About;

fn documents() -> Vec<Column> {
    let mut columns = Vec::new();
    for (letter, name) in [("a", "甲"), ("b", "乙")] {
        let column = |what: &str, label: &str| (format!("{what}_{letter}"), format!("{name}：{label}"));
        let (path, label) = column("path", "文件");
        columns.push(
            Column::path(path, label).note("The document; a is the one read first", "文档；先读取的为甲"),
        );
        let (title, label) = column("title", "标题");
        columns.push(Column::text(title, label).note("Its title", "文档标题"));
        let (region, label) = column("region", "地区");
        columns.push(Column::text(region, label).note("Whose it is", "文档所属地区"));
        let (year, label) = column("year", "年份");
        columns.push(Column::integer(year, label).note(
            "The year it reports on, else of its issue, else of its file's name",
            "文档所报告的年度，没有则为成文年份，再没有则取自文件名",
        ));
    }
    columns
}

fn cells(about: &About) -> [Value; 4] {
    [
        about.path.clone().into(),
        about.title.clone().into(),
        about.region.clone().into(),
        about.year.map(i64::from).into(),
    ]
}

fn rounded(share: f64) -> Value {
    Value::Float((share * 1e6).round() / 1e6)
}

/// A row a pair.
#[must_use]
pub fn pairs_sheet(pairs: &[Pair]) -> Sheet {
    let mut columns = documents();
    columns.extend([
        Column::number("jaccard", "Jaccard系数").note(
            "Of the different stretches of five letters in both documents, the share that is in both (Jaccard index)",
            "两份文档全部不同的五字串中，两者共有的比例（Jaccard系数）",
        ),
        Column::boolean("near_duplicate", "近似重复").note(
            "Whether the Jaccard index is the threshold or more",
            "Jaccard系数是否达到阈值",
        ),
        Column::integer("passages", "相同段落数").note("Passages that stand in both", "两份文档共有的段落数"),
        Column::integer("longest", "最长段落字数").note(
            "Letters of the longest passage that are the same in both; 0 without passages",
            "最长的共有段落中相同的字数；没有则为0",
        ),
        Column::number("share_a", "占甲的比例").note(
            "Letters of a that stand in passages / letters of a",
            "共有段落占甲的字数比例",
        ),
        Column::number("share_b", "占乙的比例").note(
            "Letters of b that stand in passages / letters of b",
            "共有段落占乙的字数比例",
        ),
    ]);
    let row = |pair: &Pair| {
        let longest = pair.passages.iter().map(|passage| passage.letters).max().unwrap_or(0);
        let figures: [Value; 6] = [
            rounded(pair.jaccard),
            pair.near_duplicate.into(),
            pair.passages.len().into(),
            longest.into(),
            rounded(pair.share_a),
            rounded(pair.share_b),
        ];
        cells(&pair.a).into_iter().chain(cells(&pair.b)).chain(figures).collect()
    };
    Sheet { rows: pairs.iter().map(row).collect(), ..Sheet::new("similar", "相似文档", columns) }
}

/// A row a passage.
#[must_use]
pub fn passages_sheet(pairs: &[Pair]) -> Sheet {
    let mut columns = documents();
    columns.extend([
        Column::integer("start_a", "甲：起")
            .note("First code point in the text of a", "在甲原文中的起始位置（字符数，从0起）"),
        Column::integer("end_a", "甲：止").note("One past its last", "结束之后一个字符的位置"),
        Column::integer("start_b", "乙：起")
            .note("First code point in the text of b", "在乙原文中的起始位置（字符数，从0起）"),
        Column::integer("end_b", "乙：止").note("One past its last", "结束之后一个字符的位置"),
        Column::integer("letters", "相同字数").note(
            "Hanzi, letters and digits that are the same in both, in order",
            "两处依次相同的汉字、字母和数字个数",
        ),
        Column::integer("distinctive", "非套语字数").note(
            "Those of them outside stock phrases, which stand in many documents; estimated by fingerprints",
            "其中不属于套语（多份文档共有的文字）的字数，依指纹估计",
        ),
        Column::text("text_a", "甲：文字").note("The text of a from start_a to end_a", "甲自起至止的原文"),
        Column::text("text_b", "乙：文字").note("The text of b from start_b to end_b", "乙自起至止的原文"),
    ]);
    let mut sheet = Sheet::new("passages", "相同段落", columns);
    for pair in pairs {
        for passage in &pair.passages {
            let cells = cells(&pair.a).into_iter().chain(cells(&pair.b));
            let places: [Value; 8] = [
                passage.a.start.into(),
                passage.a.end.into(),
                passage.b.start.into(),
                passage.b.end.into(),
                passage.letters.into(),
                passage.distinctive.into(),
                passage.a.text.clone().into(),
                passage.b.text.clone().into(),
            ];
            sheet.rows.push(cells.chain(places).collect());
        }
    }
    sheet
}
