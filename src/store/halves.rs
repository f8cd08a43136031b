//! Work on two threads: an ordinary machine has two cores. Knows nothing of the work.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How often the half that tells does so, at most about.
const TELLS: usize = 64;

/// Does something with each of many, one half on a thread of its own; what comes of it in their order.
pub fn by_halves<T: Send, U: Send>(all: Vec<T>, work: impl Fn(T) -> U + Sync) -> Vec<U> {
    by_halves_telling(all, work, |_| {})
}

/// The same; `tell` hears on this thread, now and then, how many of both halves are done.
pub fn by_halves_telling<T: Send, U: Send>(
    mut all: Vec<T>,
    work: impl Fn(T) -> U + Sync,
    mut tell: impl FnMut(usize),
) -> Vec<U> {
    let other = all.split_off(all.len() / 2);
    let every = (all.len() / TELLS).max(1);
    let counted = AtomicUsize::new(0);
    let work = |one| {
        let done = work(one);
        counted.fetch_add(1, Ordering::Relaxed);
        done
    };
    let work = &work;
    thread::scope(|scope| {
        let other = scope.spawn(move || other.into_iter().map(work).collect::<Vec<U>>());
        let mut done = Vec::with_capacity(all.len());
        for (n, one) in all.into_iter().enumerate() {
            if n % every == 0 {
                tell(counted.load(Ordering::Relaxed));
            }
            done.push(work(one));
        }
        done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        done
    })
}

/// Does two things at once.
pub fn both<A, B: Send>(here: impl FnOnce() -> A, there: impl FnOnce() -> B + Send) -> (A, B) {
    thread::scope(|scope| {
        let there = scope.spawn(there);
        let done = here();
        (
            done,
            there.join().unwrap_or_else(|panic| resume_unwind(panic)),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_of_it_stands_in_the_order_of_what_was_given() {
        for n in [0, 1, 2, 7, 1000] {
            let doubled: Vec<usize> = (0..n).map(|i| i * 2).collect();
            assert_eq!(by_halves((0..n).collect(), |i| i * 2), doubled);
        }
        let mut told = Vec::new();
        by_halves_telling((0..1000).collect(), |i: usize| i, |done| told.push(done));
        assert!(told.len() >= TELLS && told.len() < 2 * TELLS);
        assert!(told.is_sorted() && told.iter().all(|done| *done < 1000));
        assert_eq!(both(|| 1, || 2), (1, 2));
    }
}
