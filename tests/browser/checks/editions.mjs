// The three editions are told apart: by what they hold, by what every page says of itself, and by their papers.

import { EDITIONS } from "../lib/kinds.mjs";

// The word of an edition on its pages and in its paper; `public` has none.
const WORDS = { review: "送审稿", internal: "内部资料" };
// Only what may be published is made to be found.
const FOR_FINDERS = /(^|\/)(feed|sitemap)[^/]*\.xml$/;
const PAPER = /^[^/]+\/\d{4}\/files\/[^/]+-report\.md$/;
const REPORT = /^[^/]+\/\d{4}\/data\/report\.json$/;

export async function run({ site, results }) {
  results.check("a year is either published or waits for its review", inBoth(site), EDITIONS.map((e) => `${e} ${site.years(e).length}`).join(", "));
  for (const edition of EDITIONS) {
    // A fragment is pasted into a page of its own; the page that helps to paste it says what it is.
    const pages = site.html(edition).filter((path) => !path.endsWith("/fragment/overview.html"));
    results.check(`${edition}: every page says what it is`, wrongNotices(site, edition, pages), `${pages.length} pages`);
    results.check(`${edition}: papers and data say what they are`, wrongFiles(site, edition));
    results.check(`${edition}: search engines and readers of feeds`, forFinders(site, edition, pages));
  }
}

function inBoth(site) {
  const [open, waiting, all] = EDITIONS.map((edition) => site.years(edition));
  const faults = open.filter((year) => waiting.includes(year)).map((year) => `${year} is published and waits for its review`);
  const unknown = [...open, ...waiting].filter((year) => !all.includes(year)).map((year) => `the office has no ${year}`);
  const none = [open, waiting].flatMap((years, at) => (years.length === 0 ? [`no year in ${EDITIONS[at]}`] : []));
  return [...faults, ...unknown, ...none];
}

function wrongNotices(site, edition, pages) {
  return pages.flatMap((path) => {
    const said = [...site.read(edition, path).matchAll(/<aside class="notice[^>]*aria-label="([^"]+)"/g)].map(([, word]) => word);
    return wrongWords(edition, (word) => said.includes(word)).map((fault) => `${path}: ${fault}`);
  });
}

function wrongWords(edition, has, own = WORDS[edition]) {
  const foreign = Object.values(WORDS).filter((word) => word !== own && has(word)).map((word) => `says ${word}`);
  return own && !has(own) ? [...foreign, `does not say ${own}`] : foreign;
}

function wrongFiles(site, edition) {
  const years = site.years(edition);
  const [papers, reports] = [PAPER, REPORT].map((pattern) => site.files[edition].filter((path) => pattern.test(path)));
  const faults = [papers, reports].filter((files) => files.length !== years.length).map((files) => `${files.length} files for ${years.length} years`);
  // The office's own paper is the report itself, which goes out with a signature: it bears no mark of the site.
  const ofPaper = edition === "internal" ? null : WORDS[edition];
  for (const path of papers) {
    const text = site.read(edition, path);
    faults.push(...wrongWords(edition, (word) => text.includes(`> **${word}**`), ofPaper).map((fault) => `${path}: ${fault}`));
  }
  for (const path of reports) {
    const named = JSON.parse(site.read(edition, path)).edition;
    if (named !== edition) faults.push(`${path}: names its edition “${named}”`);
  }
  return faults;
}

function forFinders(site, edition, pages) {
  const open = edition === "public";
  const made = site.files[edition].filter((path) => FOR_FINDERS.test(path));
  if (open) return made.length > 0 ? [] : ["neither feed nor site map"];
  const found = pages.filter((path) => !/<meta name="robots" content="noindex">/.test(site.read(edition, path)));
  return [...made, ...found.map((path) => `${path}: may be taken up by a search engine`)];
}
