//! Notes and people, and their fields as they arrive register by register.

use super::layer::Layer;
use crate::core::document::Value;
use crate::core::document::id::PersonId;
use crate::core::document::order::OrderKey;
use crate::core::number_enum;

number_enum! {
    /// The colour of a note or a person's badge; each has a name in `strings`.
    pub enum Colour {
        /// Warm yellow.
        Butter = 0,
        /// Blue.
        Sky = 1,
        /// Green.
        Mint = 2,
        /// Pink.
        Rose = 3,
        /// Violet.
        Lilac = 4,
        /// Beige.
        Sand = 5,
    }
}

number_enum! {
    /// The side of the delegation that a person is on.
    pub enum Role {
        /// Receives work.
        Team = 0,
        /// Hands work over.
        Leader = 1,
    }
}

/// Whether the text of a note can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// It can be read.
    Revealed,
    /// It is in somebody's private store until the reveal.
    Hidden,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The text; empty while it is hidden.
    pub text: String,
    /// Whether the text can be read.
    pub visibility: Visibility,
    /// The layer.
    pub layer: Layer,
    /// The position in the layer.
    pub order: OrderKey,
    /// The colour.
    pub colour: Colour,
    /// The author, if known.
    pub author: Option<PersonId>,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The colour of the badge.
    pub colour: Colour,
    /// Leader or team.
    pub role: Role,
}

/// The fields of a note as they arrive, register by register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NoteFields {
    pub(super) text: Option<String>,
    pub(super) place: Option<(Layer, OrderKey)>,
    pub(super) colour: Option<Colour>,
    pub(super) author: Option<PersonId>,
    pub(super) hidden: bool,
}

impl NoteFields {
    /// The note; `None` until a text and a place have arrived.
    pub(super) fn note(&self) -> Option<Note> {
        // Without `..`: a field that is added does not compile until the note has it.
        let NoteFields { text, place, colour, author, hidden } = self;
        let (layer, order) = place.clone()?;
        let (text, visibility) = match (text, hidden) {
            (Some(text), _) => (text.clone(), Visibility::Revealed),
            (None, true) => (String::new(), Visibility::Hidden),
            (None, false) => return None,
        };
        Some(Note { text, visibility, layer, order, colour: colour.unwrap_or(Colour::Butter), author: *author })
    }

    /// Whether it has a text, public or hidden.
    pub(super) fn has_words(&self) -> bool {
        self.text.is_some() || self.hidden
    }

    /// Whether its text is in a private store.
    pub(super) fn is_hidden(&self) -> bool {
        self.hidden && self.text.is_none()
    }
}

/// The fields of a person as they arrive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PersonFields {
    pub(super) name: Option<String>,
    pub(super) colour: Option<Colour>,
    pub(super) role: Option<Role>,
}

impl PersonFields {
    /// The person; `None` until a name has arrived.
    pub(super) fn person(&self) -> Option<Person> {
        let PersonFields { name, colour, role } = self;
        Some(Person { name: name.clone()?, colour: colour.unwrap_or(Colour::Butter), role: role.unwrap_or(Role::Team) })
    }
}

/// A position from its stored form: layer, whole number, and a fraction if there is one.
pub(super) fn place_of(value: &Value) -> Option<(Layer, OrderKey)> {
    let fields = value.items();
    let layer = Layer::from_number(fields.first()?.as_number()?)?;
    let whole = fields.get(1)?.as_number()?;
    let fraction = fields.get(2).and_then(Value::as_text).unwrap_or("");
    // An invalid fraction still leaves the note on its layer.
    let order = OrderKey::from_whole_and_fraction(whole, fraction).unwrap_or_else(|| OrderKey::whole(whole));
    Some((layer, order))
}

/// The stored form of a position.
pub fn place_value(layer: Layer, order: &OrderKey) -> Value {
    let (whole, fraction) = order.whole_and_fraction();
    let mut fields = vec![Value::Number(layer as u64), Value::Number(whole)];
    if !fraction.is_empty() {
        fields.push(Value::Text(String::from(fraction)));
    }
    Value::List(fields)
}
