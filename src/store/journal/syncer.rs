//! Syncs the journal's file on a thread of its own, so that what follows a save is made ready while the disk
//! works. Knows nothing of frames.

use crate::store::io::Growing;
use crossbeam_channel::{Receiver, Sender, bounded};
use std::io;

type File = Box<dyn Growing>;

/// The thread, once there is one.
#[derive(Default)]
pub(super) struct Syncer {
    thread: Option<Thread>,
}

struct Thread {
    to: Sender<File>,
    back: Receiver<(File, io::Result<()>)>,
}

/// A file that is being synced. Whoever lets go of it never learns whether it stays.
pub(super) enum Syncing {
    /// On the thread.
    There,
    /// Synced here: no thread could be had.
    Done(File, io::Result<()>),
}

impl Syncer {
    /// Begins to sync a file, and takes it until [`Syncer::end`].
    pub(super) fn begin(&mut self, file: File) -> Syncing {
        if self.thread.is_none() {
            self.thread = Thread::start();
        }
        let sent = match &self.thread {
            Some(thread) => thread.to.send(file).map_err(|unsent| unsent.0),
            None => Err(file),
        };
        match sent {
            Ok(()) => Syncing::There,
            Err(mut file) => {
                let done = file.sync();
                Syncing::Done(file, done)
            }
        }
    }

    /// Waits for the file, and says whether everything written to it stays; no file where the thread ended.
    pub(super) fn end(&mut self, syncing: Syncing) -> (Option<File>, io::Result<()>) {
        if let Syncing::Done(file, done) = syncing {
            return (Some(file), done);
        }
        match self.thread.as_ref().map(|thread| thread.back.recv()) {
            Some(Ok((file, done))) => (Some(file), done),
            _ => (None, Err(io::Error::other("nobody synced"))),
        }
    }
}

impl Thread {
    fn start() -> Option<Self> {
        let (to, take) = bounded::<File>(1);
        let (give, back) = bounded(1);
        let work = move || {
            while let Ok(mut file) = take.recv() {
                let done = file.sync();
                if give.send((file, done)).is_err() {
                    return;
                }
            }
        };
        let thread = std::thread::Builder::new().name("sync".to_owned());
        thread.spawn(work).ok().map(|_| Self { to, back })
    }
}
