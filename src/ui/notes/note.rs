//! A note's element on the page: one pattern that is made once and copied, filled in by hand. A thousand notes are there in a
//! quarter of the time that a view of its own for each would take, and they hold no signals.
//!
//! The buttons say what they are in `data-act`; one listener on the board acts for all notes.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement};

use super::dots::Dots;
use crate::core::app::view::{InGroup, NoteView};
use crate::core::board::{Colour, Visibility};
use crate::core::document::id::NoteId;
use crate::core::document::text::initials;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, OWN_FORM, el};
use crate::ui::state::view::{note_key, note_words};

/// Whether a field differs from what it began with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Typing {
    /// It does not.
    NotBegun,
    /// It does.
    Begun,
}

/// A note on the page.
pub(crate) struct NoteElement {
    /// Its place in a list, which is moved in a drag.
    pub cell: Element,
    article: Element,
    text: Element,
    author: Element,
    dots: Dots,
    /// The field over the text, while it is open.
    field: Option<Field>,
    /// What is shown.
    painted: Option<NoteView>,
    /// What is shown and need not be written again.
    shown: Option<(Colour, Option<String>)>,
    group: InGroup,
}

/// The field that a note's text is written in, and the room that is made for it.
struct Field {
    room: El,
    field: El,
}

impl NoteElement {
    /// The element of a note, still without content.
    pub(crate) fn new(note: NoteId) -> Option<NoteElement> {
        let copy = PATTERN.with(|pattern| pattern.node().clone_node_with_deep(true));
        // A copy of an element is an element with the same parts.
        let cell: Element = copy.ok()?.unchecked_into();
        let article = cell.first_element_child()?;
        let text = article.first_element_child()?;
        let author = article.last_element_child()?.first_element_child()?;
        let dots = Dots::new(El::of(author.next_element_sibling()?));
        let _ = article.set_attribute("data-note", &note_key(note));
        Some(NoteElement { cell, article, text, author, dots, field: None, painted: None, shown: None, group: InGroup::Alone })
    }

    /// Shows what the note says now.
    pub(crate) fn paint(&mut self, view: &NoteView) {
        if self.painted.as_ref() == Some(view) {
            return;
        }
        self.painted = Some(view.clone());
        let text = note_words(view);
        // Setting a plain attribute cannot fail.
        if view.visibility == Visibility::Hidden {
            // Whoever has the device now has not written what stands in the field.
            self.close_editor(&text);
            let _ = self.article.set_attribute("data-hidden", "");
        } else {
            let _ = self.article.remove_attribute("data-hidden");
        }
        // Under a field nobody sees it, and to write it at each key takes as long as the key.
        if self.field.is_none() {
            self.paint_text(&text);
        }
        self.paint_around(view);
    }

    fn paint_text(&self, text: &str) {
        self.text.set_text_content(Some(text));
        // Setting a plain attribute cannot fail.
        let _ = self.article.set_attribute("aria-label", text);
    }

    /// Shows what stands around the note's text.
    fn paint_around(&mut self, view: &NoteView) {
        let shown = Some((view.colour, view.author.clone()));
        if self.shown != shown {
            self.shown = shown;
            let author = view.author.as_deref().unwrap_or("");
            // Setting a plain attribute cannot fail.
            let _ = self.article.set_attribute("data-colour", strings::colour(view.colour));
            let _ = self.author.set_attribute("title", author);
            self.author.set_text_content(Some(&initials(author)));
        }
        if self.group != view.group {
            self.group = view.group;
            self.paint_group();
        }
        let tab = self.article.get_attribute("tabindex");
        self.dots.paint(view.dots, tab.as_deref().unwrap_or("-1"));
    }

    /// Shows whether the note leads a group, with a button that opens it, or is led by another.
    fn paint_group(&self) {
        let Some(foot) = self.article.last_element_child() else { return };
        let button = foot.query_selector(".note__group").ok().flatten();
        let kind = match self.group {
            InGroup::Alone => "alone",
            InGroup::Leads(..) => "leads",
            InGroup::Led => "led",
        };
        // Setting a plain attribute cannot fail.
        let _ = self.article.set_attribute("data-group", kind);
        let InGroup::Leads(members, open) = self.group else {
            if let Some(button) = button {
                button.remove();
            }
            return;
        };
        let button = button.unwrap_or_else(|| {
            let made = el("button", "note__group").attrs(&[("data-act", "open-group"), ("tabindex", "-1")]);
            let _ = foot.insert_before(made.node(), self.author.next_element_sibling().as_deref());
            made.node().clone()
        });
        button.set_text_content(Some(&strings::notes(members + 1)));
        let _ = button.set_attribute("aria-expanded", if open { "true" } else { "false" });
    }

    /// Puts a field in the place of the text, and hands it back.
    pub(crate) fn open_editor(&mut self, start: &str) -> El {
        if let Some(open) = &self.field {
            return open.field.clone();
        }
        // The field covers the room that is made for it, and the text is out of the way until it is shown again.
        let _ = self.text.set_attribute("hidden", "");
        let _ = self.cell.set_attribute("data-field", "");
        let foot = self.article.last_element_child();
        let field = el("textarea", "note__editor").attrs(&[("aria-label", label::NOTE_TEXT), ("rows", "3"), OWN_FORM]);
        let room = el("div", "note__room");
        for part in [room.node(), field.node()] {
            let _ = self.article.insert_before(part, foot.as_deref());
        }
        let typed = field.known::<HtmlTextAreaElement>();
        // A field takes any text.
        let _ = typed.set_default_value(start);
        let end = start.encode_utf16().count() as u32;
        // A field that refuses a selection keeps its own caret.
        let _ = typed.set_selection_range(end, end);
        self.field = Some(Field { room, field: field.clone() });
        field
    }

    /// Shows the text again, as it is now.
    pub(crate) fn close_editor(&mut self, text: &str) {
        if let Some(Field { room, field }) = self.field.take() {
            self.paint_text(text);
            let _ = self.text.remove_attribute("hidden");
            let _ = self.cell.remove_attribute("data-field");
            room.node().remove();
            field.node().remove();
        }
    }

    /// Whether something was typed in the note's field.
    pub(crate) fn typing(&self) -> Typing {
        let begun = |open: &Field| {
            let field = open.field.known::<HtmlTextAreaElement>();
            field.default_value().is_ok_and(|start| start != field.value())
        };
        if self.field.as_ref().is_some_and(begun) { Typing::Begun } else { Typing::NotBegun }
    }
}

thread_local! {
    static PATTERN: El = pattern();
}

fn pattern() -> El {
    let control = |class, act, name| el("button", class).attrs(&[("data-act", act), ("tabindex", "-1")]).named(name);
    let menu = |class, act, name| control(class, act, name).attr("aria-haspopup", "menu");
    let tools = el("div", "note__tools")
        .child(control("tool tool--edit", "edit", label::EDIT_NOTE))
        .child(menu("tool tool--move", "move", label::MOVE_NOTE))
        .child(menu("tool tool--colour", "colour", label::COLOUR))
        .child(control("tool tool--group", "group", label::GROUP_NOTE))
        .child(control("tool tool--delete", "delete", label::DELETE_NOTE));
    let foot = el("div", "note__foot")
        .child(el("span", "note__author"))
        .child(el("span", "dots__place"))
        .child(control("note__more", "more", label::NOTE_TOOLS))
        .child(tools)
        .child(control("note__agree", "agree", label::MAKE_AGREEMENT));
    let article = el("article", "note").attr("tabindex", "-1").child(el("p", "note__text")).child(foot);
    el("div", "cell").attr("role", "listitem").child(article)
}
