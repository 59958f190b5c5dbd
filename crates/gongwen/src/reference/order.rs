//! Numbers that stand beside the name of what they number, not beside an agency code: orders (令), announcements (公告, 通告),
//! those of a people's congress, minutes (会议纪要), letters (函).
//!
//! `国务院令第722号` and `国务院第722号令`, `财政部公告2019年第39号` and `财政部2019年第39号公告`, `公告〔十三届〕第5号`,
//! `专题会议纪要〔2020〕12号`

use std::ops::Range;

use super::agency::{agency_before, full_name};
use super::code::known;
use super::document_number::Number;
use super::serial::Serial;
use super::year::{CLOSING, OPENING, digit, year, year_bracket};
use crate::document::{DocumentNumberForm as Form, DocumentNumberRole as Role};

/// What is numbered, the longer names first.
pub(super) const KINDS: [(&str, Form); 8] = [
    ("会议纪要", Form::Minutes),
    ("纪要", Form::Minutes),
    ("公告", Form::NoticeNo),
    ("通告", Form::NoticeNo),
    ("便函", Form::Letter),
    ("复函", Form::Letter),
    ("函", Form::Letter),
    ("令", Form::Order),
];

/// What all numbers of one list share.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// Where the first begins.
    pub(super) start: usize,
    kind: &'static str,
    form: Form,
    /// In its one writing.
    agency: Option<String>,
    year: Option<i32>,
    /// 届 of a people's congress.
    session: Option<u32>,
    /// A bracket is open before the serial number: `令（第16号`.
    opened: bool,
}

impl Named {
    /// The number with this serial number.
    pub(super) fn number(&self, range: Range<usize>, serial: &Serial) -> Number {
        let Self { kind, form, year, session, .. } = self;
        let agency = self.agency.as_deref().unwrap_or_default();
        let written = &serial.written;
        let key = match (year, session) {
            (_, Some(session)) => format!("{agency}{kind}〔{session}届〕第{written}号"),
            (Some(year), _) if matches!(form, Form::Minutes | Form::Letter) => {
                format!("{agency}{kind}〔{year}〕{written}号")
            }
            (Some(year), _) if agency.is_empty() => format!("{year}年第{written}号{kind}"),
            (Some(year), _) => format!("{agency}{kind}{year}年第{written}号"),
            (None, None) => format!("{agency}{kind}第{written}号"),
        };
        Number {
            range,
            key,
            form: *form,
            agency_code: None,
            agency: self.agency.clone(),
            year: *year,
            serial: serial.number,
            role: Role::Cited,
            cited_title: None,
        }
    }

    /// One past the bracket that closes the one opened before the serial number, if it does at `end`.
    pub(super) fn close(&self, text: &str, end: usize) -> usize {
        let close = text[end..].chars().next().filter(|c| self.opened && matches!(c, '）' | ')'));
        end + close.map_or(0, char::len_utf8)
    }
}

/// What the serial number at `serial` belongs to by the words before it: `国务院令第`, `财政部公告2019年第`, `公告（2019年第`,
/// `中山市人民政府令\n（第`.
pub(super) fn named_before(text: &str, from: usize, serial: usize, counted: bool) -> Option<Named> {
    let (rest, tail) = tail_before(&text[from..serial]);
    let named = of_kind(rest, from, &tail)?;
    // 通告 1号楼
    (counted || tail.year.is_some() || tail.opened || named.form == Form::Order).then_some(named)
}

/// What a year bracket at `open` belongs to where no code stands before it: `中国人民银行公告〔2019〕`, `专题会议纪要〔2020〕`,
/// `令〔2013〕`. Also where that begins, and where the serial number does.
pub(super) fn named_at_bracket(text: &str, from: usize, open: usize) -> Option<(Named, usize)> {
    let bracket = year_bracket(&text[open..])?;
    let tail = Tail { year: bracket.year, session: None, opened: false };
    let named = of_kind(text[from..open].trim_end(), from, &tail)?;
    bracket.year?;
    Some((named, open + bracket.len))
}

