//! One file per noun: words in, an answer out.

pub(crate) mod accesses;
pub(crate) mod bottle;
pub(crate) mod check;
pub(crate) mod clinic;
mod clinic_view;
pub(crate) mod completions;
pub(crate) mod diary;
pub(crate) mod dilute;
pub(crate) mod evidence;
pub(crate) mod files;
pub(crate) mod history;
pub(crate) mod log;
pub(crate) mod medicine;
pub(crate) mod plan;
mod plan_view;
mod proposal;
pub(crate) mod protocols;
pub(crate) mod question;
pub(crate) mod red_flags;
mod refused;
mod refused_german;
pub(crate) mod remind;
pub(crate) mod report;
mod second;
pub(crate) mod set;
pub(crate) mod share;
mod steps;
pub(crate) mod supply;
pub(crate) mod tonight;
pub(crate) mod verdict;

pub(crate) use bottle::{fields as bottle_fields, show as show_bottle};
pub(crate) use files::fields as count_fields;
pub(crate) use refused::refused;
pub(crate) use remind::row as remind_row;
pub(crate) use tonight::{fields as tonight_fields, show as show_tonight};
