//! The core's refusals that carry no words of their own, in German: the reason, and the next step.

use nocte_core::domain::symptom::SymptomError;
use nocte_core::error::{ChoiceRefusal, PairRefusal};
use nocte_core::store::{BackupRefusal, ImportRefusal, StoreError, VaultError};
use nocte_core::sync::link::LinkError;

/// A reason and a next step.
type Both = (&'static str, &'static str);

/// What is the matter with the store.
pub(super) fn store(error: &StoreError) -> String {
    match error {
        StoreError::Missing => "hier ist kein Speicher".to_owned(),
        StoreError::Exists => "hier ist schon ein Speicher".to_owned(),
        StoreError::Locked => "der Speicher ist verschlossen: sein Schlüssel ist nicht hier".to_owned(),
        StoreError::WrongKey => {
            "der Speicher ist verschlossen: der Schlüssel gehört zu einem anderen".to_owned()
        }
        StoreError::Newer { found, known } => format!(
            "der Speicher wurde von einer neueren Version geschrieben (Schema {found}, diese kennt {known})"
        ),
        StoreError::Damaged { .. } => "der Speicher ist beschädigt; nichts davon wurde gelöscht".to_owned(),
        StoreError::Busy => "der Speicher ist belegt".to_owned(),
        StoreError::Full => "für den Speicher ist kein Platz mehr".to_owned(),
        StoreError::Io { code } => format!("das Dateisystem hat versagt (Code {code})"),
        StoreError::Conflict { .. } => "ein Eintrag mit dieser Kennung sagt etwas anderes".to_owned(),
        StoreError::OutOfRange { .. } => "ein Wert liegt außerhalb des Möglichen".to_owned(),
        StoreError::Vault(error) => vault(error).0.to_owned(),
        StoreError::Backup(refusal) => backup(*refusal).0.to_owned(),
        StoreError::Import(ImportRefusal::Newer) => {
            "der Export wurde von einer neueren Version geschrieben".to_owned()
        }
        StoreError::Import(ImportRefusal::NotAnExport { line }) => {
            format!("diese Datei ist kein Export (Zeile {line})")
        }
        StoreError::Setting(name) => format!("die Datenbank hat die Einstellung {name} verweigert"),
        other => format!("die Datenbank hat versagt ({other})"),
    }
}

/// What to do about it.
pub(super) fn after_store(error: &StoreError) -> String {
    match error {
        StoreError::Missing => {
            "beginnen Sie mit `nocte plan new`, oder nennen Sie die richtige Datei mit --store FILE"
                .to_owned()
        }
        StoreError::Exists => "nennen Sie eine andere Datei mit --store FILE".to_owned(),
        StoreError::Locked => {
            "legen Sie die Schlüsseldatei zurück, oder nennen Sie sie mit --key-file FILE".to_owned()
        }
        StoreError::WrongKey => "nennen Sie den Schlüssel dieses Speichers mit --key-file FILE".to_owned(),
        StoreError::Newer { .. } => {
            "nehmen Sie die neuere Version von nocte; nichts wurde angerührt".to_owned()
        }
        StoreError::Damaged { kept_at: Some(path) } => format!(
            "er liegt unter {}; öffnen Sie Ihre letzte Sicherung mit `nocte restore FILE`",
            path.display()
        ),
        StoreError::Damaged { kept_at: None } => {
            "öffnen Sie Ihre letzte Sicherung mit `nocte restore FILE`".to_owned()
        }
        StoreError::Busy => "ein anderes nocte arbeitet daran; versuchen Sie es noch einmal".to_owned(),
        StoreError::Full => {
            "schaffen Sie Platz und versuchen Sie es noch einmal; nichts blieb halb getan".to_owned()
        }
        StoreError::Io { .. } => {
            "prüfen Sie, ob der Ordner da ist und Sie darin schreiben dürfen, dann noch einmal".to_owned()
        }
        StoreError::Conflict { .. } | StoreError::OutOfRange { .. } => {
            "nichts wurde übernommen; exportieren Sie neu und versuchen Sie es noch einmal".to_owned()
        }
        StoreError::Vault(error) => vault(error).1.to_owned(),
        StoreError::Backup(refusal) => backup(*refusal).1.to_owned(),
        StoreError::Import(ImportRefusal::Newer) => "nehmen Sie die neuere Version von nocte".to_owned(),
        StoreError::Import(_) => {
            "geben Sie eine Datei, die `nocte export --format json` geschrieben hat".to_owned()
        }
        _ => "rufen Sie `nocte verify` auf, und melden Sie es, wenn es wiederkommt".to_owned(),
    }
}

fn vault(error: &VaultError) -> Both {
    match error {
        VaultError::TooOpen => (
            "andere dürfen die Schlüsseldatei lesen: ihr Modus muss 0600 sein",
            "schließen Sie sie mit `chmod 600 FILE`",
        ),
        VaultError::Malformed => (
            "was aufbewahrt ist, ist kein Schlüssel aus 64 Hexziffern",
            "legen Sie die richtige Schlüsseldatei zurück, oder öffnen Sie eine Sicherung mit `nocte restore FILE`",
        ),
        VaultError::Unavailable => (
            "der Schlüssel ist jetzt nicht zu lesen",
            "versuchen Sie es wieder, wenn der Schlüssel zu lesen ist",
        ),
        _ => (
            "der Schlüssel ließ sich nicht aufbewahren",
            "wählen Sie mit --key-file FILE einen Ort, an den Sie schreiben dürfen",
        ),
    }
}

