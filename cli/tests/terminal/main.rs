//! The shell as a script sees it: the real binary, its words, its fields, its statuses.

mod check;
mod dilute;
mod evidence;
mod german;
mod giving;
mod keeping;
mod kept;
mod manners;
mod nonsense;
mod remembering;
mod report;
mod run;
mod share;
mod story;
mod verdict;
