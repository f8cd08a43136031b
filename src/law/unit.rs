//! Provinces and communes.
