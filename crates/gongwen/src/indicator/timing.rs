//! When: the year each figure speaks of.
//!
//! `五年来，…建成绿色矿山437个。…2025年达到45个` → `2021/2025`, then `2025`. The nearest time before the figure in its sentence
//! decides; without one, the time the sentence, the paragraph or the section opened with; then the document's year.

use std::ops::{Range, RangeInclusive};

use super::ahead::Ahead;
use super::cue::Cues;
use super::figure::Figure;
use super::section::{self, Annex, Scope, Tense};
use super::status;
use gongwen_dicts::Congress;
use rust_decimal::prelude::ToPrimitive;

use crate::document::{Comparison, Genre, Kind, Status};
use crate::explanation::PeriodSource;
use crate::quantity::numeral;
use crate::quantity::scan::Mark;
use crate::structure::Structure;
use crate::structure::metadata::Reading;
use crate::text::char_set::CharSet;
use crate::text::lines::opens_paragraph;
use crate::text::word_set::WordSet;
use crate::time::period::{Calendar, Meaning, TimeExpression};

/// The time that is running while a document is read from front to back.
#[derive(Debug)]
pub struct Clock {
    calendar: Calendar,
    /// The scope of each section.
    scopes: Vec<Scope>,
    annexes: Vec<Annex>,
    genre: Option<Genre>,
    /// The span of years in the title: `行动方案（2023—2025年）`.
    titled: Option<(i32, i32)>,
    /// Whether the document is the plan of one year.
    plans_a_year: bool,
    /// Whether the year reported on was not over when the report was given.
    of_autumn: bool,
    /// Where good deeds are spoken of.
    deeds: Ahead,
    /// The annex being read.
    annex: Option<usize>,
    /// The section being read; none where an annex has begun after it.
    section: Option<usize>,
    /// Set by a paragraph that opens with a span (五年来，…); runs until the next one or the next heading.
    running: Option<Meaning>,
    /// The section whose first words set `running`, and what they set: the sections in it go on with it.
    introduced: Option<(usize, Meaning)>,
    /// Whether `running` began in the line being read.
    begun_here: bool,
    /// Whether `running` says just what one paragraph speaks of, which another need not: it reaches totals only.
    narrow: bool,
    /// Whether `running` was opened by years written out (1949到1952年), not by a review (五年来, “十四五”时期).
    ordinary: bool,
    /// Whether the line has had figures.
    figures: bool,
    /// Set by a sentence that opens with 到2027年; runs to the end of the paragraph and, where the sentence tells no figure
    /// itself, over the items listed below.
    goal: Option<Meaning>,
    /// Whether `goal` reaches the items below.
    goal_heads_list: bool,
    /// Set by a sentence that opens with a time and a comma; runs to the end of the paragraph.
    paragraph: Option<Meaning>,
    line: Range<usize>,
    /// The time of the segments before, in a sentence that goes on after a semicolon.
    carried: Option<Meaning>,
    /// The last time of the segment being read.
    latest: Option<Meaning>,
    /// Whether the segment before ended in a semicolon.
    goes_on: bool,
    /// Whether `paragraph` is the year of goals announced.
    announced: bool,
    /// What the last short line without a marker says, until the next heading.
    unmarked: Option<Scope>,
    /// Whether the document has begun to list what it promises: `2025年度十件民生实事项目出炉`.
    pledges: bool,
    /// What the sentence being read says of pledges.
    pledged: Option<bool>,
    /// The line with those before and behind it, which are mostly of one mind with it.
    around: [Range<usize>; 3],
    /// What the verbs of the lines read last say.
    moods: [(Range<usize>, status::Mood); 3],
}

/// The time of one figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// First and last year.
    pub years: Option<(i32, i32)>,
    /// Whether it lies after the year reported on.
    pub future: bool,
    /// Whether the sentence itself names a year up to the one reported on.
    pub past: bool,
    /// Whether it is a span of years that has ended.
    pub over: bool,
    /// Whether the sentence names it.
    pub explicit: bool,
    /// Whether it is the year in hand, whichever that is: 全年, 年底前.
    pub in_hand: bool,
    /// What gave the years.
    pub source: PeriodSource,
    /// The time expression of the sentence.
    pub time: Option<Range<usize>>,
    /// Whether the text leaves it open: the start of `由A提高到B` without a year.
    pub unknown: bool,
}

