//! Grounds that the law lists: refusal of reception, of acceptance, complexity, suspension, termination.
