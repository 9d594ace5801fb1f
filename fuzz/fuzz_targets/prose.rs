#![no_main]
libfuzzer_sys::fuzz_target!(|text: &str| {
    let prose = nianbao::prose::Prose::read(text);
    prose.html();
    prose.plain();
    prose.run_in();
    prose.excerpt(40);
    // Written as Markdown and read again, a text says the same.
    let again = nianbao::prose::Prose::read(&prose.markdown());
    assert_eq!(prose.plain(), again.plain(), "written as {:?}", prose.markdown());
});
