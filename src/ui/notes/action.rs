//! The actions of the buttons on notes and layers. A button names its action in `data-act`; one listener on the board serves all of them.

use web_sys::{Element, EventTarget};

use crate::ui::kit::{El, closest_data};

/// The attribute with the name of the action.
const ATTRIBUTE: &str = "data-act";

macro_rules! actions {
    ($($(#[$meta:meta])* $action:ident = $name:literal),* $(,)?) => {
        /// An action of a button on a note or a layer.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum NoteAction { $($(#[$meta])* $action),* }

        impl NoteAction {
            /// All actions.
            pub const ALL: [NoteAction; [$($name),*].len()] = [$(NoteAction::$action),*];

            /// Its name on the page.
            pub fn name(self) -> &'static str {
                match self { $(NoteAction::$action => $name),* }
            }
        }
    };
}

actions! {
    /// Open the note's text in a field.
    Edit = "edit",
    /// Open the menu of places.
    Move = "move",
    /// Open the menu of colours.
    Colour = "colour",
    /// Pick the note for a group.
    Group = "group",
    /// Delete the note.
    Delete = "delete",
    /// Show the note's tools, on a touch screen.
    More = "more",
    /// Make an agreement from the note or layer.
    Agree = "agree",
    /// Show or hide the notes of the group.
    OpenGroup = "open-group",
    /// Add a dot for "too tight".
    AddTight = "dot",
    /// Take back a dot for "too tight".
    TakeTight = "take",
    /// Add a dot for "too loose".
    AddLoose = "dot-loose",
    /// Take back a dot for "too loose".
    TakeLoose = "take-loose",
}

impl NoteAction {
    /// The action with this name.
    pub fn named(name: &str) -> Option<NoteAction> {
        NoteAction::ALL.into_iter().find(|action| action.name() == name)
    }

    /// Makes an element perform this action on a click.
    pub(crate) fn on(self, element: El) -> El {
        element.attr(ATTRIBUTE, self.name())
    }

    /// The button around a target, and its action.
    pub(crate) fn at(target: Option<EventTarget>) -> Option<(Element, NoteAction)> {
        let (button, name) = closest_data(target, ATTRIBUTE)?;
        Some((button, NoteAction::named(&name)?))
    }

    /// The button with this action inside an element.
    pub(crate) fn button_in(self, element: &Element) -> Option<Element> {
        let selector = String::from("[") + ATTRIBUTE + "=\"" + self.name() + "\"]";
        element.query_selector(&selector).ok().flatten()
    }
}
