//! The one small door to the disk. All file I/O of the store but sled's own goes through it, so that a
//! test can tear, drop, reorder and fail it ([`super::sim`]). Knows nothing of what the bytes mean.

use super::error::{At, StoreError};
use std::any::Any;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Nothing.
    Nothing,
    /// A file.
    File,
    /// A folder.
    Folder,
}

/// A file that grows at its end.
pub trait Growing: Send + Sync {
    /// Writes at the end. After an error any part may have been written.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Writes over what is there from `offset` on, and beyond it. After an error any part may have been written.
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()>;
    /// Lets the disk begin with `len` bytes from `offset`, so that a sync that follows waits less. A hint: on
    /// systems that know none nothing happens, and no promise rests on it.
    fn begin_sync(&mut self, offset: u64, len: usize);
    /// Returns once everything written stays through a power cut.
    fn sync(&mut self) -> io::Result<()>;
    /// Cuts the file.
    fn truncate(&mut self, len: u64) -> io::Result<()>;
    /// Reads up to `len` bytes from `offset`; fewer only at the end of the file.
    fn read_at(&mut self, offset: u64, len: usize) -> io::Result<Vec<u8>>;
    /// Its length.
    fn size(&mut self) -> io::Result<u64>;
}

/// Held while the office is open; dropping it lets go.
pub type Held = Box<dyn Any + Send + Sync>;

/// What the store asks of a disk.
pub trait Disk: Send + Sync {
    /// What stands at a path.
    fn stands(&self, path: &Path) -> io::Result<Stands>;
    /// Makes a folder that only its owner may enter, and those above it; fine where it is there.
    fn create_dir(&self, path: &Path) -> io::Result<()>;
    /// Names in a folder, sorted.
    fn list(&self, dir: &Path) -> io::Result<Vec<String>>;
    /// The whole of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Opens a file to grow; it must be there.
    fn open(&self, path: &Path) -> io::Result<Box<dyn Growing>>;
    /// Makes an empty file that only its owner may read, in place of what was there.
    fn create(&self, path: &Path) -> io::Result<Box<dyn Growing>>;
    /// Renames a file or folder, in place of a file that was there.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Returns once the names in a folder stay through a power cut.
    fn sync_dir(&self, dir: &Path) -> io::Result<()>;
    /// Up to `len` bytes of a file from `offset`, which need not be writable; fewer only at its end.
    fn read_part(&self, path: &Path, offset: u64, len: usize) -> io::Result<Vec<u8>>;
    /// Takes away what others than the owner may do with a folder and all that is in it, links aside. Says
    /// of how many files and folders, and how many belong to another user.
    fn close_to_others(&self, dir: &Path) -> io::Result<Reach>;
    /// Free bytes.
    fn free_space(&self, dir: &Path) -> io::Result<u64>;
    /// Says whether a folder lies on another machine, where locks and syncs may be empty words.
    fn is_remote(&self, dir: &Path) -> bool;
    /// Locks a file for this program alone; `None` where another holds it.
    fn lock(&self, path: &Path) -> io::Result<Option<Held>>;
}

/// What others than the user could reach of a folder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reach {
    /// Files and folders that were open to others, and no longer are.
    pub closed: u64,
    /// Files and folders that belong to another user: only they can close them.
    pub foreign: u64,
}

/// How long a lock may take to be let go: a child that is just being started holds its parent's for a moment.
const LET_GO: Duration = Duration::from_millis(500);

/// Puts `bytes` in place of a file, whole or not at all: write beside, sync, rename, sync the folder.
pub fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    let written = disk.create(&beside).and_then(|mut file| {
        file.append(bytes)?;
        file.sync()
    });
    if let Err(error) = written {
        // A half-written file beside is of no use, and on a full disk it is in the way.
        disk.remove(&beside).unwrap_or_default();
        return Err(error).at(&beside);
    }
    disk.rename(&beside, path).at(path)?;
    match path.parent() {
        Some(dir) => disk.sync_dir(dir).at(dir),
        None => Ok(()),
    }
}

/// The disk of this machine.
#[derive(Debug, Default, Clone, Copy)]
pub struct RealDisk;

struct RealFile {
    file: fs::File,
    /// Nothing but writing at the end was done since it was last there.
    at_end: bool,
}

impl RealFile {
    fn new(file: fs::File) -> Self {
        let at_end = false;
        Self { file, at_end }
    }
}

