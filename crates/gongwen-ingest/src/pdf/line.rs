//! Glyphs to lines of text.
//!
//! 公 at 71–87 and 文 at 87–103 on one baseline, 7 at 120 → a line of the spans `公文` and `7`
//!
//! A space is written where the file has one, and for a gap between two Latin words. A gap wider than a character parts
//! spans: what it means (a cell, a letter-spaced title, a signature) the stages after this decide.

/// One glyph on an upright page.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// Its baseline; up is more.
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) text: String,
    pub(super) artifact: bool,
}

/// Text without a wide gap.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Span {
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) text: String,
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) spans: Vec<Span>,
    pub(super) y: f64,
    /// Of most of its glyphs.
    pub(super) size: f64,
    /// Width of what a line breaker keeps together at its start: a number, a word, a character with its marks.
    pub(super) head: f64,
    /// All of it inside an artifact of pagination.
    pub(super) artifact: bool,
    /// The column of prose it stands in, from 1; 0 where it has the page to itself.
    pub(super) column: usize,
}

/// A gap parts spans when it is wider than so many ems: justification stretches gaps to an em at most.
const SPAN_GAP: f64 = 1.25;
/// A gap between Latin letters or digits is a space when it is wider than so many ems.
const WORD_GAP: f64 = 0.18;
/// Glyphs are on one line when their baselines differ by less, in ems: superscripts are raised by a third.
const BASELINE: f64 = 0.36;

impl Line {
    pub(super) fn x0(&self) -> f64 {
        self.spans.first().map_or(0.0, |span| span.x0)
    }

    pub(super) fn x1(&self) -> f64 {
        self.spans.last().map_or(0.0, |span| span.x1)
    }

    /// Its whole text. A space stands for a wide gap, unless the line is letter-spaced.
    pub(super) fn text(&self) -> String {
        // 报　告; a line with a long address, justified: 原 文 链 接 ： https://…
        let single = self.spans.iter().filter(|span| span.text.chars().count() == 1).count();
        let spaced = single > 1 && 2 * single > self.spans.len();
        let texts: Vec<&str> = self.spans.iter().map(|span| span.text.as_str()).collect();
        texts.join(if spaced { "" } else { " " })
    }
}

/// Goes on with a text on the next line: a space only between two Latin words.
pub(super) fn append(text: &mut String, next: &str) {
    let next = next.trim();
    let kept = text.trim_end().len();
    text.truncate(kept);
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && is_latin(Some(c)));
    // The word before, a comma or stop after it left out.
    let before = text.trim_end_matches([',', '.', ';', ':', '?', '!', ')']).chars().next_back();
    if letter(before) && letter(next.chars().next()) {
        text.push(' ');
    }
    text.push_str(next);
}

/// Groups glyphs into lines, top down.
pub(super) fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
    let mut lines = Vec::new();
    let mut line: Vec<Glyph> = Vec::new();
    // Baseline and size of the largest glyph of the line so far.
    let (mut y, mut size) = (0.0, 0.0);
    for glyph in glyphs {
        if !line.is_empty() && y - glyph.y > BASELINE * f64::max(size, glyph.size) {
            lines.extend(assemble(std::mem::take(&mut line)));
        }
        if line.is_empty() || glyph.size > 1.1 * size {
            (y, size) = (glyph.y, glyph.size);
        }
        line.push(glyph);
    }
    lines.extend(assemble(line));
    lines
}

fn assemble(mut glyphs: Vec<Glyph>) -> Option<Line> {
    glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let (y, size) = dominant(&glyphs)?;
    let artifact = glyphs.iter().all(|glyph| glyph.artifact);
    let mut spans: Vec<Span> = Vec::new();
    let mut space = None;
    let mut last: Option<Glyph> = None;
    for glyph in glyphs {
        if glyph.text.chars().all(char::is_whitespace) {
            if let Some(first) = glyph.text.chars().next() {
                space = Some(if first == '\u{3000}' { first } else { ' ' });
            } else if let Some(span) = spans.last_mut() {
                // Its neighbour's `ActualText` speaks for it.
                span.x1 = span.x1.max(glyph.x1);
            }
            continue;
        }
        let Some((span, before)) = spans.last_mut().zip(last.as_ref()) else {
            spans.push(Span { x0: glyph.x0, x1: glyph.x1, text: glyph.text.clone() });
            (space, last) = (None, Some(glyph));
            continue;
        };
        // Bold imitated by showing the glyph twice.
        let shift = glyph.x0 - before.x0;
        if glyph.text == before.text && shift < (0.25 * size).min(0.6 * (before.x1 - before.x0)) {
            continue;
        }
        let gap = glyph.x0 - span.x1;
        if gap > SPAN_GAP * size {
            spans.push(Span { x0: glyph.x0, x1: glyph.x1, text: glyph.text.clone() });
        } else {
            let words = is_latin(span.text.chars().next_back()) && is_latin(glyph.text.chars().next());
            span.text.extend(space.or((words && gap > WORD_GAP * size).then_some(' ')));
            span.text.push_str(&glyph.text);
            span.x1 = span.x1.max(glyph.x1);
        }
        (space, last) = (None, Some(glyph));
    }
    let head = spans.first().map_or(0.0, |span| head(span, size));
    (!spans.is_empty()).then_some(Line { spans, y, size, head, artifact, column: 0 })
}

