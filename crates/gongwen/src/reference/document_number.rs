//! Document numbers (发文字号): 机关代字, 年份 and 发文顺序号 (《党政机关公文处理工作条例》 article 9 (五)).
//!
//! ```
//! use gongwen::{Options, analyze};
//! let document = analyze("按照财库[2022]第03号和《纲要》（中发〔2015〕36号）要求，", &Options::default());
//! let numbers: Vec<&str> = document.doc_numbers.iter().map(|number| number.canonical.as_str()).collect();
//! assert_eq!(numbers, ["财库〔2022〕3号", "中发〔2015〕36号"]);
//! assert_eq!(document.doc_numbers[1].cited_title.as_deref(), Some("《纲要》"));
//! ```
//!
//! Orders (`国务院令第722号`) and announcements (`2021年第38号公告`) have no agency code and keep their own writing. Every
//! 号 is looked at once, and what stands before it decides: the text is not searched with a pattern.

use std::ops::Range;

use memchr::memmem;

use crate::document::{DocumentNumberForm as Form, DocumentNumberRole as Role};

/// A document number in the normalised text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Where it stands.
    pub range: Range<usize>,
    /// `机关代字〔年份〕序号号`.
    pub canonical: String,
    /// Which form it has.
    pub form: Form,
    /// 机关代字; none for orders and announcements.
    pub agency_code: Option<String>,
    /// Year, if given and not redacted.
    pub year: Option<i32>,
    /// 发文顺序号, if not redacted.
    pub serial: Option<u32>,
    /// The document's own, or cited.
    pub role: Role,
    /// Title in 《》 beside it.
    pub cited_title: Option<Range<usize>>,
}

/// Finds the document numbers of `text`, in order. `lines` are its non-empty lines; one that stands alone on its line
/// before `head_end` is the document's own.
pub(crate) fn scan_numbers(text: &str, lines: &[Range<usize>], head_end: usize) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut read_to = 0;
    for at in anchors(text) {
        if at < read_to {
            continue;
        }
        let found = match text[at..].chars().next() {
            Some('〔') => standard(text, read_to, at),
            Some(_) => numbered(text, read_to, at),
            None => break,
        };
        if let Some(last) = found.last() {
            read_to = last.range.end;
            numbers.extend(found);
        }
    }
    for number in &mut numbers {
        number.cited_title = cited_title(text, &number.range);
    }
    mark_own(text, lines, head_end, &mut numbers);
    numbers
}

/// Every 号, 號 and 〔, in order: the only places round which a document number can stand.
fn anchors(text: &str) -> Vec<usize> {
    let find = |needle: &'static str| memmem::find_iter(text.as_bytes(), needle.as_bytes());
    let mut anchors: Vec<usize> = find("号").chain(find("號")).chain(find("〔")).collect();
    anchors.sort_unstable();
    anchors
}

/// The numbers that end at the 号 at `at`.
fn numbered(text: &str, from: usize, at: usize) -> Vec<Number> {
    let before = &text[from..at];
    let ahead = before.trim_end_matches(|c: char| is_numeral(c) || " 第".contains(c));
    if ahead.len() == before.len() {
        return Vec::new();
    }
    if let Some(open) = year_bracket_before(ahead) {
        return standard(text, from, from + open);
    }
    if !before.trim_end_matches(' ').ends_with(is_numeral) {
        return Vec::new();
    }
    order(text, from, at).or_else(|| announcement(text, from, at)).into_iter().collect()
}

/// Start of the year bracket that `text`, which is followed by a serial number, ends with. Serial numbers of a list
/// may stand between (`〔2019〕5、6号`).
fn year_bracket_before(text: &str) -> Option<usize> {
    let in_list = |c: char| c.is_ascii_digit() || "、,，和及第 号".contains(c);
    let mut before = text.char_indices().rev().take(LONGEST_LIST).skip_while(|&(_, c)| in_list(c));
    before.next().filter(|(_, c)| CLOSING.contains(c))?;
    let open = before.take(12).find(|&(_, c)| OPENING.contains(&c))?.0;
    year_bracket(&text[open..]).is_some().then_some(open)
}

