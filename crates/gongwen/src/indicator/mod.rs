//! From quantities to indicators: what is measured, when, and whether it was done or planned.
