//! The last step: places in the normalised text become [`Span`]s of the source, and findings become records.
//!
//! `Draft {quantity at 9..14 of the normalised text}` → `Indicator {start: 11, end: 15, text: "７８ 件", …}`.

use std::collections::BTreeMap;
use std::ops::Range;

use compact_str::CompactString;

use crate::document::{
    Boilerplate, Bound, Cell, Citation, CitationKind, Diagnostic, DocumentNumber, Evidence, Indicator,
    Issuer, Kind, Metadata, Part, QuantityRecord, Region, Rule, Section, Span, Statute, Table, Trigger,
};
use crate::explanation::{self, BoundSource, Explanation, Explanations, Rejected, Rejection, StatusReason};
use crate::hints::Hints;
use crate::indicator::Draft;
use crate::indicator::concept::{Matcher, OwnNames};
use crate::lexicon::{Class, Lexicon};
use crate::place::region;
use crate::quantity::scan::{Mark, Quantity};
use crate::reference::citation::{CitationReference, Doing, StatuteReference};
use crate::reference::document_number::Number;
use crate::reference::issuer::Issuers;
use crate::structure::metadata::{Found, Reading};
use crate::structure::table::{self, Finding, Problem};
use crate::structure::{NumberingGap, Structure};
use crate::text::normalize::Normalized;
use crate::text::offset::count_code_points;
use crate::text::repair::{Repaired, Replaced};
use crate::time::period;

/// Makes the records of one document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Assembler<'a> {
    /// The source text.
    pub(crate) source: &'a str,
    /// What it was read as, if its font map was broken.
    pub(crate) repaired: Option<&'a Repaired>,
    /// Its normalised form.
    pub(crate) normalized: &'a Normalized,
    /// Its structure.
    pub(crate) structure: &'a Structure,
}

