//! A note's element: a copy of one template, painted without signals. A thousand notes take a quarter of the time that a view for each would
//! take.
//!
//! One listener on the board serves the buttons of all notes, see [`super::action`].

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement};

use super::action::NoteAction;
use super::dots::Dots;
use crate::core::app::view::{DotsView, InGroup, NoteView};
use crate::core::board::{Colour, Visibility};
use crate::core::document::id::NoteId;
use crate::core::document::web_address::{Piece, pieces};
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, OWN_FORM, Path, changed, el, initials};
use crate::ui::state::view::{note_key, note_words};

/// Whether Tab stops at a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TabStop {
    /// No stop.
    No,
    /// A stop at the note.
    Alone,
    /// A stop at the note and at each of its buttons.
    WithButtons,
}

/// A note on the page.
pub struct NoteElement {
    /// Its cell in a list, which a drag moves.
    pub cell: Element,
    refs: Refs<Element>,
    dots: Dots,
    /// The button that opens its group, while it leads one.
    group_button: Option<El>,
    /// The field that replaces the text, while open.
    field: Option<Field>,
    stop: TabStop,
    /// What the element shows.
    shown: NoteView,
}

/// The painted elements of a note: in the template, as paths, or in a copy.
struct Refs<E> {
    article: E,
    text: E,
    foot: E,
    author: E,
    dots: E,
}

impl<E> Refs<E> {
    fn try_map<T>(&self, mut each: impl FnMut(&E) -> Option<T>) -> Option<Refs<T>> {
        Some(Refs {
            article: each(&self.article)?,
            text: each(&self.text)?,
            foot: each(&self.foot)?,
            author: each(&self.author)?,
            dots: each(&self.dots)?,
        })
    }
}

/// The field for a note's text, and the spacer it covers.
struct Field {
    spacer: El,
    field: El,
}

impl NoteElement {
    /// The element of a note, without content yet.
    pub fn new(note: NoteId) -> Option<NoteElement> {
        let (cell, refs) = TEMPLATE.with(|template| template.as_ref()?.copy())?;
        let dots = Dots::new(El::of(refs.dots.clone()));
        let _ = refs.article.set_attribute("data-note", &note_key(note));
        Some(NoteElement { cell, refs, dots, group_button: None, field: None, stop: TabStop::No, shown: blank() })
    }

    /// The note inside its cell, which can have the focus.
    pub(crate) fn article(&self) -> &Element {
        &self.refs.article
    }

    /// Shows the current state of the note.
    pub fn paint(&mut self, view: NoteView) {
        if self.shown == view {
            return;
        }
        // Without `..`: a field that is added does not compile until it is painted.
        let NoteView { text: _, visibility, colour, author, dots, group } = &view;
        let words = note_words(&view);
        // Setting a plain attribute cannot fail.
        if *visibility != self.shown.visibility {
            let _ = self.refs.article.toggle_attribute_with_force("data-hidden", *visibility == Visibility::Hidden);
        }
        if *visibility == Visibility::Hidden {
            // The current user is not the author of the text in the field.
            self.close_editor(&words);
        }
        // The text under a field is invisible, and painting it would double the cost of a keystroke.
        match &mut self.field {
            None if words != note_words(&self.shown) => self.paint_text(&words),
            Some(open) if view.text != self.shown.text => changed(open.field.known(), &self.shown.text, &view.text),
            _ => {}
        }
        if *colour != self.shown.colour {
            let _ = self.refs.article.set_attribute("data-colour", strings::colour(*colour));
        }
        if *author != self.shown.author {
            let author = author.as_deref().unwrap_or("");
            let _ = self.refs.author.set_attribute("title", author);
            self.refs.author.set_text_content(Some(&initials(author)));
        }
        if *group != self.shown.group {
            self.paint_group(*group);
        }
        if *dots != self.shown.dots {
            let tab = self.button_tab();
            self.dots.paint(*dots, tab);
        }
        self.shown = view;
    }

    fn paint_text(&self, text: &str) {
        self.refs.text.set_text_content(None);
        let place = El::of(self.refs.text.clone());
        pieces(text).into_iter().fold(place, |place, piece| match piece {
            Piece::Words(words) => place.text(words),
            // Not draggable as a link, because the note is.
            Piece::Address(address) => place.child(el("a", "").text(address).attrs(&[
                ("href", address),
                ("target", "_blank"),
                ("rel", "noopener noreferrer"),
                ("draggable", "false"),
                ("tabindex", self.button_tab()),
            ])),
        });
        // Setting a plain attribute cannot fail.
        let _ = self.refs.article.set_attribute("aria-label", text);
    }

    /// Shows whether the note leads a group, with a button that opens the group, or is led by another.
    fn paint_group(&mut self, group: InGroup) {
        // Setting a plain attribute cannot fail.
        let _ = self.refs.article.set_attribute("data-group", group_kind(group));
        let InGroup::Leads(members, open) = group else {
            if let Some(button) = self.group_button.take() {
                button.node().remove();
            }
            return;
        };
        let button = self.group_button.take().unwrap_or_else(|| {
            let button = NoteAction::OpenGroup.on(el("button", "note__group")).attr("tabindex", self.button_tab());
            let _ = self.refs.foot.insert_before(button.node(), Some(&self.refs.dots));
            button
        });
        button.node().set_text_content(Some(&strings::notes(members + 1)));
        self.group_button = Some(button.attr("aria-expanded", if open { "true" } else { "false" }));
    }

