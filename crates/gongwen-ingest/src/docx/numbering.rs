//! Which paragraphs Word numbers, and how (ECMA-376 part 1, 17.9).
//!
//! style `Heading1` with `numId 3, ilvl 0` → the level `{start: 1, format: chineseCounting, text: "%1、"}`

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::{Local, is_on};

/// One level of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) start: u32,
    /// Name of the writing; see `crate::numeral`.
    pub(super) format: String,
    /// `第%1条`, `%1.%2`.
    pub(super) text: String,
    /// Write the numbers of the levels above as decimals: `1.2` under `一、`.
    pub(super) is_decimal: bool,
    /// Begin anew after this level, counted from 1, or never with 0; after any level above where it says nothing.
    pub(super) restart: Option<u32>,
}

/// The levels of one numbering instance, and the list whose counters it shares.
#[derive(Debug, Default)]
pub(super) struct Instance {
    pub(super) list: u32,
    pub(super) levels: BTreeMap<u32, Level>,
    /// Levels that begin anew with this instance.
    pub(super) overrides: BTreeMap<u32, u32>,
}

/// All lists of a document, and the styles that number their paragraphs.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    pub(super) instances: BTreeMap<u32, Instance>,
    /// Ids of the styles of a table of contents: `toc 1` to `toc 9`.
    pub(super) contents: BTreeSet<String>,
    styles: BTreeMap<String, Style>,
    default_style: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    instance: Option<u32>,
    level: Option<u32>,
}

impl Numbering {
    pub(super) fn new(numbering: Option<&Document>, styles: Option<&Document>) -> Self {
        let mut all = Self::default();
        if let Some(styles) = styles {
            all.read_styles(styles.root_element());
        }
        if let Some(numbering) = numbering {
            all.read_lists(numbering.root_element());
        }
        all
    }

    /// Instance and level that count a paragraph with these properties, if any do.
    pub(super) fn of(&self, properties: Option<Node>) -> Option<(u32, u32)> {
        let style = properties.and_then(|p| p.child("pStyle")).and_then(|style| style.value("val"));
        let own = properties.and_then(|p| p.child("numPr"));
        let (own_instance, own_level) = numbers(own);
        let (style_instance, style_level) = self.of_style(style.or(self.default_style.as_deref()));
        let instance = own_instance.or(style_instance)?;
        // Number 0 takes the paragraph out of its style's list (17.9.18).
        if instance == 0 {
            return None;
        }
        let by_style = || self.level_of_style(instance, style?);
        Some((instance, own_level.or(style_level).or_else(by_style).unwrap_or(0)))
    }

