//! Exact numbers: decimals inside, plain JSON numbers outside.
//!
//! `5.67万亿` → `Number(5670000000000)` → `5670000000000` in JSON; `三分之一` → `0.333333`.

use std::borrow::Cow;
use std::fmt;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// A decimal number of up to 28 digits, exact.
///
/// ```
/// use gongwen::Number;
/// assert_eq!(Number::from(3000).to_string(), "3000");
/// assert_eq!(Number::from(3000).as_f64(), 3000.0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(
    /// Without zeros at its end.
    Decimal,
);

impl Number {
    /// The nearest floating-point number.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        self.0.to_f64().unwrap_or(f64::NAN)
    }

    /// The number as an exact decimal.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        self.0
    }
}

impl From<Decimal> for Number {
    fn from(decimal: Decimal) -> Self {
        Self(decimal.normalize())
    }
}

impl From<i64> for Number {
    fn from(integer: i64) -> Self {
        Self(Decimal::from(integer))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Integers print without a point, so that `3000件` reads `3000` and not `3000.0`.
impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A number without decimals is whole: it has no zeros at its end.
        match i64::try_from(self.0.mantissa()) {
            Ok(integer) if self.0.scale() == 0 => serializer.serialize_i64(integer),
            _ => serializer.serialize_f64(self.as_f64()),
        }
    }
}

impl JsonSchema for Number {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }

    fn inline_schema() -> bool {
        true
    }
}
