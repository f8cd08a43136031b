//! Parses nothing, knows nothing: hands the command line over to [`tiepdan::cli`].
fn main() -> std::process::ExitCode {
    tiepdan::cli::main()
}
