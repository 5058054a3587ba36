//! Elements, built at once: one type for all of them, and nothing of it is compiled anew for each. What would be generic is
//! boxed and kept out of line, so that a call costs a few bytes of the page.
//!
//! What changes is bound by effects. They belong to the owner they were made under, and end with it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, Node};

/// An element of the page.
#[derive(Clone, Debug)]
pub struct El(Element);

/// Puts a field into the empty form that `index.html` has for it. At each key Chromium goes over all controls that stand in the same form,
/// or in none, to see what could be filled in; a board of a thousand notes has seven thousand buttons.
pub const OWN_FORM: (&str, &str) = ("form", "fields");

/// A new element. An empty class is none.
#[inline(never)]
pub fn el(tag: &str, class: &str) -> El {
    made(document().create_element(tag)).class(class)
}

/// A new element of a drawing.
#[inline(never)]
pub fn svg(tag: &str, class: &str) -> El {
    made(document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag)).class(class)
}

/// Plain names are always accepted: there is no way on from here.
fn made(element: Result<Element, wasm_bindgen::JsValue>) -> El {
    match element {
        Ok(element) => El(element),
        Err(_) => std::process::abort(),
    }
}

/// A button that says and does something.
#[inline(never)]
fn button_boxed(class: &str, name: &str, action: Box<dyn FnMut(Event)>) -> El {
    el("button", class).text(name).listen("click", action)
}

/// A button that says and does something.
pub fn button(class: &str, name: &str, mut action: impl FnMut() + 'static) -> El {
    button_boxed(class, name, Box::new(move |_| action()))
}

/// Makes what stands in a region, owned by the owner; `None` leaves it as it is.
type Make = Box<dyn FnMut(&Owner) -> Option<Vec<El>>>;

/// What of an element changes.
#[derive(Clone, Copy, PartialEq)]
enum Prop {
    Text,
    Attribute,
    Value,
    Style,
}

impl El {
    /// An element that is there.
    pub fn of(element: Element) -> El {
        El(element)
    }

    /// The browser's element.
    pub fn node(&self) -> &Element {
        &self.0
    }

    /// The element as the one it is known to be.
    pub fn known<T: JsCast>(&self) -> &T {
        self.0.unchecked_ref()
    }

    #[inline(never)]
    fn class(self, class: &str) -> El {
        if class.is_empty() { self } else { self.attr("class", class) }
    }

    /// An attribute.
    #[inline(never)]
    pub fn attr(self, name: &str, value: &str) -> El {
        // Plain names are always accepted.
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// Some attributes.
    #[inline(never)]
    pub fn attrs(self, attributes: &[(&str, &str)]) -> El {
        attributes.iter().fold(self, |element, (name, value)| element.attr(name, value))
    }

    /// Its name for those who listen, also shown on hovering.
    #[inline(never)]
    pub fn named(self, name: &str) -> El {
        self.attr("aria-label", name).attr("title", name)
    }

    /// A text in it.
    #[inline(never)]
    pub fn text(self, text: &str) -> El {
        if !text.is_empty() {
            let _ = self.0.append_with_str_1(text);
        }
        self
    }

    /// An element in it.
    #[inline(never)]
    pub fn child(self, child: El) -> El {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Puts an element at its end, and hands that back.
    pub fn put(&self, child: El) -> Element {
        let _ = self.0.append_child(&child.0);
        child.0
    }

    /// Elements in it.
    pub fn children(self, children: impl IntoIterator<Item = El>) -> El {
        children.into_iter().fold(self, El::child)
    }

    /// What a part of the page puts into it.
    pub fn with(self, prop: impl FnOnce(El) -> El) -> El {
        prop(self)
    }

    /// A property of its style.
    #[inline(never)]
    pub fn style(self, name: &str, value: &str) -> El {
        set(&self.0, Prop::Style, name, Some(value));
        self
    }

    /// What it holds as a field.
    #[inline(never)]
    pub fn value(self, value: &str) -> El {
        set(&self.0, Prop::Value, "", Some(value));
        self
    }

    /// A text that changes, alone in it.
    pub fn text_of(self, make: impl Fn() -> String + 'static) -> El {
        self.bind(Prop::Text, "", Box::new(move || Some(make())))
    }

    /// An attribute that changes.
    pub fn attr_of(self, name: &'static str, make: impl Fn() -> String + 'static) -> El {
        self.bind(Prop::Attribute, name, Box::new(move || Some(make())))
    }

    /// An attribute that comes and goes.
    pub fn attr_if(self, name: &'static str, make: impl Fn() -> Option<String> + 'static) -> El {
        self.bind(Prop::Attribute, name, Box::new(make))
    }

    /// A field's value that changes.
    pub fn value_of(self, make: impl Fn() -> String + 'static) -> El {
        self.bind(Prop::Value, "", Box::new(move || Some(make())))
    }

    /// A property of its style that changes.
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
                if prop == Prop::Value && is_typed_in(&element) {
                    set_when_left(&element, now.clone());
                } else {
                    set(&element, prop, name, now.as_deref());
                }
                before = Some(now);
            }
        }));
        self
    }

    /// Does something on an event.
    pub fn on<E: JsCast + 'static>(self, name: &'static str, mut action: impl FnMut(E) + 'static) -> El {
        self.listen(name, Box::new(move |event| action(event.unchecked_into())))
    }

    #[inline(never)]
    fn listen(self, name: &'static str, action: Box<dyn FnMut(Event)>) -> El {
        let action = Closure::wrap(action);
        let _ = self.0.add_event_listener_with_callback(name, action.as_ref().unchecked_ref());
        // It ends with its owner.
        StoredValue::new_local(Listener(Some((self.0.clone(), name, action))));
        self
    }

    /// Elements in it that are made anew whenever what `make` reads may have changed. What is dear to make, or holds what somebody
    /// types or has chosen, is [`drawn`](El::drawn) from data instead.
    pub fn changing<V: IntoIterator<Item = El>>(self, make: impl Fn() -> V + 'static) -> El {
        self.region(Box::new(move |_| Some(make().into_iter().collect())))
    }

    /// Elements in it that are drawn from data, and drawn anew only when that differs.
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

    /// An element in it, as long as something holds.
    pub fn drawn_if(self, holds: impl Fn() -> bool + 'static, draw: impl Fn() -> El + 'static) -> El {
        self.drawn(holds, move |holds| holds.then(&draw))
    }

    /// What is made has an owner of its own, which ends when it is made anew.
    #[inline(never)]
    fn region(self, mut make: Make) -> El {
        let end = self.end();
        let mut shown: Vec<El> = Vec::new();
        let around = Owner::current().unwrap_or_default();
        let mut own = around.child();
        follow(Box::new(move |_| {
            let next = around.child();
            let Some(now) = make(&next) else { return };
            std::mem::replace(&mut own, next).cleanup();
            let focus = focus_path(&shown);
            for old in &shown {
                old.0.remove();
            }
            for new in &now {
                put_before(&end, &new.0);
            }
            shown = now;
            if let Some(path) = focus {
                focus_again(&shown, &path);
            }
        }));
        self
    }

    /// The end of a part of it that changes.
    fn end(&self) -> Node {
        let end: Node = document().create_comment("").into();
        let _ = self.0.append_child(&end);
        end
    }
}

