//! The Set up stage: people, intended levels of control, and the rules of the vote.

use leptos::prelude::*;

use crate::core::board::layer::{Layer, Level, Preset};
use crate::core::board::stage::Stage;
use crate::core::command::Command;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, button, el, focus_soon};
use crate::ui::people::panel::{people, problem, rules};
use crate::ui::people::private::privacy;
use crate::ui::state::view::{use_dispatch, use_view};

/// The panel of the Set up stage.
pub(crate) fn setup_panel(main: El) -> El {
    let view = use_view();
    main.drawn_if(move || view.stage() == Stage::SetUp, panel)
}

fn panel() -> El {
    let view = use_view();
    let untitled = move || view.title().trim().is_empty();
    el("section", "setup")
        .attr("aria-label", strings::stage(Stage::SetUp))
        .drawn_if(untitled, title_hint)
        .child(section(label::WHO_IS_HERE).child(says(strings::WHY_PEOPLE)).with(people).child(problem()))
        .child(section(label::INTENDED_CONTROL).child(says(strings::WHY_INTENDED)).child(presets()).child(says(strings::HOW_INTENDED)))
        .child(
            section(label::RULES_OF_VOTE)
                .with(rules)
                .with(privacy)
                .child(el("h2", "").text(label::AGREED_ALREADY))
                .child(says(strings::WHERE_STATEMENTS)),
        )
}

fn section(name: &str) -> El {
    el("div", "setup__part").child(el("h2", "").text(name))
}

fn says(words: &str) -> El {
    el("p", "setup__says").text(words)
}

/// Shown on a board without a title, because it would be hard to find again. The field is in the top bar.
fn title_hint() -> El {
    let to_title = || focus_soon(|| document().query_selector("input.title").ok().flatten());
    el("p", "setup__title").child(el("span", "").text(strings::NO_TITLE)).child(button("quiet", label::GIVE_TITLE, to_title))
}

/// Presets of intended levels for the whole stack.
fn presets() -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let preset = move |preset: Preset| {
        let is_set = move || view.board(|board| board.preset() == Some(preset));
        button("quiet preset", "", move || dispatch.act(Command::SetPreset(preset)))
            .attr_of("aria-pressed", move || is_set().to_string())
            .child(picture(preset))
            .text(strings::preset(preset))
    };
    el("div", "presets").attrs(&[("role", "group"), ("aria-label", label::INTENDED_CONTROL)]).children(Preset::ALL.map(preset))
}

/// A preset as a stack of bars: the longer a bar, the tighter the intended control.
fn picture(preset: Preset) -> El {
    let bar = |layer| {
        let tightness = u32::from(Level::LIGHTEST.number() + 1 - preset.level(layer).number());
        el("i", "").style("width", &((tightness * 100 / 7).to_string() + "%"))
    };
    el("span", "mark").attr("aria-hidden", "true").children(Layer::ALL.map(bar))
}
