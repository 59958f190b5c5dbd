//! What a page sets round a document: menus, breadcrumbs, buttons, counters, footers (`dicts/boilerplate.toml`).
//!
//! ```
//! use gongwen::{Options, analyze};
//! let page = "当前位置：首页 > 政务公开\n松坪县2023年工作总结\n发布时间：2024-02-27 浏览次数：1286\n全年办结案件78件，同比增长5%。\n\
//!             打印\n关闭\n主办：松坪县人民政府办公室 X ICP备00000123号";
//! let document = analyze(page, &Options::default());
//! let kinds: Vec<&str> = document.boilerplate.iter().map(|stretch| stretch.kind).collect();
//! assert_eq!(kinds, ["breadcrumb", "view_count", "button", "button", "registration"]);
//! assert_eq!(document.indicators.len(), 2);
//! ```
//!
//! Only short lines are looked at, so that body text stays: a line goes for what no document says (a registration number),
//! a menu word only among its like. Of a document on one line the stretch before its first sentence and after its last is read.

mod inside;
mod judge;
mod settle;

use std::ops::Range;

use inside::{edges_of_line, values};
use judge::{Needs, Verdict, Words};

use crate::text::lines::trim;

/// A stretch that is no part of the document, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it is: `navigation`, `footer`.
    pub kind: &'static str,
}

/// Lines before the first of the text, and after the last, in which a value (浏览次数：36) is looked for.
const EDGE_LINES: usize = 60;

/// The stretches of `text` that are no part of a document, in order; `lines` are its non-empty lines.
pub(super) fn scan_boilerplate(text: &str, lines: &[Range<usize>]) -> Vec<SetAside> {
    let words = Words::builtin();
    let mut verdicts: Vec<Verdict> = lines.iter().map(|line| words.judge(&text[line.clone()])).collect();
    let first = verdicts.iter().position(|verdict| *verdict == Verdict::Prose);
    let last = verdicts.iter().rposition(|verdict| *verdict == Verdict::Prose);
    for (at, verdict) in verdicts.iter_mut().enumerate() {
        let edge = first.is_none_or(|first| at < first) || last.is_none_or(|last| at > last);
        *verdict = match *verdict {
            Verdict::Maybe(kind, Needs::Edge | Needs::EdgeOrCompany) if edge => Verdict::Sure(kind),
            Verdict::Maybe(kind, Needs::EdgeOrCompany) => Verdict::Maybe(kind, Needs::Company),
            Verdict::Maybe(_, Needs::Edge) => Verdict::Open,
            verdict => verdict,
        };
    }
    settle::company(text, lines, &mut verdicts);
    settle::footer(&mut verdicts, last);
    settle::related(text, lines, &mut verdicts);

    let first = first.unwrap_or(lines.len());
    let mut found = Vec::new();
    for (at, (line, verdict)) in lines.iter().zip(&verdicts).enumerate() {
        let edge = at < first.min(EDGE_LINES) || last.is_none_or(|last| at > last);
        match verdict {
            Verdict::Sure(kind) => found.push(SetAside { range: line.clone(), kind }),
            Verdict::Open | Verdict::Maybe(..) if edge => values(text, line.clone(), &mut found),
            Verdict::Prose if Some(at) == Some(first) || Some(at) == last => {
                edges_of_line(text, line.clone(), at == first, Some(at) == last, &mut found);
            }
            _ => {}
        }
    }
    found
}

/// What is left of `lines` for the document: whole lines set aside are left out, others lose what is set aside at
/// their ends.
pub(super) fn document_lines(text: &str, lines: Vec<Range<usize>>, aside: &[SetAside]) -> Vec<Range<usize>> {
    if aside.is_empty() {
        return lines;
    }
    let mut next = 0;
    let mut kept = Vec::with_capacity(lines.len());
    for mut line in lines {
        while aside.get(next).is_some_and(|stretch| stretch.range.end <= line.start) {
            next += 1;
        }
        let inside = aside[next..].iter().take_while(|stretch| stretch.range.start < line.end);
        let inside: Vec<&Range<usize>> = inside.map(|stretch| &stretch.range).collect();
        for stretch in &inside {
            if stretch.start <= line.start {
                line.start = stretch.end.min(line.end);
                line = trim(text, line);
            }
        }
        for stretch in inside.iter().rev() {
            if stretch.end >= line.end && stretch.start >= line.start {
                line.end = stretch.start;
                line = trim(text, line);
            }
        }
        if !line.is_empty() {
            kept.push(line);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines::lines;

    fn aside(text: &str) -> Vec<(&str, &'static str)> {
        let found = scan_boilerplate(text, &lines(text));
        found.into_iter().map(|stretch| (&text[stretch.range], stretch.kind)).collect()
    }

    #[test]
    fn a_word_alone_stays_and_two_go() {
        assert_eq!(aside("正文：\n打印\n正文二"), []);
        assert_eq!(aside("下载\n打印\n松坪县工作报告"), [("下载", "button"), ("打印", "button")]);
    }

    #[test]
    fn a_breadcrumb_over_lines() {
        let text = "您的位置:\n首页\n>\n松坪要闻\n松坪要闻\n2026年政府工作报告\n各位代表：";
        let found = aside(text);
        assert_eq!(found.len(), 5, "{found:?}");
        assert!(found.iter().all(|(_, kind)| matches!(*kind, "breadcrumb" | "navigation")));
    }

    #[test]
    fn a_document_on_one_line() {
        let text = "当前位置: 首页 > 政务公开 > 工作报告 松坪县2023年工作报告 发布时间:2024-02-27 浏览次数:1286 字号:[大 中 小] 2023年,全县办结78件。\
                    全年良好。 上一篇:没有了 主办:松坪县人民政府 X ICP备00000123号-1";
        let found = aside(text);
        let texts: Vec<&str> = found.iter().map(|(text, _)| *text).collect();
        let footer = "上一篇:没有了 主办:松坪县人民政府 X ICP备00000123号-1";
        assert_eq!(
            texts,
            ["当前位置: 首页 > 政务公开 > 工作报告", "浏览次数:1286", "字号:[大 中 小]", footer]
        );
    }

    #[test]
    fn body_text_stays() {
        for text in [
            "全年依法注销ICP备案主体78个，公网安备核查42家。",
            "联系电话：0000-6612345\n松坪县人民政府\n2024年3月1日",
            "主办单位：松坪县司法局\n承办单位：松坪县律师协会",
            "国务院：\n现将有关情况报告如下。",
            "大\n36所\n小\n128所",
        ] {
            assert_eq!(aside(text), [], "{text}");
        }
    }
}
