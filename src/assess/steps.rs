//! 判定过程: the formulas with their numbers, in words.
