// A large site: the index of the search stands in parts, and a question loads only what it needs.

import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Site } from "../lib/kinds.mjs";
import { AS_OF, write } from "../lib/large.mjs";
import { build } from "../lib/program.mjs";

const TASKS = 1000;
// What one question may load, whatever the size of the site.
const PARTS = 16;
const BYTES = 400 * 1024;
const OVERVIEW = 60 * 1024;

export async function run({ tabs, scratch, results }) {
  const [workspace, out] = [join(scratch, "large"), join(scratch, "large-out")];
  mkdirSync(workspace);
  const titles = write(workspace, TASKS);
  await results.run("large site: built", () => build(workspace, out, AS_OF) ?? []);
  const site = new Site(out);
  const url = site.page("search").url;
  const ask = (words, work) => tabs.with(undefined, {}, (page) => question(page, url, words, work));
  for (const title of [titles[0], titles[1], titles[2], titles[TASKS / 2], titles[TASKS - 1]]) {
    await results.run(`large site: “${title}” is found by a piece of it`, () => piece(title, ask));
  }
  await results.run("large site: width and case of letters do not matter", () => finds("pm2.5", titles[1], ask));
  await results.run("large site: titles come first", () => titlesFirst(ask));
  await results.run("large site: pairs that stand apart are no hit", () => ask("整治排污口", (hits) => hits.map((hit) => `found: ${hit.title}`)));
  await results.run("large site: nothing found is said", () => ask("查无此词", (hits, note) => (hits.length > 0 || !/共0条/.test(note) ? [note] : [])));
  await results.run("large site: the overview stays light", () => light(site));
  await results.run("large site: without scripts the page leads to the register", () =>
    tabs.with(url, { javaScriptEnabled: false }, async (page) => ((await page.locator('main a[href$="tasks/index.html"]').count()) > 0 ? [] : ["no way to the tasks"])));
}

function light(site) {
  const size = statSync(join(site.out, "public", site.page("overview").path)).size;
  return size > OVERVIEW ? [`${size} bytes`] : { faults: [], note: `${(size / 1024).toFixed(0)} KB` };
}

// Asks, waits for the answer, and weighs what was loaded for it.
async function question(page, url, words, work) {
  const loaded = [];
  page.on("requestfinished", (request) => {
    if (/\/search\/[^/]+\.js$/.test(request.url())) loaded.push(statSync(fileURLToPath(request.url())).size);
  });
  await page.goto(`${url}?q=${encodeURIComponent(words)}`);
  await page.waitForFunction(() => /共\d+条/.test(document.querySelector("main [role=status]").textContent) &&
    document.querySelector("main [role=status]").textContent.startsWith("“"));
  const hits = await page.evaluate(() => [...document.querySelectorAll("main .hits li")].map((li) => ({ title: li.querySelector("a").textContent, text: li.textContent })));
  const faults = await work(hits, await page.locator("main [role=status]").first().textContent());
  const bytes = loaded.reduce((sum, size) => sum + size, 0);
  if (loaded.length === 0) faults.push("nothing was loaded: the index is not split");
  if (loaded.length > PARTS || bytes > BYTES) faults.push(`${loaded.length} parts with ${bytes} bytes were loaded`);
  return { faults, note: `${hits.length} shown, ${loaded.length} parts, ${(bytes / 1024).toFixed(0)} KB` };
}

function piece(title, ask) {
  const characters = [...title];
  return finds(characters.slice(1, -1).join(""), title, ask);
}

function finds(words, title, ask) {
  return ask(words, (hits) => (hits.some((hit) => hit.title === title) ? [] : [`“${words}” does not find it`]));
}

// 水利 stands in the title of one unit and in the words of every task.
function titlesFirst(ask) {
  return ask("水利", (hits, note) => {
    const inTitle = hits.filter((hit) => hit.title.includes("水利")).length;
    const faults = hits.slice(0, inTitle).every((hit) => hit.title.includes("水利")) && inTitle > 0 ? [] : ["titles do not come first"];
    if (hits.some((hit) => !hit.text.includes("水利"))) faults.push("a hit without the words");
    return /\d/.test(note) ? faults : [...faults, note];
  });
}