    /// Follows `basedOn`, but not in circles.
    fn of_style<'a>(&'a self, mut name: Option<&'a str>) -> (Option<u32>, Option<u32>) {
        const LONGEST_CHAIN: usize = 32;
        let (mut instance, mut level) = (None, None);
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = name.and_then(|name| self.styles.get(name)) else { break };
            instance = instance.or(style.instance);
            level = level.or(style.level);
            name = style.based_on.as_deref();
        }
        (instance, level)
    }

    /// The level that says it belongs to the style (`w:pStyle` in `w:lvl`) is kept under its text; see `read_lists`.
    fn level_of_style(&self, instance: u32, style: &str) -> Option<u32> {
        self.styles.get(&linked(instance, style)).and_then(|style| style.level)
    }

    fn read_styles(&mut self, root: Node) {
        for style in root.children().filter(|node| node.has_tag_name_of("style")) {
            let Some(id) = style.value("styleId") else { continue };
            let name = style.child("name").and_then(|name| name.value("val")).unwrap_or_default();
            if name.to_ascii_lowercase().starts_with("toc ") {
                self.contents.insert(id.to_owned());
            }
            let properties = style.child("pPr");
            let (instance, level) = numbers(properties.and_then(|p| p.child("numPr")));
            let based_on = style.child("basedOn").and_then(|style| style.value("val")).map(str::to_owned);
            if style.value("type") == Some("paragraph") && is_default(&style) {
                self.default_style = Some(id.to_owned());
            }
            self.styles.insert(id.to_owned(), Style { based_on, instance, level });
        }
    }

    fn read_lists(&mut self, root: Node) {
        let lists: BTreeMap<u32, Node> = root
            .children()
            .filter(|node| node.has_tag_name_of("abstractNum"))
            .filter_map(|list| Some((list.value("abstractNumId")?.parse().ok()?, list)))
            .collect();
        let instances: Vec<(u32, Node)> = root
            .children()
            .filter(|node| node.has_tag_name_of("num"))
            .filter_map(|num| Some((num.value("numId")?.parse().ok()?, num)))
            .collect();
        let list_of = |num: &Node| -> Option<u32> { num.child("abstractNumId")?.value("val")?.parse().ok() };
        for (id, num) in &instances {
            let Some(mut list) = list_of(num) else { continue };
            // A list that only names a style takes the levels of the list that defines it (17.9.21).
            let mut seen = BTreeSet::new();
            while let Some(style) =
                lists.get(&list).and_then(|l| l.child("numStyleLink")).and_then(|l| l.value("val"))
            {
                let target = self.styles.get(style).and_then(|style| style.instance);
                let next =
                    instances.iter().find(|(id, _)| Some(*id) == target).and_then(|(_, num)| list_of(num));
                match next {
                    Some(next) if seen.insert(list) => list = next,
                    _ => break,
                }
            }
            let mut instance = Instance { list, ..Instance::default() };
            if let Some(list) = lists.get(&list) {
                for (at, level) in levels(*list) {
                    self.link(*id, at, level);
                    instance.levels.insert(at, read_level(level));
                }
            }
            for change in num.children().filter(|node| node.has_tag_name_of("lvlOverride")) {
                let Some(at) = change.value("ilvl").and_then(|at| at.parse().ok()) else { continue };
                if let Some(level) = change.child("lvl") {
                    instance.levels.insert(at, read_level(level));
                }
                if let Some(start) = number(change.child("startOverride")) {
                    instance.overrides.insert(at, start);
                }
            }
            self.instances.insert(*id, instance);
        }
    }

    /// Remembers which style a level belongs to.
    fn link(&mut self, instance: u32, at: u32, level: Node) {
        if let Some(style) = level.child("pStyle").and_then(|style| style.value("val")) {
            let style = linked(instance, style);
            self.styles.insert(style, Style { level: Some(at), ..Style::default() });
        }
    }
}

/// A key that no style has: ids hold no control characters.
fn linked(instance: u32, style: &str) -> String {
    format!("{instance}\u{1}{style}")
}

fn is_default(style: &Node) -> bool {
    matches!(style.value("default"), Some("1" | "true" | "on"))
}

fn numbers(properties: Option<Node>) -> (Option<u32>, Option<u32>) {
    (number(properties.and_then(|p| p.child("numId"))), number(properties.and_then(|p| p.child("ilvl"))))
}

fn number(node: Option<Node>) -> Option<u32> {
    node?.value("val")?.parse().ok()
}

fn levels<'a, 'i>(list: Node<'a, 'i>) -> impl Iterator<Item = (u32, Node<'a, 'i>)> {
    list.children()
        .filter(|node| node.has_tag_name_of("lvl"))
        .filter_map(|level| Some((level.value("ilvl")?.parse().ok()?, level)))
}

fn read_level(level: Node) -> Level {
    let value = |name: &str| level.child(name).and_then(|node| node.value("val")).map(str::to_owned);
    // Formats of later versions stand in a choice, before the one for older programs.
    let format = value("numFmt").or_else(|| {
        let choice = level.child("AlternateContent")?.child("Choice")?;
        let format = choice.child("numFmt")?;
        // `w:val="custom" w:format="一, 二, 三, ..."`
        format.value("val").filter(|format| *format != "custom").map(str::to_owned)
    });
    Level {
        start: number(level.child("start")).unwrap_or(1),
        format: format.unwrap_or_else(|| "decimal".into()),
        text: value("lvlText").unwrap_or_default(),
        is_decimal: is_on(level.child("isLgl")),
        restart: number(level.child("lvlRestart")),
    }
}
