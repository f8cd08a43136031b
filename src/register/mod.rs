//! The register room.
