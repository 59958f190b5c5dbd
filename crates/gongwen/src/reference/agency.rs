//! Where an agency's code (机关代字) or name begins, when no mark parts it from the words before.
//!
//! `按照省厅鲁司` → `鲁司`; `根据住房和城乡建设部` → `住房和城乡建设部`
//!
//! A document number may follow any word: `按照财库〔2022〕3号`, `…的通知国发〔2009〕12号`. Codes are too many to list
//! (each county has its own), but the words that stand before them are few.

use std::ops::Range;

use memchr::memmem;

use super::code::{agency_at_end, agency_named, is_sure, is_whole, known};
use super::other::{is_labelled_other, is_other_code};
use crate::place::names::{Form, name_at};

/// The agency code (机关代字) right before the year bracket at `open`, with the spaces after it.
pub(super) fn agency_code(text: &str, from: usize, open: usize) -> Option<Range<usize>> {
    let before = text[from..open].trim_end_matches(' ');
    let len: usize = run_len(before, 2 * LONGEST_CODE);
    // 京价(收)字, 粤府办（函）
    let inner = before[..before.len() - len].strip_suffix([')', '）']);
    let inner = inner.and_then(|inner| {
        let word = run_len(inner, 3);
        let outer = inner[..inner.len() - word].strip_suffix(['(', '（'])?;
        let outer_len = run_len(outer, LONGEST_CODE);
        (word > 0 && outer_len > 0 && len <= 2 * 3).then_some(before.len() - outer.len() + outer_len)
    });
    let run = &before[before.len() - inner.unwrap_or(len)..];
    if run.is_empty() {
        return None;
    }
    // 京经信发, 和政发 hold words that others stand after.
    let code = if is_sure(run) { run } else { trimmed(without_agency(without_words_before(run))) };
    let code = if code.chars().count() > LONGEST_CODE + 2 { code_at_end(code) } else { code };
    let start = open - (text[from..open].len() - before.len()) - code.len();
    // 〔 is written for nothing else; other brackets also hold years that belong to the words before.
    let telling = text[open..].starts_with(['〔', '﹝'])
        || code.contains(|c| CODE_CHARACTERS.contains(c))
        || is_whole(code);
    let is_code = !code.is_empty()
        && telling
        && !WORDS_NOT_CODE.split_ascii_whitespace().any(|word| code.ends_with(word))
        && !is_other_code(code)
        && !is_labelled_other(&text[from..start]);
    is_code.then_some(start..open)
}

/// Bytes of the letters that `text` ends with, at most so many characters.
fn run_len(text: &str, most: usize) -> usize {
    text.chars().rev().take(most).take_while(|&c| is_code_letter(c)).map(char::len_utf8).sum()
}

/// `code` without what stands before a code that is sure: `特此印发皖政办` → `皖政办`.
fn trimmed(code: &str) -> &str {
    if is_whole(code) {
        return code;
    }
    // One character before a code may be the region above: 津滨政发.
    let ends = code.char_indices().map(|(at, _)| at).skip(2);
    ends.map(|at| &code[at..]).find(|rest| is_sure(rest) && rest.chars().nth(1).is_some()).unwrap_or(code)
}

/// The name of the agency, or of several, that `text` ends with.
pub(super) fn agency_before(text: &str) -> Option<&str> {
    let mut start = text.len() - one_agency_before(text)?.len();
    // 财政部 税务总局, 国家发展改革委、商务部: those before it are known, or end like one of a division.
    for _ in 0..MOST_JOINT {
        let before = text[..start].trim_end_matches([' ', '\n', '、', '和', '及', '与']);
        if before.len() == start {
            break;
        }
        let known = agency_at_end(before).map(|(_, len)| len);
        let local = || one_agency_before(before).filter(|name| is_local(name)).map(str::len);
        let Some(len) = known.or_else(local) else { break };
        start = before.len() - len;
    }
    Some(&text[start..])
}

/// Agencies that issue one document together; the longest seen list has eleven.
const MOST_JOINT: usize = 12;