    /// Sets whether Tab stops at the note.
    pub(crate) fn set_stop(&mut self, stop: TabStop) {
        if self.stop == stop {
            return;
        }
        self.stop = stop;
        // Setting a plain attribute cannot fail.
        let _ = self.refs.article.set_attribute("tabindex", if stop == TabStop::No { PASSED } else { REACHED });
        if let Ok(buttons) = self.refs.article.query_selector_all("button, a") {
            for at in 0..buttons.length() {
                if let Some(button) = buttons.item(at) {
                    let _ = button.unchecked_into::<Element>().set_attribute("tabindex", self.button_tab());
                }
            }
        }
    }

    fn button_tab(&self) -> &'static str {
        if self.stop == TabStop::WithButtons { REACHED } else { PASSED }
    }

    /// Replaces the text by a field and returns that.
    pub(crate) fn open_editor(&mut self, start: &str) -> El {
        if let Some(open) = &self.field {
            return open.field.clone();
        }
        // The field covers the spacer; the text is hidden until the field closes.
        let _ = self.refs.text.set_attribute("hidden", "");
        let _ = self.cell.set_attribute("data-field", "");
        let field = el("textarea", "note__editor").attrs(&[("aria-label", label::NOTE_TEXT), ("rows", "3"), OWN_FORM]);
        let spacer = el("div", "note__room");
        for element in [spacer.node(), field.node()] {
            let _ = self.refs.article.insert_before(element, Some(&self.refs.foot));
        }
        let typed = field.known::<HtmlTextAreaElement>();
        // Cannot fail: a field accepts any text.
        let _ = typed.set_default_value(start);
        let end = start.encode_utf16().count() as u32;
        // If this fails, the field keeps its own caret.
        let _ = typed.set_selection_range(end, end);
        self.field = Some(Field { spacer, field: field.clone() });
        field
    }

    /// Closes the field and shows the text again.
    pub(crate) fn close_editor(&mut self, text: &str) {
        if let Some(Field { spacer, field }) = self.field.take() {
            self.paint_text(text);
            let _ = self.refs.text.remove_attribute("hidden");
            let _ = self.cell.remove_attribute("data-field");
            spacer.node().remove();
            field.node().remove();
        }
    }

    /// The open field.
    pub(crate) fn field(&self) -> Option<&HtmlTextAreaElement> {
        self.field.as_ref().map(|open| open.field.known())
    }
}

/// The tab index of elements that Tab skips, and of those it stops at.
const PASSED: &str = "-1";
const REACHED: &str = "0";

/// The content of the template.
fn blank() -> NoteView {
    NoteView {
        text: String::new(),
        visibility: Visibility::Revealed,
        colour: Colour::Butter,
        author: None,
        dots: DotsView::default(),
        group: InGroup::Alone,
    }
}

fn group_kind(group: InGroup) -> &'static str {
    match group {
        InGroup::Alone => "alone",
        InGroup::Leads(..) => "leads",
        InGroup::Led => "led",
    }
}

thread_local! {
    static TEMPLATE: Option<Template> = Template::new();
}

/// The template that all notes are copies of.
struct Template {
    cell: El,
    paths: Refs<Path>,
}

impl Template {
    fn new() -> Option<Template> {
        let (cell, refs) = build();
        let paths = refs.try_map(|element| Path::between(&cell, element))?;
        Some(Template { cell, paths })
    }

    fn copy(&self) -> Option<(Element, Refs<Element>)> {
        // The cast is safe: the clone of an element is an element.
        let cell: Element = self.cell.node().clone_node_with_deep(true).ok()?.unchecked_into();
        let refs = self.paths.try_map(|path| path.follow(&cell))?;
        Some((cell, refs))
    }
}

/// Builds the template, which shows [`blank`]; returns it with its painted elements.
fn build() -> (El, Refs<El>) {
    let button = |class, action: NoteAction, name| action.on(el("button", class)).attr("tabindex", PASSED).named(name);
    let menu = |class, action, name| button(class, action, name).attr("aria-haspopup", "menu");
    let NoteView { text, visibility: _, colour, author: _, dots: _, group } = blank();
    let refs = Refs {
        article: el("article", "note"),
        text: el("p", "note__text"),
        foot: el("div", "note__foot"),
        author: el("span", "note__author").attr("title", ""),
        dots: el("span", "dots__place"),
    };
    let tools = el("div", "note__tools")
        .child(button("tool tool--edit", NoteAction::Edit, label::EDIT_NOTE))
        .child(menu("tool tool--move", NoteAction::Move, label::MOVE_NOTE))
        .child(menu("tool tool--colour", NoteAction::Colour, label::COLOUR))
        .child(button("tool tool--group", NoteAction::Group, label::GROUP_NOTE))
        .child(button("tool tool--delete", NoteAction::Delete, label::DELETE_NOTE));
    let foot = (refs.foot.clone())
        .child(refs.author.clone())
        .child(refs.dots.clone())
        .child(button("note__more", NoteAction::More, label::NOTE_TOOLS))
        .child(tools)
        .child(button("note__agree", NoteAction::Agree, label::MAKE_AGREEMENT));
    let article = (refs.article.clone())
        .attrs(&[("tabindex", PASSED), ("aria-label", &text), ("data-colour", strings::colour(colour)), ("data-group", group_kind(group))])
        .child(refs.text.clone())
        .child(foot);
    (el("div", "cell").attr("role", "listitem").child(article), refs)
}
