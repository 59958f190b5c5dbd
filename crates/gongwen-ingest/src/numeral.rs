//! The writings of a number that Word counts: ECMA-376 part 1, 17.18.59 (ST_NumberFormat), and the codes that stand for
//! the same writings in a compound file.
//!
//! 21, `chineseCountingThousand` → `二十一`; 3, `decimalEnclosedCircle` → `③`; 3, code 0x27 → `三`

/// The name of the writing with a code of MSONFC ([MS-OSHARED] 2.2.1.3); `None` for one that no Chinese document uses.
#[cfg(feature = "doc")]
pub(crate) fn name_of_code(code: u8) -> Option<&'static str> {
    Some(match code {
        0x00 | 0x0F | 0x28 => "decimal",
        0x01 => "upperRoman",
        0x02 => "lowerRoman",
        0x03 => "upperLetter",
        0x04 => "lowerLetter",
        0x0A => "ideographDigital",
        0x0B => "japaneseCounting",
        0x0E | 0x13 => "decimalFullWidth",
        0x10 => "japaneseLegal",
        0x11 => "japaneseDigitalTenThousand",
        0x12 => "decimalEnclosedCircle",
        0x16 => "decimalZero",
        0x1A => "decimalEnclosedFullstop",
        0x1B => "decimalEnclosedParen",
        0x1C => "decimalEnclosedCircleChinese",
        0x1D => "ideographEnclosedCircle",
        0x1E => "ideographTraditional",
        0x1F => "ideographZodiac",
        0x21 => "taiwaneseCounting",
        0x22 => "ideographLegalTraditional",
        0x23 => "taiwaneseCountingThousand",
        0x24 => "taiwaneseDigital",
        0x25 => "chineseCounting",
        0x26 => "chineseLegalSimplified",
        0x27 => "chineseCountingThousand",
        _ => return None,
    })
}

