//! Keywords as a table.

use gongwen_export::{Column, Sheet, Value};

use super::Keyword;
use crate::body::About;

/// A row a keyword; `formula` says in English and Chinese what the score is.
#[must_use]
pub fn sheet<'a>(
    documents: impl IntoIterator<Item = (&'a About, &'a [Keyword])>,
    formula: (&'static str, &'static str),
) -> Sheet {
    let columns = vec![
        Column::path("path", "文件").note("The document", "文档"),
        Column::text("title", "标题").note("Its title", "文档标题"),
        Column::text("region", "地区").note("Whose it is", "文档所属地区"),
        Column::integer("year", "年份").note(
            "The year it reports on, else of its issue, else of its file's name",
            "文档所报告的年度，没有则为成文年份，再没有则取自文件名",
        ),
        Column::integer("rank", "名次")
            .note("Place in the document's list, from 1", "在本文档中的名次，从1起"),
        Column::text("word", "关键词").note("The word as jieba cuts it", "jieba切分出的词"),
        Column::text("tag", "词性").note(
            "Part of speech, as jieba's dictionary calls it; x is a word it does not know",
            "jieba词典的词性标记；x为词典之外的词",
        ),
        Column::integer("count", "次数").note("Occurrences in the document's own text", "在正文中出现的次数"),
        Column::integer("documents", "文档数")
            .note("Documents that hold the word; missing for TextRank", "含有该词的文档数；TextRank没有此项"),
        Column::number("score", "得分").note(formula.0, formula.1),
    ];
    let mut sheet = Sheet::new("keywords", "关键词", columns);
    for (about, keywords) in documents {
        for (rank, keyword) in keywords.iter().enumerate() {
            sheet.rows.push(vec![
                about.path.clone().into(),
                about.title.clone().into(),
                about.region.clone().into(),
                about.year.map(i64::from).into(),
                (rank + 1).into(),
                keyword.word.clone().into(),
                keyword.tag.clone().into(),
                keyword.count.into(),
                Value::from(keyword.documents),
                keyword.score.into(),
            ]);
        }
    }
    sheet
}