/// Characters looked at for the year before a list of serial numbers: some ten of them.
const LONGEST_LIST: usize = 60;

const OPENING: [char; 8] = ['〔', '[', '【', '(', '（', '﹝', '［', '〈'];
const CLOSING: [char; 8] = ['〕', ']', '】', ')', '）', '﹞', '］', '〉'];

/// A year in brackets.
struct Year<'a> {
    written: &'a str,
    year: Option<i32>,
    /// Bytes up to and with the closing bracket.
    len: usize,
}

/// The year in brackets that `text` begins with: `〔2019〕`, `( 2019年 )`, redacted `[X]`, `〔20××〕`.
fn year_bracket(text: &str) -> Option<Year<'_>> {
    let inner = text.strip_prefix(OPENING)?;
    let close = inner.char_indices().take(10).find(|(_, c)| CLOSING.contains(c))?.0;
    let written = inner[..close].trim().trim_end_matches('年').trim_end();
    let redacted = |c: char| matches!(c, 'X' | 'x' | '×' | '*' | '＊' | '○' | '〇');
    let year = written.parse().ok().filter(|year| written.len() == 4 && (1900..2100).contains(year));
    let hidden = !written.is_empty()
        && written.contains(redacted)
        && written.chars().count() <= 4
        && written.chars().all(|c| c.is_ascii_digit() || redacted(c));
    let closing = inner[close..].chars().next().map_or(0, char::len_utf8);
    let len = text.len() - inner.len() + close + closing;
    (year.is_some() || hidden).then_some(Year { written, year, len })
}

/// The number whose year bracket is at `open`, and those that a list adds to it: `国办发〔2019〕5号、6号`.
fn standard(text: &str, from: usize, open: usize) -> Vec<Number> {
    let mut numbers = Vec::new();
    let Some(year) = year_bracket(&text[open..]) else { return numbers };
    let Some(code) = agency_code(text, from, open) else { return numbers };
    let code_text = text[code.clone()].trim_end();
    let form = match code_text {
        _ if code_text.ends_with('令') => Form::Order,
        _ if NOTICES.iter().any(|notice| code_text.ends_with(notice)) => Form::NoticeNo,
        _ => Form::Standard,
    };
    let mut start = code.start;
    let mut at = open + year.len;
    while let Some(serial) = serial(&text[at..]) {
        let end = at + serial.len;
        numbers.push(Number {
            range: start..end,
            canonical: format!("{code_text}〔{}〕{}号", year.written, serial.written),
            form,
            agency_code: (form == Form::Standard).then(|| code_text.to_owned()),
            year: year.year.filter(|_| form != Form::Order),
            serial: serial.number,
            role: Role::Cited,
            cited_title: None,
        });
        let Some(next) = next_in_list(&text[end..]) else { break };
        start = end + next;
        at = start;
    }
    numbers
}

/// A serial number (发文顺序号).
struct Serial {
    /// Without 第 and leading zeros.
    written: String,
    number: Option<u32>,
    /// Bytes with 第, spaces and 号.
    len: usize,
}

/// The serial number that `text` begins with: `5号`, `第08号`, `X号`, `12` with its 号 left out.
fn serial(text: &str) -> Option<Serial> {
    let digits = text.trim_start_matches([' ', '第', '字']);
    let shown = digits.bytes().take(7).take_while(u8::is_ascii_digit).count();
    let hidden: usize =
        digits.chars().take(4).take_while(|&c| matches!(c, 'X' | '×' | '*')).map(char::len_utf8).sum();
    let written = &digits[..shown.max(hidden)];
    let rest = &digits[written.len()..];
    let mark = rest.trim_start_matches(' ').strip_prefix(['号', '號']);
    let len = text.len() - mark.unwrap_or(rest).len();
    let bare = mark.is_none() && (hidden > 0 || rest.starts_with(|c: char| "年月日.-页条项%".contains(c)));
    if written.is_empty() || shown > 6 || bare {
        return None;
    }
    let number = written.parse().ok();
    let written = number.map_or_else(|| written.to_owned(), |number: u32| number.to_string());
    Some(Serial { written, number, len })
}