impl Clock {
    /// The clock at the beginning of a document.
    #[must_use]
    pub fn new(structure: &Structure, marks: &[Mark], text: &str) -> Self {
        let annexes = section::annexes(text, structure, marks);
        Self {
            calendar: calendar(&structure.metadata),
            scopes: section::scopes(text, structure, marks, &annexes),
            annexes,
            annex: None,
            genre: structure.metadata.genre,
            titled: section::titled(text, structure, marks),
            plans_a_year: plans_a_year(text, &structure.metadata),
            of_autumn: is_of_autumn(&structure.metadata),
            deeds: Ahead::new(status::DEED),
            section: None,
            running: None,
            introduced: None,
            begun_here: false,
            narrow: false,
            ordinary: false,
            figures: false,
            goal: None,
            goal_heads_list: false,
            paragraph: None,
            line: 0..0,
            carried: None,
            latest: None,
            goes_on: false,
            announced: false,
            unmarked: None,
            pledges: false,
            pledged: None,
            around: Default::default(),
            moods: Default::default(),
        }
    }

    /// Goes on to the next line.
    pub fn enter_line(&mut self, text: &str, structure: &Structure, line: &Range<usize>, marks: &[Mark]) {
        let coming = self.annex.map_or(0, |annex| annex + 1);
        let begun = self.annexes[coming..].iter().take_while(|annex| annex.start <= line.start).count();
        let annex = (coming + begun).checked_sub(1);
        let start = annex.map_or(0, |annex| self.annexes[annex].start);
        let section = structure
            .section_at(line.start)
            .filter(|section| structure.headings[*section].marker.start >= start);
        if !structure.parts.is_empty() {
            let part = structure.metadata_at(line.start);
            (self.calendar, self.genre) = (calendar(part), part.genre);
            self.plans_a_year = plans_a_year(text, part);
            self.of_autumn = is_of_autumn(part);
        }
        if (annex, section) != (self.annex, self.section) {
            (self.annex, self.section) = (annex, section);
            self.unmarked = None;
            let opens = section.and_then(|section| self.scopes[section].opens);
            let opens = opens.map(|(from, until)| Meaning::Years(from, until));
            let introduced = self.introduced.filter(|(outer, _)| {
                section.is_some_and(|section| structure.headings[section].parent == Some(*outer))
            });
            (self.running, self.goal) = (opens.or(introduced.map(|(_, span)| span)), None);
            (self.narrow, self.ordinary) = (false, false);
            self.pledges &= self.scope().tense != Tense::Review;
        }
        let listed =
            || opens_paragraph(&text[line.clone()]) || text[line.clone()].starts_with(['—', '-', '·', '–']);
        self.goal = self.goal.filter(|_| self.goal_heads_list && listed());
        // 早在1963年，…: one year is what its own paragraph speaks of.
        self.running =
            self.running.filter(|running| !matches!(running, Meaning::Years(from, until) if from == until));
        self.narrow |= self.running.is_some() && structure.headings.is_empty() && self.ordinary;
        self.begun_here = false;
        self.figures = false;
        if let Some(years) = years_reviewed(&text[line.clone()]) {
            (self.running, self.narrow, self.ordinary) = (Some(Meaning::Back(years)), false, false);
        }
        self.read_unmarked(text, structure, line, marks);
        (self.paragraph, self.announced) = (None, false);
        self.line = line.clone();
        self.around = around(&structure.lines, line);
    }

    /// Passes over a line without figures or times.
    pub fn pass_line(&mut self, text: &str, structure: &Structure, line: &Range<usize>) {
        self.read_unmarked(text, structure, line, &[]);
        let line = &text[line.clone()];
        self.goes_on &= line.ends_with(['；', ';']) && !line.contains('。');
        self.pledges |= status::heads_goals(line);
    }

