//! The gradient chart: where each layer is meant to be held, where it is, and where it needs to be; tight on the left, light on the
//! right. Points in whole units, so that a view can draw them as it likes, and the same as one SVG file.
//!
//! Lines differ by dash and mark and not by colour alone. All words come in from outside.

use crate::core::board::layer::Layer;
use crate::core::reading::answers::Median;
use crate::core::reading::stack::{Answered, LayerStack, Question};

/// The width of the chart.
pub const WIDTH: u32 = 640;
/// The height of the chart.
pub const HEIGHT: u32 = 440;
/// Where level 1 is.
const LEFT: u32 = 160;
/// From one level to the next.
const LEVEL: u32 = 70;
/// Where the first layer is.
const TOP: u32 = 56;
/// From one layer to the next.
const LAYER: u32 = 56;
/// The layers, dense at the top.
pub(super) const BANDS: [&str; 6] = ["#d9e0f3", "#e1e6f4", "#e8ebf4", "#efeff2", "#f5f4ef", "#fbf9f4"];
/// How high a mark is, with the room around it.
const MARK: i32 = 14;
/// Where the legend is.
const LEGEND: u32 = 410;

/// What a line shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// Where control is meant to be.
    Intended,
    /// Where it is, by the median of all.
    Now,
    /// Where it needs to be, by the median of all.
    Needed,
    /// Where it is, by those who lead.
    Leader,
    /// Where it is, by the team.
    Team,
    /// Where the dots draw it, where nobody has said how it is held.
    Dots,
}

impl Series {
    /// All of them, in the order of the legend.
    pub const ALL: [Series; 6] = [Series::Intended, Series::Now, Series::Needed, Series::Leader, Series::Team, Series::Dots];

    /// All of them, in the order in which they are drawn: what is wide lies below what is narrow.
    pub const DRAWN: [Series; 6] = [Series::Intended, Series::Now, Series::Dots, Series::Leader, Series::Team, Series::Needed];

    /// How wide its line is. Where all say what the leader says, both are seen.
    pub fn width(self) -> u32 {
        match self {
            Series::Now | Series::Dots => 5,
            Series::Intended | Series::Needed | Series::Leader | Series::Team => 2,
        }
    }

    /// Where it is at a layer, in hundredths of a level.
    fn at(self, stack: &LayerStack) -> Option<u32> {
        let answered = |question| stack.answered(question);
        let sides = || stack.now.as_ref().and_then(|now: &Answered| now.sides);
        let median = match self {
            Series::Intended => return Some(100 * u32::from(stack.intended.number())),
            Series::Dots => return stack.by_dots,
            Series::Now => answered(Question::Now).map(|now| now.all.median()),
            Series::Needed => answered(Question::Needed).map(|needed| needed.all.median()),
            Series::Leader => sides().map(|(leader, _)| leader),
            Series::Team => sides().map(|(_, team)| team),
        };
        median.map(Median::hundredths)
    }

    /// The dashes of the line, in the words of SVG; nothing for a line without gaps.
    pub fn dashes(self) -> &'static str {
        match self {
            Series::Intended => "8 6",
            Series::Needed => "2 5",
            // It often runs over the line of the leader, which is seen between.
            Series::Team => "10 4",
            Series::Now | Series::Leader | Series::Dots => "",
        }
    }
}

/// A point of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The layer.
    pub layer: Layer,
    /// What is shown, in hundredths of a level.
    pub at: u32,
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// How far its mark stands below its place, in halves of a mark.
    pub below: i32,
}

/// How far the mark of a line stands below its place, in halves of a mark. What all say, what the leader says and what the team says are
/// often the same: then their marks stand one above the other, each at its level. The ring of what is meant goes around any
/// mark and the small disc of what is needed lies on it, so these two stay where they are.
fn below(stack: &LayerStack, series: Series) -> i32 {
    let same = |other: Series| series.at(stack).is_some() && series.at(stack) == other.at(stack);
    match series {
        Series::Leader if same(Series::Now) => -2,
        Series::Team if same(Series::Now) => 2,
        Series::Leader if same(Series::Team) => -1,
        Series::Team if same(Series::Leader) => 1,
        _ => 0,
    }
}