impl Growing for RealFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        if !self.at_end {
            self.file.seek(SeekFrom::End(0))?;
        }
        let written = self.file.write_all(bytes);
        self.at_end = written.is_ok();
        written
    }
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.at_end = false;
        self.file.seek(SeekFrom::Start(offset))?;
        self.file.write_all(bytes)
    }
    fn begin_sync(&mut self, offset: u64, len: usize) {
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{Advice, fadvise};
            // That its pages will not be wanted: Linux then begins to write those that are not yet written.
            let len = std::num::NonZeroU64::new(len as u64);
            fadvise(&self.file, offset, len, Advice::DontNeed).unwrap_or_default();
        }
        #[cfg(not(target_os = "linux"))]
        let _ = (offset, len);
    }
    fn sync(&mut self) -> io::Result<()> {
        self.file.sync_data()
    }
    fn truncate(&mut self, len: u64) -> io::Result<()> {
        self.at_end = false;
        self.file.set_len(len)
    }
    fn read_at(&mut self, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        self.at_end = false;
        self.file.seek(SeekFrom::Start(offset))?;
        let mut bytes = Vec::with_capacity(len);
        (&mut self.file).take(len as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
    fn size(&mut self) -> io::Result<u64> {
        self.file.metadata().map(|meta| meta.len())
    }
}

fn private_file() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(target_os = "linux")]
fn remote(dir: &Path) -> bool {
    // NFS, SMB, CIFS, SMB2, as statfs(2) numbers them.
    const REMOTE: [u32; 4] = [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42];
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the numbers have 32 bits; how wide the field is depends on the machine"
    )]
    rustix::fs::statfs(dir).is_ok_and(|fs| REMOTE.contains(&(fs.f_type as u32)))
}

#[cfg(not(target_os = "linux"))]
fn remote(_: &Path) -> bool {
    false
}

impl Disk for RealDisk {
    fn stands(&self, path: &Path) -> io::Result<Stands> {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => Ok(Stands::Folder),
            Ok(_) => Ok(Stands::File),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Stands::Nothing),
            Err(error) => Err(error),
        }
    }
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path)
    }
    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        let mut names = fs::read_dir(dir)?
            .map(|entry| entry.map(|e| e.file_name().to_string_lossy().into_owned()))
            .collect::<io::Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }
    fn open(&self, path: &Path) -> io::Result<Box<dyn Growing>> {
        Ok(Box::new(RealFile::new(private_file().open(path)?)))
    }
    fn create(&self, path: &Path) -> io::Result<Box<dyn Growing>> {
        let file = private_file().create(true).truncate(true).open(path)?;
        Ok(Box::new(RealFile::new(file)))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        // Windows cannot open a folder to sync it, and keeps names in its own journal.
        if cfg!(unix) {
            fs::File::open(dir)?.sync_all()
        } else {
            Ok(())
        }
    }
    fn read_part(&self, path: &Path, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        RealFile::new(fs::File::open(path)?).read_at(offset, len)
    }
    #[cfg(unix)]
    fn close_to_others(&self, dir: &Path) -> io::Result<Reach> {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let me = rustix::process::geteuid().as_raw();
        let mut reach = Reach::default();
        let mut waiting = vec![dir.to_owned()];
        while let Some(path) = waiting.pop() {
            let meta = match fs::symlink_metadata(&path) {
                Ok(meta) => meta,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            };
            if meta.is_symlink() {
                continue;
            }
            let foreign = meta.uid() != me;
            reach.foreign += u64::from(foreign);
            let mode = meta.permissions().mode() & 0o777;
            let own = mode & 0o700;
            if own != mode {
                match fs::set_permissions(&path, fs::Permissions::from_mode(own)) {
                    Ok(()) => reach.closed += 1,
                    // Another's cannot be closed, but what lies beside it can.
                    Err(_) if foreign => {}
                    Err(error) => return Err(error),
                }
            }
            if meta.is_dir() {
                match fs::read_dir(&path) {
                    Err(_) if foreign => {}
                    entries => {
                        for entry in entries? {
                            waiting.push(entry?.path());
                        }
                    }
                }
            }
        }
        Ok(reach)
    }
    #[cfg(not(unix))]
    fn close_to_others(&self, _: &Path) -> io::Result<Reach> {
        Ok(Reach::default())
    }
    fn free_space(&self, dir: &Path) -> io::Result<u64> {
        fs4::available_space(dir)
    }
    fn is_remote(&self, dir: &Path) -> bool {
        remote(dir)
    }
    fn lock(&self, path: &Path) -> io::Result<Option<Held>> {
        let file = private_file().create(true).truncate(false).open(path)?;
        let until = Instant::now() + LET_GO;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Some(Box::new(file))),
                Err(fs::TryLockError::WouldBlock) if Instant::now() < until => {
                    std::thread::sleep(Duration::from_millis(10));
                }
                Err(fs::TryLockError::WouldBlock) => return Ok(None),
                Err(fs::TryLockError::Error(error)) => return Err(error),
            }
        }
    }
}
