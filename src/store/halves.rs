//! Work on two threads: an ordinary machine has two cores. Knows nothing of the work.

use std::panic::resume_unwind;
use std::thread;

/// Does something with each of many, one half on a thread of its own; what comes of it in their order.
pub fn by_halves<T: Send, U: Send>(mut all: Vec<T>, work: impl Fn(T) -> U + Sync) -> Vec<U> {
    let other = all.split_off(all.len() / 2);
    let work = &work;
    thread::scope(|scope| {
        let other = scope.spawn(move || other.into_iter().map(work).collect::<Vec<U>>());
        let mut done: Vec<U> = all.into_iter().map(work).collect();
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
        assert_eq!(both(|| 1, || 2), (1, 2));
    }
}
