//! The end of the newest segment. Frames are written over zeros that were put there before them, so that a sync
//! has no new length of the file to write as well. Knows nothing of frames.

use crate::store::io::Growing;
use std::io;

/// Zeros that are put after a frame that found none: room for some hundred acts.
const ROOM: u64 = 64 << 10;

/// A segment that is written to.
pub(super) struct Tail {
    file: Box<dyn Growing>,
    /// Its length, where it is known: nothing but zeros stands after the last frame.
    size: Option<u64>,
    most: u64,
}

impl Tail {
    /// The end of `file`, which gets no room beyond `most` bytes.
    pub(super) fn new(file: Box<dyn Growing>, most: u64) -> Self {
        Self {
            file,
            size: None,
            most,
        }
    }

    /// The same of a segment that was read to its end, by whoever alone may write to it.
    pub(super) fn resumed(mut file: Box<dyn Growing>, most: u64) -> Self {
        let size = file.size().ok();
        Self { file, size, most }
    }

    /// Writes from `at` on, where nothing but zeros stands. After an error any part may have been written.
    pub(super) fn write(&mut self, at: u64, bytes: &[u8]) -> io::Result<()> {
        let end = at + bytes.len() as u64;
        let size = match self.size.take() {
            Some(size) => size,
            None => self.file.size()?,
        };
        let size = if end <= size {
            self.file.write_at(at, bytes)?;
            size
        } else {
            self.grow(at, bytes, end)?
        };
        self.size = Some(size);
        Ok(())
    }

    /// Writes at the end of the file, and zeros after it. Says how long the file is then.
    fn grow(&mut self, at: u64, bytes: &[u8], end: u64) -> io::Result<u64> {
        let room = ROOM.min(self.most.saturating_sub(end));
        let mut whole = bytes.to_vec();
        whole.resize(bytes.len() + usize::try_from(room).unwrap_or(0), 0);
        if self.file.write_at(at, &whole).is_ok() {
            return Ok(end + room);
        }
        // A disk without room for zeros may have some for an act.
        self.file.truncate(at)?;
        self.file.write_at(at, bytes)?;
        Ok(end)
    }

    /// Returns once everything written stays through a power cut.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        self.file.sync()
    }

    /// Takes off what stands from `at` on.
    pub(super) fn cut(&mut self, at: u64) -> io::Result<()> {
        self.size = None;
        self.file.truncate(at)
    }

    /// Takes off the room after the last frame, which ends at `at`, where this wrote any: a bit that flips in it
    /// would be damage. Should that fail, it may stay as well.
    pub(super) fn trim(&mut self, at: u64) {
        if self.size.is_some_and(|size| size > at) {
            self.cut(at).and_then(|()| self.sync()).unwrap_or_default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::io::Disk;
    use crate::store::sim::{Fault, SimDisk};
    use std::path::Path;

    const MOST: u64 = 1000;

    fn tail(disk: &SimDisk) -> Tail {
        let file = disk.create(Path::new("/log"));
        Tail::new(file.unwrap(), MOST)
    }

    fn bytes(disk: &SimDisk) -> Vec<u8> {
        disk.read(Path::new("/log")).unwrap()
    }

    #[test]
    fn what_is_written_stands_before_zeros_and_the_file_grows_once() {
        let disk = SimDisk::new(1);
        let mut tail = tail(&disk);
        tail.write(0, &[7; 300]).unwrap();
        assert_eq!(bytes(&disk), [vec![7; 300], vec![0; 700]].concat());
        tail.write(300, &[8; 600]).unwrap();
        assert_eq!(bytes(&disk)[300..], [vec![8; 600], vec![0; 100]].concat());
        // The last frame of a segment goes beyond it.
        tail.write(900, &[9; 200]).unwrap();
        assert_eq!(bytes(&disk)[900..], [9; 200]);
        tail.trim(1100);
        assert_eq!(bytes(&disk).len(), 1100);
    }

    #[test]
    fn room_is_taken_off_by_whoever_wrote() {
        let disk = SimDisk::new(1);
        let mut first = tail(&disk);
        first.write(0, &[7; 300]).unwrap();
        // Whoever only reads cuts nothing off.
        let file = disk.open(Path::new("/log")).unwrap();
        Tail::new(file, MOST).trim(300);
        assert_eq!(bytes(&disk).len(), 1000);
        first.trim(300);
        assert_eq!(bytes(&disk), [7; 300]);
        // And who comes after finds what stands.
        let file = disk.open(Path::new("/log")).unwrap();
        let mut second = Tail::new(file, MOST);
        second.write(300, &[8; 10]).unwrap();
        assert_eq!(bytes(&disk)[290..320], [[7; 10], [8; 10], [0; 10]].concat());
    }

    #[test]
    fn a_disk_without_room_for_zeros_takes_the_act_alone() {
        for n in 0..40 {
            let disk = SimDisk::new(n);
            let mut tail = tail(&disk);
            disk.fail_at(1, Fault::Full);
            tail.write(0, &[7; 300]).unwrap();
            assert_eq!(bytes(&disk), [7; 300]);
            disk.fail_at(1, Fault::FullForGood);
            assert!(tail.write(300, &[8; 300]).is_err());
        }
    }
}
