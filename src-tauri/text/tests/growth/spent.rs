//! What a piece of work costs, so that more of it can be held against less of it.

use std::fs;
use std::time::Instant;

/// Milliseconds that this thread has had of the processor; by the clock where the system does not say.
fn spent(since: Instant) -> f64 {
    std::thread::yield_now();
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| since.elapsed().as_secs_f64() * 1e3, |spent| spent / 1e6)
}

/// How much of the processor `work` took.
fn cost(work: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    let before = spent(begun);
    work();
    spent(begun) - before
}

/// Whether four times as much work costs eight times as much at the most, and a little for what costs nothing when it is
/// little: what grows by the square costs sixteen times as much. Who shares the processor may disturb some runs, and not all.
pub fn keeps_step(much: impl Fn(), little: impl Fn()) -> bool {
    (0..3).any(|_| cost(&much) <= 8.0 * cost(&little) + 15.0)
}
