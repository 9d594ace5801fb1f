// The site in a real browser. Builds the repository's own plans once and opens them from the disk.
//
//   node tests/browser/run.mjs [--keep] [--only SUITE] [--site DIR]
//
// --keep leaves the site and the printed pages in place and says where; --only runs one suite;
// --site checks an output folder that is already there.

import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { read } from "./lib/arguments.mjs";
import { start } from "./lib/browser.mjs";
import { Site } from "./lib/kinds.mjs";
import { build, REPOSITORY } from "./lib/program.mjs";
import { Results } from "./lib/results.mjs";

const AS_OF = "2026-11-21";
// Each suite is a module of checks/ with `run({tabs, site, scratch, results, eachPage})`.
const SUITES = ["pages", "keyboard", "plain", "search", "register", "sorting", "print", "weight", "editions", "safety", "attacks", "large", "form"];

async function main() {
  const options = read(process.argv.slice(2));
  if (!options || (options.only && !SUITES.includes(options.only))) {
    console.error(`用法：node tests/browser/run.mjs [--keep] [--only ${SUITES.join("|")}] [--site 文件夹]`);
    return 2;
  }
  const tabs = await start();
  if (!tabs) return 1;
  const scratch = mkdtempSync(join(tmpdir(), "nianbao-browser-"));
  try {
    return (await runSuites(tabs, scratch, options)) ? 0 : 1;
  } finally {
    await tabs.close();
    if (options.keep) console.log(`kept in ${scratch}`);
    else rmSync(scratch, { recursive: true, force: true });
  }
}

async function runSuites(tabs, scratch, options) {
  const results = new Results();
  const out = options.site ? resolve(options.site) : join(scratch, "out");
  if (!options.site) await results.run("the repository's plans are built", () => build(REPOSITORY, out, AS_OF) ?? []);
  const site = new Site(out);
  results.check("every kind of page is there", site.faults, `${site.pages.length} pages, mostly of ${site.round}`);
  for (const suite of SUITES) {
    if (options.only && options.only !== suite) continue;
    const checks = await import(`./checks/${suite}.mjs`);
    await results.run(`suite ${suite} runs to its end`, async () => {
      const begin = performance.now();
      await checks.run({ tabs, site, scratch, results, eachPage });
      return { faults: [], note: `${Math.round((performance.now() - begin) / 1000)} s` };
    });
  }
  results.check("no outside request, no missing file, no script error, no dialog", tabs.trouble, `${tabs.opened} pages opened`);
  return results.close();
}

/** Runs `work` on each of `pages`, as many at a time as there are processors, at most four. */
async function eachPage(pages, work) {
  const waiting = [...pages];
  const worker = async () => {
    for (let page = waiting.shift(); page; page = waiting.shift()) await work(page);
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, worker));
}

process.exitCode = await main();
