//! What holds for the document made from any string: spans name the text they give, in order, sections nest.

use gongwen::{Bound, CitationKind, Document, Evidence, Indicator, Kind, Rule, Span, Trigger};

/// The first invariant `document`, made from `source`, breaks; `Ok` where it breaks none.
///
/// ```
/// use gongwen::{Options, analyze};
/// let source = "一、总体情况\n全年受理行政复议案件７８ 件。";
/// let document = analyze(source, &Options { quantities: true, evidence: true, ..Options::default() });
/// assert_eq!(gongwen_tests::invariants::check(source, &document), Ok(()));
/// ```
///
/// # Errors
/// What is broken, where.
pub fn check(source: &str, document: &Document) -> Result<(), String> {
    if document.chars != source.chars().count() {
        return Err(format!("chars {} of {}", document.chars, source.chars().count()));
    }
    check_spans(source, document)?;
    check_order(document)?;
    check_sections(document)?;
    check_links(document)?;
    check_explanations(source, document)?;
    document.indicators.iter().try_for_each(check_fields)
}

/// Every span names a stretch of the source in bytes and the same stretch in code points, and texts are those stretches.
fn check_spans(source: &str, document: &Document) -> Result<(), String> {
    let places = Places::new(source);
    for indicator in &document.indicators {
        places.check("indicator", indicator.span, Some(&indicator.text))?;
        let (start, end) = indicator.sentence;
        if start > indicator.span.start || end < indicator.span.end || end > document.chars {
            return Err(format!("indicator {:?}: sentence {start}..{end}", indicator.span));
        }
    }
    for number in &document.doc_numbers {
        places.check("document number", number.span, Some(&number.text))?;
    }
    for citation in &document.citations {
        places.check("citation", citation.span, Some(&citation.text))?;
        check_trigger(&places, citation.trigger.as_ref(), citation.kind)?;
    }
    for statute in &document.statutes {
        places.check("statute", statute.span, Some(&statute.text))?;
        check_trigger(&places, statute.trigger.as_ref(), statute.kind)?;
    }
    for quantity in document.quantities.iter().flatten() {
        places.check("quantity", quantity.span, Some(&quantity.text))?;
    }
    for section in &document.sections {
        places.check("section", section.span, None)?;
    }
    for diagnostic in &document.diagnostics {
        places.check("diagnostic", diagnostic.span, None)?;
    }
    for stretch in &document.boilerplate {
        places.check("boilerplate", stretch.span, Some(&stretch.text))?;
        // A page number may part a figure from its unit.
        let beside = stretch.kind != "page_number";
        if beside && document.indicators.iter().any(|figure| overlaps(stretch.span, figure.span)) {
            return Err(format!("boilerplate {:?}: holds a figure", stretch.span));
        }
    }
    for table in &document.tables {
        places.check("table", table.span, None)?;
        for cell in &table.cells {
            places.check("cell", cell.span, Some(&cell.text))?;
            if document.indicators.iter().any(|figure| overlaps(cell.span, figure.span)) {
                return Err(format!("cell {:?}: is a figure of a sentence too", cell.span));
            }
        }
    }
    for part in &document.parts {
        places.check("part", part.span, None)?;
        check_evidence(&places, &part.metadata.evidence)?;
    }
    check_evidence(&places, &document.metadata.evidence)
}

/// Every kind but a mention has the words that say so.
fn check_trigger(places: &Places<'_>, trigger: Option<&Trigger>, kind: CitationKind) -> Result<(), String> {
    if trigger.is_some() == (kind == CitationKind::Mention) {
        return Err(format!("a reference is {kind:?} because of {trigger:?}"));
    }
    trigger.map_or(Ok(()), |trigger| places.check("trigger", trigger.span, Some(&trigger.text)))
}

fn overlaps(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}

fn check_evidence(places: &Places<'_>, evidence: &Evidence) -> Result<(), String> {
    let read = [
        evidence.title,
        evidence.document_number,
        evidence.issuing_agency,
        evidence.signature,
        evidence.date_of_issue,
        evidence.publication_date,
        evidence.source,
        evidence.addressees,
        evidence.attachments,
        evidence.copied_agencies,
        evidence.urgency,
        evidence.classification,
        evidence.document_type,
        evidence.genre,
        evidence.report_year,
    ];
    read.into_iter().flatten().try_for_each(|span| places.check("metadata", span, None))
}

/// Every figure has its explanation, every quantity is a figure or rejected, and the evidence stands in the text.
fn check_explanations(source: &str, document: &Document) -> Result<(), String> {
    let Some(explanations) = &document.explanations else { return Ok(()) };
    let places = Places::new(source);
    let (figures, explained) = (document.indicators.len(), explanations.indicators.len());
    if figures != explained {
        return Err(format!("{explained} explanations of {figures} figures"));
    }
    let scanned = document.quantities.as_ref().map(Vec::len);
    if scanned.is_some_and(|scanned| scanned != figures + explanations.rejected.len()) {
        let rejected = explanations.rejected.len();
        return Err(format!("{scanned:?} quantities are {figures} figures and {rejected} rejected"));
    }
    for rejected in &explanations.rejected {
        places.check("rejected", rejected.span, Some(&rejected.text))?;
    }
    for (indicator, why) in document.indicators.iter().zip(&explanations.indicators) {
        if why.status.status() != indicator.status {
            return Err(format!("{:?} is {:?} because {:?}", indicator.span, indicator.status, why.status));
        }
        let words = why.name.iter().chain(&why.bound_words).chain(&why.status_words).chain(&why.time);
        for span in words {
            places.check("evidence", *span, None)?;
        }
    }
    Ok(())
}

