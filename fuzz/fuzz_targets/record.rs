#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| nianbao_fuzz::check("submissions/demo/2025/record.yaml", bytes));
