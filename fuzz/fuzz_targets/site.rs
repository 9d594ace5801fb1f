#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| nianbao_fuzz::build("submissions/demo/2025/slj.yaml", bytes));
