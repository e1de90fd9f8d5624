//! The measured figures: a table for people, JSON for programs.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::json;

/// The number of documents that the targets are set for.
const AIMED_AT: usize = 100_000;

/// All figures of one folder.
pub struct Figures {
    pub documents: usize,
    rows: Vec<Figure>,
}

/// One figure.
struct Figure {
    name: &'static str,
    value: f64,
    unit: &'static str,
    /// The largest acceptable value.
    target: Option<f64>,
}

impl Figures {
    pub fn new(documents: usize) -> Self {
        Self {
            documents,
            rows: Vec::new(),
        }
    }

    /// Adds a time.
    pub fn time(&mut self, name: &'static str, time: Duration) {
        self.figure(name, time.as_secs_f64() * 1000.0, "ms", None);
    }

    /// Adds a figure; `target` is the largest acceptable value at [`AIMED_AT`] documents.
    pub fn figure(&mut self, name: &'static str, value: f64, unit: &'static str, target: Option<f64>) {
        self.rows.push(Figure {
            name,
            value,
            unit,
            target: target.filter(|_| self.documents == AIMED_AT),
        });
    }

    /// Adds the ratio of `name` to `base`, which must both have been added.
    pub fn ratio(&mut self, name: &'static str, over: &str, base: &str, target: Option<f64>) -> Result<()> {
        let base = self.value(base)?;
        // Processor time is counted in steps of 10 ms, so for a small folder it may be 0.
        if base > 0.0 {
            self.figure(name, self.value(over)? / base, "×", target);
        }
        Ok(())
    }

    /// A figure that was added.
    pub fn value(&self, name: &str) -> Result<f64> {
        self.find(name)
            .with_context(|| format!("“{name}” was not measured"))
    }

    pub fn find(&self, name: &str) -> Option<f64> {
        self.rows.iter().find(|row| row.name == name).map(|row| row.value)
    }

    pub fn print(&self) {
        println!("\n{} documents", self.documents);
        for row in &self.rows {
            let target = match row.target {
                Some(target) if row.value <= target => format!("at most {target}: reached"),
                Some(target) => format!("at most {target}: NOT reached"),
                None => String::new(),
            };
            println!("  {:<62} {:>10.2} {:<3} {target}", row.name, row.value, row.unit);
        }
    }

    pub fn save(&self, directory: &Path) -> Result<()> {
        let rows: Vec<_> = self
            .rows
            .iter()
            .map(
                |row| json!({ "name": row.name, "value": row.value, "unit": row.unit, "target": row.target }),
            )
            .collect();
        let file = directory.join(format!("mirror-{}.json", self.documents));
        let all = json!({ "documents": self.documents, "figures": rows });
        fs::write(file, format!("{all:#}\n"))?;
        Ok(())
    }
}

/// The value in `sorted` that this many per cent of the values do not exceed.
pub fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(at).copied().unwrap_or_default()
}

/// The median of this many measurements.
pub fn median(times: usize, mut work: impl FnMut() -> Result<Duration>) -> Result<Duration> {
    let mut all = (0..times).map(|_| work()).collect::<Result<Vec<_>>>()?;
    all.sort();
    Ok(percentile(&all, 50))
}

/// How long `act` takes.
pub fn timed(act: impl FnOnce() -> Result<()>) -> Result<Duration> {
    let started = Instant::now();
    act()?;
    Ok(started.elapsed())
}
