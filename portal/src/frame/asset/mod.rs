//! The files that pages load, all from this server: stylesheet, scripts, icon. Their address holds a digest of what
//! is in them, so that a browser may keep them for good.

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use nocte_core::shlink::viewer;
use sha2::{Digest as _, Sha256};
use std::sync::LazyLock;

/// A file.
pub(crate) struct Asset {
    name: &'static str,
    kind: &'static str,
    /// All of it.
    pub(crate) text: &'static str,
}

/// The one stylesheet.
pub(crate) static STYLE: Asset =
    Asset { name: "portal.css", kind: "text/css; charset=utf-8", text: include_str!("portal.css") };
/// The script of every page: without it every page works.
pub(crate) static SCRIPT: Asset =
    Asset { name: "portal.js", kind: "text/javascript; charset=utf-8", text: include_str!("portal.js") };
/// The script of the pages on which a passkey is made or used; the platform has no other way to one.
pub(crate) static PASSKEYS: Asset =
    Asset { name: "passkeys.js", kind: "text/javascript; charset=utf-8", text: include_str!("passkeys.js") };
/// The stylesheet of the viewer for shared links.
pub(crate) static VIEW_STYLE: Asset =
    Asset { name: "view.css", kind: "text/css; charset=utf-8", text: viewer::STYLE };
/// Its script: the key of a link is in the reader's browser only, so nobody else can open it for them.
pub(crate) static VIEW_SCRIPT: Asset =
    Asset { name: "view.js", kind: "text/javascript; charset=utf-8", text: viewer::SCRIPT };
/// The icon.
pub(crate) static ICON: Asset =
    Asset { name: "icon.svg", kind: "image/svg+xml", text: include_str!("icon.svg") };

static DIGESTS: LazyLock<[String; 6]> = LazyLock::new(|| all().map(|asset| digest(asset.text)));

fn all() -> [&'static Asset; 6] {
    [&STYLE, &SCRIPT, &PASSKEYS, &ICON, &VIEW_STYLE, &VIEW_SCRIPT]
}

/// The addresses of all of them.
pub(crate) fn hrefs() -> [String; 6] {
    all().map(Asset::href)
}

/// The first bytes of its SHA-256, in hex: enough to tell two versions of one file apart.
fn digest(text: &str) -> String {
    use core::fmt::Write as _;
    let mut out = String::new();
    for byte in Sha256::digest(text.as_bytes()).iter().take(6) {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

impl Asset {
    /// Its address.
    pub(crate) fn href(&self) -> String {
        let place = all().iter().position(|asset| asset.name == self.name).unwrap_or(0);
        format!("/asset/{}/{}", DIGESTS[place], self.name)
    }
}

/// Answers for an asset under its present digest; anything else is not there.
pub(crate) async fn serve(Path((digest, name)): Path<(String, String)>) -> Response {
    let found =
        all().into_iter().zip(DIGESTS.iter()).find(|(asset, own)| asset.name == name && **own == digest);
    let Some((asset, _)) = found else { return StatusCode::NOT_FOUND.into_response() };
    let kept = HeaderValue::from_static("public, max-age=31536000, immutable");
    let nosniff = HeaderValue::from_static("nosniff");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.kind)),
        (header::CACHE_CONTROL, kept),
        (header::X_CONTENT_TYPE_OPTIONS, nosniff),
    ];
    (headers, asset.text).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_asset_has_an_address_of_its_own_content() {
        let hrefs = all().map(Asset::href);
        assert!(hrefs.iter().all(|href| href.starts_with("/asset/")), "{hrefs:?}");
        assert_ne!(digest("a"), digest("b"));
        assert_eq!(digest("a").len(), 12);
    }

    #[test]
    fn nothing_of_a_page_is_loaded_from_elsewhere() {
        for asset in all() {
            let text = asset.text.replace("http://www.w3.org/2000/svg", "");
            for word in ["http:", "https:", "//cdn", "@import", "url("] {
                assert!(!text.contains(word), "{}: {word}", asset.name);
            }
        }
    }
}
