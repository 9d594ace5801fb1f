// Attacks in every field of text, in a real browser: every page is opened, everything on it is clicked, hovered and
// focused, everything is searched and sorted; nothing runs, nothing asks another host, no dialog opens.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AS_OF, SIGN, write } from "../lib/attacks.mjs";
import { EDITIONS, Site } from "../lib/kinds.mjs";
import { build } from "../lib/program.mjs";

// Fewer would mean that most fields are not shown, and the rest of this proves nothing.
const SHOWN = 0.7;

export async function run({ tabs, scratch, results, eachPage }) {
  for (const turn of [0, 1]) {
    const [workspace, out] = [join(scratch, `attacks-${turn}`), join(scratch, `attacks-${turn}-out`)];
    mkdirSync(workspace);
    const fields = write(workspace, turn);
    await results.run(`attacks, turn ${turn}: built`, () => build(workspace, out, AS_OF) ?? []);
    const site = new Site(out);
    const seen = new Set();
    const pages = EDITIONS.flatMap((edition) => site.html(edition).map((path) => ({ name: `${edition}/${path}`, url: site.url(edition, path) })));
    const faults = [];
    await eachPage(pages, async (page) => faults.push(...(await attacked(tabs, page, seen))));
    results.check(`attacks, turn ${turn}: nothing runs on any page`, faults, `${pages.length} pages`);
    results.check(`attacks, turn ${turn}: the fields are seen as text`, seen.size >= fields * SHOWN ? [] : [`only ${seen.size} of ${fields}: ${[...seen]}`], `${seen.size} of ${fields}`);
    await results.run(`attacks, turn ${turn}: hits of the search stay texts`, () => searched(tabs, site));
  }
}

async function attacked(tabs, { name, url }, seen) {
  const before = tabs.trouble.length;
  const faults = await tabs.with(undefined, {}, async (page) => {
    await page.addInitScript(() => { window.hits = 0; window.hit = () => { window.hits += 1; }; });
    await page.goto(url);
    const { text, faults } = await page.evaluate(touched);
    for (const [, field] of text.matchAll(SIGN)) seen.add(Number(field));
    return faults;
  });
  // Other pages are open at the same time: their trouble is told once more there.
  return [...faults, ...tabs.trouble.slice(before)].map((fault) => `${name}: ${fault}`);
}

// Clicks, hovers and focuses everything; only what leads to another file is kept from leaving. Runs in the page.
async function touched() {
  const faults = [];
  const stay = (event) => {
    const link = event.target.closest?.("a[href]");
    if (link && !/^(file|https?|mailto|tel):$/.test(link.protocol)) faults.push(`a living address: ${link.getAttribute("href")}`);
    if (link || event.type === "submit") event.preventDefault();
  };
  window.addEventListener("click", (event) => { if (event.target.closest?.("a[href]:not([href^='java'])")) stay(event); }, true);
  window.addEventListener("submit", stay, true);
  for (const element of [...document.querySelectorAll("body *")]) {
    if (!element.isConnected || element.closest("svg")) continue;
    for (const type of ["mouseover", "mouseenter", "focus", "toggle", "click"]) element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
    element.focus?.();
  }
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) faults.push(`a handler ${name} on ${element.nodeName}`);
      if (/^[\s\x00-\x20]*j[\s]*a[\s]*v[\s]*a[\s]*script:/i.test(value) && ["href", "src", "action", "formaction"].includes(name)) faults.push(`an address ${value.slice(0, 60)}`);
    }
  }
  const alien = "main script, img, iframe, object, embed, base, meta[http-equiv=refresh i], form:not([role=search]), body style, body link";
  for (const element of document.querySelectorAll(alien)) faults.push(`an element ${element.outerHTML.slice(0, 80)}`);
  await new Promise((resolve) => { setTimeout(resolve, 0); });
  if (window.hits > 0) faults.push(`${window.hits} scripts ran`);
  return { text: document.body.innerText, faults };
}

async function searched(tabs, site) {
  const faults = [];
  for (const words of ["script", "onerror", "</title>", "javascript:hit()"]) {
    await tabs.with(undefined, {}, async (page) => {
      await page.addInitScript(() => { window.hits = 0; window.hit = () => { window.hits += 1; }; });
      await page.goto(`${site.url("internal", "search.html")}?q=${encodeURIComponent(words)}`);
      await page.waitForFunction(() => /共\d+条/.test(document.querySelector("#hits-note").textContent) && document.querySelector("#hits-note").textContent.startsWith("“"));
      const outcome = await page.evaluate(touched);
      if ((await page.locator(".hits li").count()) === 0) faults.push(`“${words}” finds nothing`);
      faults.push(...outcome.faults.map((fault) => `“${words}”: ${fault}`));
    });
  }
  return faults;
}
