//! What a document cites: documents by title and number, statutes by title and article, and what each reference does.
//!
//! ```
//! use gongwen::{CitationKind, Options, analyze};
//! let text = "根据《国务院关于投资体制改革的决定》（国发〔2004〕20号，以下简称《决定》），现印发《松坪县投资管理方案》。各地落实《决定》第二条。";
//! let citations = analyze(text, &Options::default()).citations;
//! let rows: Vec<_> = citations.iter().map(|c| (c.title.as_deref().unwrap(), c.document_number.as_deref(), c.kind)).collect();
//! assert_eq!(rows, [
//!     ("国务院关于投资体制改革的决定", Some("国发〔2004〕20号"), CitationKind::Basis),
//!     ("松坪县投资管理方案", None, CitationKind::Transmittal),
//!     ("国务院关于投资体制改革的决定", Some("国发〔2004〕20号"), CitationKind::Mention),
//! ]);
//! ```
//!
//! Only 《, a cited document number, 第…条 and words such as 前款 are looked at, with a bounded look to each side.

mod provision;

use std::ops::Range;

use super::beside::{
    agency_of_title, bare_title, beside, bracket_at, class_of, definition_before, definition_in, its_rule,
    title_follows,
};
use super::issued::{clause, issuer, joins};
use super::kind;
use super::short::{Cited, ShortTitles};
use super::statute::{Provision, article, provisions};
use super::title::{Class, titles};
use crate::document::{CitationClass, CitationKind as Kind, DocumentNumberRole as Role};
use crate::landmark::Landmark;
use crate::structure::Structure;
use crate::text::sentence::Marks;

/// The references of a document, in normalised places.
#[derive(Debug, Default)]
pub(crate) struct References {
    pub(crate) statutes: Vec<StatuteReference>,
    pub(crate) citations: Vec<CitationReference>,
}

/// A reference to a statute or one of its provisions.
#[derive(Debug)]
pub(crate) struct StatuteReference {
    /// Which, and where the whole reference stands.
    pub(crate) provision: Provision,
    pub(crate) title: Option<String>,
    pub(crate) short: Option<String>,
    pub(crate) own: bool,
    pub(crate) number: Option<String>,
    pub(crate) doing: Doing,
}

/// A reference to a document or plan.
#[derive(Debug)]
pub(crate) struct CitationReference {
    pub(crate) range: Range<usize>,
    pub(crate) class: CitationClass,
    pub(crate) title: Option<String>,
    pub(crate) short: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) agency: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) doing: Doing,
}

/// What a reference does, and where it does it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Doing {
    pub(crate) kind: Kind,
    pub(crate) trigger: Option<Range<usize>>,
    pub(crate) sentence: Range<usize>,
    /// Whether it stands in one list with the reference before, whose kind it has.
    joined: bool,
}

/// Finds what the document cites.
pub(crate) fn scan_references(text: &str, structure: &Structure) -> References {
    let anchors = anchors(text, structure);
    if anchors.is_empty() {
        return References::default();
    }
    let mut scan = Scan::new(text, structure);
    for (at, anchor) in anchors {
        if at < scan.read_to {
            continue;
        }
        // Menus and footers are in no line.
        let Some(sentence) = scan.sentence_at(at) else { continue };
        match anchor {
            Anchor::Title(end) => scan.title(at..end, sentence),
            Anchor::Number(number) => scan.number(number, sentence),
            Anchor::Article => scan.article(at, sentence),
            Anchor::Relative(len) => scan.relative(at..at + len, sentence),
        }
    }
    scan.finish()
}

/// A place where a reference may begin.
enum Anchor {
    /// A title in 《》 that ends here.
    Title(usize),
    /// A document number.
    Number(usize),
    /// 第…条.
    Article,
    /// 前款, so long.
    Relative(usize),
}