/// What the words after the 号 that ends at `end` say the serial number at `serial` is of: `2021年第38号公告`, `国务院第412号令`.
/// Also where those words end.
pub(super) fn named_after(text: &str, from: usize, serial: usize, end: usize) -> Option<(Named, usize)> {
    let rest = text[end..].trim_start_matches(' ');
    let &(kind, form) = KINDS.iter().find(|(kind, _)| rest.starts_with(kind))?;
    let after = &rest[kind.len()..];
    // 2号令人, 5号公告栏, 3号函件
    if after.starts_with(['人', '牌', '箭', '旗', '栏', '件', '数', '授']) {
        return None;
    }
    let (before, tail) = tail_before(&text[from..serial]);
    let before_len = before.len();
    let kind = if kind == "纪要" { "会议纪要" } else { kind };
    let named = |start: usize, agency: Option<&str>| {
        let (agency, session) = agency_and_session(agency, tail.session);
        Named {
            start,
            kind,
            form: legislative(form, agency.as_deref()),
            agency,
            year: tail.year,
            session,
            opened: tail.opened,
        }
    };
    let end = text.len() - after.len();
    let dated = from + before_len + leading_space(&text[from + before_len..]);
    if form == Form::Minutes || form == Form::Letter {
        return tail.year.is_some().then(|| (named(dated, None), end));
    }
    if let Some(agency) = agency_before(before) {
        return Some((named(from + before_len - agency.len(), Some(agency)), end));
    }
    if tail.year.is_some() {
        return Some((named(dated, None), end));
    }
    // 国务院颁布的第412号令, 国家林业局以第39号令公布: whose it is stands a word before.
    let verb = before.trim_end_matches(['的', '以']);
    let verb = ISSUING.split(' ').find_map(|word| verb.strip_suffix(word)).unwrap_or(verb);
    let agency = (verb.len() < before_len).then(|| agency_before(verb)).flatten()?;
    (form == Form::Order).then(|| (named(dated, Some(agency)), end))
}

const ISSUING: &str = "颁布 公布 发布 颁发 下发";

/// What stands between the name of what is numbered and its serial number.
struct Tail {
    year: Option<i32>,
    session: Option<u32>,
    opened: bool,
}

/// `text` without the year, 届 and brackets before a serial number that follows it.
fn tail_before(text: &str) -> (&str, Tail) {
    let mut tail = Tail { year: None, session: None, opened: false };
    let mut rest = text.trim_end();
    let open = |rest: &mut &str, tail: &mut Tail| {
        if let Some(outer) = rest.strip_suffix(['（', '(']).filter(|_| !tail.opened) {
            tail.opened = true;
            *rest = outer.trim_end();
        }
    };
    open(&mut rest, &mut tail);
    if let Some(dated) = rest.strip_suffix('年') {
        let dated = dated.trim_end_matches(' ');
        let digits = dated.chars().rev().take(5).take_while(|&c| digit(c).is_some());
        let start = dated.len() - digits.map(char::len_utf8).sum::<usize>();
        if let Some(year) = year(&dated[start..]).filter(|_| dated.len() - start > 2) {
            tail.year = Some(year);
            rest = dated[..start].trim_end();
        }
    } else if rest.ends_with(CLOSING)
        && let Some((at, _)) = rest.char_indices().rev().skip(1).take(10).find(|(_, c)| OPENING.contains(c))
    {
        let inside = rest[at..].trim_matches(|c| OPENING.contains(&c) || CLOSING.contains(&c) || c == ' ');
        tail.session = inside.strip_suffix('届').and_then(session_number);
        tail.year = year_bracket(&rest[at..]).and_then(|bracket| bracket.year);
        if tail.session.is_some() || tail.year.is_some() {
            rest = rest[..at].trim_end();
        }
    }
    open(&mut rest, &mut tail);
    (rest, tail)
}

/// `第十三`, `13`
fn session_number(written: &str) -> Option<u32> {
    super::serial::value(written.trim_start_matches(['第', ' ']))
}

