//! Closures in views, boxed: one compiled machinery for all of them.

use leptos::prelude::*;

/// Whether something is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It is not.
    No,
    /// It is.
    Yes,
}

/// A part of a view that is made anew when what it reads changes.
pub fn changing<V: IntoView + 'static>(make: impl Fn() -> V + Send + Sync + 'static) -> AnyView {
    boxed(Box::new(move || make().into_any()))
}

fn boxed(make: Box<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    (move || make()).into_any()
}

/// A text or an attribute that changes.
pub fn text(make: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(make)
}

/// What happens on an event.
pub fn on<E>(action: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(action)
}

/// Does something once the view has been drawn, and again when what it reads changes.
pub fn when_drawn(action: impl FnMut() + 'static) {
    run(Box::new(action));
}

fn run(mut action: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| action());
}
