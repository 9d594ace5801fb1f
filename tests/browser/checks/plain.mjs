// Without scripts: everything that the pages hold can be read, and the search page is the site map.

const KINDS = ["overview", "task register", "task", "section", "indicator table", "indicator with a chart", "units", "unit", "submissions", "today", "findings"];

export async function run({ tabs, site, results, eachPage }) {
  const without = { javaScriptEnabled: false };
  await eachPage(site.pages.filter((page) => KINDS.includes(page.kind)), (target) =>
    results.run(`${target.name}: without scripts all texts are seen`, () => tabs.with(target.url, without, hidden)));
  await results.run("without scripts the register holds every task", async () => {
    const titles = site.html("public").filter((path) => isPageOf(site.round, "tasks", path));
    const linked = await linkedFrom(tabs, site, /^tasks\/index(\.\d+)?\.html$/, without);
    return { faults: titles.filter((path) => !linked.has(path)).map((path) => `${path} is not in the register`), note: `${titles.length} tasks` };
  });
  await results.run("without scripts the search page is the site map", async () => {
    const pages = ["sections", "tasks", "indicators", "units"].flatMap((folder) =>
      site.html("public").filter((path) => isPageOf(site.round, folder, path)));
    const linked = await linkedFrom(tabs, site, /^search(\.\d+)?\.html$/, without);
    return { faults: pages.filter((path) => !linked.has(path)).map((path) => `${path} is not in the site map`), note: `${pages.length} pages` };
  });
}

// The first page of each matter; `<id>.2.html` goes on from it.
function isPageOf(round, folder, path) {
  const rest = path.startsWith(`${round}${folder}/`) ? path.slice(round.length + folder.length + 1) : "index.html";
  return /^[a-z0-9-]+\.html$/.test(rest) && rest !== "index.html";
}

/** Addresses below `public` that the texts of the matching pages of the plan-year lead to. */
async function linkedFrom(tabs, site, pattern, options) {
  const linked = new Set();
  for (const path of site.html("public")) {
    if (!path.startsWith(site.round) || !pattern.test(path.slice(site.round.length))) continue;
    const hrefs = await tabs.with(site.url("public", path), options, (page) =>
      page.evaluate(() => [...document.querySelectorAll("main a[href]")].filter((a) => a.checkVisibility()).map((a) => a.href.split("#")[0])));
    for (const href of hrefs) linked.add(decodeURI(href.slice(site.url("public", ".").length + 1)));
  }
  return linked;
}

function hidden(page) {
  return page.evaluate(() => {
    const faults = [];
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const box = text.parentElement;
      if (!text.data.trim() || box.closest("script, style, template, title, desc, [data-none]") || box.checkVisibility()) continue;
      faults.push(`not seen: ${text.data.trim().slice(0, 60)} in ${box.outerHTML.slice(0, 80)}`);
    }
    return faults;
  });
}