/// Where the next serial number of a list begins: after `、` in `、6号`. It must have its 号 or a further item.
fn next_in_list(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['、', '，', ',', '和', '及', '与'])?.trim_start_matches([' ', '第']);
    let digits = rest.bytes().take(6).take_while(u8::is_ascii_digit).count();
    let goes_on = rest[digits..].trim_start_matches(' ').starts_with(['号', '號', '、']);
    (digits > 0 && goes_on).then(|| text.len() - rest.len())
}

/// Words after which a 机关代字 may begin although no mark parts them: `按照财库〔2022〕3号`, `…的通知国发〔2009〕12号`,
/// `省厅鲁司〔2013〕115号`.
const WORDS_BEFORE_CODE: &[&str] = &[
    "根据",
    "按照",
    "依据",
    "依照",
    "遵照",
    "参照",
    "按",
    "通知",
    "文件",
    "印发",
    "转发",
    "批转",
    "下发",
    "颁发",
    "发布",
    "意见",
    "方案",
    "办法",
    "规定",
    "决定",
    "批复",
    "精神",
    "要求",
    "落实",
    "贯彻",
    "执行",
    "制定",
    "颁布",
    "实施",
    "出台",
    "废止",
    "详见",
    "参见",
    "见",
    "即",
    "以及",
    "和",
    "及",
    "与",
    "的",
    "了",
    "以",
    "在",
    "由",
    "是",
    "为",
    "将",
    "对",
    "省厅",
    "省局",
    "省委",
    "省府",
    "市局",
    "市委",
    "市府",
    "县局",
    "县委",
    "县府",
    "区局",
    "区委",
    "政府",
    "办公厅",
    "办公室",
    "国务院",
    "委员会",
    "总局",
    "总署",
    "财政部",
    "教育部",
    "文号",
    "字号",
    "编号",
    "年",
    "月",
    "日",
    "号",
    "等",
    "其",
    "本",
    "该",
    "上述",
    "原",
    "收悉",
    "我局",
    "我省",
    "我市",
    "我县",
];

/// Words that end no code, so that a year in brackets after them is none of a document number: `的通知〔2019〕5号`.
const WORDS_NOT_CODE: &[&str] = &[
    "通知",
    "文件",
    "意见",
    "方案",
    "办法",
    "规定",
    "决定",
    "批复",
    "精神",
    "要求",
    "的",
    "许可证",
    "备案",
    "民初",
    "民终",
    "民申",
    "行初",
    "行终",
    "行申",
    "刑初",
    "刑终",
];

/// Characters that most agency codes hold: organs (政 府 委 办 财 司 …) and kinds (发 函 字 电 秘 规 …).
const CODE_CHARACTERS: &str =
    "政府办党委发函字电秘规令通财税教科工信民公安司法人社资环住建交水农商文旅卫健审国市监银统经";

/// Longest agency code in characters; the longest seen is `工信部联企业` with a kind.
const LONGEST_CODE: usize = 10;

/// The agency code (机关代字) right before the year bracket at `open`, with the spaces after it.
fn agency_code(text: &str, from: usize, open: usize) -> Option<Range<usize>> {
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
    let is_code = !code.is_empty() && telling && !WORDS_NOT_CODE.iter().any(|word| code.ends_with(word));
    is_code.then(|| open - (text[from..open].len() - before.len()) - code.len()..open)
}

fn is_code_letter(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | 'X' | '×')
}