fn anchors(text: &str, structure: &Structure) -> Vec<(usize, Anchor)> {
    let landmarks = &structure.landmarks;
    let mut anchors: Vec<(usize, Anchor)> =
        titles(text, landmarks).into_iter().map(|title| (title.start, Anchor::Title(title.end))).collect();
    let cited = structure.numbers.iter().enumerate().filter(|(_, number)| number.role == Role::Cited);
    anchors.extend(cited.map(|(index, number)| (number.range.start, Anchor::Number(index))));
    let before = anchors.len();
    let provisions =
        landmarks.references().filter(|(_, mark)| *mark == Landmark::Provision).map(|(at, _)| at);
    let ends_article = |at: &usize| text[*at..].starts_with('条');
    let articles = provisions.clone().filter(ends_article).filter_map(|at| article(text, at));
    anchors.extend(articles.map(|at| (at, Anchor::Article)));
    // 前款 is of an article, or of a statute named before.
    if anchors.len() > before {
        anchors.extend(provisions.filter_map(|at| {
            let before = &text[..at + '条'.len_utf8()];
            let word = RELATIVE.iter().find(|word| before.ends_with(**word))?;
            Some((before.len() - word.len(), Anchor::Relative(word.len())))
        }));
    }
    anchors.sort_by_key(|(at, _)| *at);
    anchors
}

/// Words for the provision a text speaks of, or the one before.
const RELATIVE: [&str; 8] = ["前款", "上款", "本款", "前条", "上条", "本条", "该条", "同条"];

/// One reference, for its neighbours.
struct Mention {
    end: usize,
    doing: Doing,
}

/// What the last statute was, for 前款 and 该条例.
#[derive(Clone)]
struct LastStatute {
    cited: Option<Cited>,
    article: Option<(String, u32)>,
    line: usize,
}

