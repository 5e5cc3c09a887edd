//! Certificates made on the spot: a clinic's own CA and what it issues, good and bad; and a server that shows them.

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose,
    date_time_ymd,
};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

/// What may be wrong with a server's certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing: issued by the CA, for this name, for these years.
    None,
    /// It ended in 2020.
    Expired,
    /// It begins in 2090.
    NotYetValid,
    /// For another host.
    WrongHost,
    /// Signed by nobody but itself.
    SelfSigned,
}

/// A clinic's own CA.
pub struct Authority(CertifiedIssuer<'static, KeyPair>);

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Authority(..)")
    }
}

impl Authority {
    /// A new one.
    ///
    /// # Panics
    /// When the library makes no certificate.
    pub fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("no names are fine");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(2090, 1, 1);
        params.distinguished_name.push(DnType::CommonName, "A clinic's own authority");
        let key = KeyPair::generate().expect("a key");
        Self(CertifiedIssuer::self_signed(params, key).expect("a certificate"))
    }

    /// Its certificate as PEM, as a clinic would hand it out.
    pub fn pem(&self) -> Vec<u8> {
        self.0.pem().into_bytes()
    }

    /// A server's certificate for `localhost` with one flaw, and its key.
    fn issue(&self, flaw: Flaw) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
        let host = if flaw == Flaw::WrongHost { "elsewhere.example" } else { "localhost" };
        let mut params = CertificateParams::new(vec![host.to_owned()]).expect("a DNS name");
        let (from, to) = match flaw {
            Flaw::Expired => (2019, 2020),
            Flaw::NotYetValid => (2090, 2091),
            _ => (2020, 2089),
        };
        (params.not_before, params.not_after) = (date_time_ymd(from, 1, 1), date_time_ymd(to, 1, 1));
        let key = KeyPair::generate().expect("a key");
        let certificate = if flaw == Flaw::SelfSigned {
            params.self_signed(&key).expect("a certificate")
        } else {
            params.signed_by(&key, &self.0).expect("a certificate")
        };
        (certificate.der().clone(), PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der())))
    }
}

impl Default for Authority {
    fn default() -> Self {
        Self::new()
    }
}

/// A server that keeps what it is told after the handshake. Dropped, it stops accepting.
#[derive(Debug)]
pub struct Listener {
    address: SocketAddr,
    heard: Arc<Mutex<Vec<u8>>>,
    task: JoinHandle<()>,
}

impl Listener {
    /// Speaks TLS with a certificate of `authority`, and answers every request with an empty object.
    ///
    /// # Panics
    /// When loopback has no port left.
    pub async fn tls(authority: &Authority, flaw: Flaw) -> Self {
        let (certificate, key) = authority.issue(flaw);
        let acceptor = TlsAcceptor::from(Arc::new(server(certificate, key)));
        Self::with(move |stream, heard| {
            let acceptor = acceptor.clone();
            async move {
                if let Ok(stream) = acceptor.accept(stream).await {
                    answer(stream, &heard).await;
                }
            }
        })
        .await
    }

    /// Speaks TLS, agrees to HTTP/2, and sends everyone away at once: an empty SETTINGS frame and a GOAWAY.
    ///
    /// # Panics
    /// When loopback has no port left.
    pub async fn going_away(authority: &Authority) -> Self {
        // Length, type, flags, stream; the GOAWAY names the last stream it saw (none) and ENHANCE_YOUR_CALM.
        const FRAMES: [u8; 26] =
            [0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11];
        let (certificate, key) = authority.issue(Flaw::None);
        let mut config = server(certificate, key);
        config.alpn_protocols = vec![b"h2".to_vec()];
        let acceptor = TlsAcceptor::from(Arc::new(config));
        Self::with(move |stream, heard| {
            let acceptor = acceptor.clone();
            async move {
                let Ok(mut stream) = acceptor.accept(stream).await else { return };
                let mut some = [0; 4096];
                if stream.write_all(&FRAMES).await.is_err() || stream.flush().await.is_err() {
                    return;
                }
                while let Ok(read @ 1..) = stream.read(&mut some).await {
                    heard.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(&some[..read]);
                }
            }
        })
        .await
    }

    /// Speaks plain HTTP and answers everything with `answer`.
    ///
    /// # Panics
    /// When loopback has no port left.
    pub async fn plain(text: impl Into<String>) -> Self {
        let text: Arc<str> = text.into().into();
        Self::with(move |mut stream, heard| {
            let text = Arc::clone(&text);
            async move {
                while read_head(&mut stream, &heard).await {
                    if stream.write_all(text.as_bytes()).await.is_err() {
                        return;
                    }
                }
            }
        })
        .await
    }

    /// Answers whatever comes first with these bytes and listens on.
    ///
    /// # Panics
    /// When loopback has no port left.
    pub async fn raw(bytes: &'static [u8]) -> Self {
        Self::with(move |mut stream, heard| async move {
            let mut some = [0; 4096];
            while let Ok(read @ 1..) = stream.read(&mut some).await {
                heard.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(&some[..read]);
                if stream.write_all(bytes).await.is_err() {
                    return;
                }
            }
        })
        .await
    }

    async fn with<F, Done>(serve: F) -> Self
    where
        F: Fn(tokio::net::TcpStream, Arc<Mutex<Vec<u8>>>) -> Done + Send + 'static,
        Done: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("loopback has a free port");
        let address = listener.local_addr().expect("it is bound");
        let heard = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&heard);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&kept)));
            }
        });
        Self { address, heard, task }
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Everything it was told, decrypted where it speaks TLS.
    pub fn heard(&self) -> Vec<u8> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn server(certificate: CertificateDer<'static>, key: PrivateKeyDer<'static>) -> ServerConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring speaks TLS 1.2 and 1.3")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("key and certificate belong together")
}

async fn answer(
    mut stream: impl tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
    heard: &Mutex<Vec<u8>>,
) {
    while read_head(&mut stream, heard).await {
        let text = b"HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\nContent-Length: 2\r\n\r\n{}";
        if stream.write_all(text).await.is_err() || stream.flush().await.is_err() {
            return;
        }
    }
}

/// Reads up to the end of a head. `false` at the end of the connection.
async fn read_head(stream: &mut (impl tokio::io::AsyncRead + Unpin), heard: &Mutex<Vec<u8>>) -> bool {
    let mut taken = Vec::new();
    while !taken.windows(4).any(|four| four == b"\r\n\r\n") {
        let Ok(read @ 1..) = stream.read_buf(&mut taken).await else { return false };
        let begin = taken.len() - read;
        heard.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(&taken[begin..]);
    }
    true
}