fn backup(refusal: BackupRefusal) -> Both {
    match refusal {
        BackupRefusal::NotABackup => ("diese Datei ist keine Sicherung", "versuchen Sie eine andere Kopie"),
        BackupRefusal::Newer => (
            "die Sicherung wurde von einer neueren Version geschrieben",
            "nehmen Sie die neuere Version von nocte",
        ),
        BackupRefusal::WrongPassphrase => (
            "die Passphrase öffnet diese Sicherung nicht",
            "versuchen Sie die Passphrase oder Wiederherstellungsphrase, mit der sie gemacht wurde",
        ),
        BackupRefusal::ShortPassphrase => (
            "die Passphrase ist zu kurz",
            "wählen Sie eine längere: mehrere Wörter, die Sie sich merken können",
        ),
        BackupRefusal::Exists => (
            "eine Datei dieses Namens gibt es schon",
            "nennen Sie eine neue Datei; überschrieben wird nie etwas",
        ),
        _ => ("die Sicherung ist beschädigt", "versuchen Sie eine andere Kopie"),
    }
}

pub(super) fn symptom(error: SymptomError) -> Both {
    match error {
        SymptomError::Rating => (
            "das ist keine Zahl von 0 bis 10",
            "schreiben Sie eine ganze Zahl von 0 bis 10, oder lassen Sie sie weg, wenn sie nicht bekannt ist",
        ),
        SymptomError::Scale => (
            "diese Skala gibt es nicht",
            "es gibt pain, fatigue, sleep und Ihre eigenen; neue mit `nocte set scale NAME`",
        ),
        SymptomError::Empty => ("da steht nichts", "tippen Sie es, wie Sie es sagen würden"),
        SymptomError::TooLong => ("das ist zu lang", "sagen Sie es mit weniger Worten"),
        SymptomError::Value => {
            ("das ist kein Laborwert", "schreiben Sie ihn, wie der Befund ihn druckt, etwa 12 oder <2.5")
        }
        SymptomError::Future => ("das liegt noch vor uns", "tragen Sie es ein, wenn es so weit ist"),
        SymptomError::NoOpenEffect => (
            "eine solche offene Nebenwirkung gibt es nicht",
            "tragen Sie sie zuerst ein: `nocte effect WHAT --severity mild`",
        ),
    }
}

pub(super) fn choice(refusal: ChoiceRefusal) -> Both {
    match refusal {
        ChoiceRefusal::NearCutover => (
            "Schlafenszeit und Beginn der Nacht liegen weniger als vier Stunden auseinander",
            "wer am Tag schläft, wählt `nocte set cutover 00:00` und eine Schlafenszeit, die dazu passt",
        ),
        ChoiceRefusal::Cutover => (
            "eine Nacht beginnt um 12:00 oder um 00:00",
            "wählen Sie 12:00, oder 00:00, wenn Sie am Tag schlafen",
        ),
        ChoiceRefusal::Lead => (
            "der Vorlauf ist höchstens drei Stunden",
            "wählen Sie weniger Minuten; mit 45 enden alle Hinweise, bis das Licht ausgeht",
        ),
        ChoiceRefusal::Name => ("der Name ist leer, zu lang oder vergeben", "wählen Sie einen anderen Namen"),
        ChoiceRefusal::SyncFirst => (
            "ein anderes Gerät gibt die Dosis, und dieses hat in den letzten zehn Minuten nichts von ihm gehört",
            "rufen Sie `nocte sync` auf, wo es ein Netz gibt, dann noch einmal `nocte set giving`",
        ),
    }
}

pub(super) fn pairing(refusal: &PairRefusal) -> Both {
    let new = "bitten Sie die Praxis um einen neuen Link";
    match refusal {
        PairRefusal::Link(LinkError::NotALink) => {
            ("das ist kein Kopplungslink", "kopieren Sie den ganzen Link: er beginnt mit shlink:/")
        }
        PairRefusal::Link(LinkError::PasscodeNeeded) => {
            ("der Link verlangt seinen Code", "geben Sie den dazu gesagten Code an: --passcode N")
        }
        PairRefusal::Link(LinkError::WrongPasscode { .. }) => {
            ("der Code ist falsch", "lesen Sie ihn noch einmal, oder bitten Sie um einen neuen Link")
        }
        PairRefusal::Link(LinkError::TryAgain) | PairRefusal::NoAnswer => (
            "der Server der Praxis hat nicht geantwortet, wie er sollte",
            "prüfen Sie das Netz, rufen Sie `nocte sync` auf, dann noch einmal",
        ),
        PairRefusal::Link(LinkError::Expired) => ("der Link ist abgelaufen", new),
        PairRefusal::Link(LinkError::Claimed) => ("der Link wurde schon benutzt", new),
        PairRefusal::Link(_) => ("mit diesem Link lässt sich nicht koppeln", new),
        PairRefusal::Differs => (
            "Initialen oder Geburtsjahr sind nicht die der Akte in der Praxis",
            "tippen Sie sie noch einmal; weichen sie weiter ab, beenden Sie es mit `nocte pair --end` und rufen Sie die Praxis an",
        ),
    }
}

pub(super) fn no_such(what: &str) -> Both {
    match what {
        "protocol" => ("ein solches Schema gibt es nicht", "`nocte protocols` zählt P1 bis P20 auf"),
        "bottle" => ("eine solche Flasche gibt es nicht", "siehe `nocte bottle list --all`"),
        "open restore" => (
            "keine Wiederherstellung wartet auf Bestätigung",
            "nichts ist zu bestätigen; siehe `nocte tonight`",
        ),
        _ => ("das gibt es nicht", "siehe `nocte --help`"),
    }
}