    /// Goes on to a sentence: a time that opens it, with a comma behind, runs on.
    pub fn enter_sentence(
        &mut self,
        text: &str,
        sentence: &Range<usize>,
        times: &[TimeExpression],
        has_figures: bool,
    ) {
        // ——农民收入：年均增长14%，2012年达到7800元；/ ——森林覆盖率：…: an item of its own.
        let item = || text[sentence.clone()].starts_with('—');
        self.carried = self.latest.filter(|_| self.goes_on && !item());
        let named = |time: &&TimeExpression| {
            !is_base(text, time)
                && !is_local(text, time)
                && !matches!(time.meaning, Meaning::Reported)
                && !text[time.range.end..].trim_start_matches('的').starts_with("基础")
        };
        self.latest = times.iter().rfind(named).map(|time| time.meaning).or(self.carried);
        self.goes_on = text[sentence.clone()].ends_with(['；', ';']);
        let had_figures = self.figures;
        self.figures |= has_figures;
        self.note_present(text, sentence, times);
        let deeds = self.deeds.is_in(text, sentence);
        self.pledged = deeds.then(|| status::pledges(&text[sentence.clone()])).flatten();
        self.pledges = self.pledged.unwrap_or(self.pledges);
        // 2018年全区经济社会发展取得显著成效。生产总值达到…: told of the year, what follows is of it.
        if !has_figures
            && let [time] = times
            && one_year(time.meaning).is_some()
            && !is_base(text, time)
            && ["取得", "成效", "成绩"].iter().any(|word| text[time.range.end..sentence.end].contains(word))
        {
            self.paragraph = Some(time.meaning);
        }
        /// `——`, `各位代表！`, `刚刚过去的` may stand before the time that opens a sentence.
        const OPENING_BYTES: usize = 24;
        // …，市长表示，到“十四五”末，…: what the clauses and the sentences behind it set out is of then.
        let sets_out = |time: &&TimeExpression| {
            matches!(time.meaning, Meaning::By(year) if self.calendar.reported.is_some_and(|reported| year > reported))
                && text[..time.range.start].ends_with(['，', ',', '：', ':'])
                && text[time.range.end..].starts_with(['，', ','])
        };
        if let Some(time) = times.iter().find(sets_out) {
            (self.goal, self.goal_heads_list) = (Some(time.meaning), false);
        }
        let Some(first) = times.iter().find(|time| time.range.start - sentence.start <= OPENING_BYTES) else {
            return;
        };
        if text[sentence.start..first.range.start].contains(['，', ',', '、']) {
            return;
        }
        // Where the year reported on is unknown, 到1953年底，…共有3068所 is still no goal.
        let over = || ["共有", "已", "了"].iter().any(|word| text[sentence.clone()].contains(word));
        let is_to_come = |year| self.calendar.reported.map_or_else(|| !over(), |reported| year > reported);
        self.goal = match first.meaning {
            Meaning::By(year) if is_to_come(year) => {
                self.goal_heads_list = !has_figures && !had_figures;
                Some(first.meaning)
            }
            _ => None,
        };
        let span = matches!(first.meaning, Meaning::Back(_))
            || matches!(first.meaning, Meaning::Years(a, b) if a != b);
        let behind = &text[first.range.end..];
        // 2018年是实施乡村振兴战略的起步之年，…: said of the year, what follows is of it.
        let named = one_year(first.meaning).is_some() && behind.starts_with('是');
        let comma = named || behind.chars().take(6).any(|c| matches!(c, '，' | ','));
        let opens_line = sentence.start <= self.line.start + OPENING_BYTES;
        // 与“十二五”末相比，2020年…: what is compared with dates nothing.
        if (comma || span && opens_line) && !matches!(first.meaning, Meaning::By(_)) && !is_base(text, first)
        {
            self.paragraph = Some(first.meaning);
            if !span_or_since(first.meaning) {
                self.introduced = None;
            }
            // “十四五”顺利收官。五年来，…: what stands before tells no figures, so the review begins here. Under 2025年工作回顾 it
            // is an aside.
            let of_one_year = matches!(self.scope().years, Some((from, until)) if from == until);
            let ordinary = matches!(first.meaning, Meaning::Years(..))
                && text[first.range.clone()].starts_with(numeral::begins);
            let opens_review = comma && span && !ordinary && !had_figures && !of_one_year;
            if !named && (opens_line || opens_review || self.begun_here) {
                self.running = Some(first.meaning);
                (self.begun_here, self.narrow, self.ordinary) = (true, false, ordinary);
                // 一、本届政府工作回顾 / 2013年以来，…。 / （一）…
                let begins_section = !had_figures && !has_figures && (opens_line || self.begun_here);
                if let Some(section) =
                    self.section.filter(|_| begins_section && !of_one_year && span_or_since(first.meaning))
                {
                    self.introduced = Some((section, first.meaning));
                }
            }
        }
    }

    /// Whether the sentence being read begins to list what is promised.
    pub(super) fn begins_pledges(&self) -> bool {
        self.pledged == Some(true)
    }

    /// 今年, 目前, 现在 in a document without headings: the past it spoke of is over.
    fn note_present(&mut self, text: &str, sentence: &Range<usize>, times: &[TimeExpression]) {
        if self.paragraph.is_none() && self.running.is_none() {
            return;
        }
        let words = &text[sentence.clone()];
        if words.trim_start().starts_with("现在") {
            self.paragraph = None;
        }
        let present = |time: &TimeExpression| {
            matches!(time.meaning, Meaning::Relative(0)) || text[time.range.clone()].ends_with("目前")
        };
        if self.ordinary && (times.iter().any(present) || words.contains("现在")) {
            self.running = None;
        }
    }

