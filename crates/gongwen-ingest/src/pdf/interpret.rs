//! A page's content run through: which glyphs stand where, and which lines are ruled.
//!
//! `BT /F1 16 Tf 71 700 Td (公文) Tj ET` → 公 at 71–87, 文 at 87–103, both on the baseline 700
//!
//! Coordinates are in points, x to the right and y up, as the page is stored: [`geometry`](super::geometry) turns them.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::budget::Budget;
use super::content::{Lexer, Operand};
use super::font::{Font, number};
use super::geometry::{Matrix, Rule, Segment};

/// One glyph in place.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// Both ends of its advance on the baseline.
    pub(super) from: (f64, f64),
    pub(super) to: (f64, f64),
    /// Height of its font.
    pub(super) size: f64,
    /// Direction of its line in quarter turns to the left, or `None` where it is set at another angle.
    pub(super) turn: Option<u8>,
    /// Characters; U+FFFD where nothing says which, nothing where another glyph speaks for it.
    pub(super) text: String,
    /// Inside an artifact of pagination: a running head, a page number.
    pub(super) artifact: bool,
}

/// What one page shows.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) glyphs: Vec<Placed>,
    pub(super) rules: Vec<Rule>,
    /// Glyphs that nothing maps to a character.
    pub(super) unmapped: usize,
    /// Whether a picture is on it.
    pub(super) has_image: bool,
    /// How many operators it took.
    pub(super) operators: usize,
    /// Whether a limit cut it short.
    pub(super) cut: bool,
}

/// How deep forms may hold forms.
const MAX_FORM_DEPTH: usize = 12;
/// How deep `q` may nest.
const MAX_STATES: usize = 512;
/// Most glyphs of one page: a full page of a newspaper has 20,000.
const MAX_GLYPHS: usize = 200_000;
/// Most ruled lines kept of one page: a drawing has more, a table does not.
const MAX_RULES: usize = 20_000;
/// Longest `ActualText` taken for its glyphs: a ligature, a word; a longer one describes a picture.
const MAX_ACTUAL_TEXT: usize = 64;

/// Fonts by object, kept over the pages of a document.
#[derive(Default)]
pub(super) struct Fonts(HashMap<ObjectId, Rc<Font>>);

/// Most fonts kept: beyond, a font is read again on each page.
const MAX_FONTS: usize = 4096;

impl Fonts {
    fn get(&mut self, document: &Document, object: &Object) -> Option<Rc<Font>> {
        let id = object.as_reference().ok();
        if let Some(font) = id.and_then(|id| self.0.get(&id)) {
            return Some(Rc::clone(font));
        }
        let (_, dictionary) = document.dereference(object).ok()?;
        let font = Rc::new(Font::load(document, dictionary.as_dict().ok()?));
        if let Some(id) = id.filter(|_| self.0.len() < MAX_FONTS) {
            self.0.insert(id, Rc::clone(&font));
        }
        Some(font)
    }
}

/// The graphics state that text and rules depend on.
#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    line_width: f64,
}

/// A marked-content sequence that is open.
#[derive(Default)]
struct Mark {
    artifact: bool,
    /// What its glyphs stand for together, and whether it has been given out.
    actual_text: Option<(String, bool)>,
}

struct Interpreter<'a> {
    document: &'a Document,
    fonts: &'a mut Fonts,
    budget: &'a mut Budget,
    shown: Shown,
    state: State,
    stack: Vec<State>,
    text_matrix: Matrix,
    line_matrix: Matrix,
    marks: Vec<Mark>,
    /// Fonts of this page by resource name, for each open form.
    names: Vec<HashMap<Vec<u8>, Option<Rc<Font>>>>,
    /// Forms being run, against cycles.
    open_forms: Vec<ObjectId>,
    path: Path,
}

