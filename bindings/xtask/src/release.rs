//! `android --release`, `ios --release`: what a shell is built with. Linking for a phone needs its maker's tools, so a
//! machine without them is told what to install and nothing is built.

use crate::bindings::{self, Language};
use crate::manners::{Answer, Refusal};
use crate::phones::{self, Maker};
use crate::tool::Tool;
use crate::{child, elf, house, icon};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Android the shell runs on.
const API: &str = "26";

/// What 64-bit phones may use as a page.
const PAGE: u64 = 16_384;

/// Android's names of its processors.
const PROCESSORS: [&str; 3] = ["arm64-v8a", "armeabi-v7a", "x86_64"];

/// Libraries for three processors in `target/android/jniLibs`, the Kotlin beside them in `target/android/kotlin`.
pub(crate) fn android(root: &Path) -> Result<Answer, Refusal> {
    let ndk = ndk().ok_or_else(|| {
        Refusal::new(
            "there is no Android NDK here",
            "install one (sdkmanager 'ndk;28.2.13676358') and set ANDROID_NDK_HOME",
        )
    })?;
    for target in Maker::Android.targets() {
        phones::standard_library(root, target)?;
    }
    let folder = house::target(root).join("android");
    let libraries = folder.join("jniLibs");
    let mut cargo = Command::new(Tool::CargoNdk.bring(root)?);
    cargo
        .current_dir(root)
        .env("ANDROID_NDK_HOME", ndk)
        .args(["ndk", "--platform", API, "-o"])
        .arg(&libraries);
    for processor in PROCESSORS {
        cargo.args(["-t", processor]);
    }
    cargo.args(["build", "--package", "nocte-bindings", "--lib", "--profile", "mobile"]);
    if !child::plain(cargo)? {
        return Ok(Answer::No);
    }
    let mut good = true;
    for processor in PROCESSORS {
        good &= on_pages(&libraries.join(processor).join("libnocte_bindings.so"), processor)?;
    }
    let kotlin = bindings::shipped(root, Language::Kotlin, &folder.join("kotlin"))?;
    println!("{}\n{}", libraries.display(), kotlin.display());
    Ok(Answer::when(good))
}

/// Does a library begin its segments on pages that every phone has? 32-bit phones have small ones.
fn on_pages(library: &Path, processor: &str) -> Result<bool, Refusal> {
    let bytes = std::fs::read(library).map_err(|error| {
        Refusal::new(
            format!("{} cannot be read: {error}", library.display()),
            "cargo xtask android --release",
        )
    })?;
    let good = !elf::is_ours(&bytes) || elf::page(&bytes).is_some_and(|page| page >= PAGE);
    println!(
        "{processor}: {} bytes, {}",
        bytes.len(),
        if good { "on pages" } else { "NOT on pages of 16 kB" }
    );
    Ok(good)
}

/// Where the environment says it is, or the newest beside the SDK.
fn ndk() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let told = ["ANDROID_NDK_HOME", "ANDROID_NDK_ROOT"].into_iter().filter_map(named);
    let beside = ["ANDROID_HOME", "ANDROID_SDK_ROOT"].into_iter().filter_map(named);
    let beside = beside.filter_map(|sdk| house::folders(&sdk.join("ndk")).ok()?.pop());
    told.chain(beside).find(|folder| folder.join("toolchains/llvm").is_dir())
}

/// An XCFramework for phone and simulator in `target/ios`, the Swift beside it.
pub(crate) fn ios(root: &Path) -> Result<Answer, Refusal> {
    if !cfg!(target_os = "macos") {
        return Err(Refusal::new(
            "an XCFramework is made by Xcode, which runs on a Mac",
            "run this on a Mac; `cargo xtask ios --check` judges the code here",
        ));
    }
    let folder = house::target(root).join("ios");
    let swift = bindings::shipped(root, Language::Swift, &folder.join("swift"))?;
    // A folder of its own: two frameworks may not both bring a `module.modulemap` at the top.
    let headers = folder.join("Headers/NocteCoreFFI");
    let failed = |error: std::io::Error| {
        Refusal::new(
            format!("{} cannot be laid out: {error}", headers.display()),
            "cargo xtask ios --release",
        )
    };
    std::fs::create_dir_all(&headers).map_err(failed)?;
    std::fs::rename(swift.join("NocteCoreFFI.h"), headers.join("NocteCoreFFI.h")).map_err(failed)?;
    std::fs::rename(swift.join("NocteCoreFFI.modulemap"), headers.join("module.modulemap"))
        .map_err(failed)?;
    let framework = folder.join("NocteCoreFFI.xcframework");
    let _former = std::fs::remove_dir_all(&framework);
    let mut xcode = Command::new("xcodebuild");
    xcode.arg("-create-xcframework");
    for target in Maker::Ios.targets() {
        phones::standard_library(root, target)?;
        let mut cargo = house::cargo();
        cargo.current_dir(root).args([
            "build",
            "--package",
            "nocte-bindings",
            "--lib",
            "--profile",
            "mobile",
        ]);
        cargo.args(["--target", target]);
        if !child::plain(cargo)? {
            return Ok(Answer::No);
        }
        let library = house::target(root).join(target).join("mobile/libnocte_bindings.a");
        xcode.arg("-library").arg(library).arg("-headers").arg(folder.join("Headers"));
    }
    xcode.arg("-output").arg(&framework);
    let made = child::plain(xcode)?;
    let icon = icon::draw(root)?;
    println!("{}\n{}\n{}", framework.display(), swift.display(), icon.display());
    Ok(Answer::when(made))
}
