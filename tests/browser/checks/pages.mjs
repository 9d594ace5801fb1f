// What every page must do in every width: axe-core, no sideways scrolling, text spacing, reachable scroll
// regions, no motion. One load of a page serves all of it.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { DESKTOP, PHONE } from "../lib/browser.mjs";
import { EDITIONS, Site } from "../lib/kinds.mjs";
import { build } from "../lib/program.mjs";
import { writeEmpty } from "../lib/workspace.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const COLOURS = ["color-contrast", "link-in-text-block"];
const HALF_DESKTOP = { width: 640, height: 450 };
const NARROW = { width: 320, height: 640 };
// SC 1.4.12, with the spacing of paragraphs.
const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
  p { margin-bottom: 2em !important }`;

/** Every kind of page, and the fragment inside a bare page of its own. */
export async function run({ tabs, site, scratch, results, eachPage }) {
  const pages = [...site.pages, fragment(site, scratch), ...emptyYear(scratch)];
  await eachPage(pages, (target) => checkPage(tabs, target, results));
}

// A year to which nobody has submitted anything shows what is due. No review has cleared it.
function emptyYear(scratch) {
  const [workspace, out] = [join(scratch, "empty"), join(scratch, "empty-out")];
  mkdirSync(workspace);
  writeEmpty(workspace);
  build(workspace, out, "2025-11-21");
  const site = new Site(out);
  const year = /^demo\/\d{4}\/index\.html$/;
  const shown = { public: /^demo\/index\.html$/, review: year, internal: year };
  return EDITIONS.map((edition) => {
    const path = site.html(edition).find((name) => shown[edition].test(name));
    return { name: `${edition}: empty year`, path, url: site.url(edition, path) };
  });
}

// The fragment is no document; it is tried the way a CMS would show it, which lets wide tables scroll.
function fragment(site, scratch) {
  const path = `${site.round}fragment/overview.html`;
  const file = join(scratch, "fragment-host.html");
  writeFileSync(file, `<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>粘贴稿</title>
    <meta name="viewport" content="width=device-width"><a class="skip" href="#main">跳到正文</a><main id="main"><h1>粘贴稿</h1>
    <div role="region" aria-label="正文" tabindex="0" style="overflow-x:auto">${site.read("public", path)}</div></main></html>`);
  return { name: "public: fragment in a bare page", path, url: pathToFileURL(file).href };
}

async function checkPage(tabs, target, results) {
  await results.run(`${target.name}: loads`, async () => {
    const page = await tabs.open(target.url);
    try {
      await checkLoaded(page, target, results);
    } finally {
      await page.context().close();
    }
    return { faults: [], note: target.path };
  });
}

async function checkLoaded(page, target, results) {
  await page.evaluate(axe.source);
  const run = (what, work) => results.run(`${target.name}: ${what}`, work);
  await run("axe 1280 light", () => violations(page));
  await run("no motion when reduced motion is asked for", () => motion(page));
  await run("scroll regions reachable at 1280", () => regions(page));
  await page.emulateMedia({ colorScheme: "dark" });
  await run("axe 1280 dark", () => violations(page, COLOURS));
  await page.setViewportSize(PHONE);
  await run("axe 360 dark", () => violations(page, COLOURS));
  await page.emulateMedia({ colorScheme: "light" });
  await run("axe 360 light", () => violations(page));
  await run("scroll regions reachable at 360", () => regions(page));
  const faults = [];
  for (const size of [PHONE, NARROW, HALF_DESKTOP]) {
    await page.setViewportSize(size);
    faults.push(...(await sideways(page)));
  }
  await run("no sideways scrolling at 360, 320 and 200 % zoom", () => faults);
  await page.setViewportSize(PHONE);
  await run("tables laid out as cards stay tables for assistive technology", () => tables(page));
  await run("text spacing clips nothing", () => spacing(page));
}

async function violations(page, rules) {
  const runOnly = rules ? { type: "rule", values: rules } : { type: "tag", values: TAGS };
  const found = await page.evaluate((only) => globalThis.axe.run(document, { runOnly: only, resultTypes: ["violations"], preload: false }), runOnly);
  return found.violations.map((violation) => {
    const places = violation.nodes.slice(0, 4).map((node) => `${node.target.join(" ")}  ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ""}`);
    return [`${violation.id}: ${violation.help} (${violation.nodes.length})`, ...places].join("\n  ");
  });
}

function motion(page) {
  return page.evaluate(() => {
    const faults = document.getAnimations().map((a) => `an animation runs on ${a.effect?.target?.outerHTML.slice(0, 80)}`);
    if (getComputedStyle(document.documentElement).scrollBehavior === "smooth") faults.push("the page scrolls smoothly");
    return faults;
  });
}

function regions(page) {
  return page.evaluate(() => {
    const faults = [];
    for (const box of document.querySelectorAll("body *")) {
      const style = getComputedStyle(box);
      const scrolls = /auto|scroll/.test(style.overflowX) && box.scrollWidth > box.clientWidth + 1;
      if (!scrolls || box.matches("input, textarea")) continue;
      const named = box.getAttribute("aria-label") || box.getAttribute("aria-labelledby");
      if (box.tabIndex < 0) faults.push(`cannot be reached by keyboard: ${box.outerHTML.slice(0, 120)}`);
      else if (!named || !box.getAttribute("role")) faults.push(`has no role or name: ${box.outerHTML.slice(0, 120)}`);
    }
    return faults;
  });
}

// What a screen reader is told: every table with its rows, and rows with cells or heads.
async function tables(page) {
  const drawn = await page.locator("table").evaluateAll((all) => all.filter((table) => table.checkVisibility()).length);
  if (drawn === 0) return [];
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send("Accessibility.getFullAXTree");
  const of = (...roles) => nodes.filter((node) => !node.ignored && roles.includes(node.role?.value)).length;
  const told = { tables: of("table"), rows: of("row"), cells: of("cell", "gridcell"), heads: of("columnheader", "rowheader") };
  return told.tables === drawn && told.rows > 0 && told.cells > 0 && told.heads > 0 ? [] : [`${drawn} tables, told as ${JSON.stringify(told)}`];
}

function sideways(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    const over = root.scrollWidth - root.clientWidth;
    if (over <= 0) return [];
    let [worst, right] = ["", root.clientWidth];
    for (const box of document.querySelectorAll("body *")) {
      if (box.closest(".scroll *, svg *")) continue;
      const edge = box.getBoundingClientRect().right;
      if (edge > right + 0.5) [worst, right] = [box.outerHTML.slice(0, 140), edge];
    }
    return [`${root.clientWidth} px: ${over} px too wide; widest: ${worst}`];
  });
}

async function spacing(page) {
  await page.setViewportSize(DESKTOP);
  const style = await page.addStyleTag({ content: SPACING });
  const faults = [];
  for (const size of [DESKTOP, PHONE]) {
    await page.setViewportSize(size);
    faults.push(...(await clipped(page)), ...(await sideways(page)));
  }
  await style.evaluate((element) => element.remove());
  return faults;
}

function clipped(page) {
  return page.evaluate(() => {
    const faults = [];
    // What is clipped to nothing is meant for screen readers only.
    const unseen = (box) => box && (/rect|inset/.test(getComputedStyle(box).clip + getComputedStyle(box).clipPath) || unseen(box.parentElement));
    for (const box of document.querySelectorAll("body *")) {
      if (box.closest("svg, .skip") || unseen(box) || !box.textContent.trim() || !box.checkVisibility()) continue;
      const style = getComputedStyle(box);
      const cuts = (overflow, inner, outer) => /hidden|clip/.test(overflow) && inner > outer + 2;
      if (cuts(style.overflowX, box.scrollWidth, box.clientWidth) || cuts(style.overflowY, box.scrollHeight, box.clientHeight)) {
        faults.push(`${document.documentElement.clientWidth} px: text is cut in ${box.outerHTML.slice(0, 120)}`);
      }
    }
    return faults;
  });
}
