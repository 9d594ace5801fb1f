//! What holds for every paper.