struct Scan<'a> {
    text: &'a str,
    structure: &'a Structure,
    /// The line whose sentences were read last, and the last of them.
    line: usize,
    sentence: Range<usize>,
    stops: Marks<'a>,
    read_to: usize,
    shorts: ShortTitles,
    mentions: Vec<Mention>,
    last: Option<LastStatute>,
    /// Each with the mention it belongs to.
    statutes: Vec<(usize, StatuteReference)>,
    citations: Vec<(usize, CitationReference)>,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str, structure: &'a Structure) -> Self {
        Self {
            text,
            structure,
            line: usize::MAX,
            sentence: 0..0,
            stops: structure.landmarks.marks(),
            read_to: 0,
            shorts: ShortTitles::default(),
            mentions: Vec::new(),
            last: None,
            statutes: Vec::new(),
            citations: Vec::new(),
        }
    }

    /// The sentence round `at`, if that is in a line of the document; asked for one place behind the other.
    fn sentence_at(&mut self, at: usize) -> Option<Range<usize>> {
        let line = self.structure.lines.partition_point(|line| line.end <= at);
        let range = self.structure.lines.get(line).filter(|range| range.start <= at)?;
        if self.line != line {
            self.line = line;
            self.sentence = range.start..range.start;
        }
        while self.sentence.end <= at {
            self.sentence = self.stops.sentence_from(self.text, self.sentence.end..range.end);
        }
        Some(self.sentence.clone())
    }

    /// A title in 《》.
    fn title(&mut self, range: Range<usize>, sentence: Range<usize>) {
        let mark = '《'.len_utf8();
        let inner = self.text[range.start + mark..range.end - mark].trim();
        let beside = beside(self.text, &self.structure.numbers, self.read_to, &range);
        // 专用号牌（以下简称《号牌》）: shortens what is no title.
        let defines = definition_before(&self.text[sentence.start.min(range.start)..range.start]);
        if inner.is_empty() || defines {
            self.read_to = range.end;
            return;
        }
        let known = self.shorts.resolve(inner).cloned();
        let doing = self.doing(beside.start, &sentence);
        let Some(class) = class_of(inner, known.as_ref(), &beside, &doing) else {
            self.read_to = range.end;
            return;
        };
        let lead = clause(self.text, self.from(&sentence, beside.start), beside.start);
        let earlier = &self.text[sentence.start.min(lead.start)..lead.start];
        let (mut agency, mut date) = issuer(earlier, &self.text[lead]);
        date = date.or_else(|| beside.date.clone());
        agency = agency_of_title(inner).or(agency);
        let short = known.as_ref().map(|_| inner.to_owned());
        let cited = Cited {
            title: known.as_ref().map_or_else(|| inner.to_owned(), |known| known.title.clone()),
            class,
            number: beside.number.clone().or_else(|| known.as_ref()?.number.clone()),
            agency: agency.or_else(|| known.as_ref()?.agency.clone()),
        };
        // A short title goes on as what it stands for.
        if known.is_none() || beside.short.is_some() {
            self.shorts.note(cited.clone(), beside.short.as_deref());
        }
        if class == Class::Statute {
            self.statute(cited, short, beside.start..range.end, beside.end, doing);
        } else {
            let class = if class == Class::Plan { CitationClass::Plan } else { CitationClass::Document };
            let Cited { title, number, agency, .. } = cited;
            self.cite(CitationReference {
                range: beside.start..beside.end,
                class,
                title: Some(title),
                short,
                number,
                agency,
                date,
                doing,
            });
        }
    }

    /// A statute and the provisions behind it.
    fn statute(
        &mut self,
        cited: Cited,
        short: Option<String>,
        range: Range<usize>,
        end: usize,
        doing: Doing,
    ) {
        let list = provisions(self.text, end);
        let mention = self.mentions.len();
        let reference = |provision: Provision, range: Range<usize>, cited: &Cited| StatuteReference {
            provision: Provision { range, ..provision },
            title: Some(cited.title.clone()),
            short: short.clone(),
            own: false,
            number: cited.number.clone(),
            doing: Doing::default(),
        };
        self.remember(Some(cited.clone()), list.last());
        let mut read_to = range.end.max(end);
        if list.is_empty() {
            self.statutes.push((mention, reference(Provision::default(), range.start..end, &cited)));
            if let Some((rule, name)) = its_rule(self.text, end, &cited.title) {
                let rules = provisions(self.text, rule.end);
                let named = Cited { title: name, number: None, ..cited.clone() };
                read_to = rules.last().map_or(rule.end, |last| last.range.end);
                self.remember(Some(named.clone()), rules.last());
                let ends = if rules.is_empty() { vec![Provision::default()] } else { rules };
                for (count, provision) in ends.into_iter().enumerate() {
                    let place = if count == 0 {
                        rule.start..provision.range.end.max(rule.end)
                    } else {
                        provision.range.clone()
                    };
                    self.statutes.push((
                        mention,
                        StatuteReference { short: None, ..reference(provision, place, &named) },
                    ));
                }
                self.shorts.note(named, None);
            }
        }
        for (count, provision) in list.into_iter().enumerate() {
            read_to = provision.range.end;
            let place = if count == 0 { range.start..provision.range.end } else { provision.range.clone() };
            self.statutes.push((mention, reference(provision, place, &cited)));
        }
        self.mention(read_to, doing);
    }

    /// A document number that stands beside no title in 《》.
    fn number(&mut self, index: usize, sentence: Range<usize>) {
        let number = &self.structure.numbers[index];
        let own = self.structure.metadata_at(number.range.start).document_number.as_ref();
        if own.is_some_and(|own| own.value == number.key) || title_follows(self.text, number.range.end) {
            return;
        }
        let bare = bare_title(self.text, self.from(&sentence, number.range.start), number);
        let start = bare.as_ref().map_or(number.range.start, |bare| bare.start);
        let bracket = bare.as_ref().and_then(|bare| bracket_at(self.text, bare.end));
        let bracket = bracket.filter(|bracket| bracket.end >= number.range.end);
        let end = bracket.as_ref().map_or(number.range.end, |bracket| bracket.end);
        let short = bracket.and_then(|bracket| definition_in(&self.text[bracket]));
        let doing = self.doing(start, &sentence);
        let title = bare.map(|bare| self.text[bare].trim().to_owned());
        let agency = title.as_deref().and_then(agency_of_title);
        if let Some(title) = &title {
            let cited = Cited {
                title: title.clone(),
                class: Class::Document,
                number: Some(number.key.clone()),
                agency: agency.clone(),
            };
            self.shorts.note(cited, short.as_deref());
        }
        self.cite(CitationReference {
            range: start..end,
            class: CitationClass::Document,
            title,
            short: None,
            number: Some(number.key.clone()),
            agency,
            date: None,
            doing,
        });
    }

    fn cite(&mut self, reference: CitationReference) {
        let (end, doing) = (reference.range.end, reference.doing.clone());
        self.citations.push((self.mentions.len(), reference));
        self.mention(end, doing);
    }

    fn mention(&mut self, end: usize, doing: Doing) {
        self.mentions.push(Mention { end, doing });
        self.read_to = self.read_to.max(end);
    }

    fn remember(&mut self, cited: Option<Cited>, last: Option<&Provision>) {
        let article = last.and_then(|last| Some((last.article.clone()?, last.article_number?)));
        self.last = Some(LastStatute { cited, article, line: self.line });
    }

    /// Where the words before `at` begin that belong to no earlier reference.
    fn from(&self, sentence: &Range<usize>, at: usize) -> usize {
        self.read_to.clamp(sentence.start.min(at), at)
    }

    /// What the reference that begins at `at` does, as far as the words before it say.
    fn doing(&self, at: usize, sentence: &Range<usize>) -> Doing {
        let from = self.from(sentence, at);
        let before = self.mentions.last().filter(|last| last.doing.sentence == *sentence);
        if let Some(before) = before
            && before.end <= at
            && joins(&self.text[before.end..at])
        {
            return Doing { joined: true, ..before.doing.clone() };
        }
        let found = kind::before(self.text, clause(self.text, from, at));
        let (kind, trigger) = found.map_or((Kind::Mention, None), |found| (found.kind, Some(found.range)));
        Doing { kind, trigger, sentence: sentence.clone(), joined: false }
    }

    /// What the words behind the references say; then each record has its kind.
    fn finish(mut self) -> References {
        const FAR: usize = 200;
        for index in (0..self.mentions.len()).rev() {
            let (sentence, end) = (self.mentions[index].doing.sentence.clone(), self.mentions[index].end);
            if self.mentions[index].doing.trigger.is_some() {
                continue;
            }
            let next = self.mentions.get(index + 1);
            let joins_next = next.filter(|next| next.doing.joined);
            let found = match joins_next {
                // All of a list are printed, or ended, together.
                Some(next) => {
                    next.doing.trigger.clone().map(|range| kind::Trigger { kind: next.doing.kind, range })
                }
                None => {
                    let mut until = sentence.end.min(end + FAR).max(end);
                    while !self.text.is_char_boundary(until) {
                        until -= 1;
                    }
                    kind::after(self.text, end..until.max(end))
                }
            };
            if let Some(found) = found {
                let doing = &mut self.mentions[index].doing;
                (doing.kind, doing.trigger) = (found.kind, Some(found.range));
            }
        }
        let mentions = &self.mentions;
        let doing =
            |mention: usize| mentions.get(mention).map(|mention| mention.doing.clone()).unwrap_or_default();
        let mut references = References::default();
        for (mention, mut statute) in self.statutes {
            statute.doing = doing(mention);
            references.statutes.push(statute);
        }
        for (mention, mut citation) in self.citations {
            citation.doing = doing(mention);
            references.citations.push(citation);
        }
        references
    }
}