/// Figures, numbers and headings come in reading order and apart.
fn check_order(document: &Document) -> Result<(), String> {
    let ordered = |kind: &str, spans: &mut dyn Iterator<Item = Span>| {
        let mut last: Option<Span> = None;
        for span in spans {
            if let Some(last) = last
                && span.start < last.end
            {
                return Err(format!("{kind} {span:?} begins before {last:?} ends"));
            }
            last = Some(span);
        }
        Ok(())
    };
    ordered("indicator", &mut document.indicators.iter().map(|indicator| indicator.span))?;
    ordered("document number", &mut document.doc_numbers.iter().map(|number| number.span))?;
    ordered("citation", &mut document.citations.iter().map(|citation| citation.span))?;
    ordered("statute", &mut document.statutes.iter().map(|statute| statute.span))?;
    ordered("quantity", &mut document.quantities.iter().flatten().map(|quantity| quantity.span))?;
    ordered("boilerplate", &mut document.boilerplate.iter().map(|stretch| stretch.span))?;
    ordered("part", &mut document.parts.iter().map(|part| part.span))?;
    ordered("section", &mut document.sections.iter().map(|section| section.span))
}

/// A section lies in its parent, ends after its heading, and its path goes on its parent's.
fn check_sections(document: &Document) -> Result<(), String> {
    for (id, section) in document.sections.iter().enumerate() {
        let broken = |what: &str| Err(format!("section {id} {:?}: {what}", section.span));
        if section.id != id {
            return broken("its id is not its position");
        }
        if section.body_end < section.span.end || section.body_end > document.chars {
            return broken("body_end");
        }
        let Some(parent) = section.parent else { continue };
        if parent >= id {
            return broken("its parent comes later");
        }
        let parent = &document.sections[parent];
        if section.span.start < parent.span.end || section.body_end > parent.body_end {
            return broken("not inside its parent");
        }
        if section.level <= parent.level {
            return broken("not below its parent");
        }
        if !section.path.starts_with(&format!("{}/", parent.path)) {
            return broken("its path does not go on its parent's");
        }
    }
    Ok(())
}

/// Each figure names the innermost section that holds it, and its numbers make sense.
fn check_links(document: &Document) -> Result<(), String> {
    for indicator in &document.indicators {
        let broken = |what: &str| Err(format!("indicator {:?} {}: {what}", indicator.span, indicator.text));
        let at = indicator.span.start;
        let mut around =
            document.sections.iter().filter(|section| (section.span.start..section.body_end).contains(&at));
        if indicator.section != around.next_back().map(|section| section.id) {
            return broken("not the innermost section");
        }
        if indicator.value_max.is_some_and(|high| high <= indicator.value) {
            return broken("its upper end is not above its lower");
        }
        if indicator.text.is_empty() || !(0.0..=1.0).contains(&indicator.confidence) {
            return broken("empty, or confidence out of bounds");
        }
    }
    Ok(())
}

/// What the fields of one figure say of each other.
fn check_fields(indicator: &Indicator) -> Result<(), String> {
    let broken = |what: &str| Err(format!("indicator {:?} {}: {what}", indicator.span, indicator.text));
    let moves = matches!(indicator.kind, Kind::Change | Kind::Difference);
    if moves != indicator.direction.is_some() {
        return broken("a direction belongs to changes and differences");
    }
    if indicator.value_max.is_some() && indicator.bound != Bound::Range {
        return broken("two ends are a range");
    }
    if (indicator.rule == Rule::Unnamed) != indicator.full_name.is_empty() {
        return broken("unnamed, or named, but not both");
    }
    let year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let years = indicator.period.as_deref().map(|period| period.split('/').collect::<Vec<_>>());
    match years.as_deref() {
        Some([from, until]) if !(year(from) && year(until) && from < until) => {
            broken("its period is no span")
        }
        Some([one]) if !year(one) => broken("its period is no year"),
        Some([] | [_, _, _, ..]) => broken("its period has more than two ends"),
        _ => Ok(()),
    }
}

/// Byte and code-point places of a source.
struct Places<'a> {
    source: &'a str,
    /// The byte each code point begins at, and one past the last.
    bytes: Vec<usize>,
}

impl<'a> Places<'a> {
    fn new(source: &'a str) -> Self {
        let bytes = source.char_indices().map(|(at, _)| at).chain([source.len()]).collect();
        Self { source, bytes }
    }

    fn check(&self, kind: &str, span: Span, text: Option<&str>) -> Result<(), String> {
        let broken = |what: String| Err(format!("{kind} {span:?}: {what}"));
        if span.start > span.end || span.end >= self.bytes.len() {
            return broken(format!("out of {} code points", self.bytes.len() - 1));
        }
        if (self.bytes[span.start], self.bytes[span.end]) != (span.byte_start, span.byte_end) {
            return broken(format!("bytes {}..{}", self.bytes[span.start], self.bytes[span.end]));
        }
        match text {
            Some(text) if self.source[span.bytes()] != *text => broken(format!("its text is {text:?}")),
            _ => Ok(()),
        }
    }
}
