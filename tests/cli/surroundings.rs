//! What surrounds the program changes nothing.

#![cfg(unix)]

use crate::workspace::{Ran, Workspace};

#[test]
fn locale_zone_umask_and_read_only_inputs_change_no_byte_of_the_output() {
    let plain = Workspace::new();
    assert_eq!(plain.run(&["build", "--as-of", "2025-12-20"]).code, Some(0));
    let other = Workspace::new();
    let script = "umask 077; chmod -R a-w plans sources submissions/demo/2025/*.yaml; \
                  exec \"$0\" build --as-of 2025-12-20";
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", script, env!("CARGO_BIN_EXE_nianbao")]).current_dir(other.path());
    shell
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("LANG", "C")
        .env("TZ", "Pacific/Kiritimati")
        .env("RAYON_NUM_THREADS", "1");
    let ran: Ran = shell.output().expect("there is a shell").into();
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(plain.files("out") == other.files("out"));
}