/// The path under construction, as far as rules need it.
#[derive(Default)]
struct Path {
    segments: Vec<Segment>,
    rectangles: Vec<(f64, f64, f64, f64)>,
    start: (f64, f64),
    current: (f64, f64),
}

/// Runs a page.
pub(super) fn run(document: &Document, page: ObjectId, fonts: &mut Fonts, budget: &mut Budget) -> Shown {
    let state = State {
        ctm: Matrix::IDENTITY,
        font: None,
        size: 0.0,
        char_space: 0.0,
        word_space: 0.0,
        scale: 1.0,
        leading: 0.0,
        rise: 0.0,
        line_width: 1.0,
    };
    let mut interpreter = Interpreter {
        document,
        fonts,
        budget,
        shown: Shown::default(),
        state,
        stack: Vec::new(),
        text_matrix: Matrix::IDENTITY,
        line_matrix: Matrix::IDENTITY,
        marks: Vec::new(),
        names: vec![HashMap::new()],
        open_forms: Vec::new(),
        path: Path::default(),
    };
    let most = interpreter.budget.page_bytes();
    let content = document.get_page_content_with_limit(page, most);
    // What cannot be unpacked has cost as much as the limit let it.
    interpreter.budget.begin_page(content.as_ref().map_or(most, Vec::len));
    let Ok(content) = content else {
        interpreter.shown.cut = true;
        return interpreter.shown;
    };
    let resources = resources_of(document, page);
    interpreter.execute(&content, &resources);
    interpreter.shown
}

/// The page's own resources first, then those it inherits.
fn resources_of(document: &Document, page: ObjectId) -> Vec<&Dictionary> {
    let Ok((own, ids)) = document.get_page_resources(page) else { return Vec::new() };
    let inherited = ids.into_iter().filter_map(|id| document.get_dictionary(id).ok());
    own.into_iter().chain(inherited).take(16).collect()
}

/// An entry of a category of resources: a font, an XObject.
fn resource<'a>(
    document: &'a Document,
    resources: &[&'a Dictionary],
    category: &[u8],
    name: &[u8],
) -> Option<&'a Object> {
    let of = |resources: &&'a Dictionary| {
        resources.get_deref(category, document).ok()?.as_dict().ok()?.get(name).ok()
    };
    resources.iter().find_map(of)
}

