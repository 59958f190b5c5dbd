//! Where an agency's code (机关代字) or name begins, when no mark parts it from the words before.
//!
//! `按照省厅鲁司` → `鲁司`; `根据住房和城乡建设部` → `住房和城乡建设部`
//!
//! A document number may follow any word: `按照财库〔2022〕3号`, `…的通知国发〔2009〕12号`. Codes are too many to list
//! (each county has its own), but the words that stand before them are few.

use std::ops::Range;

use memchr::memmem;

/// The agency code (机关代字) right before the year bracket at `open`, with the spaces after it.
pub(super) fn agency_code(text: &str, from: usize, open: usize) -> Option<Range<usize>> {
    let before = text[from..open].trim_end_matches(' ');
    let run: usize = before
        .chars()
        .rev()
        .take(2 * LONGEST_CODE)
        .take_while(|&c| is_code_letter(c))
        .map(char::len_utf8)
        .sum();
    if run == 0 {
        return None;
    }
    let run = &before[before.len() - run..];
    let code = without_agency(without_words_before(run));
    let code = if code.chars().count() > LONGEST_CODE { code_at_end(code) } else { code };
    // 〔 is written for nothing else; other brackets also hold years that belong to the words before.
    let telling = text[open..].starts_with(['〔', '﹝']) || code.contains(|c| CODE_CHARACTERS.contains(c));
    let is_code = !code.is_empty() && telling && !WORDS_NOT_CODE.split(' ').any(|word| code.ends_with(word));
    is_code.then(|| open - (text[from..open].len() - before.len()) - code.len()..open)
}

/// The agency's name that `text` ends with.
pub(super) fn agency_before(text: &str) -> Option<&str> {
    let len: usize =
        text.chars().rev().take(30).take_while(|&c| is_code_letter(c) || c == ' ').map(char::len_utf8).sum();
    let run = text[text.len() - len..].trim_start();
    let mut start = 0;
    for word in WORDS_BEFORE_AGENCY.split(' ') {
        for at in memmem::find_iter(run.as_bytes(), word.as_bytes()) {
            let inner = AGENCY_INNER.split(' ').any(|inner| run[at..].starts_with(inner));
            if !inner {
                start = start.max(at + word.len());
            }
        }
    }
    let agency = run[start..].trim_start();
    agency.ends_with(ORDER_AGENCY_ENDS).then_some(agency)
}

/// Words after which a 机关代字 may begin although no mark parts them: `按照财库〔2022〕3号`, `…的通知国发〔2009〕12号`,
/// `省厅鲁司〔2013〕115号`.
const WORDS_BEFORE_CODE: &str = "根据 按照 依据 依照 遵照 参照 按 通知 文件 印发 转发 批转 下发 颁发 发布 意见 方案 办法 \
    规定 决定 批复 精神 要求 落实 贯彻 执行 制定 颁布 实施 出台 废止 详见 参见 见 即 以及 和 \
    及 与 的 了 以 在 由 是 为 将 对 省厅 省局 省委 省府 市局 市委 市府 县局 县委 县府 \
    区局 区委 政府 办公厅 办公室 国务院 委员会 总局 总署 财政部 教育部 国家发改委 国家发展改革委 文号 字号 编号 年 月 日 \
    号 等 其 本 该 上述 原 收悉 我局 我省 我市 我县";

/// Words that end no code, so that a year in brackets after them is none of a document number: `的通知〔2019〕5号`.
const WORDS_NOT_CODE: &str = "通知 文件 意见 方案 办法 规定 决定 批复 精神 要求 的 许可证 备案 民初 民终 民申 行初 行终 \
    行申 刑初 刑终";

/// Characters that most agency codes hold: organs (政 府 委 办 财 司 …) and kinds (发 函 字 电 秘 规 …).
const CODE_CHARACTERS: &str =
    "政府办党委发函字电秘规令通财税教科工信民公安司法人社资环住建交水农商文旅卫健审国市监银统经";

/// Longest agency code in characters; the longest seen is `工信部联企业` with a kind.
const LONGEST_CODE: usize = 10;

/// Ends of the names of agencies that give orders (令).
const ORDER_AGENCY_ENDS: &[char] =
    &['院', '府', '部', '委', '局', '署', '会', '厅', '行', '办', '席', '总', '国'];

/// Words after which the name of an agency begins.
const WORDS_BEFORE_AGENCY: &str = "根据 按照 依据 依照 遵照 通过 公布 修订 发布 施行 废止 修正 由 以 经 的 了 和 及 与 即 \
    见 年 月 日 号 原 现将 颁布";

/// Names that hold one of the [`WORDS_BEFORE_AGENCY`].
const AGENCY_INNER: &str =
    "和城乡 和计划 和信息 和改革 和社会 和旅游 和草原 和国 和商务 和技术 和物资 和体育";

fn is_code_letter(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | 'X' | '×')
}

/// `run` from after the last of the [`WORDS_BEFORE_CODE`] in it that leaves a code.
fn without_words_before(run: &str) -> &str {
    let mut start = 0;
    for word in WORDS_BEFORE_CODE.split(' ') {
        // A single letter may be the region's name: 和政发, 原政办发.
        let single = word.chars().count() == 1;
        for at in memmem::find_iter(run.as_bytes(), word.as_bytes()) {
            let end = at + word.len();
            let region = single && at == 0 && run[end..].starts_with(['政', '府', '委', '办']);
            if end < run.len() && !region {
                start = start.max(end);
            }
        }
    }
    &run[start..]
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
