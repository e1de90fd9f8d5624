//! A plot of cost against folder size, both on logarithmic axes, as SVG.

use std::fmt::Write as _;

use crate::figures::Figures;

/// A line of the plot: its figure, its colour, and its dashes, so that it can be recognised without colour
/// too.
const LINES: [(&str, &str, &str); 5] = [
    ("first reading, from memory", "#1f4e79", ""),
    ("first reading, from the disk", "#1f4e79", "7 4"),
    ("reading all bytes, from memory", "#8a5a00", ""),
    ("restart, nothing changed", "#5b2c6f", ""),
    ("find -printf", "#5b2c6f", "2 3"),
];

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 460.0;
const MARGIN: f64 = 64.0;
/// Space at the right for the names of the lines.
const NAMES: f64 = 200.0;

pub fn of(measured: &[Figures]) -> String {
    #[allow(clippy::cast_precision_loss)]
    let sizes: Vec<f64> = measured.iter().map(|figures| figures.documents as f64).collect();
    let values = LINES
        .iter()
        .flat_map(|(name, ..)| measured.iter().filter_map(|figures| figures.find(name)));
    let (mut least, mut most) = (f64::MAX, f64::MIN_POSITIVE);
    for value in values {
        (least, most) = (least.min(value), most.max(value));
    }
    let across = Axis::of(sizes[0], sizes[sizes.len() - 1], MARGIN, WIDTH - NAMES);
    let up = Axis::of(
        10_f64.powf(least.log10().floor()),
        10_f64.powf(most.log10().ceil()),
        HEIGHT - MARGIN,
        30.0,
    );
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" \
         font-size=\"12\" fill=\"#1f1d1a\"><rect width=\"100%\" height=\"100%\" fill=\"#fbfaf7\"/>\n"
    );
    for value in up.powers() {
        let (y, label) = (up.at(value), time(value));
        let _ = writeln!(
            svg,
            "<line x1=\"{MARGIN}\" x2=\"{}\" y1=\"{y:.1}\" y2=\"{y:.1}\" stroke=\"#d9d5cb\"/><text x=\"{}\" y=\"{:.1}\" \
             text-anchor=\"end\">{label}</text>",
            WIDTH - NAMES,
            MARGIN - 8.0,
            y + 4.0
        );
    }
    for size in &sizes {
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            across.at(*size),
            HEIGHT - MARGIN + 20.0,
            grouped(*size)
        );
    }
    let _ = writeln!(
        svg,
        "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">documents in the folder</text>",
        (MARGIN + WIDTH - NAMES) / 2.0,
        HEIGHT - 18.0
    );
    let mut labels: Vec<(f64, &str)> = Vec::new();
    for (name, colour, dashes) in LINES {
        let points: Vec<(f64, f64)> = measured
            .iter()
            .zip(&sizes)
            .filter_map(|(figures, size)| Some((across.at(*size), up.at(figures.find(name)?))))
            .collect();
        let path: Vec<_> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\"/>",
            path.join(" ")
        );
        labels.extend(points.last().map(|(_, y)| (*y, name)));
    }
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut last = 0.0_f64;
    for (y, name) in labels {
        last = (y + 4.0).max(last + 15.0); // names must not overlap
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{last:.1}\">{name}</text>",
            WIDTH - NAMES + 8.0
        );
    }
    svg + "</svg>\n"
}

/// A logarithmic axis: its range of values, and its range of positions.
struct Axis {
    values: (f64, f64),
    places: (f64, f64),
}

impl Axis {
    fn of(least: f64, most: f64, from: f64, to: f64) -> Self {
        Self {
            values: (least.log10(), most.log10()),
            places: (from, to),
        }
    }

    fn at(&self, value: f64) -> f64 {
        let part = (value.log10() - self.values.0) / (self.values.1 - self.values.0);
        self.places.0 + part * (self.places.1 - self.places.0)
    }

    /// The powers of ten on the axis.
    fn powers(&self) -> impl Iterator<Item = f64> {
        let (mut exponent, most) = (self.values.0.ceil(), self.values.1);
        std::iter::from_fn(move || {
            (exponent <= most + 1e-9).then(|| {
                exponent += 1.0;
                10_f64.powf(exponent - 1.0)
            })
        })
    }
}

/// A time in ms, in words.
fn time(ms: f64) -> String {
    if ms >= 1000.0 {
        format!("{} s", grouped(ms / 1000.0))
    } else {
        format!("{ms} ms")
    }
}

fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut out = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