/// Baseline and size of most glyphs, counted by width.
fn dominant(glyphs: &[Glyph]) -> Option<(f64, f64)> {
    let mut by_size: Vec<(f64, f64, f64)> = glyphs
        .iter()
        .filter(|glyph| !glyph.text.trim().is_empty())
        .map(|glyph| (glyph.size, glyph.y, (glyph.x1 - glyph.x0).abs().max(0.01)))
        .collect();
    by_size.sort_by(|a, b| a.0.total_cmp(&b.0));
    let runs = by_size.chunk_by(|a, b| b.0 - a.0 < 0.5);
    let widest = runs.max_by(|a, b| {
        let width = |run: &[(f64, f64, f64)]| run.iter().map(|glyph| glyph.2).sum::<f64>();
        width(a).total_cmp(&width(b))
    })?;
    widest.first().map(|&(size, y, _)| (y, size))
}

/// The width of the first piece of a span that is not broken over lines, as far as its characters tell.
fn head(span: &Span, size: f64) -> f64 {
    let characters: Vec<char> = span.text.chars().collect();
    let mut end = 0;
    while characters.get(end).is_some_and(|&c| is_opening(c)) {
        end += 1;
    }
    // 10.4%、12.1%。 stays together: there is no break between a mark and a digit or letter.
    loop {
        let start = end;
        while is_latin(characters.get(end).copied()) {
            end += 1;
        }
        end += usize::from(end == 0 || end == start && is_opening(characters[end - 1]));
        let run = end;
        while characters.get(end).is_some_and(|&c| is_closing(c)) {
            end += 1;
        }
        if end == run || !is_latin(characters.get(end).copied()) {
            break;
        }
    }
    let em = |&c: &char| if c.is_ascii() { 0.5 } else { 1.0 };
    characters.iter().take(end).map(em).sum::<f64>() * size
}

/// A character of a Latin word, a number or its signs.
pub(super) fn is_latin(character: Option<char>) -> bool {
    character.is_some_and(|c| c.is_ascii_graphic() || ('\u{c0}'..='\u{24f}').contains(&c))
}

/// What may not end a line.
fn is_opening(c: char) -> bool {
    matches!(c, '（' | '《' | '〈' | '“' | '‘' | '「' | '『' | '【' | '〔' | '(' | '[' | '￥')
}

/// What may not begin a line.
pub(super) fn is_closing(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '）'
            | '》'
            | '〉'
            | '”'
            | '’'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '％'
            | '—'
            | '…'
            | '·'
            | '～'
            | '‰'
            | '℃'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs set one after the other from `x`: a hanzi is 10 wide, a Latin letter 5.
    fn set(x: f64, y: f64, text: &str) -> Vec<Glyph> {
        let mut x1 = x;
        let glyph = |c: char| {
            let x0 = x1;
            x1 += if c.is_ascii() { 5.0 } else { 10.0 };
            Glyph { x0, x1, y, size: 10.0, text: c.to_string(), artifact: false }
        };
        text.chars().map(glyph).collect()
    }

    fn texts(glyphs: Vec<Glyph>) -> Vec<String> {
        lines(glyphs).iter().map(Line::text).collect()
    }

    #[test]
    fn lines_in_order_whatever_the_order_shown() {
        let glyphs = [set(40.0, 80.0, "第二行"), set(60.0, 100.0, "一行"), set(50.0, 100.0, "第")].concat();
        assert_eq!(texts(glyphs), ["第一行", "第二行"]);
    }

    #[test]
    fn gaps_are_spaces_between_latin_words_alone() {
        for (first, second, gap, text) in [
            ("Cloud", "App", 2.5, "Cloud App"),
            ("Cloud", "App", 0.5, "CloudApp"),
            ("完成", "81", 2.5, "完成81"),
            ("完 ", "81", 0.0, "完 81"),
            ("第一条　", "为了", 0.0, "第一条　为了"),
            ("签发人：某", "2024年", 40.0, "签发人：某 2024年"),
            ("报", "告", 40.0, "报告"),
        ] {
            let first = set(0.0, 0.0, first);
            let second = set(first.last().unwrap().x1 + gap, 0.0, second);
            assert_eq!(texts([first, second].concat()), [text]);
        }
    }

    #[test]
    fn lines_go_on_with_a_space_between_latin_words_alone() {
        for (text, next, joined) in [
            ("县人民", "政府", "县人民政府"),
            ("the public", "cloud", "the public cloud"),
            ("elit, ", "sed", "elit, sed"),
            ("1,", "203", "1,203"),
            ("全年GDP", "增长", "全年GDP增长"),
        ] {
            let mut text = text.to_owned();
            append(&mut text, next);
            assert_eq!(text, joined);
        }
    }

    #[test]
    fn double_strikes_and_superscripts() {
        let mut bold = set(0.0, 0.0, "总11ll");
        bold.extend(bold.clone().into_iter().map(|glyph| Glyph {
            x0: glyph.x0 + 0.3,
            x1: glyph.x1 + 0.3,
            ..glyph
        }));
        assert_eq!(texts(bold), ["总11ll"]);
        let mut square = set(0.0, 0.0, "面积10km");
        square.push(Glyph { x0: 40.0, x1: 43.0, y: 3.3, size: 6.0, text: "2".into(), artifact: false });
        assert_eq!(texts(square), ["面积10km2"]);
    }

    #[test]
    fn what_is_kept_together_at_the_start() {
        for (text, width) in [
            ("全面", 10.0),
            ("e-Gov云", 25.0),
            ("91.5%，", 35.0),
            ("8.6%、2.7%，但", 60.0),
            ("（2021—", 40.0),
            ("总。”", 30.0),
        ] {
            assert_eq!(lines(set(0.0, 0.0, text))[0].head, width, "{text}");
        }
    }
}
