//! `android --package`: the app as a package, signed with a key that is thrown away. It proves what can be proven
//! without Android's SDK: resources, R8 and its rules, packing, pages, signature. Our library is in it for the processors
//! that `android --release` was run for.

use crate::android;
use crate::bindings::{self, Language};
use crate::manners::{Answer, Refusal};
use crate::tool::Tool;
use crate::{child, house, turn};
use std::path::Path;
use std::process::Command;

/// Builds the classes as the lane does, and packs them.
pub(crate) fn run(root: &Path) -> Result<Answer, Refusal> {
    let _turn = turn::wait(&house::target(root), "kotlin")?;
    let generated = bindings::make(root, Language::Kotlin)?;
    let folder = house::target(root).join("android");
    let built = folder.join("maven");
    let mut maven = android::build(root, &built, &generated)?;
    maven.arg("-Dmaven.test.skip=true");
    if !child::plain(maven)? {
        return Ok(Answer::No);
    }
    let mut script = Command::new("bash");
    script.current_dir(root).env("JAVA_HOME", Tool::Jdk.bring(root)?).arg("android/package.sh");
    script.arg(Tool::Aapt2.bring(root)?).arg(Tool::Apk.bring(root)?).arg(built);
    script.arg(house::cache().join("maven")).arg(folder.join("jniLibs")).arg(folder.join("package"));
    child::plain(script).map(Answer::when)
}