/// Does something on an event of the window, as long as the owner is there.
pub fn on_window<E: JsCast + 'static>(name: &'static str, action: impl FnMut(E) + 'static) {
    // Nothing is asked of it but to listen, which the window does as every element does.
    El(window().unchecked_into()).on(name, action);
}

/// An action that an element listens with. The action may hold the element, and the browser cannot see that; so it is let go of by
/// hand, or both would stay for ever.
struct Listener(Option<(Element, &'static str, Action)>);

type Action = Closure<dyn FnMut(Event)>;

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some((element, name, action)) = self.0.take() {
            // Not at once: it may be this action that runs, and a field that is being taken away still says that the focus has left it.
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

/// Whether the element is the field that somebody types in just now.
#[inline(never)]
fn is_typed_in(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element) && element.matches("textarea, input:not([type])").unwrap_or(false)
}

/// Nothing is changed under whoever types: a field that has the focus is set once it is left, unless it holds the value by then or
/// was set to another.
#[inline(never)]
fn set_when_left(element: &Element, value: Option<String>) {
    const LATER: &str = "data-later";
    let value = value.unwrap_or_default();
    let field = element.unchecked_ref::<HtmlInputElement>();
    let waits = field.has_attribute(LATER);
    if field.value() == value && !waits {
        return;
    }
    // Setting a plain attribute cannot fail.
    let _ = field.set_attribute(LATER, &value);
    if waits {
        return;
    }
    let left = field.clone();
    let set = Closure::once_into_js(move || {
        if let Some(value) = left.get_attribute(LATER) {
            left.set_value(&value);
        }
        let _ = left.remove_attribute(LATER);
    });
    let once = web_sys::AddEventListenerOptions::new();
    once.set_once(true);
    let _ = field.add_event_listener_with_callback_and_add_event_listener_options("blur", set.unchecked_ref(), &once);
}

#[inline(never)]
fn set(element: &Element, prop: Prop, name: &str, value: Option<&str>) {
    let text = value.unwrap_or_default();
    match (prop, value) {
        (Prop::Text, _) => element.set_text_content(Some(text)),
        (Prop::Value, _) => element.unchecked_ref::<HtmlInputElement>().set_value(text),
        (Prop::Style, _) => {
            let _ = element.unchecked_ref::<HtmlElement>().style().set_property(name, text);
        }
        (Prop::Attribute, Some(_)) => {
            let _ = element.set_attribute(name, text);
        }
        (Prop::Attribute, None) => {
            let _ = element.remove_attribute(name);
        }
    }
}

/// Does something now, and again when what it reads changes, as long as the owner is there.
#[inline(never)]
fn follow(action: Box<dyn FnMut(Option<()>)>) {
    let effect = RenderEffect::new(action);
    on_cleanup(move || drop(effect));
}

/// Where the focus is inside elements that are about to be made anew: the way down, from the last step to the first.
fn focus_path(shown: &[El]) -> Option<Vec<u32>> {
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
    Some(path)
}

/// The focus stays where it was in what was made anew.
fn focus_again(shown: &[El], path: &[u32]) {
    let mut path = path.iter().rev();
    let mut here = path.next().and_then(|at| shown.get(*at as usize)).map(|element| element.0.clone());
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

/// Does something once the view has been drawn, and again when what it reads changes.
pub fn when_drawn(action: impl FnMut() + 'static) {
    run(Box::new(action));
}

#[inline(never)]
fn run(mut action: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| action());
}