    /// What the section says of the figures in it.
    #[must_use]
    pub fn tense(&mut self, text: &str, sentence: &Range<usize>) -> Tense {
        match self.scope().tense {
            Tense::Open if self.pledges => Tense::Plan,
            Tense::Open if self.genre == Some(Genre::WorkReport) => self.mood_around(text).tense(),
            Tense::Open if self.genre == Some(Genre::Notice) && status::tells(&text[sentence.clone()]) => {
                Tense::Open
            }
            Tense::Open => status::of_genre(self.genre),
            tense => tense,
        }
    }

    /// What the verbs of the line and of those beside it say. Each line is read once for all three it stands with.
    fn mood_around(&mut self, text: &str) -> status::Mood {
        let read = self.around.clone().map(|line| {
            let known = self.moods.iter().find(|(known, _)| *known == line).map(|(_, mood)| *mood);
            let mood = known.unwrap_or_else(|| status::Mood::of(&text[line.clone()]));
            (line, mood)
        });
        let all = read.iter().fold(status::Mood::default(), |all, (_, mood)| all.and(*mood));
        self.moods = read;
        all
    }

    /// A short line that says by its words that plans follow, though no marker makes it a heading: `2018年工作安排`.
    fn read_unmarked(&mut self, text: &str, structure: &Structure, line: &Range<usize>, marks: &[Mark]) {
        const LONGEST: usize = 60;
        let words = &text[line.clone()];
        let in_title = || {
            let title =
                structure.metadata_at(line.start).title.as_ref().and_then(|title| title.range.as_ref());
            title.is_none_or(|title| line.start < title.end)
        };
        static MARKS: CharSet = CharSet::of("。，,；;：:、！");
        if line.len() > LONGEST || MARKS.is_in(words) || in_title() {
            return;
        }
        match section::tense_of(text, line.clone()) {
            Tense::Open => {}
            tense => {
                let year = crate::structure::first_year(text, line.clone()).map(|(year, _)| (year, year));
                // “十三五”及2020年工作回顾
                let opens = section::opening_span(text, marks, line, self.calendar);
                if let Some((from, until)) = opens {
                    (self.running, self.narrow) = (Some(Meaning::Years(from, until)), false);
                }
                self.unmarked = Some(Scope { tense, years: year, opens, span: opens });
            }
        }
    }

    /// What the section or annex being read says.
    fn scope(&self) -> Scope {
        if let Some(unmarked) = self.unmarked {
            return unmarked;
        }
        match (self.section, self.annex) {
            (Some(section), _) => self.scopes[section],
            (None, Some(annex)) => self.annexes[annex].scope,
            (None, None) => Scope::default(),
        }
    }

