//! Runs tasks that can create further tasks, on several threads if there are enough of them.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Further threads are started only if at least this many tasks wait.
const MANY: usize = 4;
/// More threads than this do not list a disk any faster.
const MOST_THREADS: usize = 4;

/// What is done with a task: it gets the task, a list for further tasks, and a list for results.
pub(super) type Work<'a, T, F, E> = dyn Fn(T, &mut Vec<T>, &mut Vec<F>) -> Result<(), E> + Sync + 'a;

struct Open<T, E> {
    waiting: Vec<T>,
    /// The number of tasks that some thread has taken and not finished.
    taken: usize,
    failure: Option<E>,
}

struct Shared<T, E> {
    open: Mutex<Open<T, E>>,
    changed: Condvar,
}

/// Runs `first` and all tasks that result from it. `work` takes a task, adds further tasks to its first list
/// and its results to the second. Returns all results, in no particular order.
pub(super) fn through<T: Send, F: Send, E: Send>(first: T, work: &Work<'_, T, F, E>) -> Result<Vec<F>, E> {
    let (mut waiting, mut found) = (vec![first], Vec::new());
    while waiting.len() < MANY {
        let Some(task) = waiting.pop() else {
            return Ok(found);
        };
        work(task, &mut waiting, &mut found)?;
    }
    let threads = std::thread::available_parallelism()
        .map_or(2, std::num::NonZero::get)
        .min(MOST_THREADS);
    let shared = Shared {
        open: Mutex::new(Open {
            waiting,
            taken: 0,
            failure: None,
        }),
        changed: Condvar::new(),
    };
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .map(|_| scope.spawn(|| shared.take_part(work)))
            .collect();
        found.extend(shared.take_part(work));
        for other in others {
            found.extend(
                other
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            );
        }
    });
    match shared.lock().failure.take() {
        Some(failure) => Err(failure),
        None => Ok(found),
    }
}

impl<T, E> Shared<T, E> {
    fn lock(&self) -> MutexGuard<'_, Open<T, E>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take_part<F>(&self, work: &Work<'_, T, F, E>) -> Vec<F> {
        let (mut found, mut further) = (Vec::new(), Vec::new());
        while let Some(task) = self.next() {
            let _finished = Finished(self);
            let result = work(task, &mut further, &mut found);
            let mut open = self.lock();
            open.waiting.append(&mut further);
            if let Err(failure) = result {
                open.failure.get_or_insert(failure);
            }
        }
        found
    }

    /// The next task; none if all are done or one has failed.
    fn next(&self) -> Option<T> {
        let mut open = self.lock();
        loop {
            if open.failure.is_some() {
                return None;
            }
            if let Some(task) = open.waiting.pop() {
                open.taken += 1;
                return Some(task);
            }
            if open.taken == 0 {
                return None;
            }
            open = self.changed.wait(open).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Marks a task as finished even if it panics. Otherwise the other threads would wait for it for ever.
struct Finished<'a, T, E>(&'a Shared<T, E>);

impl<T, E> Drop for Finished<'_, T, E> {
    fn drop(&mut self) {
        self.0.lock().taken -= 1;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::through;

    /// Counts down from each number to zero, twice.
    fn halves(number: u32, further: &mut Vec<u32>, found: &mut Vec<u32>) -> Result<(), String> {
        if number == 13 {
            return Err("unlucky".to_owned());
        }
        found.push(number);
        if number > 0 {
            further.extend([number - 1, number - 1]);
        }
        Ok(())
    }

    #[test]
    fn every_task_is_done_once() {
        assert_eq!(through(0, &halves).unwrap(), [0]);
        assert_eq!(through(9, &halves).unwrap().len(), 1023);
    }

    #[test]
    fn a_failure_ends_it() {
        assert_eq!(through(15, &halves), Err("unlucky".to_owned()));
    }
}
