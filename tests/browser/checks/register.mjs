// Filter and sorting of the register, which scripts add to a table that is complete without them.

import { EDITIONS } from "../lib/kinds.mjs";

export async function run({ tabs, site, results }) {
  const target = site.page("task register");
  const on = (what, work) => results.run(`register: ${what}`, () => tabs.with(target.url, {}, work));
  await on("filter by words", filterByWords);
  await on("filter by status", filterByStatus);
  await on("the filter is announced and named", announced);
  await on("sorting by a column, forwards, backwards", sorting);
  await on("sorting by keyboard", sortingByKeyboard);
  await results.run("every page with a table to filter loads the script", () => withoutScript(site));
}

const field = (page) => page.locator("main input[type=search]").first();

/** Texts of the rows that are seen and the other names that they are found by, without the headings of groups. */
function rows(page) {
  return page.evaluate(() => [...document.querySelector("main table[data-filter], main table").querySelectorAll("tbody tr:not(.grp)")]
    .filter((row) => row.checkVisibility())
    .map((row) => ({ text: `${row.textContent} ${row.dataset.also ?? ""}`, cells: [...row.cells].map((cell) => cell.textContent.trim()), status: row.querySelector(".st")?.lastChild.nodeValue ?? "" })));
}

async function filterByWords(page) {
  const all = await rows(page);
  const faults = [];
  for (const word of ["水利", "RW-0", "zzzz"]) {
    await field(page).fill(word);
    const expected = all.filter((row) => row.text.toLowerCase().includes(word.toLowerCase())).length;
    faults.push(...(await told(page, word, expected, all.length)));
  }
  await field(page).fill("");
  if ((await rows(page)).length !== all.length) faults.push("an empty filter does not bring all rows back");
  return { faults, note: `${all.length} rows` };
}

async function told(page, what, expected, total) {
  const shown = (await rows(page)).length;
  const note = await page.locator("main [role=status]").first().textContent();
  const faults = shown === expected ? [] : [`“${what}” shows ${shown} rows instead of ${expected}`];
  const numbers = (note.match(/\d+/g) ?? []).map(Number);
  if (!numbers.includes(expected) || !numbers.includes(total)) faults.push(`“${what}”: the status line says “${note}” instead of ${expected} of ${total}`);
  const empty = await page.evaluate(() => [...document.querySelectorAll("main table tbody tr.grp")]
    .filter((group) => {
      const own = [];
      for (let row = group.nextElementSibling; row && !row.matches(".grp"); row = row.nextElementSibling) own.push(row);
      return group.checkVisibility() && own.length > 0 && own.every((row) => !row.checkVisibility());
    }).length);
  return empty > 0 ? [...faults, `“${what}” leaves ${empty} headings without rows`] : faults;
}

async function filterByStatus(page) {
  const all = await rows(page);
  const pick = page.locator("main select").first();
  const words = (await pick.locator("option").allTextContents()).slice(1);
  const faults = words.length > 1 ? [] : [`only ${words.length} choices`];
  for (const word of words) {
    await pick.selectOption({ label: word });
    faults.push(...(await told(page, word, all.filter((row) => row.status === word).length, all.length)));
  }
  return { faults, note: words.join("、") };
}

async function announced(page) {
  const faults = [];
  const note = page.locator("main [role=status]").first();
  if ((await note.count()) === 0) faults.push("no element with the role status");
  for (const control of await page.locator("main .filter input, main .filter select").all()) {
    const named = await control.evaluate((el) => [...(el.labels ?? [])].some((label) => label.textContent.trim()) || el.ariaLabel);
    if (!named) faults.push(`a control has no name: ${await control.evaluate((el) => el.outerHTML)}`);
  }
  return faults;
}

const sorted = (page) => page.locator("main th[aria-sort=ascending], main th[aria-sort=descending]");

async function sorting(page) {
  const before = await rows(page);
  const faults = [];
  const buttons = page.locator("main thead th button");
  const count = await buttons.count();
  if (count === 0) return ["no column can be sorted"];
  for (let n = 0; n < count; n += 1) {
    const name = await buttons.nth(n).textContent();
    await buttons.nth(n).click();
    const first = await state(page);
    await buttons.nth(n).click();
    const second = await state(page);
    if (first.columns !== 1 || second.columns !== 1) faults.push(`${name}: ${first.columns} columns say that they are sorted`);
    if (first.direction === second.direction) faults.push(`${name}: the second press leaves aria-sort at ${second.direction}`);
    if (first.texts.length !== before.length || second.texts.length !== before.length) faults.push(`${name}: rows are lost`);
    const distinct = new Set(first.column.filter((cell) => cell !== "—")).size;
    if (distinct > 1 && first.column[0] === second.column[0] && first.column.at(-1) === second.column.at(-1)) faults.push(`${name}: the order stays as it was`);
    faults.push(...inOrder(name, first));
  }
  return { faults, note: `${count} columns` };
}

async function state(page) {
  const heads = sorted(page);
  const columns = await heads.count();
  if (columns === 0) return { columns, direction: null, texts: [], column: [] };
  const direction = await heads.first().getAttribute("aria-sort");
  const index = await heads.first().evaluate((th) => th.cellIndex);
  const texts = await rows(page);
  return { columns, direction, texts, column: texts.map((row) => row.cells[index]) };
}

// Numbers and identifiers have an order that nobody doubts; the order of Chinese words is left to the page.
function inOrder(name, { column, direction }) {
  const numbers = column.filter((cell) => /^\d+(\.\d+)?%?$/.test(cell)).map(Number.parseFloat);
  if (numbers.length < 2 || numbers.length < column.length / 4) return [];
  const wanted = [...numbers].sort((a, b) => (direction === "ascending" ? a - b : b - a));
  return JSON.stringify(wanted) === JSON.stringify(numbers) ? [] : [`${name}: numbers are not ${direction}: ${numbers.slice(0, 8).join(" ")}`];
}

async function sortingByKeyboard(page) {
  const button = page.locator("main thead th button").first();
  if ((await button.count()) === 0) return ["no column can be sorted"];
  await button.focus();
  await page.keyboard.press("Enter");
  const faults = (await sorted(page).count()) === 1 ? [] : ["Enter does not sort"];
  const kept = await button.evaluate((el) => el === document.activeElement);
  return kept ? faults : [...faults, "sorting loses the focus"];
}

// A table that is marked for the filter, on a page without the script, would only keep an empty place.
function withoutScript(site) {
  return EDITIONS.flatMap((edition) => site.html(edition)
    .filter((path) => {
      const text = site.read(edition, path);
      return text.includes(" data-filter") && !text.includes("assets/site.js");
    })
    .map((path) => `${edition}/${path}`));
}
