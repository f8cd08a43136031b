//! Vietnamese text: NFC, folding, widths, words. Knows nothing of the law or the books.