    /// The time of a figure; `after_start` says that the figure before is the start of its `由A提高到B`.
    #[must_use]
    pub fn at(
        &self,
        text: &str,
        figure: &Figure<'_, '_>,
        times: &[TimeExpression],
        after_start: bool,
    ) -> When {
        let at = figure.slot.quantity.range.start;
        let own = times.iter().rfind(|time| {
            // 降低到1954年的30.7%，其中…: of the same year.
            let broken_down = || text[time.range.end..at].contains("其中");
            let of_start =
                || is_local(text, time) && time.range.start < figure.slot.left.start && !broken_down();
            // 由“十一五”时期的0.8亿元增长到2亿元 names the start alone.
            let span = || {
                matches!(time.meaning, Meaning::Years(from, until) if from < until)
                    && !text[time.range.clone()].contains('五')
            };
            let outside = || is_base(text, time) || is_circumstance(text, time, at) || of_start() && !span();
            time.range.end <= at && (!outside() || is_of_base(text, time, figure))
        });
        // 2020年，预计全年实现…: of the year named before.
        let own = own.map(|own| {
            let named = |time: &&TimeExpression| {
                one_year(time.meaning).is_some() && time.range.end <= own.range.start && !is_base(text, time)
            };
            let year = || times.iter().rfind(named).filter(|_| !text[own.range.clone()].contains('目'));
            if own.meaning == Meaning::Reported { year().unwrap_or(own) } else { own }
        });
        let in_clause = own.is_some_and(|time| time.range.start >= figure.slot.left.start);
        let span = |meaning: &Meaning| meaning.years(self.calendar).is_some_and(|(from, until)| from < until);
        // 累计, 年均: over the span that is running, unless the clause names its own year.
        let over_span = figure.left.cumulative && !in_clause;
        let yearly = figure.left.comparison == Some(Comparison::AnnualAverage);
        let reviewed_span =
            self.scope().span.filter(|_| yearly).map(|(from, until)| Meaning::Years(from, until));
        let running = self.running.filter(span).or(reviewed_span).filter(|_| over_span);
        // 居民收入五年增长30.8%: the clause itself names the span.
        let reviewed = (!in_clause && figure.cues.may(Cues::YEARS) && self.scope().tense != Tense::Plan)
            .then(|| years_summed(&text[figure.slot.left.start..at]).map(Meaning::Back))
            .flatten();
        // 每年 in it tells a rate, not a level of that year.
        let in_list = self
            .goal
            .filter(|_| !figure.cues.may(Cues::EACH) && !figure.left.done && !figure.left.cumulative);
        let meaning = reviewed
            .or(running)
            .or(own.map(|time| time.meaning))
            .or(self.carried)
            .or(in_list)
            .or(self.paragraph)
            .or(self.running.filter(|_| !self.narrow));
        let mut years = meaning.and_then(|meaning| meaning.years(self.calendar));
        if let Some(Meaning::Back(count)) = meaning {
            // “十二五”时期工作回顾 / 五年来，…: these five. So “十二五”时期，…。五年来，… where the year reported on is unknown.
            let of_heading = self.scope().span.or(self.scope().years);
            let of_review = match self.running {
                Some(Meaning::Years(from, until)) if years.is_none() => Some((from, until)),
                _ => None,
            };
            let same = |(from, until): &(i32, i32)| until - from + 1 == count;
            years = of_heading.filter(same).or(of_review.filter(same)).or(years);
        }
        if let Some(span) = self.years_planned(text, figure, own) {
            years = Some(span);
        }
        // 2012年，下达任务…；要求年内竣工3000套: of the year the sentence or the paragraph speaks of.
        let in_hand = matches!(meaning, Some(Meaning::Reported));
        if in_hand && let Some(year) = self.carried.or(self.paragraph).and_then(one_year) {
            let present = own.is_some_and(|time| text[time.range.clone()].contains('目'));
            years = years.filter(|_| present).or(Some((year, year)));
        }
        let starts = figure.left.starts_pair;
        if (starts || after_start) && !in_clause {
            // 从1978年到1983年，由175元提高到288元: the ends of the span belong to the ends of the change.
            let named = matches!(meaning, Some(Meaning::Years(..)));
            years = years
                .filter(|(from, until)| from < until && own.is_some() && named)
                .map(|(from, until)| if starts { (from, from) } else { (until, until) })
                .or(years.filter(|_| !starts));
        }
        let reported = self.calendar.reported;
        // 截至2023年3月15日，已…: in a report on the year before, it is done all the same.
        let so_far = own.is_some_and(|time| {
            let before = &text[..time.range.start];
            ["截", "截至", "截止", "截止到", "截至到"].iter().any(|word| before.ends_with(word))
        });
        let future = match (meaning, years, reported) {
            _ if so_far => false,
            (Some(Meaning::Ahead(_)), ..) => true,
            (_, Some((from, _)), Some(reported)) => from > reported,
            (Some(Meaning::By(_)), _, None) => !figure.left.done,
            _ => false,
        };
        let named = own.is_some_and(|time| {
            matches!(time.meaning, Meaning::Years(..) | Meaning::Since(_) | Meaning::Relative(..0))
        });
        // 过去五年，…: a span that runs and is over is no plan, whatever the heading calls to mind.
        let over = matches!(meaning, Some(Meaning::Back(_) | Meaning::Years(..)))
            && matches!((years, reported), (Some((from, until)), Some(reported)) if from < until && until <= reported);
        // 2008年工作目标: the year that the section plans is not over, though the document is of it.
        let planned = self.scope().tense == Tense::Plan && years.is_some() && self.scope().years == years;
        let past = named
            && !planned
            && matches!((years, reported), (Some((from, _)), Some(reported)) if from <= reported - i32::from(self.of_autumn));
        When {
            years,
            future,
            past,
            over,
            explicit: reviewed.or(self.carried).is_some() || own.is_some() || self.announced,
            in_hand,
            source: match () {
                () if reviewed.is_some() => PeriodSource::Sentence,
                () if running.is_some() => PeriodSource::Running,
                () if own.is_some() => PeriodSource::Sentence,
                () if self.carried.is_some() => PeriodSource::ClauseBefore,
                () if in_list.or(self.paragraph).is_some() => PeriodSource::Paragraph,
                () => PeriodSource::Running,
            },
            time: own.map(|time| time.range.clone()),
            unknown: starts && years.is_none(),
        }
    }

