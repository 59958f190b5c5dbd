//! What lines are beside their neighbours.
//!
//! `下载` / `打印` → two buttons; `主办：松坪县人民政府` over a registration number → footer

use std::ops::Range;

use super::judge::{Needs, Verdict};

/// Decides on the lines that need company: two in a row keep it, and one beside a line set aside.
pub(super) fn company(text: &str, lines: &[Range<usize>], verdicts: &mut [Verdict]) {
    let likely = |verdict: Verdict| {
        matches!(verdict, Verdict::Sure(_) | Verdict::Maybe(_, Needs::Company | Needs::Any))
    };
    let mut at = 0;
    while at < verdicts.len() {
        if !likely(verdicts[at]) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        loop {
            if end < verdicts.len() && likely(verdicts[end]) {
                end += 1;
            } else if end + 1 < verdicts.len()
                && likely(verdicts[end + 1])
                && is_entry(&text[lines[end].clone()])
            {
                // `首页` `国务院` `新闻`: an entry the dictionary does not know, between two it does.
                end += 2;
            } else {
                break;
            }
        }
        // `>` and `云南要闻`: what follows the mark of a breadcrumb is its next step.
        let step =
            |line: &Range<usize>| text[line.clone()].chars().all(|c| matches!(c, '>' | '》' | '›' | '»'));
        if end > at + 1
            && end < verdicts.len()
            && step(&lines[end - 1])
            && is_entry(&text[lines[end].clone()])
        {
            end += 1;
            // The channel's name comes again as the page's heading.
            let repeated = |next: &Range<usize>| text[next.clone()] == text[lines[end - 1].clone()];
            end += usize::from(lines.get(end).is_some_and(repeated));
        }
        let known =
            |verdict: &Verdict| matches!(verdict, Verdict::Sure(_) | Verdict::Maybe(_, Needs::Company));
        let kept = verdicts[at..end].iter().filter(|verdict| known(verdict)).count();
        let sure = verdicts[at..end].iter().any(|verdict| matches!(verdict, Verdict::Sure(_)));
        if sure || kept >= 2 {
            let mut kind = "navigation";
            for verdict in &mut verdicts[at..end] {
                match verdict {
                    Verdict::Sure(of) | Verdict::Maybe(of, Needs::Company) => kind = of,
                    _ => {}
                }
                *verdict = Verdict::Sure(kind);
            }
        }
        at = end;
    }
}

/// A short line without figures or marks of a sentence.
fn is_entry(line: &str) -> bool {
    line.chars().count() <= 8
        && !line.contains(|c: char| c.is_ascii_digit() || "，。；：、,;:（(《".contains(c))
}

/// Lines that name a site's keepers count above or below a line of the footer, and whatever follows the footer at the
/// end of a text is the page's too.
pub(super) fn footer(verdicts: &mut [Verdict], last_prose: Option<usize>) {
    let is_footer = |verdict: Verdict| matches!(verdict, Verdict::Sure("registration" | "footer"));
    let keeper = |verdict: Verdict| matches!(verdict, Verdict::Maybe(_, Needs::Footer));
    for at in 1..verdicts.len() {
        if keeper(verdicts[at]) && is_footer(verdicts[at - 1]) {
            verdicts[at] = Verdict::Sure("footer");
        }
    }
    for at in (1..verdicts.len()).rev() {
        if keeper(verdicts[at - 1]) && is_footer(verdicts[at]) {
            verdicts[at - 1] = Verdict::Sure("footer");
        }
    }
    const AFTER_FOOTER: usize = 12;
    let tail = last_prose.map_or(verdicts.len(), |last| last + 1);
    let begins = (tail..verdicts.len()).find(|&at| is_footer(verdicts[at]));
    if let Some(begins) = begins.filter(|begins| verdicts.len() - begins <= AFTER_FOOTER) {
        for verdict in &mut verdicts[begins..] {
            if !matches!(verdict, Verdict::Sure(_)) {
                *verdict = Verdict::Sure("footer");
            }
        }
    }
}

/// The titles listed under `相关链接`, up to the next line set aside or the end of the text.
pub(super) fn related(text: &str, lines: &[Range<usize>], verdicts: &mut [Verdict]) {
    const LISTED: usize = 12;
    let mut at = 0;
    while at < verdicts.len() {
        if verdicts[at] == Verdict::Sure("related") {
            let listed = verdicts[at + 1..].iter().take(LISTED + 1);
            let until =
                listed.take_while(|verdict| !matches!(verdict, Verdict::Sure(_) | Verdict::Prose)).count();
            let end = at + 1 + until;
            let closed = match verdicts.get(end) {
                Some(Verdict::Sure(_)) => true,
                Some(_) => false,
                None => until <= LISTED,
            };
            let plain = lines[at + 1..end].iter().all(|line| !text[line.clone()].contains('。'));
            if closed && plain {
                verdicts[at + 1..end].fill(Verdict::Sure("related"));
            }
            at = end;
        } else {
            at += 1;
        }
    }
}
