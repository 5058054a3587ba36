//! The builder of elements: one type for all of them, without monomorphization per element. Closures are boxed and functions kept out of
//! line, so that a call costs only a few bytes of code.
//!
//! Changing content is bound by effects, which end with the owner they were created under.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, Node};

use super::open_field::{changed, has_caret};
use super::prop::{Prop, set};

/// An element of the page.
#[derive(Clone, Debug)]
pub struct El(Element);

/// Attribute that puts a field into the empty form in `index.html`. On each keystroke Chromium scans all controls of the same form, or of
/// no form, for autofill; a board of a thousand notes has seven thousand buttons.
pub const OWN_FORM: (&str, &str) = ("form", "fields");

/// A new element. An empty class sets none.
#[inline(never)]
pub fn el(tag: &str, class: &str) -> El {
    made(document().create_element(tag)).class(class)
}

/// A new SVG element.
#[inline(never)]
pub fn svg(tag: &str, class: &str) -> El {
    made(document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag)).class(class)
}

/// Unwraps a new element. Creation cannot fail for plain tag names, and nothing could go on without it.
fn made(element: Result<Element, wasm_bindgen::JsValue>) -> El {
    match element {
        Ok(element) => El(element),
        Err(_) => std::process::abort(),
    }
}

/// A button with a class, a name and an action.
#[inline(never)]
fn button_boxed(class: &str, name: &str, action: Box<dyn FnMut(Event)>) -> El {
    el("button", class).text(name).listen("click", action)
}

/// A button with a class, a name and an action.
pub fn button(class: &str, name: &str, mut action: impl FnMut() + 'static) -> El {
    button_boxed(class, name, Box::new(move |_| action()))
}

/// Makes the elements of a region under an owner; `None` keeps the present ones.
type Make = Box<dyn FnMut(&Owner) -> Option<Vec<El>>>;

impl El {
    /// Wraps an existing element.
    pub fn of(element: Element) -> El {
        El(element)
    }

    /// The browser's element.
    pub fn node(&self) -> &Element {
        &self.0
    }

    /// The element as the type it is known to have.
    pub fn known<T: JsCast>(&self) -> &T {
        self.0.unchecked_ref()
    }

    #[inline(never)]
    fn class(self, class: &str) -> El {
        if class.is_empty() { self } else { self.attr("class", class) }
    }