    /// 到2021年，…年均增长9%以上；每年建成2万套: of all the years from now to then.
    fn years_planned(
        &self,
        text: &str,
        figure: &Figure<'_, '_>,
        own: Option<&TimeExpression>,
    ) -> Option<(i32, i32)> {
        /// Longer plans are of more than one term, and what a year is to bring may change.
        const PLAN_YEARS: RangeInclusive<i32> = 2..=10;
        let words = &text[figure.slot.left.start..figure.slot.quantity.range.start];
        let yearly = figure.left.comparison == Some(Comparison::AnnualAverage)
            || figure.cues.may(Cues::EACH) && words.contains("每年");
        if !yearly || figure.left.done {
            return None;
        }
        let Some(Meaning::By(until)) = own.map(|time| time.meaning).or(self.carried).or(self.goal) else {
            return None;
        };
        let titled = self.titled.filter(|(_, last)| *last == until).map(|(from, _)| from);
        let from = titled.or_else(|| Some(self.calendar.reported? + 1))?;
        PLAN_YEARS.contains(&(until - from + 1)).then_some((from, until))
    }

    /// 2002-2004年的支出分别为a、b、c: each of a year of its own.
    #[must_use]
    pub fn nth_of(&self, when: When, pair: Option<(usize, usize)>) -> When {
        let nth = pair.zip(when.years).and_then(|((place, values), (from, until))| {
            let (place, values) = (i32::try_from(place).ok()?, i32::try_from(values).ok()?);
            (values > 1 && until - from + 1 == values).then_some(from + place)
        });
        When { years: nth.map(|year| (year, year)).or(when.years), ..when }
    }

    /// Goals of a year are announced: what the paragraph lists is of that year.
    pub fn announce(&mut self, text: &str, sentence: &Range<usize>, times: &[TimeExpression]) {
        let year = times.iter().find(|time| {
            one_year(time.meaning).is_some() && time.range.start >= sentence.start && !is_base(text, time)
        });
        self.announced = year.is_some();
        self.paragraph = year.map(|time| time.meaning).or(self.paragraph);
    }

    /// Whether a figure is of a year that was over when the report was given: 全年预计… in it tells what the year came to.
    #[must_use]
    pub fn is_over(&self, when: &When) -> bool {
        self.genre == Some(Genre::WorkReport)
            && !self.of_autumn
            && matches!((when.years.or(self.calendar.reported.map(|year| (year, year))), self.calendar.reported), (Some((_, until)), Some(reported)) if until <= reported)
    }

    /// Whether words speak of a budget of a year that was still running when the report was given: 一九五四年预算中的收入.
    #[must_use]
    pub fn is_budgeted(&self, words: &str) -> bool {
        self.of_autumn && words.contains("预算")
    }

    /// The years to report for a figure, and what gives them.
    #[must_use]
    pub fn years(&self, when: &When, status: Status) -> (Option<(i32, i32)>, PeriodSource) {
        if when.unknown {
            return (None, PeriodSource::Open);
        }
        if when.years.is_some() && (status != Status::Target || when.future || when.explicit && !when.in_hand)
        {
            return (when.years, when.source);
        }
        let reported = self.calendar.reported;
        let of_heading = self.scope().years.filter(|years| {
            let (from, until) = *years;
            match status {
                Status::Actual => from < until && Some(until) <= reported,
                Status::Target => Some(until) >= reported,
            }
        });
        let yearly = self.plans_a_year
            || self.pledges
            || matches!(self.genre, Some(Genre::WorkReport | Genre::BudgetReport));
        let of_document = match status {
            Status::Actual => reported,
            Status::Target => self.calendar.current.filter(|_| yearly),
        };
        let in_hand = when.years.filter(|_| when.in_hand && status == Status::Target);
        let default = match status {
            Status::Actual => PeriodSource::ReportYear,
            Status::Target => PeriodSource::PlanYear,
        };
        match (of_heading, of_document, in_hand) {
            (Some(years), ..) => (Some(years), PeriodSource::Heading),
            (None, Some(year), _) => (Some((year, year)), default),
            (None, None, Some(years)) => (Some(years), when.source),
            (None, None, None) => (None, PeriodSource::Nothing),
        }
    }
}

