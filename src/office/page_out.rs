//! Writing a page that leaves the program: looked through first, then written whole to a new file that only its
//! owner may read. It must not know what the page says.

use super::ask::Failure;
use super::books::Office;
use super::copies::outside;
use super::permit::Deed;
use crate::register::number::Subject;
use crate::store::log::Event;
use crate::store::{StoreError, io_error};
use std::io::{ErrorKind, Write};
use std::path::Path;

impl Office {
    /// Writes a page about these records to a file that is not there yet, outside the office's own folder.
    ///
    /// # Errors
    /// [`Failure::Leak`] where a denouncer stands in it or cannot be looked for; [`StoreError::Exists`] where
    /// the file is there already; what the disk says. Nothing is half-written.
    pub fn write_page(&self, page: &str, about: &[Subject], to: &Path) -> Result<(), Failure> {
        self.must(Deed::Read)?;
        self.may_leave(page, about.iter().copied())?;
        outside(to, self.store.dir())?;
        write_new(to, page)?;
        self.store.log(&Event {
            at: self.clock.millis(),
            code: "page_written",
            details: &[],
        });
        Ok(())
    }
}

fn write_new(to: &Path, page: &str) -> Result<(), StoreError> {
    let at = |error| io_error(to, error);
    let folder = to.parent().ok_or_else(|| at(ErrorKind::NotFound.into()))?;
    std::fs::create_dir_all(folder).map_err(|error| io_error(folder, error))?;
    let mut file = tempfile::NamedTempFile::new_in(folder)
        .map_err(|error| io_error(folder, error.kind().into()))?;
    file.write_all(page.as_bytes()).map_err(at)?;
    file.as_file().sync_all().map_err(at)?;
    match file.persist_noclobber(to) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Err(StoreError::Exists {
            path: to.to_owned(),
        }),
        Err(error) => Err(at(error.error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_written_whole_and_over_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("phieu.html");
        write_new(&path, "Phiếu tiếp nhận").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "Phiếu tiếp nhận");
        let again = write_new(&path, "khác");
        assert!(matches!(again, Err(StoreError::Exists { .. })), "{again:?}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "Phiếu tiếp nhận");
        write_new(&dir.path().join("giấy").join("phieu.html"), "").unwrap();
        let nowhere = write_new(&path.join("phieu.html"), "");
        assert!(matches!(nowhere, Err(StoreError::Io { .. })), "{nowhere:?}");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 2);
    }
}