    /// Sets an attribute.
    #[inline(never)]
    pub fn attr(self, name: &str, value: &str) -> El {
        // Cannot fail for plain names.
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// Sets several attributes.
    #[inline(never)]
    pub fn attrs(self, attributes: &[(&str, &str)]) -> El {
        attributes.iter().fold(self, |element, (name, value)| element.attr(name, value))
    }

    /// Removes attributes.
    pub fn without(self, attributes: &[&str]) -> El {
        for name in attributes {
            // Plain names are always accepted.
            let _ = self.0.remove_attribute(name);
        }
        self
    }

    /// Sets its name for screen readers, also shown as a tooltip.
    #[inline(never)]
    pub fn named(self, name: &str) -> El {
        self.attr("aria-label", name).attr("title", name)
    }

    /// Appends a text.
    #[inline(never)]
    pub fn text(self, text: &str) -> El {
        if !text.is_empty() {
            let _ = self.0.append_with_str_1(text);
        }
        self
    }

    /// Appends an element.
    #[inline(never)]
    pub fn child(self, child: El) -> El {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Appends an element and returns that.
    pub fn put(&self, child: El) -> Element {
        let _ = self.0.append_child(&child.0);
        child.0
    }

    /// Appends several elements.
    pub fn children(self, children: impl IntoIterator<Item = El>) -> El {
        children.into_iter().fold(self, El::child)
    }

    /// Appends what a view adds to it.
    pub fn with(self, add: impl FnOnce(El) -> El) -> El {
        add(self)
    }

    /// Sets a style property.
    #[inline(never)]
    pub fn style(self, name: &str, value: &str) -> El {
        set(&self.0, Prop::Style, name, Some(value));
        self
    }

    /// Sets the value of a field.
    #[inline(never)]
    pub fn value(self, value: &str) -> El {
        set(&self.0, Prop::Value, "", Some(value));
        self
    }

    /// Binds its text, which replaces all its content.
    pub fn text_of(self, make: impl Fn() -> String + 'static) -> El {
        self.bind(Prop::Text, "", Box::new(move || Some(make())))
    }

    /// Binds an attribute.
    pub fn attr_of(self, name: &'static str, make: impl Fn() -> String + 'static) -> El {
        self.bind(Prop::Attribute, name, Box::new(move || Some(make())))
    }

    /// Binds an attribute that may be absent.
    pub fn attr_if(self, name: &'static str, make: impl Fn() -> Option<String> + 'static) -> El {
        self.bind(Prop::Attribute, name, Box::new(make))
    }

    /// Binds the value of a field.
    pub fn value_of(self, make: impl Fn() -> String + 'static) -> El {
        self.bind(Prop::Value, "", Box::new(move || Some(make())))
    }

    /// Binds a style property.
    pub fn style_of(self, name: &'static str, make: impl Fn() -> String + 'static) -> El {
        self.bind(Prop::Style, name, Box::new(move || Some(make())))
    }

    #[inline(never)]
    fn bind(self, prop: Prop, name: &'static str, make: Box<dyn Fn() -> Option<String>>) -> El {
        let element = self.0.clone();
        let mut before = None;
        follow(Box::new(move |_| {
            let now = make();
            if before.as_ref() != Some(&now) {
                if prop == Prop::Value && has_caret(&element) {
                    changed(
                        element.unchecked_ref(),
                        before.as_ref().and_then(Option::as_deref).unwrap_or(""),
                        now.as_deref().unwrap_or(""),
                    );
                } else {
                    set(&element, prop, name, now.as_deref());
                }
                before = Some(now);
            }
        }));
        self
    }

    /// Listens to an event.
    pub fn on<E: JsCast + 'static>(self, name: &'static str, mut action: impl FnMut(E) + 'static) -> El {
        self.listen(name, Box::new(move |event| action(event.unchecked_into())))
    }

    #[inline(never)]
    fn listen(self, name: &'static str, action: Box<dyn FnMut(Event)>) -> El {
        let action = Closure::wrap(action);
        let _ = self.0.add_event_listener_with_callback(name, action.as_ref().unchecked_ref());
        // The listener ends with its owner.
        StoredValue::new_local(Listener(Some((self.0.clone(), name, action))));
        self
    }

    /// Appends elements that are made again whenever something `make` reads changes. Use [`drawn`](El::drawn) for elements that are
    /// expensive, or that hold what somebody types or has chosen.
    pub fn changing<V: IntoIterator<Item = El>>(self, make: impl Fn() -> V + 'static) -> El {
        self.region(Box::new(move |_| Some(make().into_iter().collect())))
    }

    /// Appends elements drawn from data, and drawn again only if the data differs.
    pub fn drawn<D: PartialEq + 'static, V: IntoIterator<Item = El>>(
        self,
        data: impl Fn() -> D + 'static,
        draw: impl Fn(&D) -> V + 'static,
    ) -> El {
        let mut before = None;
        self.region(Box::new(move |owner| {
            let now = data();
            if before.as_ref() == Some(&now) {
                return None;
            }
            let elements = owner.with(|| untrack(|| draw(&now).into_iter().collect()));
            before = Some(now);
            Some(elements)
        }))
    }

    /// Appends an element as long as a condition holds.
    pub fn drawn_if(self, holds: impl Fn() -> bool + 'static, draw: impl Fn() -> El + 'static) -> El {
        self.drawn(holds, move |holds| holds.then(&draw))
    }

