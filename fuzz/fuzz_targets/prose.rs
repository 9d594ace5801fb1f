#![no_main]
libfuzzer_sys::fuzz_target!(|text: &str| {
    let prose = nianbao::prose::Prose::read(text);
    prose.html();
    prose.plain();
    prose.run_in();
    prose.excerpt(40);
    prose.markdown();
});
