//! What is known at the entrance: what stands in the folder, and who came in.

use super::OfficeKind;
use crate::office::permit::Role;

/// What stands in the office folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Folder {
    /// Nothing yet.
    Empty,
    /// An office.
    Office {
        /// Name of the agency.
        agency: String,
        /// Log-in names of its officers who may log in.
        officers: Vec<String>,
    },
}

/// Who is logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Me {
    /// Log-in name.
    pub user: String,
    /// Name as shown.
    pub display: String,
    /// Role.
    pub role: Role,
    /// May open a denouncer's identity.
    pub clearance: bool,
    /// Name of the agency.
    pub agency: String,
    /// Kind of the agency.
    pub kind: OfficeKind,
    /// Code of its province or commune.
    pub unit: Option<String>,
    /// What opening the books had to mend, as stable codes; empty when all was well.
    pub mended: Vec<String>,
}