impl Assembler<'_> {
    /// Length of the source in code points.
    pub(crate) fn chars(&self) -> usize {
        self.normalized.offsets.code_point(self.source, self.source.len())
    }

    pub(crate) fn metadata(&self, region: Option<region::Reading>) -> Metadata {
        self.reading(&self.structure.metadata, region)
    }

    /// The documents of a file that holds several.
    pub(crate) fn parts(&self) -> Vec<Part> {
        let parts = self.structure.parts.iter();
        parts
            .map(|part| {
                // Its own agency and title say whose it is, not the first lines of the file.
                let own = Structure { metadata: part.metadata.clone(), ..Structure::default() };
                let region = region::read_region(&self.normalized.text, &own, &Hints::default());
                Part { span: self.span(part.range.clone()), metadata: self.reading(&part.metadata, region) }
            })
            .collect()
    }

    /// What a page sets round the document, and the page numbers (页码) that normalising left out.
    pub(crate) fn boilerplate(&self) -> Vec<Boilerplate> {
        let record = |span: Span, kind| Boilerplate { span, text: span.text(self.source).to_owned(), kind };
        let stretches = self.structure.boilerplate.iter();
        let mut aside: Vec<Boilerplate> =
            stretches.map(|stretch| record(self.span(stretch.range.clone()), stretch.kind)).collect();
        let known = aside.len();
        for deleted in self.normalized.offsets.deleted() {
            let words = &self.source[deleted.clone()];
            if !words.contains(|c: char| c.is_numeric()) {
                continue;
            }
            let start = deleted.start + (words.len() - words.trim_start().len());
            let span = self.of_bytes(start..start + words.trim().len());
            let inside = |other: &Boilerplate| other.span.start < span.end && span.start < other.span.end;
            let next = aside[..known].partition_point(|other| other.span.end <= span.start);
            if !aside[..known].get(next).is_some_and(inside) {
                aside.push(record(span, "page_number"));
            }
        }
        aside.sort_by_key(|stretch| stretch.span.start);
        aside
    }

    fn reading(&self, reading: &Reading, region: Option<region::Reading>) -> Metadata {
        let text = |found: &Option<Found<String>>| found.as_ref().map(|found| self.written(found));
        let list = |found: &Option<Found<Vec<String>>>| -> Vec<String> {
            let Some(found) = found else { return Vec::new() };
            found.value.iter().map(|name| self.normalized.name_as_written(name.clone())).collect()
        };
        let date = |found: &Option<Found<(i32, u32, u32)>>| {
            found.as_ref().map(|found| {
                let (year, month, day) = found.value;
                format!("{year:04}-{month:02}-{day:02}")
            })
        };
        Metadata {
            title: text(&reading.title),
            document_number: reading.document_number.as_ref().map(|found| found.value.replace('號', "号")),
            issuing_agency: text(&reading.issuing_agency),
            signature: text(&reading.signature),
            date_of_issue: date(&reading.date_of_issue),
            publication_date: date(&reading.publication_date),
            source: text(&reading.source),
            addressees: list(&reading.addressees),
            attachments: list(&reading.attachments),
            copied_agencies: list(&reading.copied_agencies),
            urgency: text(&reading.urgency),
            classification: text(&reading.classification),
            document_type: reading.document_type.as_ref().map(|found| found.value.to_owned()),
            genre: reading.content.as_ref().map(|found| found.value),
            report_year: reading.report_year.as_ref().map(|found| found.value),
            region: region.as_ref().map(|found| found.region.clone()),
            evidence: Evidence {
                title: self.place(&reading.title),
                document_number: self.place(&reading.document_number),
                issuing_agency: self.place(&reading.issuing_agency),
                signature: self.place(&reading.signature),
                date_of_issue: self.place(&reading.date_of_issue),
                publication_date: self.place(&reading.publication_date),
                source: self.place(&reading.source),
                addressees: self.place(&reading.addressees),
                attachments: self.place(&reading.attachments),
                copied_agencies: self.place(&reading.copied_agencies),
                urgency: self.place(&reading.urgency),
                classification: self.place(&reading.classification),
                document_type: self.place(&reading.document_type),
                genre: self.place(&reading.content),
                report_year: self.place(&reading.report_year),
                region: region.as_ref().and_then(|found| found.range.clone()).map(|range| self.span(range)),
            },
        }
    }

    /// A value in the characters of the document; what a hint says stays as given.
    fn written(&self, found: &Found<String>) -> String {
        match found.range {
            Some(_) => self.normalized.name_as_written(found.value.clone()),
            None => found.value.clone(),
        }
    }

    pub(crate) fn sections(&self) -> Vec<Section> {
        let headings = self.structure.headings.iter().zip(&self.structure.paths).enumerate();
        headings
            .map(|(id, (heading, path))| Section {
                id,
                parent: heading.parent,
                level: heading.level,
                marker: self.normalized.as_written(heading.marker.clone()).into(),
                number: heading.number,
                title: self.text(heading.title.clone()),
                span: self.span(heading.range()),
                body_end: self.span(heading.title.end..heading.body_end).end,
                run_in: heading.run_in,
                path: path.clone(),
            })
            .collect()
    }

    /// The figures of a document of `region`.
    pub(crate) fn indicators(&self, drafts: Vec<Draft<'_>>, region: Option<&Region>) -> Vec<Indicator> {
        let own = region.map(|region| OwnNames::of(&region.name)).unwrap_or_default();
        let (mut sentence, mut period) = ((0..0, Span::default()), (None, None));
        let records = drafts.into_iter().map(|draft| {
            // Many figures, one sentence and one period.
            if sentence.0 != draft.sentence {
                sentence = (draft.sentence.clone(), self.span(draft.sentence.clone()));
            }
            if period.0 != draft.years {
                period = (draft.years, draft.years.map(period::iso));
            }
            self.indicator(draft, sentence.1, period.1.clone(), &own)
        });
        records.collect()
    }

    fn indicator(
        &self,
        draft: Draft<'_>,
        sentence: Span,
        period: Option<CompactString>,
        own: &OwnNames<'_>,
    ) -> Indicator {
        let quantity = draft.quantity;
        let concept = Matcher::builtin().concept(&draft.full_name, draft.kind, &quantity.unit, own);
        let confidence = confidence(&draft);
        let span = self.span(quantity.range.clone());
        Indicator {
            span,
            text: span.text(self.source).into(),
            value: quantity.value,
            value_max: quantity.value_max,
            unit: self.unit(&quantity.unit),
            bound: draft.bound,
            kind: draft.kind,
            direction: draft.direction,
            name: self.normalized.name_as_written(draft.name.into()),
            full_name: self.normalized.name_as_written(draft.full_name.into()),
            period,
            status: draft.status,
            comparison: draft.comparison,
            section: self.structure.section_at(quantity.range.start),
            sentence: (sentence.start, sentence.end),
            group: draft.group,
            confidence,
            rule: draft.rule,
            concept,
        }
    }

    /// Why the figures of `drafts` are what they are, and why the other quantities among `marks` are none.
    pub(crate) fn explanations(
        &self,
        drafts: &[Draft<'_>],
        rejected: &[(&Quantity, Rejected)],
        marks: &[Mark],
    ) -> Explanations {
        // What was never asked about stands in a row of a table.
        let seen: BTreeMap<usize, Option<Rejected>> = drafts
            .iter()
            .map(|draft| (draft.quantity.range.start, None))
            .chain(rejected.iter().map(|(quantity, reason)| (quantity.range.start, Some(*reason))))
            .collect();
        let reason = |quantity: &Quantity| match seen.get(&quantity.range.start) {
            Some(reason) => *reason,
            None => Some(Rejected::TableRow),
        };
        let rejection = |quantity: &Quantity| {
            let span = self.span(quantity.range.clone());
            Some(Rejection { span, text: span.text(self.source).to_owned(), reason: reason(quantity)? })
        };
        Explanations {
            indicators: drafts.iter().map(|draft| self.explanation(draft)).collect(),
            rejected: marks.iter().filter_map(Mark::quantity).filter_map(rejection).collect(),
        }
    }

    fn explanation(&self, draft: &Draft<'_>) -> Explanation {
        let (why, quantity) = (&draft.why, draft.quantity);
        let text = &self.normalized.text;
        let figure = self.span(quantity.range.clone());
        let beside = [quantity.outer.start..quantity.range.start, quantity.range.end..quantity.outer.end];
        let bound = match draft.bound {
            Bound::Exact | Bound::Range => BoundSource::Nothing,
            bound if bound == quantity.bound => BoundSource::Word,
            _ => BoundSource::Clause,
        };
        let planning = match why.status {
            StatusReason::PlanWordsBefore => draft.sentence.start..why.clause.end,
            _ => why.clause.clone(),
        };
        let plan = |class: Class| class.is(Class::TARGET) || class.is(Class::TARGET_FRONT);
        let tokens = Lexicon::builtin().tokens(text, planning).filter(|token| plan(token.class));
        let words =
            explanation::name_words(self.read(), &draft.full_name, self.span(draft.sentence.clone()), figure);
        Explanation {
            name: words.into_iter().map(|bytes| self.of_bytes(bytes)).collect(),
            kind: why.kind,
            bound,
            bound_words: beside
                .into_iter()
                .filter(|range| !text[range.clone()].trim().is_empty())
                .map(|range| self.span(range))
                .collect(),
            period: why.period,
            time: why.time.clone().map(|range| self.span(range)),
            status: why.status,
            status_words: tokens.map(|token| self.span(token.range)).collect(),
        }
    }

    /// A stretch of the source.
    fn of_bytes(&self, bytes: Range<usize>) -> Span {
        let code_point = |at: usize| self.normalized.offsets.code_point(self.source, at);
        let (start, end) = (code_point(bytes.start), code_point(bytes.end));
        Span { start, end, byte_start: bytes.start, byte_end: bytes.end }
    }

    /// The document numbers of a document of `region`, with who may have issued them.
    pub(crate) fn document_numbers(&self, region: Option<&Region>, hints: &Hints) -> Vec<DocumentNumber> {
        let numbers = &self.structure.numbers;
        if numbers.is_empty() {
            return Vec::new();
        }
        let text = &self.normalized.text;
        let signer = |metadata: &Reading| {
            let said = metadata.signature.as_ref().or(metadata.issuing_agency.as_ref());
            said.map(|found| found.value.clone())
        };
        let own = signer(&self.structure.metadata).or_else(|| hints.issuing_agency.clone());
        let mut issuers = Issuers::new(text, region, own.as_deref());
        // Each document of several has a region of its own.
        let mut parts = self.structure.parts.iter().peekable();
        let part_region = |metadata: &Reading| {
            let own = Structure { metadata: metadata.clone(), ..Structure::default() };
            region::read_region(text, &own, &Hints::default()).map(|found| found.region)
        };
        let mut region_of_part;
        let mut found = Vec::with_capacity(numbers.len());
        for number in numbers {
            let mut entered = None;
            while let Some(part) = parts.next_if(|part| part.range.start <= number.range.start) {
                entered = Some(part);
            }
            if let Some(part) = entered {
                region_of_part = part_region(&part.metadata);
                let signer = signer(&part.metadata).or_else(|| own.clone());
                issuers = Issuers::new(text, region_of_part.as_ref().or(region), signer.as_deref());
            }
            found.push(self.document_number(number, issuers.of(number)));
        }
        found
    }

    fn document_number(&self, number: &Number, issuers: Vec<Issuer>) -> DocumentNumber {
        let span = self.span(number.range.clone());
        DocumentNumber {
            span,
            text: span.text(self.source).to_owned(),
            canonical: match number.agency_code {
                Some(_) => self.normalized.name_as_written(number.key.clone()).replace('號', "号"),
                None => number.canonical(self.normalized.as_written(number.range.clone())),
            },
            key: number.key.clone(),
            form: number.form,
            agency_code: number.agency_code.clone().map(|code| self.normalized.name_as_written(code)),
            year: number.year,
            serial: number.serial,
            role: number.role,
            cited_title: number.cited_title.clone().map(|title| self.text(title)),
            issuers,
        }
    }

    pub(crate) fn statutes(&self, references: Vec<StatuteReference>) -> Vec<Statute> {
        let mut last = (0..0, Span::default());
        let record = |reference: StatuteReference| {
            let provision = reference.provision;
            let span = self.span(provision.range);
            let (kind, trigger, sentence) = self.doing(reference.doing, &mut last);
            Statute {
                span,
                text: span.text(self.source).to_owned(),
                title: reference.title.map(|title| self.normalized.name_as_written(title)),
                short_title: reference.short.map(|title| self.normalized.name_as_written(title)),
                own: reference.own,
                document_number: reference.number,
                article: provision.article,
                article_number: provision.article_number,
                article_end: provision.article_end,
                paragraph: provision.paragraph,
                item: provision.item,
                kind,
                trigger,
                sentence,
            }
        };
        references.into_iter().map(record).collect()
    }

    pub(crate) fn citations(&self, references: Vec<CitationReference>) -> Vec<Citation> {
        let mut last = (0..0, Span::default());
        let record = |reference: CitationReference| {
            let span = self.span(reference.range);
            let (kind, trigger, sentence) = self.doing(reference.doing, &mut last);
            Citation {
                span,
                text: span.text(self.source).to_owned(),
                class: reference.class,
                title: reference.title.map(|title| self.normalized.name_as_written(title)),
                short_title: reference.short.map(|title| self.normalized.name_as_written(title)),
                document_number: reference.number,
                issuing_agency: reference.agency.map(|agency| self.normalized.name_as_written(agency)),
                date: reference.date,
                kind,
                trigger,
                sentence,
            }
        };
        references.into_iter().map(record).collect()
    }

    /// What a reference does; `last` is the last sentence and its span: many references, one sentence.
    fn doing(
        &self,
        doing: Doing,
        last: &mut (Range<usize>, Span),
    ) -> (CitationKind, Option<Trigger>, (usize, usize)) {
        let trigger = doing.trigger.map(|range| {
            let span = self.span(range);
            Trigger { span, text: span.text(self.source).to_owned() }
        });
        if last.0 != doing.sentence {
            *last = (doing.sentence.clone(), self.span(doing.sentence));
        }
        (doing.kind, trigger, (last.1.start, last.1.end))
    }

    pub(crate) fn quantities(&self, marks: &[Mark]) -> Vec<QuantityRecord> {
        let quantities = marks.iter().filter_map(Mark::quantity);
        quantities
            .map(|quantity| {
                let span = self.span(quantity.range.clone());
                QuantityRecord {
                    span,
                    text: span.text(self.source).into(),
                    value: quantity.value,
                    value_max: quantity.value_max,
                    unit: self.unit(&quantity.unit),
                    bound: quantity.bound,
                }
            })
            .collect()
    }

    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        let repaired = self.repaired.map(|repaired| self.font_map(repaired));
        repaired
            .into_iter()
            .chain(self.structure.numbering_gaps.iter().map(|gap| self.numbering(gap)))
            .chain(
                self.structure
                    .tables
                    .iter()
                    .flat_map(|table| &table.findings)
                    .map(|found| self.finding(found)),
            )
            .collect()
    }

    fn finding(&self, finding: &Finding) -> Diagnostic {
        let span = self.span(finding.range.clone());
        match &finding.problem {
            Problem::Sum { of, equals } => Diagnostic {
                span,
                code: "disclosure-sum",
                message: format!("{of}, but {equals}"),
                hint: "the format says they are equal: the report may be wrong, or a cell was misread; compare the cells with the original"
                    .to_owned(),
            },
            Problem::Row { label, figures, columns } => Diagnostic {
                span,
                code: "disclosure-row",
                message: format!("the row {label} has {figures} figures for {columns} columns"),
                hint: "which cell is empty cannot be known from a text that lost its table: take the page or the office file"
                    .to_owned(),
            },
        }
    }

    /// Tables of a fixed format.
    pub(crate) fn tables(&self) -> Vec<Table> {
        let cell = |cell: &table::Cell| {
            let span = self.span(cell.range.clone());
            let (name, label) = (cell.name.clone(), cell.label.clone());
            Cell { name, label, value: cell.value, span, text: span.text(self.source).to_owned() }
        };
        let record = |table: &table::Table| Table {
            kind: format!("disclosure.{}", table.kind),
            span: self.span(table.range.clone()),
            cells: table.cells.iter().map(cell).collect(),
        };
        self.structure.tables.iter().map(record).collect()
    }

    fn font_map(&self, repaired: &Repaired) -> Diagnostic {
        /// The most frequent substitutions are told.
        const EXAMPLES: usize = 8;
        let total: usize = repaired.replaced.iter().map(|replaced| replaced.count).sum();
        let example = |Replaced { wrong, right, count }: &Replaced| format!("{wrong}→{right} {count}");
        let examples: Vec<String> = repaired.replaced.iter().take(EXAMPLES).map(example).collect();
        let kinds = repaired.replaced.len();
        let and_more = if kinds > EXAMPLES { ", …" } else { "" };
        let left = match repaired.left {
            0 => String::new(),
            left => format!("; {left} characters no word explains were left"),
        };
        Diagnostic {
            span: self.of_bytes(repaired.range.clone()),
            code: "font-map-repaired",
            message: format!(
                "{total} characters of {kinds} kinds were read as others: {}{and_more}{left}",
                examples.join(", ")
            ),
            hint: "the PDF this text comes from maps its font to wrong characters; compare names with the original, or turn \
                   repair off"
                .to_owned(),
        }
    }

    fn numbering(&self, gap: &NumberingGap) -> Diagnostic {
        let heading = &self.structure.headings[gap.section];
        let marker = self.normalized.as_written(heading.marker.clone());
        let skipped = heading.number > gap.expected;
        Diagnostic {
            span: self.span(heading.range()),
            code: if skipped { "heading-skip" } else { "heading-repeat" },
            message: format!("heading {marker} stands where number {} is expected", gap.expected),
            hint: if skipped {
                "a heading before it may lack its marker, or the source skips a number".to_owned()
            } else {
                "the source may number two sections alike, or another document begins here".to_owned()
            },
        }
    }

    /// The text whose words were read; every place in it is the same place in the source.
    fn read(&self) -> &str {
        self.repaired.map_or(self.source, |repaired| repaired.text.as_str())
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.normalized.offsets.span(self.source, range)
    }

    fn place<T>(&self, found: &Option<Found<T>>) -> Option<Span> {
        found.as_ref().and_then(|found| found.range.clone()).map(|range| self.span(range))
    }

    /// A unit in the characters of the document.
    fn unit(&self, unit: &str) -> CompactString {
        self.normalized.name_as_written(unit.into())
    }

    fn text(&self, range: Range<usize>) -> String {
        self.normalized.as_written(range).to_owned()
    }
}

/// The share of records like this one whose value, unit and name are right on the annotated documents (1,657 records;
/// `gongwen score` prints the table).
fn confidence(draft: &Draft<'_>) -> f32 {
    /// Names of a noun with its modifiers; shorter ones lack something, longer ones hold more than the name.
    const SURE_CHARS: std::ops::Range<usize> = 6..18;
    const LONGEST_CHARS: usize = 24;
    let chars = count_code_points(draft.name.as_bytes());
    let sure = SURE_CHARS.contains(&chars);
    let base: f32 = match draft.rule {
        Rule::Distributed | Rule::Breakdown => 0.99,
        Rule::PostNominal if sure => 0.98,
        Rule::PostNominal if chars < SURE_CHARS.start => 0.96,
        Rule::PreNominal if sure => 0.96,
        Rule::Inherited => 0.95,
        Rule::PostNominal => 0.9,
        Rule::PreNominal => 0.85,
        Rule::Unnamed => 0.3,
    };
    let torn = count_code_points(draft.full_name.as_bytes()) > LONGEST_CHARS || draft.kind == Kind::Duration;
    if torn { base.min(0.88) } else { base }
}
