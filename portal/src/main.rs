//! `nocte-portal`: the clinic's server.

use clap::{Parser, Subcommand};
use nocte_portal::clock::WallClock;
use nocte_portal::{Portal, Settings};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;

/// The clinic's server: FHIR for its patients' phones.
#[derive(Parser)]
#[command(name = "nocte-portal", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve.
    Serve {
        /// The data folder.
        #[arg(long)]
        data: PathBuf,
        /// Where to listen; port 0 takes a free one.
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: String,
        /// The address clients know.
        #[arg(long)]
        public_url: Option<String>,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let Command::Serve { data, listen, public_url } = Arguments::parse().command;
    match serve(data, &listen, public_url).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "nocte-portal: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(
    data: PathBuf,
    listen: &str,
    public_url: Option<String>,
) -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind(listen).await?;
    let address = listener.local_addr()?;
    let public_url = public_url.unwrap_or_else(|| format!("http://localhost:{}", address.port()));
    let portal = Portal::open(&data, Settings::at(public_url), Arc::new(WallClock))?;
    let mut stdout = std::io::stdout();
    writeln!(stdout, "listening on http://{address}")?;
    stdout.flush()?;
    portal.serve(listener).await?;
    Ok(())
}
