//! What stands out in a reading: named patterns with their evidence and a question each, layers that are rightly held tightly, and why people
//! hold on.

use crate::core::board::layer::Layer;
use crate::core::board::totals::FEWEST;
use crate::core::command::Command;
use crate::core::reading::layer_stack::LayerStack;
use crate::core::reading::patterns::Finding;
use crate::core::reading::stack::Stack;
use crate::strings;
use crate::strings::label;
use crate::strings::patterns::{because, because_of, evidence, given, no_pattern, pattern, pattern_question, remedy};
use crate::ui::kit::{El, el};
use crate::ui::state::view::{use_dispatch, use_view};

/// The patterns of a stack, and the layers left out of them.
pub(crate) fn patterns(stack: &Stack) -> El {
    let cards = stack.findings.iter().map(card);
    let none = stack.findings.is_empty().then(|| el("p", "").text(&no_pattern(&stack.tighter)));
    let rightly = stack.layers.iter().filter_map(|layer| {
        let why = layer.because.as_ref()?;
        Some(el("p", "reading__because").text(&because(layer.layer, why)))
    });
    el("div", "patterns")
        .child(el("h2", "").text(label::STANDS_OUT))
        .children(none)
        .child(el("ul", "patterns__cards").children(cards))
        .children(rightly)
        .children(why_held(&stack.layers))
}

fn card(finding: &Finding) -> El {
    el("li", "pattern")
        .child(el("h3", "").text(pattern(finding.pattern())))
        .child(el("p", "pattern__evidence").text(&evidence(finding)))
        .child(el("p", "pattern__question").text(pattern_question(finding.pattern())))
}

/// The reasons people gave, each with a question that helps.
fn why_held(layers: &[LayerStack]) -> Option<El> {
    let rows: Vec<El> = layers
        .iter()
        .flat_map(|layer| layer.reasons.iter().map(|(reason, people)| (layer.layer, *reason, *people)))
        .map(|(layer, reason, people)| {
            el("li", "")
                .child(el("b", "").text(strings::layer(layer)))
                .child(el("span", "").text(&given(reason, people)))
                .child(el("span", "reading__layer").text(remedy(reason)))
        })
        .collect();
    (!rows.is_empty()).then(|| el("div", "reading__why").child(el("h3", "").text(label::WHY_HELD)).child(el("ul", "").children(rows)))
}

/// A field for each layer: why it is rightly held tightly.
pub(crate) fn because_fields() -> El {
    let view = use_view();
    let few = move || {
        let round = view.round_shown();
        view.board(|board| board.ballots_in(round) < FEWEST)
    };
    el("details", "reading__rightly")
        .attr_if("hidden", move || few().then(String::new))
        .child(el("summary", "").text(label::BECAUSE_TITLE))
        .child(el("p", "reading__how").text(label::BECAUSE_NOTE))
        .child(el("div", "reading__fields").children(Layer::ALL.map(because_field)))
}

fn because_field(layer: Layer) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let value = move || view.board(|board| board.because(layer).map(String::from)).unwrap_or_default();
    let field = dispatch.typing(el("input", "").value_of(value), move |text| Command::SetBecause { layer, text });
    el("label", "field").child(el("span", "").text(&because_of(layer))).child(field)
}
