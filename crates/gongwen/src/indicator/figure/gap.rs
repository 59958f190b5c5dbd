//! Gaps: where the noun of a figure ends and the words of the next one begin, between two figures of a clause.
//!
//! `14个|重点产业|产值占农业总产值的|80%` → 14 of `重点产业`, and their `产值占农业总产值`.

use std::ops::Range;

use crate::indicator::distribute;
use crate::indicator::name::Atom;
use crate::lexicon::{Class, Lexicon};

/// Splits the gap between two figures of a clause: one past the first one's noun, and where the second one's words begin.
pub(super) fn split_gap(
    text: &str,
    gap: &Range<usize>,
    taken: &[Atom<'_>],
    [next_has_noun, measured, located]: [bool; 3],
) -> (usize, usize) {
    let between = &text[gap.clone()];
    let items = distribute::items(between);
    if let [.., last] = items.as_slice()
        && (items.len() > 1 || between.trim_end().ends_with(['、', '和', '与', '及']))
    {
        let ends = between.trim_end().ends_with(['、', '和', '与', '及']) || between.ends_with("以及");
        if !ends && next_has_noun && !last.ends_with('等') {
            return (gap.end, gap.end); // 116个国家和地区近4000名运动员
        }
        let cut = last.as_ptr() as usize - between.as_ptr() as usize;
        let start = if ends { between.len() } else { cut };
        let noun_end = if ends {
            cut + last.len()
        } else {
            items[items.len() - 2].as_ptr() as usize - between.as_ptr() as usize
                + items[items.len() - 2].len()
        };
        return (gap.start + noun_end, gap.start + start);
    }
    // 14个重点产业产值占农业总产值的80%: of what is counted, the next figure measures an attribute.
    if let Some(end) = noun_before_attribute(text, gap, taken, measured) {
        return (end, gap.start);
    }
    // 16个执法单位各类执法案卷共计121件: a second noun begins.
    let other =
        |atom: &&Atom<'_>| matches!(atom.word, "各类" | "各项" | "各种" | "各级各类") && atom.end() < gap.end;
    let other = taken.iter().skip(1).position(|atom| other(&atom)).map(|at| &taken[at..at + 2]);
    if let Some([before, other]) = other
        && !before.class.is(Class::VERB)
    {
        return (other.start, other.start);
    }
    // 从15个县扩大到57个县: the level is the next one's.
    if let Some(level) =
        taken.iter().skip(1).find(|atom| atom.ends_change()).filter(|atom| atom.end() <= gap.end)
    {
        return (level.start, level.start);
    }
    let inside = || taken.iter().skip(1).filter(|atom| atom.class.is(Class::VERB) && atom.end() <= gap.end);
    // 在39个村改造线路16公里: where it is done.
    let verb = inside().next().filter(|_| located);
    let verb = verb
        .or_else(|| inside().find(|atom| text[atom.end()..].starts_with('了')))
        .or_else(|| inside().find(|atom| atom.class.leads()))
        .or_else(|| inside().find(|atom| atom.end() == gap.end || !atom.class.is(Class::NOUN_VERB)));
    match verb {
        Some(atom) => (atom.start, atom.start),
        None => (gap.end, gap.end),
    }
}

/// Where the noun counted ends, if an attribute of it stands behind it that the next figure measures.
fn noun_before_attribute(
    text: &str,
    gap: &Range<usize>,
    taken: &[Atom<'_>],
    measured: bool,
) -> Option<usize> {
    let inside = taken.iter().rposition(|atom| atom.end() <= gap.end)?;
    let words = &taken[..=inside];
    // 占农业总产值的: what it is a share of.
    let share = words.iter().position(|atom| atom.word == "占");
    let words = &words[..share.unwrap_or(words.len())];
    let link = Class::MEASURE.and(Class::CHANGE).and(Class::COMPARISON).and(Class::FILLER);
    let last = words.iter().rposition(|atom| !atom.time && !atom.class.is(link))?;
    if !measured && share.is_none() && last + 1 == words.len() {
        return None; // 1个经济总量|千亿县
    }
    let attribute = Lexicon::builtin().suffix(words[last].word, Class::ATTRIBUTE)?;
    let end = words[last].end() - attribute.len();
    // 重点园区2025年营业收入: without the year.
    let noun = if end > words[last].start {
        end
    } else {
        words[..last].iter().rfind(|atom| !atom.time && !atom.class.is(link))?.end()
    };
    const NOUN_BYTES: usize = 6;
    let verbs = words[..=last].iter().any(|atom| atom.class.is(Class::VERB));
    (!verbs && noun >= gap.start + NOUN_BYTES && !text[gap.start..noun].contains(['、', '，']))
        .then_some(noun)
}

/// One past the separator at `at`.
pub(super) fn skip_separator(text: &str, at: usize) -> usize {
    ["、", "和", "与", "及", "以及", " "]
        .iter()
        .find(|word| text[at..].starts_with(**word))
        .map_or(at, |word| at + word.len())
}
