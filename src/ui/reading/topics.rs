//! What to talk about: the topics of a reading, and a spotlight that shows one of them large for the whole room.

use leptos::prelude::*;

use crate::core::board::Note;
use crate::core::board::agreement::Source;
use crate::core::board::stage::Stage;
use crate::core::board::voting::Target;
use crate::core::command::Command;
use crate::core::reading::topics::Topic;
use crate::strings;
use crate::strings::label;
use crate::strings::patterns::{place, topic_dots, topic_layer, whole_layer};
use crate::ui::clock::board_dialog;
use crate::ui::kit::{El, Steps, button, el};
use crate::ui::state::view::{View, use_dispatch, use_view};

/// The spotlight: whether it is on, and the topic it shows.
#[derive(Clone, Copy)]
struct Spotlight {
    shown: RwSignal<bool>,
    at: RwSignal<usize>,
}

impl Spotlight {
    fn show(self, at: usize) {
        self.at.set(at);
        self.shown.set(true);
    }
}

/// The topics, and the spotlight when it is on.
pub(crate) fn topics(panel: El) -> El {
    let view = use_view();
    let spotlight = Spotlight { shown: RwSignal::new(false), at: RwSignal::new(0) };
    panel
        .drawn(move || topics_of(view), move |topics| list(view, spotlight, topics))
        .drawn_if(move || spotlight.shown.get(), move || large(view, spotlight))
}

fn topics_of(view: View) -> Vec<Topic> {
    let read = view.round_reading();
    read.and_then(|read| read.whole.stack.as_ref().map(|stack| stack.topics.clone())).unwrap_or_default()
}

/// The text of a topic.
fn words(view: View, target: Target) -> String {
    match target {
        Target::Layer(layer) => whole_layer(layer),
        Target::Note(note) => {
            let words = |note: Note| strings::note_words(&note.text);
            view.seen(|board| board.note(note).map(words)).unwrap_or_default()
        }
    }
}

fn list(view: View, spotlight: Spotlight, topics: &[Topic]) -> Option<El> {
    let rows: Vec<El> = topics.iter().enumerate().map(|(at, topic)| row(view, spotlight, at, topic)).collect();
    (!rows.is_empty()).then(|| {
        el("div", "topics")
            .child(el("h2", "").text(label::TOPICS))
            .child(el("p", "reading__how").text(label::TOPICS_ORDER))
            .child(button("quiet", label::ONE_BY_ONE, move || spotlight.show(0)))
            .child(el("ol", "").attr("aria-label", label::TOPICS).children(rows))
    })
}

fn row(view: View, spotlight: Spotlight, at: usize, topic: &Topic) -> El {
    let target = topic.target;
    let open = button("topic", "", move || spotlight.show(at))
        .child(el("span", if topic.tight + topic.loose > 0 { "topic__dots" } else { "topic__none" }).text(&topic_dots(topic)))
        .child(el("span", "topic__text").text_of(move || words(view, target)))
        .child(el("span", "reading__layer").text(&topic_layer(topic)));
    el("li", "").child(open)
}

/// One topic, large. The list of topics is frozen while the spotlight is on.
fn large(view: View, spotlight: Spotlight) -> El {
    let dispatch = use_dispatch();
    let topics = StoredValue::new_local(untrack(move || topics_of(view)));
    let count = topics.with_value(Vec::len);
    let at = spotlight.at;
    let topic = move || topics.with_value(|topics| topics.get(at.get()).copied());
    let steps = Steps::new(at, count);
    let agree = move || {
        let source = match untrack(topic).map(|topic| topic.target) {
            Some(Target::Note(note)) => Source::Note(note),
            Some(Target::Layer(layer)) => Source::Layer(layer),
            None => return,
        };
        dispatch.act(Command::StartAgreement(source));
        dispatch.act(Command::GoTo(Stage::LetGo));
    };
    let close = Callback::new(move |()| spotlight.shown.set(false));
    let shown = el("div", "spotlight__topic")
        .attr("aria-live", "polite")
        .child(el("p", "spotlight__text").text_of(move || topic().map_or_else(String::new, |topic| words(view, topic.target))))
        .child(el("p", "spotlight__dots").text_of(move || topic().map_or_else(String::new, |topic| topic_dots(&topic))))
        .child(el("p", "spotlight__layer").text_of(move || topic().map_or_else(String::new, |topic| topic_layer(&topic))));
    let actions = el("div", "dialog__actions")
        .child(steps.back_button("quiet", label::PREVIOUS))
        .child(steps.forth_button("quiet", label::NEXT))
        .child(button("primary", label::MAKE_AGREEMENT, agree))
        .child(button("quiet", label::CLOSE, move || close.run(())));
    let body =
        move |body: El| body.child(el("p", "spotlight__place").text_of(move || place(at.get() + 1, count))).child(shown).child(actions);
    board_dialog(label::SPOTLIGHT, close, body).attr("class", "dialog spotlight").on_key(move |key| {
        match key.name.as_str() {
            "ArrowRight" | "ArrowDown" | "PageDown" => steps.forth(),
            "ArrowLeft" | "ArrowUp" | "PageUp" => steps.back(),
            _ => return,
        }
        key.take();
    })
}