/// `run` from after the last of the [`WORDS_BEFORE_CODE`] in it that leaves a code.
fn without_words_before(run: &str) -> &str {
    let mut start = 0;
    for word in WORDS_BEFORE_CODE {
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

/// Ends of the names of agencies that give orders (令).
const ORDER_AGENCY_ENDS: &[char] =
    &['院', '府', '部', '委', '局', '署', '会', '厅', '行', '办', '席', '总', '国'];

/// Words after which the name of an agency begins.
const WORDS_BEFORE_AGENCY: &[&str] = &[
    "根据",
    "按照",
    "依据",
    "依照",
    "遵照",
    "通过",
    "公布",
    "修订",
    "发布",
    "施行",
    "废止",
    "修正",
    "由",
    "以",
    "经",
    "的",
    "了",
    "和",
    "及",
    "与",
    "即",
    "见",
    "年",
    "月",
    "日",
    "号",
    "原",
    "现将",
    "颁布",
    "根据原",
];

/// Names that hold one of the [`WORDS_BEFORE_AGENCY`].
const AGENCY_INNER: &[&str] = &[
    "和城乡",
    "和计划",
    "和信息",
    "和改革",
    "和社会",
    "和旅游",
    "和草原",
    "和国",
    "和商务",
    "和技术",
    "和物资",
    "和体育",
];

/// The order (令) that ends at the 号 at `at`: `国务院令第722号`, `中山市人民政府令\n（第16号）`.
fn order(text: &str, from: usize, at: usize) -> Option<Number> {
    let serial_start = text[from..at].trim_end_matches(' ').trim_end_matches(is_numeral).len() + from;
    let serial = text[serial_start..at].trim();
    let before = text[from..serial_start]
        .trim_end()
        .strip_suffix('第')
        .unwrap_or(&text[from..serial_start])
        .trim_end();
    let bracketed = before.strip_suffix(['（', '(']);
    let name = without_year(bracketed.unwrap_or(before).trim_end());
    let name = name.strip_suffix('令')?.trim_end();
    let agency = agency_before(name)?;
    let mut end = at + '号'.len_utf8();
    if bracketed.is_some() {
        end += text[end..].chars().next().filter(|c| matches!(c, '）' | ')')).map_or(0, char::len_utf8);
    }
    let start = from + name.len() - agency.len();
    let written = |c: &char| !c.is_whitespace() && !matches!(c, '（' | '）' | '(' | ')');
    Some(Number {
        range: start..end,
        canonical: text[start..end].chars().filter(written).collect(),
        form: Form::Order,
        agency_code: None,
        year: None,
        serial: number(serial),
        role: Role::Cited,
        cited_title: None,
    })
}

/// `国家发展改革委令2020年` → `国家发展改革委令`
fn without_year(name: &str) -> &str {
    let year = name.strip_suffix('年').map(|name| name.trim_end_matches(|c: char| c.is_ascii_digit()));
    year.unwrap_or(name).trim_end()
}

/// The agency's name that `text` ends with.
fn agency_before(text: &str) -> Option<&str> {
    let len: usize =
        text.chars().rev().take(30).take_while(|&c| is_code_letter(c) || c == ' ').map(char::len_utf8).sum();
    let run = text[text.len() - len..].trim_start();
    let mut start = 0;
    for word in WORDS_BEFORE_AGENCY {
        for at in memmem::find_iter(run.as_bytes(), word.as_bytes()) {
            let inner = AGENCY_INNER.iter().any(|inner| run[at..].starts_with(inner));
            if !inner {
                start = start.max(at + word.len());
            }
        }
    }
    let agency = run[start..].trim_start();
    agency.ends_with(ORDER_AGENCY_ENDS).then_some(agency)
}

/// The announcement (公告) round the 号 at `at`: `2021年第38号公告`, `财政部公告2019年第39号`.
fn announcement(text: &str, from: usize, at: usize) -> Option<Number> {
    let serial_start = text[from..at].trim_end_matches(' ').trim_end_matches(is_numeral).len() + from;
    let before = text[from..serial_start].trim_end().strip_suffix('第')?.trim_end();
    let dated = before.strip_suffix('年').map(|before| before.trim_end_matches(' '));
    let undated = dated.map_or(before, |dated| dated.trim_end_matches(|c: char| c.is_ascii_digit()));
    let year = dated
        .and_then(|dated| dated[undated.len()..].parse().ok())
        .filter(|year| (1900..2100).contains(year));
    let end = at + '号'.len_utf8();
    let after = NOTICES.iter().find(|notice| text[end..].trim_start_matches(' ').starts_with(**notice));
    let (start, end) = if let Some(notice) = after {
        let start = if year.is_some() { undated.len() } else { before.len() };
        let spaces = text[end..].len() - text[end..].trim_start_matches(' ').len();
        (from + start + leading_spaces(&text[from + start..]), end + spaces + notice.len())
    } else {
        let name = undated.trim_end();
        let name = NOTICES.iter().find_map(|notice| name.strip_suffix(notice))?;
        let agency = agency_before(name)?;
        (from + name.len() - agency.len(), end)
    };
    Some(Number {
        range: start..end,
        canonical: text[start..end].chars().filter(|c| !c.is_whitespace()).collect(),
        form: Form::NoticeNo,
        agency_code: None,
        year,
        serial: number(text[serial_start..at].trim()),
        role: Role::Cited,
        cited_title: None,
    })
}

/// Documents that are numbered within a year.
const NOTICES: &[&str] = &["公告", "通告"];

fn leading_spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// A character of a serial number: `722`, or `四十五` in an order of the President.
fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "零〇一二三四五六七八九十百".contains(c)
}

/// The value of a serial number in digits or Chinese numerals.
fn number(written: &str) -> Option<u32> {
    written.parse().ok().or_else(|| crate::structure::chinese_number(written).map(|(number, _)| number))
}

/// The title in 《》 that stands right before the number, or right after it: `《纲要》（中发〔2015〕36号）`,
/// `财库〔2022〕3号《办法》`.
fn cited_title(text: &str, number: &Range<usize>) -> Option<Range<usize>> {
    let before = text[..number.start].trim_end_matches([' ', '（', '(', '，', ',']);
    if before.ends_with('》') {
        return opening_of(before).map(|open| open..before.len());
    }
    let after =
        text[number.end..].trim_start_matches(' ').strip_prefix("文件").unwrap_or(&text[number.end..]);
    let start = text.len() - after.len();
    let len = after.starts_with('《').then(|| closing_of(after))??;
    Some(start..start + len)
}

/// Bytes looked at for the other end of a title: the longest real one had half of it.
const TITLE_LIMIT: usize = 600;

/// The 《 that the 》 at the end of `text` closes.
fn opening_of(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices().rev().take(TITLE_LIMIT / 3) {
        match c {
            '》' => depth += 1,
            '《' if depth == 1 => return Some(at),
            '《' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// One past the 》 that closes the 《 at the start of `text`.
fn closing_of(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices().take(TITLE_LIMIT / 3) {
        match c {
            '《' => depth += 1,
            '》' if depth == 1 => return Some(at + c.len_utf8()),
            '》' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// The document's own number stands alone on its line before `head_end`, in brackets or after its label
/// (`发文字号：`); where several do, the first and those equal to it.
fn mark_own(text: &str, lines: &[Range<usize>], head_end: usize, numbers: &mut [Number]) {
    let mut own: Option<String> = None;
    for number in numbers.iter_mut().take_while(|number| number.range.start < head_end) {
        let first = lines.partition_point(|line| line.end <= number.range.start);
        let last = lines.partition_point(|line| line.end < number.range.end);
        let (Some(first), Some(last)) = (lines.get(first), lines.get(last)) else { continue };
        let before =
            text[first.start..number.range.start].trim_matches([' ', '（', '(', '：', ':', '[', '【']);
        let after = text[number.range.end..last.end].trim_matches([' ', '）', ')', ']', '】']);
        let labelled = before.ends_with("字号") || before.ends_with("文号");
        let alone = before.is_empty() && (after.is_empty() || after.starts_with("签发人"));
        if (labelled || alone) && own.as_ref().is_none_or(|own| *own == number.canonical) {
            number.role = Role::Own;
            number.cited_title = None;
            own = Some(number.canonical.clone());
        }
    }
}
