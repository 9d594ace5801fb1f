// The keyboard alone: the skip link comes first, everything that can be used is reached, focus is seen.

import { DESKTOP } from "../lib/browser.mjs";

const USABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";

/** Walks with the tabulator key through every kind of public page, and through what the others have more. */
export async function run({ tabs, site, results, eachPage }) {
  const office = ["today", "findings", "submissions", "task"];
  const more = { review: ["home", "overview"], internal: office };
  const pages = site.pages.filter((page) => page.edition === "public" || more[page.edition].includes(page.kind));
  await eachPage(pages, (target) =>
    results.run(`${target.name}: keyboard`, () => tabs.with(target.url, { viewport: DESKTOP }, walkThrough)));
}

async function walkThrough(page) {
  const expected = await page.evaluate(prepare, USABLE);
  const faults = [];
  await page.keyboard.press("Tab");
  faults.push(...(await page.evaluate(skipLink)));
  for (let n = 1; n < expected + 1; n += 1) await page.keyboard.press("Tab");
  const walked = await page.evaluate(() => globalThis.walked);
  faults.push(...walked.unseen, ...(await page.evaluate(missed, USABLE)));
  return { faults, note: `${expected} stops` };
}

// Marks what must be reached and notes each stop; runs in the page.
function prepare(usable) {
  globalThis.walked = { unseen: [] };
  document.addEventListener("focusin", ({ target }) => {
    target.dataset.reached = "";
    const style = getComputedStyle(target);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const box = target.getBoundingClientRect();
    const what = target.outerHTML.slice(0, 100);
    if (!outlined && style.boxShadow === "none") globalThis.walked.unseen.push(`focus is not seen on ${what}`);
    if (box.width < 1 || box.height < 1) globalThis.walked.unseen.push(`focus goes to something without extent: ${what}`);
  });
  return [...document.querySelectorAll(usable)].filter((el) => el.tabIndex >= 0 && el.checkVisibility({ visibilityProperty: true })).length;
}

function skipLink() {
  const link = document.activeElement;
  const target = link?.getAttribute("href")?.startsWith("#") && document.querySelector(link.getAttribute("href"));
  if (!target || target.tagName !== "MAIN") return [`the first stop does not lead to the text: ${link?.outerHTML.slice(0, 100)}`];
  const box = link.getBoundingClientRect();
  const seen = box.top >= 0 && box.left >= 0 && box.width > 20 && box.height > 10;
  return seen ? [] : ["the skip link is not seen when it has the focus"];
}

function missed(usable) {
  return [...document.querySelectorAll(usable)]
    .filter((el) => el.tabIndex >= 0 && el.checkVisibility({ visibilityProperty: true }) && !("reached" in el.dataset))
    .map((el) => `not reached: ${el.outerHTML.slice(0, 100)}`);
}