/// What `rest`, cut at `from` of the text, ends with the name of.
fn of_kind(rest: &str, from: usize, tail: &Tail) -> Option<Named> {
    let (before, kind, form) =
        KINDS.iter().find_map(|(kind, form)| Some((rest.strip_suffix(kind)?, *kind, *form)))?;
    let before = before.trim_end();
    let named = |start: usize,
                 agency: Option<String>,
                 kind: &'static str,
                 form: Form,
                 session: Option<u32>| {
        Named { start: from + start, kind, form, agency, year: tail.year, session, opened: tail.opened }
    };
    if form == Form::Minutes {
        let start = minutes_start(before);
        let meeting = before[start..].replace([' ', '\n'], "");
        // 会议纪要第3号 of nobody knows what meeting
        if meeting.is_empty() && tail.year.is_none() {
            return None;
        }
        let meeting = (!meeting.is_empty()).then_some(meeting);
        return Some(named(start, meeting, "会议纪要", form, None));
    }
    let agency = agency_before(before);
    if form == Form::Letter {
        // 国务院办公厅函〔2004〕12号; 国税函〔2004〕12号 has a code.
        let coded = |name: &str| {
            let last = name.rsplit(' ').next().unwrap_or(name);
            !known(&rest[before.len() - last.len()..], None).is_empty()
        };
        let long = |name: &str| name.chars().filter(|c| *c != ' ').count() >= 5;
        let agency = agency.filter(|name| long(name) && !coded(name));
        let bare = agency.is_none() && kind != "函" && stands_free(before);
        let year = tail.year.is_some();
        return (year && (agency.is_some() || bare)).then(|| {
            named(
                before.len() - agency.map_or(0, str::len)
                    + usize::from(bare) * (rest.len() - kind.len() - before.len()),
                agency.map(full_name),
                kind,
                form,
                None,
            )
        });
    }
    if let Some(name) = agency {
        let (agency, session) = agency_and_session(Some(name), tail.session);
        let form = legislative(form, agency.as_deref());
        return Some(named(before.len() - name.len(), agency, kind, form, session));
    }
    // 公告2020年第5号, 令〔2013〕2号; not 招标公告2020年第5号
    let dated = tail.year.is_some() || tail.session.is_some();
    (dated && stands_free(before)).then(|| {
        named(
            rest.len() - kind.len(),
            None,
            kind,
            if tail.session.is_some() { Form::Legislature } else { form },
            tail.session,
        )
    })
}

/// Whether what follows `before` is no end of a longer word.
fn stands_free(before: &str) -> bool {
    let word = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}');
    !before.ends_with(word) || FREE.split(' ').any(|end| before.ends_with(end))
}

/// What may stand before 公告 or 令 without being part of its name.
const FREE: &str = "根据 按照 依据 依照 见 的 以 由 和 及 与 发布 公布 颁布 印发 执行 落实 遵照 参照 即";

/// Where the name of a meeting begins, with whose it is: `岱溪市人民政府专题`, `第12次常务`.
fn minutes_start(before: &str) -> usize {
    let run = before.char_indices().rev().take(30);
    let letters = run.take_while(|&(_, c)| matches!(c, '\u{3400}'..='\u{9FFF}') || c.is_ascii_digit());
    let start = letters.last().map_or(before.len(), |(at, _)| at);
    let cut = |word: &str| before[start..].rfind(word).map_or(start, |at| start + at + word.len());
    MEETING_AFTER.split(' ').map(cut).max().unwrap_or(start)
}

const MEETING_AFTER: &str = "根据 按照 依据 落实 执行 贯彻 印发 见 按 依 的";

/// The one writing of an agency's name, the 届 in it apart: `江苏省第十三届人民代表大会常务委员会`.
fn agency_and_session(agency: Option<&str>, session: Option<u32>) -> (Option<String>, Option<u32>) {
    let Some(name) = agency else { return (None, session) };
    let inside = name.find('第').and_then(|at| {
        let end = at + name[at..].find('届')?;
        Some((at, end + '届'.len_utf8(), session_number(&name[at..end])?))
    });
    match inside {
        Some((at, end, number)) => {
            (Some(full_name(&format!("{}{}", &name[..at], &name[end..]))), session.or(Some(number)))
        }
        None => (Some(full_name(name)), session),
    }
}

/// Announcements of a people's congress are numbered within its 届.
fn legislative(form: Form, agency: Option<&str>) -> Form {
    let congress = agency.is_some_and(|agency| agency.contains("人民代表大会"));
    if form == Form::NoticeNo && congress { Form::Legislature } else { form }
}

fn leading_space(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\n']).len()
}
