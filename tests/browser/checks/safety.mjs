// Hostile texts stay texts, and what is confidential leaves the submission for nowhere or for the office only.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { textOf } from "../lib/files.mjs";
import { EDITIONS, OUTSIDE, Site } from "../lib/kinds.mjs";
import { build } from "../lib/program.mjs";
import { AS_OF, MARKED, SEEN, write } from "../lib/workspace.mjs";

// Pages that print the hostile narratives.
const SHOW_HOSTILE = /tasks\/rw-02-01\.html$|units\/slj\.html$/;

/** The year once cleared by a review and once not: its pages stand in `public` or in `review`. */
export async function run({ tabs, scratch, results, eachPage }) {
  for (const edition of OUTSIDE) await checkYear(edition, { tabs, scratch, results, eachPage });
}

async function checkYear(outside, { tabs, scratch, results, eachPage }) {
  const [workspace, out] = [join(scratch, `hostile-${outside}`), join(scratch, `hostile-${outside}-out`)];
  mkdirSync(workspace);
  write(workspace, outside === "public");
  await results.run(`hostile workspace for ${outside}: built`, () => build(workspace, out, AS_OF) ?? []);
  const site = new Site(out);
  results.check(`hostile workspace for ${outside}: the year stands where it belongs`, misplaced(site, outside));
  const pages = everyPage(site, outside === "public" ? EDITIONS : OUTSIDE);
  await eachPage(pages, (page) => results.run(`hostile texts stay texts: ${page.edition}/${page.path}`, () => opened(tabs, page)));
  await results.run(`hostile texts leave XML and JSON of ${outside} whole`, () =>
    tabs.with(site.url("public", "index.html"), {}, (page) => wellFormed(page, site)));
  checkMarked(site, outside, results);
}

function misplaced(site, outside) {
  const expected = { public: [], review: [], [outside]: ["demo/2025/"], internal: ["demo/2025/"] };
  return EDITIONS.filter((edition) => `${site.years(edition)}` !== `${expected[edition]}`)
    .map((edition) => `${edition} holds “${site.years(edition)}”`);
}

// The internal pages are the same whether a review has cleared the year or not; they are opened once.
function everyPage(site, editions) {
  return editions.flatMap((edition) => site.html(edition)
    .filter((path) => path.startsWith("demo/2025/") || !path.includes("/"))
    .map((path) => ({ edition, path, url: site.url(edition, path) })));
}

async function opened(tabs, { url, path }) {
  const before = tabs.trouble.length;
  const { faults, text } = await tabs.with(url, {}, (page) => page.evaluate(living));
  faults.push(...tabs.trouble.slice(before));
  if (SHOW_HOSTILE.test(path)) {
    faults.push(...SEEN.filter((words) => !text.includes(words)).map((words) => `not seen as text: ${words}`));
  }
  return faults;
}

// What hostile text would have become; runs in the page.
function living() {
  const faults = [];
  for (const script of document.querySelectorAll("script")) {
    if (!/assets\/[^/]+\.js$/.test(script.getAttribute("src") ?? "")) faults.push(`a script: ${script.outerHTML.slice(0, 100)}`);
  }
  for (const element of document.querySelectorAll("img, iframe, object, embed, base, meta[http-equiv=refresh i]")) {
    faults.push(`an element: ${element.outerHTML.slice(0, 100)}`);
  }
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) faults.push(`a handler: ${element.outerHTML.slice(0, 100)}`);
      if (/^\s*(javascript|data|vbscript):/i.test(value) && !(name === "href" && value === "data:,")) faults.push(`an address: ${value.slice(0, 100)}`);
    }
  }
  return { faults, text: document.body.innerText };
}

async function wellFormed(page, site) {
  const faults = [];
  for (const edition of EDITIONS) {
    for (const path of site.files[edition].filter((name) => /\.(xml|json)$/.test(name))) {
      const text = site.read(edition, path);
      const fault = await page.evaluate(parse, { text, xml: path.endsWith(".xml") });
      if (fault) faults.push(`${edition}/${path}: ${fault}`);
    }
  }
  return faults;
}

function parse({ text, xml }) {
  if (xml) return new DOMParser().parseFromString(text, "application/xml").querySelector("parsererror")?.textContent.slice(0, 200);
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error.message;
  }
}

// A mark that nobody finds proves nothing, so the office's files must hold what is meant for it.
function checkMarked(site, outside, results) {
  const texts = EDITIONS.flatMap((edition) =>
    site.files[edition].map((path) => ({ edition, path: `${edition}/${path}`, text: textOf(join(site.out, edition, path)) })));
  const places = (words, edition) => texts.filter((file) => file.edition === edition && file.text.includes(words)).map((file) => file.path);
  const found = (fields, edition) => Object.entries(fields).flatMap(([field, words]) =>
    places(words, edition).map((path) => `${field} (${words}) stands in ${path}`));
  for (const edition of OUTSIDE) {
    results.check(`year for ${outside}: restricted fields stand in no ${edition} file`, found(MARKED.nowhere, edition), `${texts.length} files read`);
    results.check(`year for ${outside}: internal fields stand in no ${edition} file`, found(MARKED.office, edition));
  }
  results.check(`year for ${outside}: restricted fields stand in no internal file`, found(MARKED.nowhere, "internal"));
  const absent = (fields, edition) => Object.entries(fields).filter(([, words]) => places(words, edition).length === 0)
    .map(([field, words]) => `${field} (${words}) stands nowhere in ${edition}`);
  const { issues, next_steps, progress } = MARKED.office;
  results.check(`year for ${outside}: internal fields stand in internal files`, absent({ issues, next_steps, progress }, "internal"));
  results.check(`year for ${outside}: the public wording stands in its files`, absent(MARKED.everybody, outside));
}