/// The number in the writing called `format`; decimal for a writing that no Chinese document uses.
pub(crate) fn write(number: u32, format: &str) -> String {
    match format {
        "none" => String::new(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseDigitalTenThousand"
        | "koreanCounting" => counting(number, &HANZI),
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => counting(number, &FORMAL),
        "ideographDigital" | "taiwaneseDigital" => {
            digits(number, &["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"])
        }
        "ideographTraditional" => cycle(number, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => cycle(number, "子丑寅卯辰巳午未申酉戌亥"),
        "decimalFullWidth" | "decimalFullWidth2" => number.to_string().chars().map(full_width).collect(),
        "decimalZero" => format!("{number:02}"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => enclosed(number, '①', 20),
        "decimalEnclosedParen" => enclosed(number, '⑴', 20),
        "decimalEnclosedFullstop" => enclosed(number, '⒈', 20),
        // Named for a circle; Word shows brackets.
        "ideographEnclosedCircle" => enclosed(number, '㈠', 10),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => letters(number),
        "lowerLetter" => letters(number).to_lowercase(),
        _ => number.to_string(),
    }
}

/// Digits from zero, then ten, hundred, thousand, ten thousand.
struct Counting {
    digits: [&'static str; 10],
    powers: [&'static str; 4],
    ten_thousand: &'static str,
    /// 十一, not 一十一.
    bare_ten: bool,
}

const HANZI: Counting = Counting {
    digits: ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
    powers: ["", "十", "百", "千"],
    ten_thousand: "万",
    bare_ten: true,
};
const FORMAL: Counting = Counting {
    digits: ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"],
    powers: ["", "拾", "佰", "仟"],
    ten_thousand: "万",
    bare_ten: false,
};

fn counting(number: u32, writing: &Counting) -> String {
    if number == 0 {
        return writing.digits[0].to_owned();
    }
    // Nothing is numbered beyond; a damaged file may say so.
    if number > 99_999_999 {
        return number.to_string();
    }
    let mut text = String::new();
    let (high, low) = (number / 10_000, number % 10_000);
    if high > 0 {
        text.push_str(&below_ten_thousand(high, writing));
        text.push_str(writing.ten_thousand);
        if (1..1000).contains(&low) {
            text.push_str(writing.digits[0]);
        }
    }
    if low > 0 {
        text.push_str(&below_ten_thousand(low, writing));
    }
    if writing.bare_ten && (10..20).contains(&number) {
        text = text.trim_start_matches('一').to_owned();
    }
    text
}

fn below_ten_thousand(number: u32, writing: &Counting) -> String {
    let (mut text, mut zero) = (String::new(), false);
    for (i, power) in writing.powers.iter().enumerate().rev() {
        let digit = number / 10u32.pow(i as u32) % 10;
        if digit == 0 {
            zero = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut zero) {
            text.push_str(writing.digits[0]);
        }
        text.push_str(writing.digits[digit as usize]);
        text.push_str(power);
    }
    text
}

fn digits(number: u32, digits: &[&str; 10]) -> String {
    number.to_string().bytes().map(|digit| digits[usize::from(digit - b'0')]).collect()
}

fn cycle(number: u32, signs: &str) -> String {
    let count = signs.chars().count();
    signs.chars().nth((number.max(1) as usize - 1) % count).map(String::from).unwrap_or_default()
}

fn enclosed(number: u32, one: char, last: u32) -> String {
    match number {
        1.. if number <= last => {
            char::from_u32(one as u32 + number - 1).map_or_else(|| number.to_string(), String::from)
        }
        _ => number.to_string(),
    }
}

fn full_width(digit: char) -> char {
    char::from_u32(digit as u32 - '0' as u32 + '０' as u32).unwrap_or(digit)
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number >= 4000 {
        return number.to_string();
    }
    let (mut rest, mut text) = (number, String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

/// A to Z, then AA to ZZ, as Word counts on: each letter repeated.
fn letters(number: u32) -> String {
    const MOST: u32 = 780;
    if number == 0 || number > MOST {
        return number.to_string();
    }
    let letter = char::from(b'A' + ((number - 1) % 26) as u8);
    std::iter::repeat_n(letter, ((number - 1) / 26 + 1) as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writings() {
        for (number, format, text) in [
            (1, "chineseCounting", "一"),
            (10, "chineseCounting", "十"),
            (12, "chineseCountingThousand", "十二"),
            (20, "japaneseCounting", "二十"),
            (105, "chineseCountingThousand", "一百零五"),
            (110, "chineseCountingThousand", "一百一十"),
            (1001, "chineseCountingThousand", "一千零一"),
            (20_010, "chineseCountingThousand", "二万零一十"),
            (12, "chineseLegalSimplified", "壹拾贰"),
            (2021, "ideographDigital", "二〇二一"),
            (3, "ideographTraditional", "丙"),
            (3, "decimalEnclosedCircleChinese", "③"),
            (20, "decimalEnclosedFullstop", "⒛"),
            (21, "decimalEnclosedCircle", "21"),
            (2, "ideographEnclosedCircle", "㈡"),
            (12, "decimalFullWidth", "１２"),
            (4, "upperRoman", "IV"),
            (28, "lowerLetter", "bb"),
            (7, "decimal", "7"),
            (7, "hebrew1", "7"),
        ] {
            assert_eq!(write(number, format), text, "{number} {format}");
        }
    }

    #[test]
    #[cfg(feature = "doc")]
    fn writings_by_code() {
        for (number, code, text) in [
            (3, 0x25, Some("三")),
            (12, 0x0B, Some("十二")),
            (110, 0x27, Some("一百一十")),
            (10, 0x0A, Some("一〇")),
            (7, 0x16, Some("07")),
            (2, 4, Some("b")),
            (3, 0x12, Some("③")),
            (2, 0x1E, Some("乙")),
            (1, 0x17, None),
            (1, 0xFF, None),
        ] {
            let written = name_of_code(code).map(|name| write(number, name));
            assert_eq!(written.as_deref(), text, "{number} {code:#x}");
        }
    }
}
