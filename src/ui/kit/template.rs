//! Templates: elements that are built once and then copied, which is faster than building each of many.

use web_sys::Element;

use super::El;

/// The path from a template's root to an element inside it. In a copy of the template the same path leads to the same element. Paths are
/// computed from the template, never written by hand, so inserting elements cannot break them.
#[derive(Clone, Debug)]
pub struct Path(Vec<Step>);

#[derive(Clone, Copy, Debug)]
enum Step {
    Into,
    Next,
}

impl Path {
    /// The path to an element; `None` if it is not inside.
    pub fn between(root: &El, to: &El) -> Option<Path> {
        let mut steps = Vec::new();
        let mut here = to.node().clone();
        while here != *root.node() {
            let (step, before) = match here.previous_element_sibling() {
                Some(sibling) => (Step::Next, sibling),
                None => (Step::Into, here.parent_element()?),
            };
            steps.push(step);
            here = before;
        }
        steps.reverse();
        Some(Path(steps))
    }

    /// The element at this path in a copy; `None` if the copy was changed.
    pub fn follow(&self, copy: &Element) -> Option<Element> {
        self.0.iter().try_fold(copy.clone(), |here, step| match step {
            Step::Into => here.first_element_child(),
            Step::Next => here.next_element_sibling(),
        })
    }
}
