//! Elements that are built once and then copied, which is quicker than to build each of many.

use web_sys::Element;

use super::El;

/// The path from a template's root to an element inside it. A copy of the template has the same element at the end of the same path,
/// whatever is inserted into the template: paths are read from it, never written by hand.
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

    /// The element at its end in a copy; `None` if the copy was changed.
    pub fn follow(&self, copy: &Element) -> Option<Element> {
        self.0.iter().try_fold(copy.clone(), |here, step| match step {
            Step::Into => here.first_element_child(),
            Step::Next => here.next_element_sibling(),
        })
    }
}
