//! A layer of the stack: its name and question, what the group has agreed on, its notes, and its part of the grip line.

use leptos::html;
use leptos::prelude::*;

use super::composer::Composer;
use super::grip::GripCell;
use super::kit::{changing, on, text, when_drawn};
use super::note::{Dots, Note};
use super::note_actions::ensure_tab_stop;
use super::view::{use_dispatch, use_view};
use crate::core::app::Event;
use crate::core::command::Command;
use crate::core::layer::Layer;
use crate::core::stage::Stage;
use crate::strings::{self, label};

/// A layer's band.
#[component]
pub fn LayerBand(layer: Layer) -> impl IntoView {
    let view = use_view();
    let list = view.lists[layer as usize];
    let element = NodeRef::<html::Ul>::new();
    when_drawn(move || {
        list.track();
        if let Some(list) = element.get() {
            ensure_tab_stop(&list);
        }
    });
    let heading = String::from("layer-") + &(layer as u8).to_string();
    let label = heading.clone();
    view! {
        <section class="layer" data-layer=(layer as u8).to_string() aria-labelledby=label>
            <div class="layer__guide">
                <h2 id=heading>{strings::layer(layer)}</h2>
                <p class="layer__question">{strings::question(layer)}</p>
                <Statement layer=layer/>
                <LayerDots layer=layer/>
            </div>
            <div class="layer__notes">
                <ul class="notes" node_ref=element>
                    <For each=move || list.get() key=|note| *note let:note>
                        <Note note=note/>
                    </For>
                </ul>
                {changing(move || list.with(Vec::is_empty).then(|| view! { <p class="layer__example">{strings::example(layer)}</p> }))}
                <Composer layer=layer/>
            </div>
            <GripCell layer=layer/>
        </section>
    }
}

/// The dots on the layer itself. In Vote they are open; else they show only where there are some.
#[component]
fn LayerDots(layer: Layer) -> impl IntoView {
    let view = use_view();
    let shown = view.layers[layer as usize];
    let dots = Signal::derive(move || shown.with(|layer| layer.dots));
    changing(move || {
        let open = match view.stage.get() {
            Stage::Write => false,
            Stage::Vote => true,
            Stage::Read => dots.get() > 0,
        };
        open.then(|| view! { <div class="layer__dots"><span>{label::WHOLE_LAYER}</span><Dots shown=dots tab="0"/></div> })
    })
}

/// The sentence that the group has agreed on, in a field that looks like text until it is used.
#[component]
fn Statement(layer: Layer) -> impl IntoView {
    let (view, dispatch) = (use_view(), use_dispatch());
    let shown = view.layers[layer as usize];
    let statement = move || shown.with(|layer| layer.statement.clone()).unwrap_or_else(String::new);
    view! {
        <textarea class="statement" rows="1" aria-label=strings::statement_of(layer) placeholder=strings::NO_STATEMENT
            prop:value=text(statement)
            on:input=on(move |event| dispatch.act(Command::SetStatement { layer, text: event_target_value(&event) }))
            on:blur=on(move |_| dispatch.send(Event::EndTyping))
            on:keydown=on(move |event: web_sys::KeyboardEvent| if event.key() == "Enter" { event.prevent_default(); })
        ></textarea>
    }
}
