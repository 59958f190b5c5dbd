//! Phrases: names put together and taken apart at their nouns.
//!
//! `生物降解制品总产量` → its owner `生物降解制品`; `自然人申请` + `申请案件` → `自然人申请案件`.

use std::borrow::Cow;

use crate::lexicon::{Class, Lexicon};

/// Whether a name is the measure of something named before.
pub(super) fn is_attribute(own: &str) -> bool {
    /// 智算规模: a modifier and a measure, too short to stand alone.
    const SHORT_CHARS: usize = 4;
    let lexicon = Lexicon::builtin();
    // 优秀率, 直接纠错率: of what was counted; 城镇化率 is the place's own.
    const RATE_CHARS: usize = 5;
    let rate = own.ends_with('率')
        && own.chars().count() <= RATE_CHARS
        && lexicon.suffix(own, Class::ABSOLUTE_RATE).is_none();
    rate || lexicon.suffix(own, Class::ATTRIBUTE).is_some_and(|measure| {
        // 粮食产量, 汽车销量: whose it is has been said.
        measure.len() == own.len()
            || (own.chars().count() <= SHORT_CHARS || own.starts_with('对') && own.ends_with('率'))
                && lexicon.suffix(own, Class::ABSOLUTE_RATE).is_none()
                && !own.ends_with("产量")
                && !own.ends_with("销量")
    })
}

/// Whether a topic can be a name by itself: not `提前`, not `于历年修复和`.
pub(super) fn is_noun_phrase(topic: &str) -> bool {
    const SHORTEST: usize = 3;
    topic.chars().count() >= SHORTEST
        && !topic.starts_with(['于', '在', '由', '从', '把', '以'])
        && !topic.ends_with(['和', '与', '并', '及'])
}

/// A name without the attribute it ends in: `生物降解制品总产量` → `生物降解制品`.
pub(super) fn owner(name: &str) -> &str {
    let head = Lexicon::builtin().suffix(name, Class::ATTRIBUTE).filter(|head| head.len() < name.len());
    head.map_or(name, |head| &name[..name.len() - head.len()])
}

/// `年投资亿元以上项目新开工` → `年投资亿元以上项目`: without the verb of stage it ends in.
pub(super) fn ended(object: &str) -> Option<&str> {
    ["新开工", "开工", "竣工", "投产", "完工", "建成", "投用", "出栏", "存栏", "在册"]
        .iter()
        .find_map(|verb| object.strip_suffix(verb))
}

/// Puts an owner before an attribute, once.
pub(super) fn attach<'t>(owner: &str, own: &Cow<'t, str>) -> Cow<'t, str> {
    // 技改项目560个，技改投资增长23%
    let second = own.char_indices().nth(2).map_or(own.len(), |(at, _)| at);
    if own.contains(owner)
        || owner.starts_with(&own[..second]) && own.chars().count() > 2 && !own.ends_with('率')
    {
        return own.clone();
    }
    // 担保贷款 + 贷款期限
    const WORD_BYTES: usize = 6;
    let ends = own.char_indices().map(|(at, _)| at).filter(|at| *at >= WORD_BYTES);
    let overlap = ends.take(3).filter(|at| owner.ends_with(&own[..*at])).last().unwrap_or(0);
    joined(&[owner, &own[overlap..]])
}

/// Words that do not stand side by side in the text.
pub(super) fn joined<'t>(words: &[&str]) -> Cow<'t, str> {
    Cow::Owned(words.concat())
}

/// Whether two names end in the same noun, so that the second needs nothing of the first.
pub(super) fn shares_noun(own: &str, object: &str) -> bool {
    let tail = object.char_indices().rev().nth(1).map(|(at, _)| &object[at..]);
    tail.is_some_and(|tail| own.ends_with(tail))
}

/// `国家级民主法治示范村` → `民主法治示范村`.
pub(super) fn without_grade(object: &str) -> &str {
    object.split_once('级').map_or(object, |(_, noun)| noun)
}

/// The object less what the name already ends in: `自然人申请` + `申请案件` → `案件`.
pub(super) fn without_overlap<'o>(own: &str, object: &'o str) -> &'o str {
    let starts = object.char_indices().map(|(at, _)| at).skip(1).chain([object.len()]);
    // 结案 + 案件: one character is no word.
    const WORD_BYTES: usize = 6;
    let overlap = starts.filter(|at| *at >= WORD_BYTES && own.ends_with(&object[..*at])).last().unwrap_or(0);
    &object[overlap..]
}
