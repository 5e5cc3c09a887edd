//! The words of `nocte-portal`. Names and fields of the interface are fixed; the rest is ours.

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// The clinic's server: FHIR for its patients' phones, pairing links, the clinic's decisions, and an audit.
#[derive(Debug, Parser)]
#[command(
    name = "nocte-portal",
    version,
    propagate_version = true,
    max_term_width = 100,
    after_help = "Example:\n  nocte-portal init --data clinic --clinic \"Night Clinic\" --admin ada@clinic.example\n  \
                  nocte-portal serve --data clinic --listen 127.0.0.1:8080"
)]
pub(crate) struct Cli {
    /// The folder of the portal: its encrypted database, and the key of it in FOLDER/key. Or the address of a
    /// PostgreSQL database, `postgres://USER@HOST/DATABASE`, for any number of portals at once (docs/scale.md).
    #[arg(long, global = true, value_name = "FOLDER|URL")]
    pub(crate) data: Option<PathBuf>,
    /// Print exactly one JSON value.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// All commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Serve(Serve),
    Init(Init),
    User(User),
    Patient(Patient),
    Invite(Invite),
    Token(Token),
    Audit(Audit),
    Status(Status),
    Migrate(Migrate),
    Backup(Backup),
    Restore(Restore),
    Replay(Replay),
    Seed(Seed),
}

/// Serve phones until stopped by Ctrl-C or SIGTERM.
///
/// The first line on standard output is `listening on http://HOST:PORT`. Phones reach the portal under
/// --public-url; links never follow what a request says about the host. Without a certificate the portal speaks
/// plain HTTP, for a proxy in front of it or for this machine alone.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte-portal serve --data clinic --listen 127.0.0.1:0\n  \
    nocte-portal serve --data clinic --listen 0.0.0.0:443 --public-url https://ldn.clinic.example \
    --tls-cert fullchain.pem --tls-key key.pem")]
pub(crate) struct Serve {
    /// Address and port; port 0 takes a free one.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub(crate) listen: String,
    /// The address phones use [default: http://localhost:PORT].
    #[arg(long, value_name = "URL")]
    pub(crate) public_url: Option<String>,
    /// The certificate chain, PEM.
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub(crate) tls_cert: Option<PathBuf>,
    /// Its private key, PEM. Both are read again when they change, and on SIGHUP.
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub(crate) tls_key: Option<PathBuf>,
    /// Write no log. Otherwise one JSON object a line goes to standard error; nothing about people is in it.
    #[arg(long)]
    pub(crate) no_log: bool,
    /// Whose sealed summaries are kept for others to open by a link: nobody's, the clinic's own patients', or anyone's
    /// whose phone asks. The server cannot read them.
    #[arg(long, value_name = "WHO", value_enum, default_value = "patients")]
    pub(crate) share: super::typed::Share,
}

/// Create the clinic and print the one-time set-up link for its first member of staff.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  nocte-portal init --data clinic --clinic \"Night Clinic\" --admin ada@clinic.example"
)]
pub(crate) struct Init {
    /// The clinic's name, as patients read it.
    #[arg(long, value_name = "NAME")]
    pub(crate) clinic: String,
    /// The address of whoever sets up the staff's access.
    #[arg(long, value_name = "EMAIL")]
    pub(crate) admin: String,
    /// The address browsers will use [default: the one kept by the last serve, or http://localhost:8080].
    #[arg(long, value_name = "URL")]
    pub(crate) public_url: Option<String>,
}

/// The clinic's staff.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  nocte-portal user add --data clinic --email ada@clinic.example --role prescriber"
)]
pub(crate) struct User {
    #[command(subcommand)]
    pub(crate) what: UserCommand,
}

/// What can be done with a member of staff. USER is an id, or the address they sign in with.
#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Put somebody on the list and print the one-time link with which they set up their way in.
    #[command(
        after_help = "Example:\n  nocte-portal user add --data clinic --email ada@clinic.example --name \"Ada Muster\" --role prescriber"
    )]
    Add {
        /// The address they sign in with.
        #[arg(long)]
        email: String,
        /// The name, as patients read it [default: the address, until they say it themselves].
        #[arg(long)]
        name: Option<String>,
        /// staff, prescriber or admin.
        #[arg(long, default_value = "staff")]
        role: String,
        /// The address browsers use [default: that of the last serve].
        #[arg(long, value_name = "URL")]
        public_url: Option<String>,
    },
    /// Print who is on the list, with role, since when, and whether shut out.
    #[command(after_help = "Example:\n  nocte-portal user list --data clinic --json")]
    List,
    /// Give another role; their sessions end.
    #[command(after_help = "Example:\n  nocte-portal user role --data clinic ada@clinic.example admin")]
    Role {
        /// Who.
        user: String,
        /// staff, prescriber or admin.
        role: String,
    },
    /// Shut somebody out at once.
    #[command(after_help = "Example:\n  nocte-portal user disable --data clinic ada@clinic.example")]
    Disable {
        /// Who.
        user: String,
    },
    /// Take every way in away and print a link to set up new ones; lets a disabled member back in.
    #[command(after_help = "Example:\n  nocte-portal user reset --data clinic ada@clinic.example")]
    Reset {
        /// Who.
        user: String,
        /// The address browsers use [default: that of the last serve].
        #[arg(long, value_name = "URL")]
        public_url: Option<String>,
    },
}

/// The clinic's patients.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  nocte-portal patient add --data clinic --name \"Ada Muster\" --birth 1975-03-14"
)]
pub(crate) struct Patient {
    #[command(subcommand)]
    pub(crate) what: PatientCommand,
}