/// The last agency's name in `text`, which ends with it.
fn one_agency_before(text: &str) -> Option<&str> {
    if !text.ends_with(AGENCY_ENDS) {
        return None;
    }
    let letters = |most: usize| {
        let run = text.chars().rev().take(most);
        run.take_while(|&c| is_code_letter(c) || c == ' ').map(char::len_utf8).sum::<usize>()
    };
    let run = text[text.len() - letters(30)..].trim_start();
    if let Some((_, len)) = agency_at_end(run) {
        // 中华人民共和国国务院
        let before = &run[..run.len() - len];
        let full = before.trim_end_matches(' ').strip_suffix(STATE).map_or(run.len() - len, str::len);
        return Some(&run[full..]);
    }
    let mut start = 0;
    for word in WORDS_BEFORE_AGENCY.split_ascii_whitespace() {
        for at in memmem::find_iter(run.as_bytes(), word.as_bytes()) {
            let inner = AGENCY_INNER.split_ascii_whitespace().any(|inner| run[at..].starts_with(inner));
            if !inner {
                start = start.max(at + word.len());
            }
        }
    }
    let run = run[start..].trim_start();
    // 违反安徽省人民政府
    let place = run
        .char_indices()
        .map(|(at, _)| at)
        .take(12)
        .find(|&at| name_at(run, at).is_some_and(|name| name.form != Form::Bare));
    let run = place.map_or(run, |at| &run[at..]);
    // Two spaces part what stands beside each other in a table.
    let run = run.rsplit("  ").next().unwrap_or(run).trim_start();
    let alone = run.rsplit(' ').next().unwrap_or(run);
    // 财政部 税务总局 are two; 岱溪市 人民政府 and 人 民 政 府 are one.
    let run = if alone.chars().nth(3).is_some() && !alone.starts_with("人民") { alone } else { run };
    let enough = run.chars().nth(1).is_some() || run == "国";
    (enough && run.ends_with(AGENCY_ENDS)).then_some(run)
}

/// Whether an agency's name begins with the name of a division.
fn is_local(name: &str) -> bool {
    name_at(name, 0).is_some_and(|place| place.form != Form::Bare && place.range.end < name.len())
}

/// The one writing of the name of an agency, or of several parted by `、`: `中华人民共和国国务院`, `国` → `国务院`;
/// `国家发展改革委` → `国家发展和改革委员会`; `岱溪市政府` → `岱溪市人民政府`.
pub(super) fn full_name(name: &str) -> String {
    let parts = name.split([' ', '\n', '、']).filter(|part| !part.is_empty());
    let spaced = name.split(' ').all(|part| part.chars().count() <= 2);
    if spaced {
        return full_name_of_one(&name.replace([' ', '\n'], ""));
    }
    let mut names: Vec<String> = Vec::new();
    for part in parts.flat_map(split_joint) {
        // 岱溪市 人民政府
        let begun = names.last_mut().filter(|last| part.starts_with("人民") || !last.ends_with(AGENCY_ENDS));
        match begun {
            Some(last) => *last = full_name_of_one(&format!("{last}{part}")),
            None => names.push(full_name_of_one(part)),
        }
    }
    names.join("、")
}

/// `国家发展改革委和财政部` → both.
fn split_joint(part: &str) -> impl Iterator<Item = &str> {
    let cut = part.char_indices().find(|&(at, c)| {
        matches!(c, '和' | '及' | '与')
            && agency_named(&part[..at]).is_some()
            && agency_named(&part[at + c.len_utf8()..]).is_some()
    });
    let (first, second) = match cut {
        Some((at, c)) => (&part[..at], Some(&part[at + c.len_utf8()..])),
        None => (part, None),
    };
    std::iter::once(first).chain(second)
}

fn full_name_of_one(name: &str) -> String {
    let name = name.strip_prefix(STATE).filter(|rest| !rest.is_empty()).unwrap_or(name);
    if let Some(agency) = agency_named(name) {
        return agency.name.trim_start_matches(STATE).to_owned();
    }
    let mut name = name.to_owned();
    if let Some(at) = name.find("政府").filter(|_| !name.contains("人民政府")) {
        name.insert_str(at, "人民");
    }
    name.replace("人大常委会", "人民代表大会常务委员会")
}

const STATE: &str = "中华人民共和国";

/// Words after which a 机关代字 may begin although no mark parts them: `按照财库〔2022〕3号`, `…的通知国发〔2009〕12号`,
/// `省厅鲁司〔2013〕115号`.
const WORDS_BEFORE_CODE: &str = "根据 按照 依据 依照 遵照 参照 按 通知 文件 印发 转发 批转 下发 颁发 发布 意见 方案 办法 \
    规定 决定 批复 精神 要求 落实 贯彻 执行 制定 颁布 实施 出台 废止 详见 参见 见 即 以及 和 \
    及 与 的 了 以 在 由 是 为 将 对 省厅 省局 省委 省府 市局 市委 市府 县局 县委 县府 \
    区局 区委 政府 办公厅 办公室 国务院 委员会 总局 总署 财政部 教育部 国家发改委 国家发展改革委 文号 字号 编号 年 月 日 \
    号 等 其 本 该 上述 原 收悉 我局 我省 我市 我县 下达 公布 收到 号文 依 凡 发文";

