//! A browser as far as a door is concerned: cookies, the origin it says, the token its forms carry.

use super::{Answer, House};
use nocte_portal::clock::Clock as _;
use nocte_portal::form::encoded;
use nocte_portal::roster::Role;
use std::collections::BTreeMap;

/// Cookies of one browser, and what it says of itself.
pub struct Browser<'a> {
    house: &'a House,
    pub cookies: BTreeMap<String, String>,
    /// What it sends as `Sec-Fetch-Site` with a form.
    pub site: Option<&'static str>,
}

impl<'a> Browser<'a> {
    pub fn new(house: &'a House) -> Self {
        Self { house, cookies: BTreeMap::new(), site: Some("same-origin") }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, &[], "").await
    }

    /// A form with the token of the session there is, when there is one.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf();
        let mut all: Vec<(&str, &str)> = fields.to_vec();
        if let Some(csrf) = &csrf
            && !fields.iter().any(|(name, _)| *name == "csrf")
        {
            all.push(("csrf", csrf));
        }
        let pairs = all.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        self.send("POST", path, &[("Content-Type", "application/x-www-form-urlencoded")], &body).await
    }

    /// JSON, with the token in its header.
    pub async fn json(&mut self, path: &str, body: &str) -> Answer {
        let csrf = self.csrf().unwrap_or_default();
        self.send("POST", path, &[("Content-Type", "application/json"), ("X-Csrf", &csrf)], body).await
    }

    pub async fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        let cookies = cookies.collect::<Vec<_>>().join("; ");
        let mut all = headers.to_vec();
        if !cookies.is_empty() {
            all.push(("Cookie", &cookies));
        }
        if let (Some(site), "POST") = (self.site, method) {
            all.push(("Sec-Fetch-Site", site));
        }
        let answer = self.house.send(method, path, &all, body).await;
        for line in answer.raw_head.lines() {
            let Some((name, value)) = line.split_once(':') else { continue };
            if name.eq_ignore_ascii_case("set-cookie") {
                let pair = value.trim().split(';').next().unwrap_or_default();
                let (name, value) = pair.split_once('=').expect("a cookie");
                if value.is_empty() {
                    self.cookies.remove(name);
                } else {
                    self.cookies.insert(name.to_owned(), value.to_owned());
                }
            }
        }
        answer
    }

    /// The token that this session's forms carry, made from the cookie as the server makes it.
    pub fn csrf(&self) -> Option<String> {
        use base64::Engine as _;
        let secret = nocte_portal::keyring::Secret::presented(self.cookies.get("__Host-nocte")?)?;
        let digest = secret.bound("nocte csrf", "");
        Some(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(digest.0))
    }

    /// Whether the session opens a page.
    pub async fn is_in(&mut self) -> bool {
        self.get("/me").await.status == 200
    }
}

impl House {
    /// How many rows of the audit about staff say this.
    pub async fn rows(&self, action: &str, status: i64) -> usize {
        use nocte_portal::store::{Access, Actor};
        let access = Access { actor: Actor::Command, at: self.clock.now(), request: String::new() };
        let store = &self.portal.shared().store;
        let trail = store.trail(access, String::new(), 0, 10_000).await.expect("a trail");
        trail.rows.iter().filter(|row| row.action == action && row.status == status).count()
    }

    /// The path of a link that signs a new member of staff in.
    pub async fn sign_in_path(&self, role: Role) -> String {
        let clinic = self.portal.clinic().expect("a door");
        let number = clinic.colleagues().await.expect("a list").len();
        let email = format!("{}{number}@clinic.example", role.word());
        let name = format!("{} {number}", role.word());
        let invite = clinic.add_colleague(&email, &name, role).await.expect("added");
        let link = clinic.sign_in_link(&invite.id).await.expect("a link");
        link.reveal("")
    }

    /// A browser in which a new member of staff is signed in.
    pub async fn signed_in(&self, role: Role) -> Browser<'_> {
        let path = self.sign_in_path(role).await;
        let mut browser = Browser::new(self);
        let entered = browser.post(&path, &[]).await;
        assert_eq!(entered.status, 303, "{}", entered.body);
        browser
    }
}

/// A member of staff with a password and an app that makes codes.
pub struct Person {
    pub email: String,
    pub password: &'static str,
    secret: totp_rs::Secret,
}

impl Person {
    /// Invited, and set up behind the link as a person would, without the script.
    pub async fn joined(house: &House, role: Role) -> Self {
        let clinic = house.portal.clinic().expect("a door");
        let number = clinic.colleagues().await.expect("a list").len();
        let email = format!("person{number}@clinic.example");
        let invite = clinic.add_colleague(&email, "Dr Ada Muster", role).await.expect("added");
        let mut browser = Browser::new(house);
        let link = invite.reveal("");
        let page = browser.get(&link).await;
        let shown = page.body.split("name=\"totp\" value=\"").nth(1).expect("a key for the app");
        let shown: String = shown.chars().take_while(|c| *c != '"').filter(|c| *c != ' ').collect();
        let secret = totp_rs::Secret::try_from_base32(&shown).expect("base32");
        let person = Self { email, password: "zwölf Löffel am Abend", secret };
        let code = person.code(house);
        let fields = [
            ("name", "Dr Ada Muster"),
            ("password", person.password),
            ("again", person.password),
            ("totp", shown.as_str()),
            ("code", code.as_str()),
        ];
        let joined = browser.post(&link, &fields).await;
        assert_eq!(joined.status, 303, "{}", joined.body);
        assert!(browser.is_in().await, "whoever has set up a way in is in");
        person
    }

    /// The code that the app shows now.
    pub fn code(&self, house: &House) -> String {
        self.code_at(house, 0)
    }

    /// The code that it shows so many seconds later.
    pub fn code_at(&self, house: &House, seconds: i64) -> String {
        let totp = totp_rs::Builder::new().with_secret(self.secret.clone()).build_noncompliant();
        let at = u64::try_from(house.clock.now().timestamp() + seconds).expect("after 1970");
        totp.generate(at).to_string()
    }

    pub async fn signs_in(&self, browser: &mut Browser<'_>, next: &str) -> Answer {
        let code = self.code(browser.house);
        self.tries(browser, self.password, &code, next).await
    }

    pub async fn tries(&self, browser: &mut Browser<'_>, password: &str, code: &str, next: &str) -> Answer {
        let fields = [("email", self.email.as_str()), ("password", password), ("code", code), ("next", next)];
        browser.post("/sign-in", &fields).await
    }
}
