//! A content stream as operators with their operands.
//!
//! `/F1 16 Tf (公文) Tj` → `Tf [Name(F1), Number(16)]`, `Tj [Bytes(…)]`
//!
//! Reading never fails: what is no PDF syntax is skipped, as viewers do, so that a damaged stream gives the text before
//! and after its damage.

/// One operand.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operand {
    Number(f64),
    Name(Vec<u8>),
    Bytes(Vec<u8>),
    Array(Vec<Operand>),
    /// Keys and values as they stand.
    Dictionary(Vec<(Vec<u8>, Operand)>),
    /// `true`, `false`, `null`.
    Word,
}

impl Operand {
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            // A coordinate outside what a page can hold is damage, and would poison the layout.
            Self::Number(number) if number.is_finite() && number.abs() < 1e7 => Some(*number),
            _ => None,
        }
    }
}

/// Most operands before one operator: the longest real ones are colours of many inks.
const MAX_OPERANDS: usize = 64;
/// Most elements of one array: a line of text shown glyph by glyph has a few hundred.
const MAX_ELEMENTS: usize = 65_536;
/// How deep arrays and dictionaries may nest.
const MAX_DEPTH: usize = 16;

/// Reads a content stream, operator by operator.
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// What stands at a place: an operand, or an operator's name.
enum Token<'a> {
    Operand(Operand),
    Operator(&'a [u8]),
    /// A closing bracket with nothing open.
    Stray,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next operator, its operands in `operands`; `None` at the end.
    pub(super) fn next_operator(&mut self, operands: &mut Vec<Operand>) -> Option<&'a [u8]> {
        self.next_operator_within(operands, MAX_OPERANDS)
    }

    /// The same with a most of operands of the caller's own.
    pub(super) fn next_operator_within(
        &mut self,
        operands: &mut Vec<Operand>,
        most: usize,
    ) -> Option<&'a [u8]> {
        operands.clear();
        loop {
            match self.token(0)? {
                Token::Operand(operand) if operands.len() < most => operands.push(operand),
                Token::Operand(_) | Token::Stray => {}
                Token::Operator(b"ID") => {
                    self.skip_image();
                    operands.clear();
                }
                Token::Operator(name) => return Some(name),
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    while self.peek().is_some_and(|b| b != b'\n' && b != b'\r') {
                        self.at += 1;
                    }
                }
                0 | 9 | 10 | 12 | 13 | 32 => self.at += 1,
                _ => break,
            }
        }
    }

    fn token(&mut self, depth: usize) -> Option<Token<'a>> {
        self.skip_space();
        let start = self.at;
        let operand = match self.peek()? {
            b'(' => Operand::Bytes(self.literal()),
            b'<' if self.bytes.get(start + 1) == Some(&b'<') => {
                self.at += 2;
                self.dictionary(depth)
            }
            b'<' => Operand::Bytes(self.hexadecimal()),
            b'/' => Operand::Name(self.name()),
            b'[' => {
                self.at += 1;
                Operand::Array(self.array(depth))
            }
            b')' | b']' | b'{' | b'}' => {
                self.at += 1;
                return Some(Token::Stray);
            }
            b'>' => {
                self.at += if self.bytes.get(start + 1) == Some(&b'>') { 2 } else { 1 };
                return Some(Token::Stray);
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => Operand::Number(self.real()),
            _ => {
                while self.peek().is_some_and(is_regular) {
                    self.at += 1;
                }
                match &self.bytes[start..self.at] {
                    b"true" | b"false" | b"null" => Operand::Word,
                    name => return Some(Token::Operator(name)),
                }
            }
        };
        Some(Token::Operand(operand))
    }

    /// A number as readers take it: `--5` is 5 below zero, `1.2.3` is 1.2, `.` is 0.
    fn real(&mut self) -> f64 {
        let start = self.at;
        let (mut whole, mut fraction, mut scale, mut dots) = (0.0, 0.0, 1.0, 0);
        let mut negative = false;
        while let Some(byte) = self.peek() {
            match byte {
                b'-' => negative |= self.at == start,
                b'+' => {}
                b'.' => dots += 1,
                b'0'..=b'9' if dots == 0 => whole = whole * 10.0 + f64::from(byte - b'0'),
                b'0'..=b'9' if dots == 1 && scale < 1e12 => {
                    scale *= 10.0;
                    fraction = fraction * 10.0 + f64::from(byte - b'0');
                }
                b'0'..=b'9' => {}
                _ => break,
            }
            self.at += 1;
        }
        let value = whole + fraction / scale;
        if negative { -value } else { value }
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|&b| is_regular(b)) {
            self.at += 1;
            let code = (byte == b'#')
                .then(|| Some(hex(*self.bytes.get(self.at)?)? << 4 | hex(*self.bytes.get(self.at + 1)?)?))
                .flatten();
            if code.is_some() {
                self.at += 2;
            }
            name.push(code.unwrap_or(byte));
        }
        name
    }

    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut out, mut depth) = (Vec::new(), 1);
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut out);
                    continue;
                }
                _ => {}
            }
            out.push(byte);
        }
        out
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            // A line broken by a backslash goes on without the break.
            b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.peek() {
                        Some(digit @ b'0'..=b'7') => {
                            code = code * 8 + u32::from(digit - b'0');
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                out.push((code & 0xFF) as u8);
            }
            other => out.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut out, mut high) = (Vec::new(), None);
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(digit) = hex(byte) else { continue };
            match high.take() {
                Some(first) => out.push(first << 4 | digit),
                None => high = Some(digit),
            }
        }
        out.extend(high.map(|first| first << 4));
        out
    }

    fn array(&mut self, depth: usize) -> Vec<Operand> {
        let mut elements = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None => break,
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                _ => {}
            }
            if depth >= MAX_DEPTH {
                self.at += 1;
                continue;
            }
            let before = self.at;
            match self.token(depth + 1) {
                Some(Token::Operand(operand)) if elements.len() < MAX_ELEMENTS => elements.push(operand),
                // A word in an array is an operator whose array was never closed.
                Some(Token::Operator(_)) => {
                    self.at = before;
                    break;
                }
                Some(_) => {}
                None => break,
            }
        }
        elements
    }

    fn dictionary(&mut self, depth: usize) -> Operand {
        let mut entries = Vec::new();
        loop {
            self.skip_space();
            if self.bytes[self.at..].starts_with(b">>") {
                self.at += 2;
                break;
            }
            if self.peek() != Some(b'/') || depth >= MAX_DEPTH {
                if self.peek().is_none() {
                    break;
                }
                self.at += 1;
                continue;
            }
            let key = self.name();
            match self.token(depth + 1) {
                Some(Token::Operand(value)) if entries.len() < MAX_OPERANDS => entries.push((key, value)),
                Some(_) => {}
                None => break,
            }
        }
        Operand::Dictionary(entries)
    }

    /// Skips the bytes of an inline image, up to an `EI` that stands alone.
    fn skip_image(&mut self) {
        while let Some(found) = self.bytes[self.at..].windows(2).position(|pair| pair == b"EI") {
            let (start, end) = (self.at + found, self.at + found + 2);
            self.at = end;
            let alone = |byte: Option<&u8>| byte.is_none_or(|&b| !is_regular(b));
            // Chance `EI`s in the picture's bytes are told apart by what follows: text, not bytes of a picture.
            let follows = &self.bytes[end..self.bytes.len().min(end + 12)];
            if alone(self.bytes.get(start - 1)) && alone(self.bytes.get(end)) && follows.iter().all(is_text) {
                return;
            }
        }
        self.at = self.bytes.len();
    }
}

