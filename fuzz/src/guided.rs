//! One reader before LLVM's fuzzer: `READER` says which, `SEEDS` the folder that gets its seeds; see README.md.

#![no_main]

use std::path::Path;
use std::sync::OnceLock;

static READER: OnceLock<fn(&[u8])> = OnceLock::new();

fn choose() {
    let name = std::env::var("READER").expect("READER says which reader, see fuzz/README.md");
    let reader = nianbao_fuzz::reader(&name).unwrap_or_else(|| panic!("no reader {name:?}"));
    if let Ok(folder) = std::env::var("SEEDS") {
        nianbao_fuzz::write(&name, Path::new(&folder)).expect("the seeds can be written");
    }
    READER.get_or_init(|| reader.run);
}

libfuzzer_sys::fuzz_target!(init: choose(), |bytes: &[u8]| {
    let run = READER.get().expect("it was chosen before the first input");
    run(bytes);
});
