//! dev
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let d = nianbao::import::document(&path, &std::fs::read(&path).unwrap()).unwrap_or_else(|e| {
        println!("{e}");
        std::process::exit(1)
    });
    match nianbao::import::import(&d, "x") {
        Ok(d) => println!("{}", d.yaml),
        Err(e) => println!("拒绝：{e}"),
    }
}
