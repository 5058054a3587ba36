//! The gradient chart: the intended, actual and needed level of control of each layer, tight on the left, light on the right. Gives the
//! points in whole units for a view to draw, and the whole chart as an SVG file.
//!
//! Lines differ by dash and mark, not by colour alone. The caller supplies all words.

use crate::core::board::layer::Layer;
use crate::core::board::median::Median;
use crate::core::reading::layer_stack::LayerStack;
use crate::core::reading::questions::{Answered, Question};

/// The width of the chart.
pub const WIDTH: u32 = 640;
/// The height of the chart.
pub const HEIGHT: u32 = 440;
/// The x of level 1.
const LEFT: u32 = 160;
/// The distance between levels.
const LEVEL: u32 = 70;
/// The y of the first layer.
const TOP: u32 = 56;
/// The distance between layers.
const LAYER: u32 = 56;
/// The colours of the layers, darkest at the top.
pub(super) const BANDS: [&str; 6] = ["#d9e0f3", "#e1e6f4", "#e8ebf4", "#efeff2", "#f5f4ef", "#fbf9f4"];
/// The height of a mark, including the space around it.
const MARK: i32 = 14;
/// The y of the legend.
const LEGEND: u32 = 410;

/// What a line shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// The intended level.
    Intended,
    /// The level now: the median of all answers.
    Now,
    /// The level needed: the median of all answers.
    Needed,
    /// The level now, according to the leaders.
    Leader,
    /// The level now, according to the team.
    Team,
    /// The level as the dots suggest, where nobody has answered.
    Dots,
}

impl Series {
    /// All series, in the order of the legend.
    pub const ALL: [Series; 6] = [Series::Intended, Series::Now, Series::Needed, Series::Leader, Series::Team, Series::Dots];

    /// All series, in the order of drawing: wide lines first, so that narrow ones stay visible.
    pub const DRAWN: [Series; 6] = [Series::Intended, Series::Now, Series::Dots, Series::Leader, Series::Team, Series::Needed];

    /// The width of the line. Widths differ, so that two lines at the same level are both visible.
    pub fn width(self) -> u32 {
        match self {
            Series::Now | Series::Dots => 5,
            Series::Intended | Series::Needed | Series::Leader | Series::Team => 2,
        }
    }

    /// The value at a layer, in hundredths of a level.
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

    /// The dashes of the line, as SVG writes them; empty for a solid line.
    pub fn dashes(self) -> &'static str {
        match self {
            Series::Intended => "8 6",
            Series::Needed => "2 5",
            // It often covers the leader's line, which shows through the gaps.
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
    /// The value, in hundredths of a level.
    pub at: u32,
    /// The distance from the left.
    pub x: u32,
    /// The distance from the top.
    pub y: u32,
    /// The downward offset of the mark, in halves of a mark.
    pub below: i32,
}

/// The downward offset of a mark, in halves of a mark. The answers of all, of the leader and of the team often coincide; their marks are
/// then stacked vertically, each at its level. The intended ring surrounds any mark and the small needed disc lies on top of it, so these
/// two are never moved.
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

/// The x of a value, in hundredths of a level.
pub fn x_of(hundredths: u32) -> u32 {
    LEFT + hundredths.clamp(100, 700) * LEVEL / 100 - LEVEL
}

/// The y of a layer.
pub fn y_of(layer: Layer) -> u32 {
    TOP + LAYER * layer as u32
}

/// The points of a line, in runs: a layer without a value interrupts it.
pub fn line(layers: &[LayerStack], series: Series) -> Vec<Vec<Point>> {
    let mut runs: Vec<Vec<Point>> = Vec::new();
    let mut is_connected = false;
    for stack in layers {
        let at = series.at(stack);
        if let Some(at) = at {
            let point = Point { layer: stack.layer, at, x: x_of(at), y: y_of(stack.layer), below: below(stack, series) };
            match runs.last_mut().filter(|_| is_connected) {
                Some(run) => run.push(point),
                None => runs.push(vec![point]),
            }
        }
        is_connected = at.is_some();
    }
    runs
}

/// The words of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartWords {
    /// The title.
    pub title: String,
    /// The content of the chart as text.
    pub text: String,
    /// The names of the layers.
    pub layers: [&'static str; 6],
    /// The names of the lines, in the order of [`Series::ALL`].
    pub series: [&'static str; 6],
    /// The label of the tight end.
    pub tight: &'static str,
    /// The label of the light end.
    pub light: &'static str,
}

/// The chart as a self-contained SVG file.
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
        for piece in [" fill=\"", BANDS[layer as usize], "\"/>"] {
            out.0 += piece;
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
        // The legend lists only the lines that are drawn.
        if lines.iter().any(|(drawn, runs)| *drawn == series && !runs.is_empty()) {
            out.mark(legend, LEGEND, series);
            out.label(legend + 15, LEGEND + 5, "start", name);
            legend += 42 + 8 * name.chars().count() as u32;
        }
    }
    out.0 += "</svg>";
    out.0
}

/// Builds the text of an SVG file.
pub(super) struct Svg(pub(super) String);

impl Svg {
    /// Appends text, escaped for XML; characters that XML forbids become spaces.
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
        for piece in ["<", element, " class=\"chart__", class, "\""] {
            self.0 += piece;
        }
        self
    }

    pub(super) fn at(&mut self, name: &str, number: u32) -> &mut Svg {
        for piece in [" ", name, "=\"", &number.to_string(), "\""] {
            self.0 += piece;
        }
        self
    }

    fn label(&mut self, x: u32, y: u32, anchor: &str, text: &str) {
        self.open("text", "label").at("x", x).at("y", y);
        for piece in [" fill=\"black\" text-anchor=\"", anchor, "\">"] {
            self.0 += piece;
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

    /// Draws a mark. Each line has its own: wide ring, disc, small disc, square, diamond. Dots share the mark of now, because the two never
    /// appear together.
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
        // A white edge separates marks that touch.
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

/// The colour of a line, with enough contrast on white.
fn colour(series: Series) -> &'static str {
    ["#555555", "#9a3412", "#166534", "#1e40af", "#7e22ce", "#9a3412"][series as usize]
}
