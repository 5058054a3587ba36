//! The kit: elements, dialogs and small helpers. It knows no board.

mod bar;
mod beside;
mod choice;
mod dialog;
mod el;
mod element;
mod initials;
mod key;
pub mod key_name;
pub mod meanwhile;
mod open_field;
mod prop;
mod template;

pub use bar::with_known_height;
pub use beside::beside_focus;
pub use choice::{Steps, options};
pub use dialog::dialog;
pub use el::{El, OWN_FORM, button, el, on_window, svg, when_drawn};
pub use element::{
    after_frame, closest_data, each_frame, focus_first, focus_in_place, focus_main, focus_soon, is_within, keep_focus, percent,
};
pub use initials::initials;
pub use key::{Key, on_window_key};
pub use open_field::{
    WENT_APART, changed, composing, field_left, in_one_spelling, is_apart, typed_in, typed_text, typed_within, typed_words,
};
pub use template::Path;