    /// Appends a region whose elements have an owner of their own, which ends when they are made again.
    #[inline(never)]
    fn region(self, mut make: Make) -> El {
        let end = self.end();
        let mut shown: Vec<El> = Vec::new();
        let outer = Owner::current().unwrap_or_default();
        let mut own = outer.child();
        follow(Box::new(move |_| {
            let next = outer.child();
            let Some(now) = make(&next) else { return };
            std::mem::replace(&mut own, next).cleanup();
            let focus = focus_path(&shown);
            if focus.is_some() {
                super::keep_focus();
            }
            for old in &shown {
                old.0.remove();
            }
            for new in &now {
                put_before(&end, &new.0);
            }
            shown = now;
            if let Some((kind, path)) = focus {
                focus_again(&shown, &kind, &path);
            }
        }));
        self
    }

    /// Appends the marker of a region's end.
    fn end(&self) -> Node {
        let end: Node = document().create_comment("").into();
        let _ = self.0.append_child(&end);
        end
    }
}

/// Listens to an event of the window, as long as the owner lives.
pub fn on_window<E: JsCast + 'static>(name: &'static str, action: impl FnMut(E) + 'static) {
    // The cast is safe: only methods of `EventTarget` are called, which the window has too.
    El(window().unchecked_into()).on(name, action);
}

/// A listener of an element. Its action may hold the element, a cycle that the browser cannot see, so it is removed explicitly.
struct Listener(Option<(Element, &'static str, Action)>);

type Action = Closure<dyn FnMut(Event)>;

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some((element, name, action)) = self.0.take() {
            // Deferred, because this action may be running, and a field that is being removed still fires `blur`.
            queue_microtask(move || {
                let _ = element.remove_event_listener_with_callback(name, action.as_ref().unchecked_ref());
            });
        }
    }
}

#[inline(never)]
fn put_before(next: &Node, element: &Element) {
    if let Some(parent) = next.parent_node() {
        let _ = parent.insert_before(element, Some(next));
    }
}

/// Runs an action now, and again when something it reads changes, as long as the owner lives.
#[inline(never)]
fn follow(action: Box<dyn FnMut(Option<()>)>) {
    let effect = RenderEffect::new(action);
    on_cleanup(move || drop(effect));
}

/// The path to the focus inside elements that are about to be replaced, from the last step to the first, and the class of the one it is in.
fn focus_path(shown: &[El]) -> Option<(String, Vec<u32>)> {
    let focused = document().active_element().filter(|_| !shown.is_empty())?;
    let at = shown.iter().position(|element| element.0.contains(Some(&focused)))?;
    let mut path = Vec::new();
    let mut here = focused;
    while here != shown[at].0 {
        let mut place = 0;
        let mut before = here.previous_element_sibling();
        while let Some(sibling) = before {
            place += 1;
            before = sibling.previous_element_sibling();
        }
        path.push(place);
        let parent = here.parent_element()?;
        here = parent;
    }
    path.push(at as u32);
    Some((shown[at].0.class_name(), path))
}

/// Restores the focus at the same path in the new elements, if they are of the same kind: another screen has other things at its places.
fn focus_again(shown: &[El], kind: &str, path: &[u32]) {
    let mut path = path.iter().rev();
    let mut here = path.next().and_then(|at| shown.get(*at as usize)).map(|element| element.0.clone());
    here = here.filter(|element| element.class_name() == kind);
    for step in path {
        here = here.and_then(|element| element.first_element_child());
        for _ in 0..*step {
            here = here.and_then(|element| element.next_element_sibling());
        }
    }
    if let Some(element) = here {
        super::focus_first(&element);
    }
}

/// Runs an action once the view has been drawn, and again when something it reads changes.
pub fn when_drawn(action: impl FnMut() + 'static) {
    run(Box::new(action));
}

#[inline(never)]
fn run(mut action: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| action());
}
