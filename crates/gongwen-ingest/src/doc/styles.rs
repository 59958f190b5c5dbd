//! What paragraphs of a Word file have from their styles, as far as their numbers go (\[MS-DOC\] 2.9.271).
//!
//! the style `标题 1` of list 1, level 0, and `附件标题`, based on it → both give list 1, level 0

use super::fib::{Place, u16_at};

/// List and level that properties name, where they do: of a style or of a paragraph itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Listing {
    /// `sprmPIlfo`: which list, from 1; 0 for none.
    pub(super) list: Option<u16>,
    /// `sprmPIlvl`, from 0.
    pub(super) level: Option<u8>,
}

impl Listing {
    /// From a run of property modifiers (2.2.5.1).
    pub(super) fn of(properties: &[u8]) -> Self {
        let (mut found, mut at) = (Self::default(), 0);
        while let Some(property) = u16_at(properties, at) {
            at += 2;
            let (operand, length) = match property >> 13 {
                0 | 1 => (at, 1),
                2 | 4 | 5 => (at, 2),
                3 => (at, 4),
                7 => (at, 3),
                // The definition of a table counts its bytes in two.
                _ if property == 0xD608 => match u16_at(properties, at) {
                    Some(count) => (at + 2, usize::from(count).saturating_sub(1)),
                    None => break,
                },
                _ => match properties.get(at) {
                    Some(&count) => (at + 1, usize::from(count)),
                    None => break,
                },
            };
            let Some(value) = properties.get(operand..operand + length) else { break };
            match (property, value) {
                (0x460B, [low, high]) => found.list = Some(u16::from_le_bytes([*low, *high])),
                (0x260A, [value]) => found.level = Some(*value),
                _ => {}
            }
            at = operand + length;
        }
        found
    }

    /// What these properties leave open, `under` them says.
    pub(super) fn over(self, under: Self) -> Self {
        Self { list: self.list.or(under.list), level: self.level.or(under.level) }
    }
}

/// A paragraph style; of other styles nothing but the name.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) name: String,
    pub(super) listing: Listing,
    base: Option<usize>,
}

/// The style sheet, by index; a style has what those have that it is based on.
pub(super) fn styles(table: &[u8], (start, length): Place) -> Vec<Style> {
    let mut styles = own(table.get(start..start.saturating_add(length)).unwrap_or_default());
    // Word allows eleven styles upon each other (2.9.260); a circle ends too.
    const DEEPEST: usize = 11;
    let listings: Vec<Listing> = (0..styles.len())
        .map(|index| {
            let mut listing = Listing::default();
            let mut next = Some(index);
            for _ in 0..DEEPEST {
                let Some(style) = next.and_then(|index| styles.get(index)) else { break };
                listing = listing.over(style.listing);
                next = style.base;
            }
            listing
        })
        .collect();
    styles.iter_mut().zip(listings).for_each(|(style, listing)| style.listing = listing);
    styles
}

/// `STSH`: a head that says its own length, then each style after its length in two bytes.
fn own(sheet: &[u8]) -> Vec<Style> {
    let mut styles = Vec::new();
    let (Some(head), Some(count), Some(fixed)) = (u16_at(sheet, 0), u16_at(sheet, 2), u16_at(sheet, 4))
    else {
        return styles;
    };
    let mut at = 2 + usize::from(head);
    for _ in 0..count {
        let Some(length) = u16_at(sheet, at).map(usize::from) else { break };
        let style = sheet.get(at + 2..at + 2 + length).and_then(|style| one(style, usize::from(fixed)));
        styles.push(style.unwrap_or_default());
        at += 2 + length;
    }
    styles
}

/// `STD`: fixed fields, the name, then groups of properties of which a paragraph style has the paragraph's first.
fn one(style: &[u8], fixed: usize) -> Option<Style> {
    const PARAGRAPH: u16 = 1;
    const NO_BASE: u16 = 0x0FFF;
    let kind_and_base = u16_at(style, 2)?;
    let length = usize::from(u16_at(style, fixed)?);
    let name = style.get(fixed + 2..fixed + 2 + 2 * length)?;
    let name: Vec<u16> = name.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
    let mut found = Style { name: String::from_utf16_lossy(&name), ..Style::default() };
    if kind_and_base & 0x0F == PARAGRAPH {
        found.base = Some(kind_and_base >> 4).filter(|&base| base != NO_BASE).map(usize::from);
        // A NUL ends the name. The index of the style stands before the properties.
        let group = fixed + 2 + 2 * length + 2;
        let size = usize::from(u16_at(style, group).unwrap_or(0));
        let properties = style.get(group + 4..(group + 2).saturating_add(size));
        found.listing = properties.map(Listing::of).unwrap_or_default();
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A style upon another, with these properties.
    fn style(name: &str, base: u16, properties: &[u8]) -> Vec<u8> {
        let mut style =
            [0u16, 1 | base << 4, 0, 0, 0].iter().flat_map(|field| field.to_le_bytes()).collect::<Vec<u8>>();
        style.extend((name.encode_utf16().count() as u16).to_le_bytes());
        style.extend(name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes));
        style.extend((properties.len() as u16 + 2).to_le_bytes());
        style.extend([0, 0]);
        style.extend(properties);
        [&(style.len() as u16).to_le_bytes()[..], &style].concat()
    }

    fn sheet(all: &[Vec<u8>]) -> Vec<u8> {
        let head =
            [4u16, all.len() as u16, 10].iter().flat_map(|field| field.to_le_bytes()).collect::<Vec<u8>>();
        [head, all.concat()].concat()
    }

    #[test]
    fn a_style_has_the_list_of_its_base() {
        let list = [0x0B, 0x46, 3, 0];
        let level = [0x0A, 0x26, 1];
        let sheet = sheet(&[
            style("正文", 0x0FFF, &[]),
            style("标题 1", 0, &list),
            style("标题 2", 1, &level),
            style("圈", 3, &[]),
        ]);
        let styles = styles(&sheet, (0, sheet.len()));
        assert_eq!(styles[2].name, "标题 2");
        let listings: Vec<_> = styles.iter().map(|style| (style.listing.list, style.listing.level)).collect();
        assert_eq!(listings, [(None, None), (Some(3), None), (Some(3), Some(1)), (None, None)]);
    }

    #[test]
    fn damage_costs_styles_alone() {
        let sheet = sheet(&[style("标题 1", 0x0FFF, &[0x0B, 0x46, 3, 0])]);
        for length in 0..sheet.len() {
            let _ = styles(&sheet[..length], (0, length));
            let _ = styles(&sheet[..length], (0, sheet.len()));
        }
        assert!(styles(&[0xFF; 64], (0, 64)).len() < 65_536);
    }
}