/// `line` of `lines` between the one before it and the one behind; nothing for those that may be headings.
fn around(lines: &[Range<usize>], line: &Range<usize>) -> [Range<usize>; 3] {
    const HEADING_BYTES: usize = 75;
    let number = lines.partition_point(|other| other.start < line.start);
    let passage = |number: Option<usize>| {
        number
            .and_then(|number| lines.get(number))
            .filter(|line| line.len() > HEADING_BYTES)
            .cloned()
            .unwrap_or_default()
    };
    [passage(number.checked_sub(1)), line.clone(), passage(number.checked_add(1))]
}

/// Whether a document is the plan of the year its title names: 《松坪市2023年国民经济和社会发展计划》.
fn plans_a_year(text: &str, metadata: &Reading) -> bool {
    static PLANS: WordSet =
        WordSet::of(&["发展计划", "工作计划", "年度计划", "工作要点", "工作安排", "任务分解"]);
    let title = metadata.title.as_ref().and_then(|title| title.range.as_ref());
    let year = metadata.report_year.as_ref().and_then(|year| year.range.as_ref());
    let named = || {
        matches!((title, year), (Some(title), Some(year))
            if title.start <= year.start && year.end <= title.end && PLANS.is_in(&text[title.clone()]))
    };
    // Without a title the text begins with it: 县林业局2017年工作计划2017年，….
    metadata.genre == Some(Genre::Plan) && (metadata.title.is_none() && year.is_some() || named())
}

/// Whether a work report was delivered when its year was nearly over, and so reviews that: to the congress of December 1964.
fn is_late(metadata: &Reading) -> bool {
    let year = metadata.report_year.as_ref().map(|found| found.value);
    let date = metadata.date_of_issue.as_ref().map(|found| found.value);
    is_to_congress(metadata, |congress| &congress.late)
        || matches!(date, Some((dated, 11.., _)) if Some(dated) == year)
}

/// Whether it was delivered to the congress of September 1954: what had come to pass of the year is reported, the rest expected.
fn is_of_autumn(metadata: &Reading) -> bool {
    is_to_congress(metadata, |congress| &congress.autumn)
}

/// Whether a report is the State Council's to a congress that met in one of these `years`.
fn is_to_congress(metadata: &Reading, years: impl Fn(&Congress) -> &[i32]) -> bool {
    let title = metadata.title.as_ref();
    let national =
        title.is_some_and(|title| title.value.contains("国务院") || title.value.contains("国務院"));
    let met =
        |year| gongwen_dicts::builtin().congresses.iter().any(|congress| years(congress).contains(&year));
    national && metadata.report_year.as_ref().is_some_and(|year| met(year.value))
}

/// What 今年 and the year reported on are in a document.
pub(super) fn calendar(metadata: &Reading) -> Calendar {
    let year = metadata.report_year.as_ref().map(|found| found.value);
    // A work report delivered in year Y reviews the year before and calls Y 今年.
    match metadata.genre {
        Some(Genre::WorkReport) => {
            let back = i32::from(!is_late(metadata) && !is_of_autumn(metadata));
            Calendar { reported: year.map(|year| year - back), current: year }
        }
        // 2020年上半年预算执行情况 is reported in that year, 2019年预算执行情况和2020年预算草案 in the next.
        Some(Genre::BudgetReport) => {
            let later = metadata
                .title
                .as_ref()
                .is_none_or(|title| ["草案", "决算"].iter().any(|word| title.value.contains(word)));
            Calendar { reported: year, current: year.map(|year| year + i32::from(later)) }
        }
        _ => Calendar { reported: year, current: year },
    }
}

/// `比2020年`, `较上年`, `是2010年的2.4倍`: a base of comparison, not the time of the figure.
fn is_base(text: &str, time: &TimeExpression) -> bool {
    /// Words that end in one of those that compare and do not: 但是2023年…, 建于2023年.
    static OTHER: WordSet =
        WordSet::of(&["但是", "可是", "而是", "于是", "特别是", "尤其是", "成为", "作为"]);
    static COMPARES: WordSet = WordSet::of(&[
        "比", "较", "是", "为", "超", "高于", "低于", "多于", "少于", "大于", "小于", "优于", "等于", "当于",
        "与", "同",
    ]);
    let (before, after) = (&text[..time.range.start], &text[time.range.end..]);
    COMPARES.ends(before) && !OTHER.ends(before)
        // 要按上年实际数额核减20%
        || before.ends_with('按') && text[time.range.clone()].starts_with('上')
        || is_base_of_multiple(after)
        // 保持近两年的水平
        || after.starts_with("的水平")
        // 恢复至2019年同期水平的81%
        || after.starts_with("同期")
            && (before.ends_with(['为', '是', '比']) || text[time.range.clone()].starts_with(['至', '到']))
}

