//! A backup seen as a folder that can only be read, so that the journal in it is verified by the reader that
//! opens offices. Knows nothing of frames.

use super::Copy;
use crate::store::io::{Disk, Growing, Held, Reach, Stands};
use std::io;
use std::path::Path;

/// The files of a backup; paths are within the office.
pub(super) struct Inside(pub(super) Copy);

fn read_only<T>() -> io::Result<T> {
    Err(io::ErrorKind::Unsupported.into())
}

struct Region {
    copy: Copy,
    start: u64,
    len: u64,
}

impl Growing for Region {
    fn append(&mut self, _: &[u8]) -> io::Result<()> {
        read_only()
    }
    fn write_at(&mut self, _: u64, _: &[u8]) -> io::Result<()> {
        read_only()
    }
    fn begin_sync(&mut self, _: u64, _: usize) {}
    fn sync(&mut self) -> io::Result<()> {
        read_only()
    }
    fn truncate(&mut self, _: u64) -> io::Result<()> {
        read_only()
    }
    fn read_at(&mut self, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        let left = usize::try_from(self.len.saturating_sub(offset)).unwrap_or(usize::MAX);
        self.copy
            .disk
            .read_part(&self.copy.path, self.start + offset, len.min(left))
    }
    fn size(&mut self) -> io::Result<u64> {
        Ok(self.len)
    }
}

impl Inside {
    fn region(&self, path: &Path) -> io::Result<Region> {
        let place = path.to_str().and_then(|name| self.0.place(name));
        let (start, len) = place.ok_or(io::ErrorKind::NotFound)?;
        Ok(Region {
            copy: self.0.clone(),
            start,
            len,
        })
    }
}

impl Disk for Inside {
    fn stands(&self, path: &Path) -> io::Result<Stands> {
        Ok(match self.region(path) {
            Ok(_) => Stands::File,
            Err(_) => Stands::Nothing,
        })
    }
    fn create_dir(&self, _: &Path) -> io::Result<()> {
        read_only()
    }
    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        let files = self
            .0
            .manifest
            .files
            .iter()
            .map(|kept| Path::new(&kept.name));
        let here = files.filter(|path| path.parent() == Some(dir));
        let mut names: Vec<String> = here
            .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
            .collect();
        names.sort();
        Ok(names)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut region = self.region(path)?;
        let len = usize::try_from(region.len).unwrap_or(usize::MAX);
        region.read_at(0, len)
    }
    fn open(&self, path: &Path) -> io::Result<Box<dyn Growing>> {
        Ok(Box::new(self.region(path)?))
    }
    fn create(&self, _: &Path) -> io::Result<Box<dyn Growing>> {
        read_only()
    }
    fn rename(&self, _: &Path, _: &Path) -> io::Result<()> {
        read_only()
    }
    fn remove(&self, _: &Path) -> io::Result<()> {
        read_only()
    }
    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        read_only()
    }
    fn read_part(&self, path: &Path, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        self.region(path)?.read_at(offset, len)
    }
    fn close_to_others(&self, _: &Path) -> io::Result<Reach> {
        read_only()
    }
    fn free_space(&self, _: &Path) -> io::Result<u64> {
        read_only()
    }
    fn is_remote(&self, _: &Path) -> bool {
        false
    }
    fn lock(&self, _: &Path) -> io::Result<Option<Held>> {
        read_only()
    }
}
