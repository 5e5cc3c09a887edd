//! `doctor`: which toolchains are here, what each one opens, and how to get those that are not.

use crate::house;
use crate::manners::{Answer, Refusal};
use crate::phones;
use crate::tool::Tool;

/// A program looked for, the word it answers to, what it opens and what installs it.
struct Need {
    name: &'static str,
    ask: (&'static str, &'static str),
    opens: &'static str,
    install: &'static str,
}

const NEEDS: [Need; 9] = [
    Need {
        name: "rust",
        ask: ("cargo", "--version"),
        opens: "everything",
        install: "rustup toolchain install 1.95.0",
    },
    Need {
        name: "rustfmt",
        ask: ("rustfmt", "--version"),
        opens: "lane fmt",
        install: "rustup component add rustfmt",
    },
    Need {
        name: "clippy",
        ask: ("clippy-driver", "--version"),
        opens: "lane clippy",
        install: "rustup component add clippy",
    },
    Need {
        name: "C compiler",
        ask: ("cc", "--version"),
        opens: "the encrypted store: lanes clippy, docs, architecture, unit, demo",
        install: "apt-get install build-essential",
    },
    Need {
        name: "make",
        ask: ("make", "--version"),
        opens: "the encrypted store",
        install: "apt-get install build-essential",
    },
    Need { name: "perl", ask: ("perl", "-v"), opens: "the encrypted store", install: "apt-get install perl" },
    Need {
        name: "git",
        ask: ("git", "--version"),
        opens: "lane architecture",
        install: "apt-get install git",
    },
    Need {
        name: "nightly rust",
        ask: ("rustup", "nightly"),
        opens: "slow fuzz",
        install: "rustup toolchain install nightly",
    },
    Need {
        name: "python with pip",
        ask: ("python3", "pip"),
        opens: "a quick install of typos (without it, it is compiled)",
        install: "apt-get install python3-pip",
    },
];

/// `doctor`. Says "no" when something that a lane of `test` needs is missing.
pub(crate) fn run(words: &[String]) -> Result<Answer, Refusal> {
    if let Some(word) = words.first() {
        return Err(Refusal::unknown_word("doctor", word));
    }
    let root = house::root()?;
    let mut good = true;
    for need in &NEEDS {
        let found = look(need.ask);
        let optional = matches!(need.name, "nightly rust" | "python with pip");
        good &= found.is_some() || optional;
        row(need.name, found.as_deref(), need.opens, need.install);
    }
    for tool in Tool::ALL {
        // A JDK may be the machine's own, so its place is worth a word.
        let said = |path: std::path::PathBuf| match tool {
            Tool::Jdk => path.display().to_string(),
            _ => "in the cache, as pinned".to_owned(),
        };
        row(tool.name(), tool.find(&root).map(said).as_deref(), opened_by(tool), &tool.install_command());
    }
    for target in phones::all_targets() {
        let found = phones::has_standard_library(&root, target).then_some("standard library");
        let install = format!("rustup target add {target}");
        row(target, found, "android --check, ios --check", &install);
    }
    println!("not needed here: NDK and Xcode, which only a build for release asks for");
    Ok(Answer::when(good))
}

fn look((program, word): (&str, &str)) -> Option<String> {
    match (program, word) {
        ("rustup", toolchain) => nightly(toolchain),
        ("python3", "pip") => pip(),
        ("perl", _) => house::answers(program, word).map(|_| "perl".to_owned()),
        _ => house::answers(program, word),
    }
}

fn nightly(toolchain: &str) -> Option<String> {
    let output = house::cargo_of(toolchain).arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

fn pip() -> Option<String> {
    let mut python = std::process::Command::new("python3");
    let output = python.args(["-m", "pip", "--version"]).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let short: Vec<&str> = text.split(' ').take(2).collect();
    output.status.success().then(|| short.join(" "))
}

fn opened_by(tool: Tool) -> &'static str {
    match tool {
        Tool::CargoDeny => "lane deny",
        Tool::Typos => "lane typos",
        Tool::CargoFuzz => "slow fuzz",
        Tool::CargoMutants => "slow mutants",
        Tool::Peers => "lane peers",
        Tool::Postgres => "lane postgres",
        Tool::Hfs => "lane hfs",
        Tool::Browser => "lane browser",
        Tool::Jdk => "lanes kotlin and android",
        Tool::Kotlin => "lane kotlin",
        Tool::Android | Tool::Aapt2 => "lane android",
        Tool::Apk => "android --package",
        Tool::Swift => "lanes swift and ios",
        Tool::Zig => "size",
        Tool::CargoNdk => "android --release, with an NDK",
    }
}

fn row(name: &str, found: Option<&str>, opens: &str, install: &str) {
    if let Some(found) = found {
        println!("here     {name:<24} {found}; opens {opens}");
    } else {
        println!("missing  {name:<24} opens {opens}; install it with `{install}`");
    }
}
