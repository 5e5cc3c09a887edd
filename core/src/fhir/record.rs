//! How a type of FHIR is written down: its fields by their R4 names, and everything else kept beside them.

use core::marker::PhantomData;
use serde::de::{Deserialize, DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserializer, Serialize};
use std::borrow::Cow;

/// A field that may be absent: one of something, or a list of it.
pub(super) trait Slot: Serialize {
    /// Whether there is nothing to write. FHIR has no `null` and no empty list.
    fn is_absent(&self) -> bool;
}

/// A field that can be read.
pub(super) trait Fill<'de> {
    /// Takes the field's value; a field that came before is refused.
    fn fill<A: MapAccess<'de>>(&mut self, name: &'static str, map: &mut A) -> Result<(), A::Error>;
}

impl<T: Serialize> Slot for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<'de, T: Deserialize<'de>> Fill<'de> for Option<T> {
    fn fill<A: MapAccess<'de>>(&mut self, name: &'static str, map: &mut A) -> Result<(), A::Error> {
        if self.is_some() {
            return Err(A::Error::duplicate_field(name));
        }
        *self = map.next_value()?;
        Ok(())
    }
}

/// A list that takes no more room than it needs: most lists of a resource have one thing in them, and a growing
/// vector would make room for four.
struct Exact<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Exact<T> {
    type Value = Vec<T>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Vec<T>, D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Exact<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = seq.next_element()? {
            if list.is_empty() {
                list.reserve_exact(1);
            }
            list.push(item);
        }
        Ok(list)
    }
}

impl<T: Serialize> Slot for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<'de, T: Deserialize<'de>> Fill<'de> for Vec<T> {
    fn fill<A: MapAccess<'de>>(&mut self, name: &'static str, map: &mut A) -> Result<(), A::Error> {
        if !self.is_empty() {
            return Err(A::Error::duplicate_field(name));
        }
        *self = map.next_value_seed(Exact(PhantomData))?;
        Ok(())
    }
}

/// The name of a field, borrowed where the input allows.
pub(super) struct Name<'de>(Cow<'de, str>);

impl Name<'_> {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_identifier(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}

/// A type of FHIR by its fields. With a name in front, a resource of that `resourceType`.
///
/// Written by hand rather than derived: a derived `flatten` for the unknown fields costs the decimals their text
/// and reading its speed.
macro_rules! record {
    (
        $(#[$doc:meta])*
        $name:ident $(is $kind:literal)? {
            $( $(#[$field_doc:meta])* $field:ident: $slot:ty = $key:literal, )*
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name {
            $( $(#[$field_doc])* pub $field: $slot, )*
            /// Fields not named above, as they came.
            pub other: $crate::fhir::kept::Other,
        }

        $(
            impl $name {
                /// Its `resourceType`.
                pub const KIND: &'static str = $kind;
            }
        )?

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                use $crate::fhir::record::Slot;
                let mut map = to.serialize_map(None)?;
                $( map.serialize_entry("resourceType", $kind)?; )?
                $(
                    if !self.$field.is_absent() {
                        map.serialize_entry($key, &self.$field)?;
                    }
                )*
                self.other.write(&mut map)?;
                map.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                struct Fields;

                impl<'de> serde::de::Visitor<'de> for Fields {
                    type Value = $name;

                    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                        f.write_str(concat!("an object (", stringify!($name), ")"))
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$name, A::Error> {
                        use $crate::fhir::record::{Fill, Name};
                        let mut it = $name::default();
                        $( let mut kind_seen = $crate::fhir::record::KindSeen::new($kind); )?
                        while let Some(name) = map.next_key::<Name<'de>>()? {
                            match name.as_str() {
                                $( $key => it.$field.fill($key, &mut map)?, )*
                                $( $crate::fhir::record::kind_field!($kind) => kind_seen.fill(&mut map)?, )?
                                unknown => it.other.fill(unknown, &mut map)?,
                            }
                        }
                        $( kind_seen.was()?; let _ = $kind; )?
                        Ok(it)
                    }
                }

                from.deserialize_map(Fields)
            }
        }
    };
}

pub(super) use record;

/// The field that says what a resource is; takes the kind so that it stands only in resources.
macro_rules! kind_field {
    ($kind:literal) => {
        "resourceType"
    };
}

pub(super) use kind_field;

/// Whether a resource has said what it is.
pub(super) struct KindSeen {
    kind: &'static str,
    seen: bool,
}

impl KindSeen {
    pub(super) const fn new(kind: &'static str) -> Self {
        Self { kind, seen: false }
    }

    /// Takes the value of `resourceType`.
    pub(super) fn fill<'de, A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<(), A::Error> {
        if self.seen {
            return Err(A::Error::duplicate_field("resourceType"));
        }
        let kind: Name<'de> = map.next_value()?;
        if kind.as_str() != self.kind {
            return Err(A::Error::custom("another resource"));
        }
        self.seen = true;
        Ok(())
    }

    /// Refuses a resource that never said it.
    pub(super) fn was<E: Error>(&self) -> Result<(), E> {
        if self.seen { Ok(()) } else { Err(E::missing_field("resourceType")) }
    }
}