/// From the left to a place between the levels.
pub fn x_of(hundredths: u32) -> u32 {
    LEFT + hundredths.clamp(100, 700) * LEVEL / 100 - LEVEL
}

/// From the top to a layer.
pub fn y_of(layer: Layer) -> u32 {
    TOP + LAYER * layer as u32
}

/// The points of a line, in runs: a layer that nobody has answered for interrupts it.
pub fn line(layers: &[LayerStack], series: Series) -> Vec<Vec<Point>> {
    let mut runs: Vec<Vec<Point>> = Vec::new();
    let mut goes_on = false;
    for stack in layers {
        let at = series.at(stack);
        if let Some(at) = at {
            let point = Point { layer: stack.layer, at, x: x_of(at), y: y_of(stack.layer), below: below(stack, series) };
            match runs.last_mut().filter(|_| goes_on) {
                Some(run) => run.push(point),
                None => runs.push(vec![point]),
            }
        }
        goes_on = at.is_some();
    }
    runs
}

/// The words of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartWords {
    /// What it is called.
    pub title: String,
    /// All that it shows, in words.
    pub text: String,
    /// The layers.
    pub layers: [&'static str; 6],
    /// The lines, in the order of [`Series::ALL`].
    pub series: [&'static str; 6],
    /// The tight end.
    pub tight: &'static str,
    /// The light end.
    pub light: &'static str,
}

/// The chart as an SVG file that needs nothing else.
pub fn svg(layers: &[LayerStack], words: &ChartWords) -> String {
    let mut out = Svg(String::new());
    out.0 += "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"chart-title chart-text\" font-family=\"system-ui, sans-serif\" font-size=\"14\"";
    out.number(" viewBox=\"0 0", WIDTH, ' ').number("", HEIGHT, '"');
    out.0 += "><title id=\"chart-title\">";
    out.text(&words.title);
    out.0 += "</title><desc id=\"chart-text\">";
    out.text(&words.text);
    out.0 += "</desc><rect width=\"100%\" height=\"100%\" fill=\"white\"/>";
    for layer in Layer::ALL {
        out.open("rect", "band").at("y", y_of(layer) - LAYER / 2).at("width", WIDTH).at("height", LAYER);
        for part in [" fill=\"", BANDS[layer as usize], "\"/>"] {
            out.0 += part;
        }
    }
    for level in 1..=7 {
        let x = x_of(100 * level);
        out.open("line", "grid").at("x1", x).at("y1", TOP - LAYER / 2).at("x2", x).at("y2", y_of(Layer::Tactics) + LAYER / 2);
        out.0 += " stroke=\"#c8c8c8\"/>";
        out.label(x, TOP - 34, "middle", &level.to_string());
    }
    out.label(x_of(100) - 14, TOP - 34, "end", words.tight);
    out.label(x_of(700) + 14, TOP - 34, "start", words.light);
    for layer in Layer::ALL {
        out.label(LEFT - 24, y_of(layer) + 5, "end", words.layers[layer as usize]);
    }
    let mut legend = 20;
    let lines = Series::DRAWN.map(|series| (series, line(layers, series)));
    for (series, runs) in &lines {
        runs.iter().for_each(|run| out.polyline(run, *series));
    }
    for (series, runs) in &lines {
        for point in runs.iter().flatten() {
            out.mark(point.x, point.y.saturating_add_signed(MARK / 2 * point.below), *series);
        }
    }
    for (series, name) in Series::ALL.into_iter().zip(words.series) {
        // What is not in the chart is not in its legend.
        if lines.iter().any(|(drawn, runs)| *drawn == series && !runs.is_empty()) {
            out.mark(legend, LEGEND, series);
            out.label(legend + 15, LEGEND + 5, "start", name);
            legend += 42 + 8 * name.chars().count() as u32;
        }
    }
    out.0 += "</svg>";
    out.0
}

/// The text of an SVG file under construction.
pub(super) struct Svg(pub(super) String);

impl Svg {
    /// Text as it may stand in XML: signs of its own are spelt out, and what no XML may hold becomes a blank.
    pub(super) fn text(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.0 += "&amp;",
                '<' => self.0 += "&lt;",
                '>' => self.0 += "&gt;",
                '"' => self.0 += "&quot;",
                '\u{fffe}' | '\u{ffff}' => self.0.push(' '),
                letter if letter.is_control() => self.0.push(' '),
                letter => self.0.push(letter),
            }
        }
    }

    pub(super) fn number(&mut self, before: &str, number: u32, after: char) -> &mut Svg {
        self.0 += before;
        if !before.is_empty() && !before.ends_with('"') {
            self.0.push(' ');
        }
        self.0 += &number.to_string();
        self.0.push(after);
        self
    }

    pub(super) fn open(&mut self, element: &str, class: &str) -> &mut Svg {
        for part in ["<", element, " class=\"chart__", class, "\""] {
            self.0 += part;
        }
        self
    }

    pub(super) fn at(&mut self, name: &str, number: u32) -> &mut Svg {
        for part in [" ", name, "=\"", &number.to_string(), "\""] {
            self.0 += part;
        }
        self
    }

    fn label(&mut self, x: u32, y: u32, anchor: &str, text: &str) {
        self.open("text", "label").at("x", x).at("y", y);
        for part in [" fill=\"black\" text-anchor=\"", anchor, "\">"] {
            self.0 += part;
        }
        self.text(text);
        self.0 += "</text>";
    }

    fn polyline(&mut self, run: &[Point], series: Series) {
        self.open("polyline", class(series));
        self.0 += " points=\"";
        for point in run {
            self.number("", point.x, ',').number("", point.y, ' ');
        }
        self.0 += "\" fill=\"none\" stroke-linejoin=\"round\"";
        self.at("stroke-width", series.width());
        self.0 += " stroke=\"";
        self.0 += colour(series);
        self.0 += "\" stroke-dasharray=\"";
        self.0 += if series.dashes().is_empty() { "none" } else { series.dashes() };
        self.0 += "\"/>";
    }

    /// A mark of its own for each line: wide ring, disc, small disc, square, diamond. Dots stand in for now, and are never beside it.
    fn mark(&mut self, x: u32, y: u32, series: Series) {
        match series {
            Series::Intended => self.open("circle", class(series)).at("cx", x).at("cy", y).at("r", 10).0 += " fill=\"white\"",
            Series::Now | Series::Dots => self.open("circle", class(series)).at("cx", x).at("cy", y).at("r", 6).fill(series),
            Series::Needed => self.open("circle", class(series)).at("cx", x).at("cy", y).at("r", 3).fill(series),
            Series::Leader => self.open("rect", class(series)).at("x", x - 5).at("y", y - 5).at("width", 10).at("height", 10).fill(series),
            Series::Team => {
                self.open("polygon", class(series));
                self.0 += " points=\"";
                for (x, y) in [(x - 7, y), (x, y - 7), (x + 7, y), (x, y + 7)] {
                    self.number("", x, ',').number("", y, ' ');
                }
                self.0.push('"');
                self.fill(series);
            }
        }
        // A white edge keeps apart what touches.
        self.0 += if series == Series::Intended { " stroke-width=\"2\" stroke=\"" } else { " stroke-width=\"1\" stroke=\"" };
        self.0 += if series == Series::Intended { colour(series) } else { "white" };
        self.0 += "\"/>";
    }

    fn fill(&mut self, series: Series) {
        self.0 += " fill=\"";
        self.0 += colour(series);
        self.0.push('"');
    }
}

fn class(series: Series) -> &'static str {
    ["intended", "now", "needed", "leader", "team", "now"][series as usize]
}

/// Colours that keep their contrast on white.
fn colour(series: Series) -> &'static str {
    ["#555555", "#9a3412", "#166534", "#1e40af", "#7e22ce", "#9a3412"][series as usize]
}
