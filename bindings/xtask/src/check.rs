//! `check` and `fix`: what can be judged, or mended, without running the product.

use crate::lane::Lane;
use crate::manners::{Answer, Refusal};
use crate::tool::Tool;
use crate::{child, house, test};
use std::process::Command;

/// `check`: format, spelling, licences and bans, clippy, docs, architecture.
pub(crate) fn check(words: &[String]) -> Result<Answer, Refusal> {
    if let Some(word) = words.first() {
        return Err(Refusal::unknown_word("check", word));
    }
    test::walk(&house::root()?, &Lane::CHECKS, false)
}

/// `fix`: everything of the above that can mend itself.
pub(crate) fn fix(words: &[String]) -> Result<Answer, Refusal> {
    if let Some(word) = words.first() {
        return Err(Refusal::unknown_word("fix", word));
    }
    let root = house::root()?;
    let mut good = true;
    if let Some(path) = Tool::Typos.find(&root) {
        let mut typos = Command::new(path);
        typos.arg("--write-changes").current_dir(&root);
        good &= child::plain(typos)?;
    } else {
        println!("typos is not here: spelling is left as it is");
        println!("install it with `{}`", Tool::Typos.install_command());
    }
    let mut clippy = house::cargo();
    clippy.current_dir(&root);
    clippy.args("clippy --workspace --all-targets --fix --allow-dirty --allow-staged --quiet".split(' '));
    good &= child::plain(clippy)?;
    let mut fmt = house::cargo();
    fmt.current_dir(&root).args(["fmt", "--all"]);
    good &= child::plain(fmt)?;
    Ok(Answer::when(good))
}