/// Words that end no code, so that a year in brackets after them is none of a document number: `的通知〔2019〕5号`.
const WORDS_NOT_CODE: &str = "通知 文件 意见 方案 办法 规定 决定 批复 精神 要求 的";

/// Characters that most agency codes hold: organs (政 府 委 办 财 司 …) and kinds (发 函 字 电 秘 规 …).
const CODE_CHARACTERS: &str =
    "政府办党委发函字电秘规令通财税教科工信民公安司法人社资环住建交水农商文旅卫健审国市监银统经";

/// Longest agency code in characters; the longest seen is `工信部联企业` with a kind.
const LONGEST_CODE: usize = 10;

/// Ends of the names of agencies that give orders (令) and announce (公告).
const AGENCY_ENDS: &[char] =
    &['院', '府', '部', '委', '局', '署', '会', '厅', '行', '办', '席', '总', '国', '长', '室', '社', '队'];

/// Words after which the name of an agency begins.
const WORDS_BEFORE_AGENCY: &str = "根据 按照 依据 依照 遵照 通过 公布 修订 发布 施行 废止 修正 由 以 经 的 了 和 及 与 即 \
    见 年 月 日 号 原 现将 颁布 违反 执行 落实 转发 印发 下发 关于 依 按 现行 适用 参照";

/// Names that hold one of the [`WORDS_BEFORE_AGENCY`].
const AGENCY_INNER: &str = "和城乡 和计划 和信息 和改革 和社会 和旅游 和草原 和国 和商务 和技术 和物资 和体育 和生态 和农村 \
    和规划 和房产 和水务 经济 经贸 经信 由国 以上";

fn is_code_letter(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | 'X' | '×')
}

/// `run` from after the last of the [`WORDS_BEFORE_CODE`] in it that leaves a code.
fn without_words_before(run: &str) -> &str {
    let mut start = 0;
    for word in WORDS_BEFORE_CODE.split_ascii_whitespace() {
        for at in memmem::find_iter(run.as_bytes(), word.as_bytes()) {
            let end = at + word.len();
            let single = word.chars().nth(1).is_none();
            if end < run.len() && end > start && !(single && at == 0 && is_region(run, end)) {
                start = end;
            }
        }
    }
    &run[start..]
}

/// Whether the character that ends at `end` of `run` is the region of the code: 和政发, 原政办发; not 和财库.
fn is_region(run: &str, end: usize) -> bool {
    let rest = &run[end..];
    rest.starts_with(['政', '府', '委', '办'])
        || (known(rest, None).is_empty()
            && super::code::readings(run).iter().any(|reading| reading.whole && reading.region.len() == end))
}

/// `run` from after the name of an agency glued to its code (`自然资源部自然资发`), but not inside a code (`人社部发`,
/// `工信部联企业`).
fn without_agency(run: &str) -> &str {
    let mut start = 0;
    for (count, (at, c)) in run.char_indices().enumerate() {
        let rest = &run[at + c.len_utf8()..];
        let goes_on = rest.is_empty() || rest.starts_with(KINDS);
        if matches!(c, '部' | '局' | '厅' | '委' | '院' | '会') && count >= 2 && !goes_on {
            start = at + c.len_utf8();
        }
    }
    // 工信部企业, 教职成厅函: the code of a known agency holds its 部.
    if start > 0 && !known(run, None).is_empty() && known(&run[start..], None).is_empty() {
        return run;
    }
    &run[start..]
}

/// What goes on a code after its organ: kinds of document, and 联 of several agencies.
const KINDS: [char; 14] =
    ['发', '函', '字', '办', '电', '秘', '规', '联', '通', '令', '文', '公', '综', '明'];

/// The end of a run too long to be a code that is made of code characters, with the character before for its region.
fn code_at_end(run: &str) -> &str {
    let region = run.char_indices().rev().find(|&(_, c)| !CODE_CHARACTERS.contains(c));
    &run[region.map_or(0, |(at, _)| at)..]
}
