//! scratch
use nianbao::*;
fn main() {
    let project = source::Project::Folder(std::env::args().nth(1).unwrap_or(".".into()).into());
    let mut sources = source::Sources::default();
    let mut out = diagnostic::Diagnostics::default();
    let _ = office::read(&project, &mut sources, &mut out);
    let plans = plan::read_all(&project, &mut sources, &mut out).unwrap();
    for p in &plans {
        for y in submission::years(&project, &p.key()).unwrap() {
            let r = submission::read_all(&project, &mut sources, p, y, &mut out).unwrap();
            let t = consolidate::consolidate(p, &r, &Default::default());
            println!(
                "{} {} {} subs, values {}",
                p.key(),
                y,
                r.submissions.len(),
                t.indicators.iter().filter(|i| matches!(i.outcome, consolidate::Outcome::Value(_))).count()
            );
        }
    }
    out.sort();
    println!("{}", diagnostic::text(out.iter(), &sources, false, 120));
}
