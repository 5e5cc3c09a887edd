//! `serve`: phones and pages are answered until the process is told to stop.

use super::args;
use super::manners;
use super::refusal::Refusal;
use super::tls::Certificates;
use super::{Place, refused, typed};
use nocte_portal::Settings;
use nocte_portal::clock::{Clock as _, WallClock};
use nocte_portal::log::Log;
use serde_json::json;
use tokio::net::TcpListener;

/// Serves. The first line on stdout is `listening on …`, written once requests are answered.
pub(super) async fn serve(at: &Place, command: &args::Serve) -> Result<(), Refusal> {
    let address = typed::listen(&command.listen)?;
    let public = command.public_url.as_deref().map(typed::public_url).transpose()?;
    let certificates = match (&command.tls_cert, &command.tls_key) {
        (Some(chain), Some(key)) => Some(Certificates::read(chain, key)?),
        _ => None,
    };
    let listener = TcpListener::bind(address).await.map_err(|error| {
        Refusal::new(
            format!("the address {address} cannot be had: {}", error.kind()),
            "name another one: --listen HOST:PORT, port 0 takes a free one",
        )
    })?;
    let bound = listener
        .local_addr()
        .map_err(|error| Refusal::new(format!("the address was lost: {}", error.kind()), "start it again"))?;
    let scheme = if certificates.is_some() { "https" } else { "http" };
    let public = public.unwrap_or_else(|| format!("{scheme}://localhost:{}", bound.port()));
    let log = log(command.no_log)?;
    let settings = Settings { log: log.clone(), share: command.share.into(), ..Settings::at(public.clone()) };
    let portal = at.with(settings).await?;
    let clinic = portal.clinic().map_err(refused::clinic)?;
    clinic.keyring().remember_url(public).await.map_err(refused::store)?;
    let acceptor = certificates.as_ref().map(Certificates::acceptor).transpose()?;
    // Before the first answer: a signal that nobody listens for ends the process.
    let told = told_to_stop()?;
    let fresh = certificates.as_ref().map(|certificates| certificates.keep_fresh(&log));
    let served = portal.serve_until(listener, acceptor, async {
        told.await;
        log.event(WallClock.now(), "stopping", &json!({}));
    });
    log.event(
        WallClock.now(),
        "started",
        &json!({"version": env!("CARGO_PKG_VERSION"), "tls": certificates.is_some()}),
    );
    let line = format!("listening on {scheme}://{bound}");
    manners::try_write(&line).map_err(|error| {
        Refusal::new(
            format!("the address could not be printed: {}", error.kind()),
            "check where the output goes",
        )
    })?;
    let renewed = async {
        match fresh {
            Some(fresh) => fresh.await,
            None => core::future::pending().await,
        }
    };
    tokio::select! {
        ended = served => ended.map_err(|error| {
            Refusal::new(format!("the listener failed: {}", error.kind()), "start it again")
        })?,
        () = renewed => {}
    }
    log.event(WallClock.now(), "stopped", &json!({}));
    Ok(())
}

/// The log of this process: standard error, unless it is not wanted.
fn log(none: bool) -> Result<Log, Refusal> {
    if none {
        return Ok(Log::none());
    }
    Log::to(std::io::stderr()).map_err(|error| {
        Refusal::new(
            format!("the machine gives no threads: {}", error.kind()),
            "close something and try again",
        )
    })
}

/// Ctrl-C, or SIGTERM where there is one: listened for from here on, waited for by what it gives.
#[cfg(unix)]
fn told_to_stop() -> Result<impl Future<Output = ()>, Refusal> {
    use tokio::signal::unix::{SignalKind, signal};
    let none = |error: std::io::Error| {
        Refusal::new(format!("signals cannot be listened for: {}", error.kind()), "start it again")
    };
    let mut interrupted = signal(SignalKind::interrupt()).map_err(none)?;
    let mut terminated = signal(SignalKind::terminate()).map_err(none)?;
    // A reload without certificates has nothing to read again; unheard it would end the process.
    let reloaded = signal(SignalKind::hangup()).map_err(none)?;
    Ok(async move {
        let _heard = reloaded;
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Ctrl-C.
#[cfg(not(unix))]
fn told_to_stop() -> Result<impl Future<Output = ()>, Refusal> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            core::future::pending::<()>().await;
        }
    })
}