/// What can be done with a patient.
#[derive(Debug, Subcommand)]
pub(crate) enum PatientCommand {
    /// Put a patient on the clinic's list and print the id.
    #[command(
        after_help = "Example:\n  nocte-portal patient add --data clinic --name \"Ada Muster\" --birth 1975-03-14"
    )]
    Add {
        /// The name.
        #[arg(long)]
        name: String,
        /// The day of birth, YYYY-MM-DD.
        #[arg(long, value_name = "DATE")]
        birth: NaiveDate,
    },
    /// Print everything of one patient as a FHIR Bundle: every version, and the record of who saw it.
    #[command(
        after_help = "Example:\n  nocte-portal patient export --data clinic --patient ID > patient.json"
    )]
    Export {
        /// The patient's id.
        #[arg(long, value_name = "ID")]
        patient: String,
    },
    /// End the treatment here: links and tokens die, the patient leaves the list, the record is kept.
    #[command(after_help = "Example:\n  nocte-portal patient close --data clinic --patient ID")]
    Close {
        /// The patient's id.
        #[arg(long, value_name = "ID")]
        patient: String,
    },
    /// Remove one patient's record for good. The audit keeps ids and digests, nothing else stays.
    #[command(after_help = "Example:\n  nocte-portal patient erase --data clinic --patient ID")]
    Erase {
        /// The patient's id.
        #[arg(long, value_name = "ID")]
        patient: String,
    },
}

/// Print a pairing link, its passcode and when it ends. Both are shown once and kept nowhere.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  nocte-portal invite --data clinic --patient ID --public-url https://ldn.clinic.example"
)]
pub(crate) struct Invite {
    /// The patient's id.
    #[arg(long, value_name = "ID")]
    pub(crate) patient: String,
    /// The address phones use [default: that of the last serve].
    #[arg(long, value_name = "URL")]
    pub(crate) public_url: Option<String>,
}

/// Print a bearer token for one patient's FHIR access (the last line). It stands in the audit.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte-portal token --data clinic --patient ID --ttl 10m | tail -n 1")]
pub(crate) struct Token {
    /// The patient's id.
    #[arg(long, value_name = "ID")]
    pub(crate) patient: String,
    /// How long it opens the door: 90s, 10m, 8h; a day at most.
    #[arg(long, value_name = "TIME", default_value = "10m")]
    pub(crate) ttl: String,
}

/// The record of who saw and changed what.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte-portal audit verify --data clinic")]
pub(crate) struct Audit {
    #[command(subcommand)]
    pub(crate) what: AuditCommand,
}

/// What can be done with the audit.
#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Recompute the chain of hashes; status 1 with the first broken row.
    #[command(after_help = "Example:\n  nocte-portal audit verify --data clinic")]
    Verify,
}

/// Say how the portal stands: version, sizes, backup's age, certificate's end, the clock.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte-portal status --data clinic --json")]
pub(crate) struct Status {
    /// Also say when this certificate ends, PEM.
    #[arg(long, value_name = "FILE")]
    pub(crate) tls_cert: Option<PathBuf>,
}

/// Bring the database to this version's schema, after setting a copy aside.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte-portal migrate --data clinic --check")]
pub(crate) struct Migrate {
    /// Only say whether anything is to be done; status 1 when there is.
    #[arg(long)]
    pub(crate) check: bool,
}

/// Write one consistent copy of the database, sealed with the same key, also while serving.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte-portal backup --data clinic /backup/clinic-2026-11-25.db")]
pub(crate) struct Backup {
    /// The new file; an existing one is never replaced.
    pub(crate) file: PathBuf,
}

/// Put a backup in the place of what is there, which is set aside first.
///
/// The backup is always checked whole before anything changes: key, pages, schema, audit chain.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  nocte-portal restore --data clinic /backup/clinic-2026-11-25.db --verify"
)]
pub(crate) struct Restore {
    /// The backup.
    pub(crate) file: PathBuf,
    /// Compare every table with the backup afterwards.
    #[arg(long)]
    pub(crate) verify: bool,
    /// Only check the backup; nothing is changed.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The key the backup was sealed with [default: FOLDER/key].
    #[arg(long, value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
}

/// Move everything to another database, or the records to a FHIR server, and compare both sides at the end.
///
/// Nobody may serve from either of them meanwhile; phones keep what they have until it is acknowledged. Killed at any
/// point, the same command goes on. A target that is not whole opens with no other command.
///
/// To a FHIR R4 server go all versions of all resources, under their ids. Pairing, sign-in, links and the audit are not
/// FHIR and stay behind (docs/scale.md).
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  nocte-portal replay --data clinic --to postgres://nocte@db.clinic.example/nocte\n  \
    nocte-portal replay --data postgres://nocte@db.clinic.example/nocte --to clinic-again\n  \
    nocte-portal replay --data clinic --to https://fhir.clinic.example/r4 --token-file token"
)]
pub(crate) struct Replay {
    /// A new folder, the address of an empty PostgreSQL database, or the base of a FHIR R4 server.
    #[arg(long, value_name = "FOLDER|URL")]
    pub(crate) to: PathBuf,
    /// For a FHIR server: the file with the bearer token it lets write.
    #[arg(long, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,
    /// For a FHIR server: the certificates it is trusted by, PEM [default: Mozilla's].
    #[arg(long, value_name = "FILE")]
    pub(crate) roots: Option<PathBuf>,
}

/// Make synthetic patients for demonstrations and load tests, marked as such. Two runs make the same ones.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte-portal seed --data trial --patients 20 --days 90")]
pub(crate) struct Seed {
    /// How many.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) patients: u32,
    /// Nights of diary for each, ending yesterday.
    #[arg(long, value_name = "D", value_parser = clap::value_parser!(u32).range(1..=7_300))]
    pub(crate) days: u32,
}
