//! Tells cargo to build again when a template or a built-in asset is added, changed or removed.

fn main() {
    println!("cargo:rerun-if-changed=templates");
    println!("cargo:rerun-if-changed=starter");
}
