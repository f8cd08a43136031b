//! Key pairs (X25519 sealed boxes): anyone can seal to the public half, only the private half opens. Leaves
//! no private half behind in memory. Knows nothing of whose they are.

use super::error::StoreError;
use super::seal::{About, Key};
use crypto_box::aead::OsRng;
use crypto_box::{PublicKey, SecretKey};
use std::hint::black_box;
use zeroize::Zeroizing;

/// Works with a private half. `crypto_box` 0.9 wipes the scalar of a key that is dropped and leaves its bytes:
/// they are written over here.
fn with<T>(private: &Key, work: impl FnOnce(&SecretKey) -> T) -> T {
    let mut pair = SecretKey::from_bytes(*private.bytes());
    let done = work(&pair);
    wipe(&mut pair);
    done
}

fn wipe(pair: &mut SecretKey) {
    *pair = SecretKey::from_bytes([0; 32]);
    // So that writing what nobody reads is not left out.
    black_box(pair);
}

/// The public half.
pub fn public(private: &Key) -> [u8; 32] {
    with(private, |pair| pair.public_key().to_bytes())
}

/// Seals to a public half: whoever sealed cannot open it again. The place goes inside, in front.
pub fn seal_to(public: &[u8; 32], about: &About, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
    let inner = Zeroizing::new([about.bytes(), plain].concat());
    PublicKey::from_bytes(*public)
        .seal(&mut OsRng, &inner)
        .map_err(|_| StoreError::NoRandom)
}

/// Opens what was sealed for the place that `about` names.
pub fn unseal(private: &Key, about: &About, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let inner = Zeroizing::new(with(private, |pair| pair.unseal(sealed)).ok()?);
    let plain = inner.strip_prefix(about.bytes())?;
    Some(Zeroizing::new(plain.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::seal::OfficeId;

    #[test]
    fn only_the_private_half_opens_and_only_for_the_place() {
        let (one, other) = (Key::random().unwrap(), Key::random().unwrap());
        let about = About::new(OfficeId([1; 16]), "x").number(1);
        let sealed = seal_to(&public(&one), &about, b"text").unwrap();
        assert_eq!(**unseal(&one, &about, &sealed).unwrap(), *b"text");
        assert!(unseal(&other, &about, &sealed).is_none());
        let elsewhere = About::new(OfficeId([1; 16]), "x").number(2);
        assert!(unseal(&one, &elsewhere, &sealed).is_none());
    }

    #[test]
    fn nothing_is_left_of_a_private_half() {
        let mut pair = SecretKey::from_bytes([7; 32]);
        wipe(&mut pair);
        assert_eq!(pair.to_bytes(), [0; 32]);
    }
}
