//! Reads a case's inputs and says exactly which field is missing, unknown or malformed.

use chrono::NaiveTime;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The fields of one JSON object, with the path that leads to it.
pub(super) struct Fields<'a> {
    map: &'a Map<String, Value>,
    path: String,
}

impl<'a> Fields<'a> {
    /// The fields of a value that must be an object.
    pub(super) fn of(value: &'a Value, path: &str) -> Result<Self, String> {
        let map = value.as_object().ok_or_else(|| format!("{path} is not an object"))?;
        Ok(Self { map, path: path.to_owned() })
    }

    /// Refuses fields nobody reads: an ignored input would make a case pass for nothing.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), String> {
        match self.map.keys().find(|key| !known.contains(&key.as_str())) {
            None => Ok(()),
            Some(key) => Err(format!("unknown field {}", self.place(key))),
        }
    }

    /// As `only`, but lets plain text pass, which is a remark to the reader.
    pub(super) fn only_or_remarks(&self, known: &[&str]) -> Result<(), String> {
        match self.map.iter().find(|(key, value)| !known.contains(&key.as_str()) && !value.is_string()) {
            None => Ok(()),
            Some((key, _)) => Err(format!("unknown field {}", self.place(key))),
        }
    }

    /// A field, if it is there and not null.
    pub(super) fn read<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, String> {
        match self.map.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => serde_json::from_value(value.clone())
                .map(Some)
                .map_err(|error| format!("{} cannot be read: {error}", self.place(key))),
        }
    }

    /// A field that must be there.
    pub(super) fn need<T: DeserializeOwned>(&self, key: &str) -> Result<T, String> {
        self.read(key)?.ok_or_else(|| format!("{} is missing", self.place(key)))
    }

    /// A time of day, `HH:MM`.
    pub(super) fn time(&self, key: &str) -> Result<Option<NaiveTime>, String> {
        let Some(text) = self.read::<String>(key)? else { return Ok(None) };
        NaiveTime::parse_from_str(&text, "%H:%M")
            .map(Some)
            .map_err(|_| format!("{} is not a time of day HH:MM", self.place(key)))
    }

    /// The fields of an object below, if there is one.
    pub(super) fn below(&self, key: &str) -> Result<Option<Fields<'a>>, String> {
        match self.map.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => Fields::of(value, &self.place(key)).map(Some),
        }
    }

    /// The objects of a list below; none if there is no list.
    pub(super) fn each(&self, key: &str) -> Result<Vec<Fields<'a>>, String> {
        let list = match self.map.get(key) {
            None | Some(Value::Null) => return Ok(Vec::new()),
            Some(value) => value.as_array().ok_or_else(|| format!("{} is not a list", self.place(key)))?,
        };
        let place = |index| format!("{}[{index}]", self.place(key));
        list.iter().enumerate().map(|(index, value)| Fields::of(value, &place(index))).collect()
    }

    fn place(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }
}
