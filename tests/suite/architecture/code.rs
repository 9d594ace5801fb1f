//! The code as a tree: which file names which paths, resolved to where they stand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use syn::visit::Visit;

/// A path as segments: `crate::plan::Date` is `["crate", "plan", "Date"]`.
pub(super) type Named = Vec<String>;

/// A file of the library or the binary.
pub(super) struct File {
    /// Below `src`.
    pub(super) path: PathBuf,
    pub(super) text: String,
    /// The module that it is: `["plan", "index"]`; empty for `lib.rs`.
    pub(super) module: Vec<String>,
    /// Every path that its code names, tests left out; those of this crate begin with `crate`.
    pub(super) names: BTreeSet<Named>,
    /// What its `use` brings in under which name, for doors that hand on their rooms' parts.
    pub(super) brings: BTreeMap<String, Named>,
    /// The types to which it gives methods of their own, as it names them; resolved by [`settled`].
    pub(super) methods_of: BTreeSet<Named>,
}

impl File {
    /// The folder or file directly below `src`.
    pub(super) fn room(&self) -> &str {
        self.module.first().map_or("lib", String::as_str)
    }
}

/// All files, parsed.
pub(super) fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let paths = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter();
    let paths = paths.map(|entry| entry.expect("src can be listed").into_path());
    paths
        .filter(|path| path.extension().is_some_and(|e| e == "rs") && !is_test(path))
        .map(|p| read(&root, &p))
        .collect()
}

fn read(root: &Path, path: &Path) -> File {
    #[expect(clippy::disallowed_methods, reason = "the test reads the code itself")]
    let text = std::fs::read_to_string(path).expect("the code can be read");
    let path = path.strip_prefix(root).expect("it lies below").to_owned();
    let mut module: Vec<String> =
        path.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if module.last().is_some_and(|last| last == "mod" || last == "lib") {
        module.pop();
    }
    let tree = syn::parse_file(&text).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    let mut names = Names { module: module.clone(), ..Names::default() };
    names.visit_file(&tree);
    let Names { names, brings, methods_of, .. } = names;
    File { path, text, module, names, brings, methods_of }
}

/// The path under which a type is defined: what a file brings in, and what doors hand on, is followed.
pub(super) fn settled(files: &[File], file: &File, named: &Named) -> Named {
    let mut named = match named.as_slice() {
        [first, rest @ ..] if first != "crate" => match file.brings.get(first) {
            Some(brought) => [brought.as_slice(), rest].concat(),
            None => [&["crate".to_owned()], file.module.as_slice(), named].concat(),
        },
        _ => named.clone(),
    };
    // A door may hand on what another door hands on, but never for ever.
    for _ in 0..8 {
        let Some((name, module)) = named[1..].split_last() else { break };
        let door = files.iter().find(|file| file.module == module);
        match door.and_then(|door| door.brings.get(name)) {
            Some(brought) if brought[0] == "crate" && *brought != named => named = brought.clone(),
            _ => break,
        }
    }
    named
}

/// Tests beside the code may name anything.
fn is_test(path: &Path) -> bool {
    path.components().any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "tests.rs")))
}

#[derive(Default)]
struct Names {
    module: Vec<String>,
    names: BTreeSet<Named>,
    brings: BTreeMap<String, Named>,
    methods_of: BTreeSet<Named>,
}

impl Names {
    /// `self`, `super` and names below `crate` become paths from the crate's root.
    fn resolve(&self, segments: &[String]) -> Option<Named> {
        let mut at = self.module.clone();
        let mut rest = segments;
        match rest.first()?.as_str() {
            "crate" => return Some(segments.to_vec()),
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|segment| segment == "super") {
                    at.pop();
                    rest = &rest[1..];
                }
            }
            _ => return Some(segments.to_vec()),
        }
        Some([vec!["crate".to_owned()], at, rest.to_vec()].concat())
    }

    fn add(&mut self, segments: &[String]) -> Option<Named> {
        let named = self.resolve(segments)?;
        self.names.insert(named.clone());
        Some(named)
    }

    fn add_use(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |name: String| [before, &[name]].concat();
        match tree {
            syn::UseTree::Path(path) => self.add_use(&with(path.ident.to_string()), &path.tree),
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.add_use(before, item)),
            syn::UseTree::Glob(_) => {
                self.add(before);
            }
            syn::UseTree::Name(name) if name.ident == "self" => self.bring(before, before.last().cloned()),
            syn::UseTree::Name(name) => {
                self.bring(&with(name.ident.to_string()), Some(name.ident.to_string()))
            }
            syn::UseTree::Rename(name) => {
                self.bring(&with(name.ident.to_string()), Some(name.rename.to_string()))
            }
        }
    }

    fn bring(&mut self, segments: &[String], name: Option<String>) {
        if let (Some(named), Some(name)) = (self.add(segments), name) {
            self.brings.insert(name, named);
        }
    }
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if is_for_tests(&item.attrs) {
            return;
        }
        self.module.push(item.ident.to_string());
        syn::visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !is_for_tests(&item.attrs) {
            self.add_use(&[], &item.tree);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if let (None, syn::Type::Path(of)) = (&item.trait_, item.self_ty.as_ref()) {
            let segments: Vec<String> =
                of.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.methods_of.extend(self.resolve(&segments));
        }
        syn::visit::visit_item_impl(self, item);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if segments.len() > 1 {
            self.add(&segments);
        }
        syn::visit::visit_path(self, path);
    }
}