impl<'a> Interpreter<'a> {
    fn execute(&mut self, content: &[u8], resources: &[&'a Dictionary]) {
        let mut lexer = Lexer::new(content);
        let mut operands = Vec::new();
        while let Some(operator) = lexer.next_operator(&mut operands) {
            if !self.budget.spend_operator() || self.shown.glyphs.len() >= MAX_GLYPHS {
                self.shown.cut = true;
                return;
            }
            self.shown.operators += 1;
            self.operator(operator, &operands, resources);
        }
    }

    fn operator(&mut self, operator: &[u8], operands: &[Operand], resources: &[&'a Dictionary]) {
        let number = |i: usize| operands.get(i).and_then(Operand::number);
        let first = number(0).unwrap_or(0.0);
        match operator {
            b"q" if self.stack.len() < MAX_STATES => self.stack.push(self.state.clone()),
            b"Q" => self.state = self.stack.pop().unwrap_or_else(|| self.state.clone()),
            b"cm" => {
                if let Some(matrix) = matrix(operands) {
                    self.state.ctm = matrix.then(&self.state.ctm);
                }
            }
            b"w" => self.state.line_width = first.abs(),
            b"BT" => (self.text_matrix, self.line_matrix) = (Matrix::IDENTITY, Matrix::IDENTITY),
            b"Tc" => self.state.char_space = first,
            b"Tw" => self.state.word_space = first,
            b"Tz" => self.state.scale = first / 100.0,
            b"TL" => self.state.leading = first,
            b"Ts" => self.state.rise = first,
            b"Tf" => {
                if let Some(Operand::Name(name)) = operands.first() {
                    self.state.font = self.font(name, resources);
                }
                self.state.size = number(1).unwrap_or(0.0);
            }
            b"Td" => self.move_line(first, number(1).unwrap_or(0.0)),
            b"TD" => {
                self.state.leading = -number(1).unwrap_or(0.0);
                self.move_line(first, number(1).unwrap_or(0.0));
            }
            b"Tm" => {
                if let Some(matrix) = matrix(operands) {
                    (self.text_matrix, self.line_matrix) = (matrix, matrix);
                }
            }
            b"T*" => self.move_line(0.0, -self.state.leading),
            b"Tj" | b"TJ" => self.show(operands.first()),
            b"'" => {
                self.move_line(0.0, -self.state.leading);
                self.show(operands.first());
            }
            b"\"" => {
                self.state.word_space = first;
                self.state.char_space = number(1).unwrap_or(0.0);
                self.move_line(0.0, -self.state.leading);
                self.show(operands.get(2));
            }
            b"BMC" | b"BDC" => self.open_mark(operands, resources),
            b"EMC" => {
                self.marks.pop();
            }
            b"Do" => {
                if let Some(Operand::Name(name)) = operands.first() {
                    self.draw(name, resources);
                }
            }
            b"BI" => self.shown.has_image = true,
            _ => self.path_operator(operator, operands),
        }
    }

    fn font(&mut self, name: &[u8], resources: &[&'a Dictionary]) -> Option<Rc<Font>> {
        if let Some(known) = self.names.last().and_then(|names| names.get(name)) {
            return known.clone();
        }
        let object = resource(self.document, resources, b"Font", name);
        let font = object.and_then(|object| self.fonts.get(self.document, object));
        if let Some(names) = self.names.last_mut().filter(|names| names.len() < MAX_FONTS) {
            names.insert(name.to_vec(), font.clone());
        }
        font
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.line_matrix = Matrix::translation(x, y).then(&self.line_matrix);
        self.text_matrix = self.line_matrix;
    }

    /// `Tj` and `TJ`.
    fn show(&mut self, operand: Option<&Operand>) {
        match operand {
            Some(Operand::Bytes(bytes)) => self.show_string(bytes),
            Some(Operand::Array(elements)) => {
                for element in elements {
                    match element {
                        Operand::Bytes(bytes) => self.show_string(bytes),
                        other => {
                            let by =
                                other.number().unwrap_or(0.0) / 1000.0 * self.state.size * self.state.scale;
                            self.text_matrix = Matrix::translation(-by, 0.0).then(&self.text_matrix);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn show_string(&mut self, bytes: &[u8]) {
        // Most bytes of one string: each glyph costs a place.
        let bytes = &bytes[..bytes.len().min(4 * MAX_GLYPHS)];
        let Some(font) = self.state.font.clone() else { return };
        font.decode(bytes, |code| {
            let state = &self.state;
            let spacing = state.char_space + if code.is_word_space { state.word_space } else { 0.0 };
            let advance = (code.width * state.size + spacing) * state.scale;
            let width = code.width * state.size * state.scale;
            let to_page = self.text_matrix.then(&state.ctm);
            if self.shown.glyphs.len() < MAX_GLYPHS {
                self.place(&to_page, width, code.text);
            }
            self.text_matrix = Matrix::translation(advance, 0.0).then(&self.text_matrix);
        });
    }

    /// Puts a glyph on the page, or into the glyph whose `ActualText` speaks for it.
    fn place(&mut self, to_page: &Matrix, width: f64, text: Option<String>) {
        let from = to_page.apply(0.0, self.state.rise);
        let to = to_page.apply(width, self.state.rise);
        let size = to_page.height(self.state.size);
        if ![from.0, from.1, to.0, to.1, size].iter().all(|v| v.is_finite() && v.abs() < 1e6) || size < 0.1 {
            return;
        }
        let artifact = self.marks.iter().any(|mark| mark.artifact);
        let actual = self.marks.iter_mut().rev().find_map(|mark| mark.actual_text.as_mut());
        let text = match (actual, text) {
            (Some((actual, given)), _) => {
                if std::mem::replace(given, true) {
                    String::new()
                } else {
                    actual.clone()
                }
            }
            (None, Some(text)) => text,
            (None, None) => {
                self.shown.unmapped += 1;
                "\u{fffd}".to_owned()
            }
        };
        self.shown.glyphs.push(Placed { from, to, size, turn: to_page.turn(), text, artifact });
    }

    fn open_mark(&mut self, operands: &[Operand], resources: &[&'a Dictionary]) {
        if self.marks.len() >= MAX_STATES {
            return;
        }
        let mut mark = Mark::default();
        let Some(Operand::Name(tag)) = operands.first() else {
            self.marks.push(mark);
            return;
        };
        match operands.get(1) {
            Some(Operand::Dictionary(entries)) => {
                for (key, value) in entries {
                    match (&key[..], value) {
                        (b"Type", Operand::Name(name)) => {
                            mark.artifact = tag == b"Artifact" && name == b"Pagination"
                        }
                        (b"ActualText", Operand::Bytes(bytes)) => mark.actual_text = actual_text(bytes),
                        _ => {}
                    }
                }
            }
            Some(Operand::Name(name)) => {
                let properties = resource(self.document, resources, b"Properties", name)
                    .and_then(|object| self.document.dereference(object).ok())
                    .and_then(|(_, object)| object.as_dict().ok());
                if let Some(properties) = properties {
                    let kind = properties.get_deref(b"Type", self.document).and_then(Object::as_name);
                    mark.artifact = tag == b"Artifact" && kind.is_ok_and(|kind| kind == b"Pagination");
                    let text = properties.get_deref(b"ActualText", self.document).and_then(Object::as_str);
                    mark.actual_text = text.ok().and_then(actual_text);
                }
            }
            _ => {}
        }
        if tag != b"Span" {
            mark.actual_text = None;
        }
        self.marks.push(mark);
    }

    /// `Do`: a form is run, a picture noted.
    fn draw(&mut self, name: &[u8], resources: &[&'a Dictionary]) {
        let Some(object) = resource(self.document, resources, b"XObject", name) else { return };
        let Ok((id, object)) = self.document.dereference(object) else { return };
        let Ok(stream) = object.as_stream() else { return };
        match stream.dict.get_deref(b"Subtype", self.document).and_then(Object::as_name) {
            Ok(b"Image") => self.shown.has_image = true,
            Ok(b"Form") => self.form(id, stream, resources),
            _ => {}
        }
    }

    fn form(&mut self, id: Option<ObjectId>, stream: &'a Stream, resources: &[&'a Dictionary]) {
        if self.open_forms.len() >= MAX_FORM_DEPTH || id.is_some_and(|id| self.open_forms.contains(&id)) {
            return;
        }
        let most = self.budget.page_bytes();
        let content = stream.get_plain_content_with_limit(most);
        if !self.budget.spend_bytes(content.as_ref().map_or(most, Vec::len)) {
            self.shown.cut = true;
            return;
        }
        let Ok(content) = content else { return };
        let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        let own: Vec<&Dictionary> = own.map_or_else(|| resources.to_vec(), |own| vec![own]);
        let saved = (self.state.clone(), std::mem::take(&mut self.stack), self.text_matrix, self.line_matrix);
        let marks = self.marks.len();
        if let Some(matrix) = stream
            .dict
            .get_deref(b"Matrix", self.document)
            .and_then(Object::as_array)
            .ok()
            .and_then(|matrix| six(matrix))
        {
            self.state.ctm = matrix.then(&self.state.ctm);
        }
        // A form without an object of its own cannot come round again by its id: the depth stops it.
        self.open_forms.push(id.unwrap_or((0, 0)));
        self.names.push(HashMap::new());
        self.execute(&content, &own);
        self.names.pop();
        self.open_forms.pop();
        self.marks.truncate(marks);
        (self.state, self.stack, self.text_matrix, self.line_matrix) = saved;
    }

    /// Paths, as far as they are straight rules.
    fn path_operator(&mut self, operator: &[u8], operands: &[Operand]) {
        let number = |i: usize| operands.get(i).and_then(Operand::number).unwrap_or(0.0);
        let full = self.path.segments.len() + self.path.rectangles.len() >= MAX_RULES;
        match operator {
            b"m" => {
                self.path.current = self.state.ctm.apply(number(0), number(1));
                self.path.start = self.path.current;
            }
            b"l" if !full => {
                let to = self.state.ctm.apply(number(0), number(1));
                self.path.segments.push(Segment { from: self.path.current, to });
                self.path.current = to;
            }
            b"c" => self.path.current = self.state.ctm.apply(number(4), number(5)),
            b"v" | b"y" => self.path.current = self.state.ctm.apply(number(2), number(3)),
            b"h" if !full => {
                self.path.segments.push(Segment { from: self.path.current, to: self.path.start });
                self.path.current = self.path.start;
            }
            b"re" if !full => {
                let (x, y) = self.state.ctm.apply(number(0), number(1));
                let (u, v) = self.state.ctm.apply(number(0) + number(2), number(1) + number(3));
                self.path.rectangles.push((x.min(u), y.min(v), x.max(u), y.max(v)));
            }
            b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" => self.paint(true),
            b"f" | b"F" | b"f*" => self.paint(false),
            b"n" => self.path = Path::default(),
            _ => {}
        }
    }

    /// What was painted: strokes are rules along the path, fills only where they are as thin as a rule.
    fn paint(&mut self, stroked: bool) {
        let path = std::mem::take(&mut self.path);
        // A white or huge stroke is background, not a rule.
        let stroked = stroked && self.state.ctm.height(self.state.line_width) < 8.0;
        let room = MAX_RULES.saturating_sub(self.shown.rules.len());
        let mut rules: Vec<Rule> = Vec::new();
        for &(x0, y0, x1, y1) in &path.rectangles {
            Rule::of_rectangle(x0, y0, x1, y1, stroked, &mut rules);
        }
        if stroked {
            rules.extend(path.segments.iter().filter_map(Rule::of_segment));
        } else if !path.segments.is_empty() {
            // A filled outline drawn with lines: thin ones are rules too.
            let ends = || path.segments.iter().flat_map(|s| [s.from, s.to]);
            let low = |f: fn((f64, f64)) -> f64| ends().map(f).fold(f64::INFINITY, f64::min);
            let high = |f: fn((f64, f64)) -> f64| ends().map(f).fold(f64::NEG_INFINITY, f64::max);
            Rule::of_rectangle(low(|p| p.0), low(|p| p.1), high(|p| p.0), high(|p| p.1), false, &mut rules);
        }
        self.shown.rules.extend(rules.into_iter().take(room));
    }
}

fn matrix(operands: &[Operand]) -> Option<Matrix> {
    let mut values = [0.0; 6];
    for (value, operand) in values.iter_mut().zip(operands.get(..6)?) {
        *value = operand.number()?;
    }
    Some(Matrix(values))
}

fn six(array: &[Object]) -> Option<Matrix> {
    let mut values = [0.0; 6];
    for (value, object) in values.iter_mut().zip(array.get(..6)?) {
        *value = number(object)?;
    }
    Some(Matrix(values))
}

fn actual_text(bytes: &[u8]) -> Option<(String, bool)> {
    let text =
        lopdf::decode_text_string(&Object::String(bytes.to_vec(), lopdf::StringFormat::Literal)).ok()?;
    (text.chars().count() <= MAX_ACTUAL_TEXT).then_some((text, false))
}