/// `比上年同期|144987万元|增收1858万元`: the level of the time compared with.
fn is_of_base(text: &str, time: &TimeExpression, figure: &Figure<'_, '_>) -> bool {
    let quantity = figure.slot.quantity;
    matches!(quantity.kind, Some(Kind::Money | Kind::Count | Kind::Measure))
        && text.get(time.range.end..quantity.outer.start).is_some_and(|between| {
            matches!(between, "" | "的" | "同期" | "同期的" | "末" | "末的" | "决算数" | "实绩" | "年底的")
        })
}

/// `达到2020年|的9倍多`: what stands behind the time says that it is multiplied.
fn is_base_of_multiple(after: &str) -> bool {
    const NUMERAL_CHARS: usize = 12;
    let Some(multiple) = after.strip_prefix('的') else { return false };
    let of_numeral =
        |c: &char| numeral::begins(*c) || matches!(c, '.' | '点' | '余' | '多' | '几' | '近' | '约');
    let unit = multiple.chars().take(NUMERAL_CHARS).find(|c| !of_numeral(c));
    unit == Some('倍')
}

/// A time that speaks of its own figure and of no later one: `由2020年的1.62%提高到2.15%`, `增加到去年的103亿元，年均增长8.9%`,
/// `上年结转5件`.
fn is_local(text: &str, time: &TimeExpression) -> bool {
    let after = &text[time.range.end..];
    let before = &text[..time.range.start];
    before.ends_with(['从', '到', '至']) && after.starts_with('的')
        || before.ends_with('由')
        || after.starts_with("结转")
        || after.starts_with("结余")
}

/// `在1979到1983年平均每年递增7.9%的基础上，比上年增长14.2%`: the time belongs to what is built on.
fn is_circumstance(text: &str, time: &TimeExpression, at: usize) -> bool {
    let between = &text[time.range.end..at];
    between.contains(['上', '来']) && ["基础上", "以来的", "水平上"].iter().any(|word| between.contains(word))
        || matches!(time.meaning, Meaning::Back(_)) && text[..time.range.start].ends_with('的')
}

/// The years of a line like `这是人民生活持续改善的五年。`, which heads the paragraphs below.
fn years_reviewed(line: &str) -> Option<i32> {
    const LINE_BYTES: usize = 180;
    let words = line.strip_prefix("这是").filter(|_| line.len() <= LINE_BYTES)?.trim_end_matches('。');
    let (_, years) = words.strip_suffix('年')?.rsplit_once('的')?;
    few_years(years)
}

/// What [`years_summed`] reads from.
pub(super) const YEAR: &str = "年";

/// The years of `五年增长`, `五年累计新增` in the words before a figure; 连续五年 is a length, 每五年 a rate.
fn years_summed(words: &str) -> Option<i32> {
    const AVERAGES: [&str; 4] = ["年均", "平均每年", "平均增长", "平均递增"];
    const SUMS: [&str; 4] = ["增长", "累计", "新增", "净增"];
    let goes_on =
        |at: usize, with: &[&str]| with.iter().any(|word| words[at + YEAR.len()..].starts_with(word));
    let mut years = words.match_indices(YEAR).map(|(at, _)| at);
    let at = years.find(|at| goes_on(*at, &AVERAGES) || goes_on(*at, &SUMS))?;
    let numeral = words[..at].char_indices().next_back().map(|(at, _)| at)?;
    let (before, count) = (&words[..numeral], &words[numeral..at]);
    let other = ["连续", "每", "第", "未来", "今后", "同比", "前"];
    if other.iter().any(|word| before.ends_with(word)) || before.ends_with(numeral::begins) {
        return None;
    }
    // 两年平均增长5.1%
    let two = count == "两" && goes_on(at, &AVERAGES);
    if two { Some(2) } else { few_years(count) }
}

/// Whether it is several years up to now, as reviews have them.
fn span_or_since(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Back(_) | Meaning::Since(_))
        || matches!(meaning, Meaning::Years(a, b) if a != b)
}

/// The year, where a time is one.
fn one_year(meaning: Meaning) -> Option<i32> {
    match meaning {
        Meaning::Years(from, until) if from == until => Some(from),
        _ => None,
    }
}

/// A number of years from three to ten, as reviews sum them up.
fn few_years(words: &str) -> Option<i32> {
    let numeral = numeral::read(words, 0).filter(|numeral| numeral.end == words.len())?;
    numeral.low.to_i32().filter(|years| (3..=10).contains(years))
}