fn is_text(byte: &u8) -> bool {
    matches!(byte, 9 | 10 | 13 | 32..=126)
}

fn is_regular(byte: u8) -> bool {
    !matches!(
        byte,
        0 | 9 | 10 | 12 | 13 | 32 | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

pub(super) fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operators(source: &[u8]) -> Vec<(Vec<u8>, Vec<Operand>)> {
        let (mut lexer, mut operands, mut all) = (Lexer::new(source), Vec::new(), Vec::new());
        while let Some(name) = lexer.next_operator(&mut operands) {
            all.push((name.to_vec(), operands.clone()));
        }
        all
    }

    fn bytes(text: &[u8]) -> Operand {
        Operand::Bytes(text.to_vec())
    }

    #[test]
    fn operators_and_their_operands() {
        let name = Operand::Name(b"F 1".to_vec());
        assert_eq!(operators(b"/F#201 -16.5 Tf%x\n"), [(b"Tf".to_vec(), vec![name, Operand::Number(-16.5)])]);
        let array = Operand::Array(vec![bytes(b"A"), Operand::Number(-0.25), bytes(b"\xb9")]);
        assert_eq!(operators(b"[(A)-.25<b9>]TJ"), [(b"TJ".to_vec(), vec![array])]);
    }

    #[test]
    fn strings_with_escapes() {
        for (source, content) in [
            (&b"(a(b)c)'"[..], &b"a(b)c"[..]),
            (b"(\\101\\7\\)\\\nx)'", b"A\x07)x"),
            (b"<4 1 4>'", b"A@"),
            (b"(open", b""),
        ] {
            let all = operators(source);
            assert_eq!(
                all.first().map(|(_, operands)| operands[0].clone()),
                (!content.is_empty()).then(|| bytes(content))
            );
        }
    }

    #[test]
    fn inline_images_are_skipped() {
        let all = operators(b"BI /W 2 ID \xff EI\xff\xffEI\x00 EI Q (x) Tj");
        assert_eq!(all.iter().map(|(name, _)| &name[..]).collect::<Vec<_>>(), [&b"BI"[..], b"Q", b"Tj"]);
    }

    #[test]
    fn damage_is_skipped() {
        assert_eq!(
            operators(b">> ] ) }{ [ (a) Tj ET"),
            [(b"Tj".to_vec(), vec![Operand::Array(vec![bytes(b"a")])]), (b"ET".to_vec(), vec![])]
        );
        let deep = [b"[".repeat(100_000), b"<<".repeat(100_000)].concat();
        assert!(operators(&deep).is_empty());
    }
}
