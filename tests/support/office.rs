//! A throwaway office driven through the built binary, as a script would.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The built program.
pub(crate) const BIN: &str = env!("CARGO_BIN_EXE_tiepdan");

/// An office in a temporary folder, gone with the test.
pub(crate) struct TestOffice {
    /// Holds office and password file.
    pub(crate) temp: tempfile::TempDir,
    /// The office folder.
    pub(crate) dir: PathBuf,
}

/// Writes a password file that only its owner can read.
pub(crate) fn password_file(dir: &Path, name: &str, password: &str) -> PathBuf {
    let path = dir.join(name);
    fs::write(&path, format!("{password}\n")).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    }
    path
}

impl TestOffice {
    /// Sets one up with the officer `hoa`.
    pub(crate) fn new() -> Self {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("so");
        password_file(temp.path(), "pw", "mật khẩu của Hoa");
        let office = Self { temp, dir };
        let out = office.run(&[
            "init",
            "--agency",
            "Thanh tra tỉnh Tây Ninh",
            "--admin",
            "hoa",
            "--kind",
            "province_inspectorate",
            "--unit",
            "80",
        ]);
        assert!(
            out.status.success(),
            "{}",
            String::from_utf8_lossy(&out.stderr)
        );
        office
    }

    /// A command on this office, not yet run.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(BIN);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.temp.path())
            .env("TIEPDAN_OFFICE", &self.dir)
            .env("TIEPDAN_PASSWORD_FILE", self.temp.path().join("pw"))
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs a command.
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Runs a command and reads its JSON; the exit code is given beside it.
    pub(crate) fn json(&self, args: &[&str]) -> (i32, Value) {
        let mut all = args.to_vec();
        all.push("--json");
        let out = self.run(&all);
        let code = out.status.code().unwrap();
        let value = serde_json::from_slice(&out.stdout).unwrap_or_else(|e| {
            panic!(
                "{args:?} → {code}, no JSON ({e}): {}{}",
                String::from_utf8_lossy(&out.stdout),
                String::from_utf8_lossy(&out.stderr)
            )
        });
        (code, value)
    }

    /// Records lines and returns the answers, one a line, with the exit code.
    pub(crate) fn record_bytes(&self, lines: &[u8], more: &[&str]) -> (i32, Vec<Value>) {
        let mut args = vec!["record", "-"];
        args.extend(more);
        let mut child = self.command(&args).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(lines).unwrap();
        let out = child.wait_with_output().unwrap();
        let answers = String::from_utf8(out.stdout).unwrap();
        let answers = answers
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        (out.status.code().unwrap(), answers)
    }

    /// Records lines given as text.
    pub(crate) fn record(&self, lines: &str) -> (i32, Vec<Value>) {
        self.record_bytes(lines.as_bytes(), &[])
    }

    /// Records one line that must be saved.
    pub(crate) fn saved(&self, line: &str) -> Value {
        let (code, mut answers) = self.record(line);
        assert_eq!(code, 0, "{line} → {answers:?}");
        answers.remove(0)
    }

    /// Records one line that must be refused; returns its error.
    pub(crate) fn refused(&self, line: &str) -> Value {
        let (code, mut answers) = self.record(line);
        assert_eq!(code, 1, "{line} → {answers:?}");
        let answer = answers.remove(0);
        assert_eq!(answer["saved"], false, "{answer}");
        answer["error"].clone()
    }
}
