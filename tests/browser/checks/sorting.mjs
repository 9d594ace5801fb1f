// Sorting of every kind of column: numbers, shares, dates, statuses, names with numbers; what is not there stands last.

import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { EDITIONS } from "../lib/kinds.mjs";

const status = (key, word) => `<span class="st st-${key}"><i aria-hidden="true">●</i>${word}</span>`;
const below = (text, small) => `${text}<br><span class="small">${small}</span>`;

// Each column in ascending order; the cells after `gaps` stand last in both directions, in the order of the page.
const COLUMNS = [
  { name: "negative numbers, thousands, signs", cells: ["−12.5", "-3", "0", "≥7", "85.0", "1,200"], gaps: ["—", "未报"] },
  { name: "numbers with small print", cells: [below("9.5", "99/100"), below("10.2", "1/100"), below("85", "7/8")], gaps: [below("—", "3家未报")] },
  { name: "shares", cells: ["9.9%", "10.5%", "100%"], gaps: ["—", ""] },
  { name: "parts of a whole", cells: ["9/20", "1/2", "13/13"], gaps: ["—"] },
  { name: "thousands and ten thousands", cells: ["300", "1.2万", "3亿"], gaps: ["不可比"] },
  { name: "dates, months, years", cells: ["2025-12-08 16:00", "2025-12-08 17:30", "2025年12月15日", "2025年", "2026年6月", "2026年"], gaps: ["长期坚持", "—"] },
  { name: "statuses of tasks", cells: [["completed", "已完成"], ["on_track", "超前"], ["behind", "滞后"], ["overdue", "逾期"], ["not_started", "未启动"], ["ongoing", "长期坚持"]]
    .map(([key, word]) => status(key, word)), gaps: [status("none", "暂无内容")] },
  { name: "statuses of indicators", cells: [["met", "按初步数达标"], ["missed", "未达标"], ["pending", "不可比"], ["later", "届时认定"]].map(([key, word]) => status(key, word)), gaps: [] },
  { name: "ordinals of headings", cells: ["（二）乙", "（九）丙", "（十）甲", "（十一）丁", "（二十）戊"], gaps: ["—"] },
  { name: "identifiers", cells: ["RW-02-9", "RW-02-10", "RW-10-1"], gaps: [] },
];

export async function run({ tabs, site, scratch, results }) {
  cpSync(join(site.out, "public/assets"), join(scratch, "sorting/assets"), { recursive: true });
  for (const [at, { name, cells, gaps }] of COLUMNS.entries()) {
    // Neither the order of the answer nor its reverse: the middle first.
    const mixed = [...cells.filter((_, n) => n % 2), ...gaps, ...cells.filter((_, n) => n % 2 === 0).reverse()];
    const file = join(scratch, "sorting", `${at}.html`);
    writeFileSync(file, page(mixed));
    await results.run(`sorting: ${name}`, () => tabs.with(pathToFileURL(file).href, {}, (tab) => sorts(tab, cells, gaps)));
  }
  await results.run("sorting: no column of the site mixes numbers and gaps", () => realTables(tabs, site));
}

const page = (cells) => `<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>排序</title><script src="assets/site.js"></script>
  <main><div class="filter"></div><div class="scroll"><table data-filter><thead><tr><th scope="col">列</th></tr></thead>
  <tbody>${cells.map((cell) => `<tr><td>${cell}</td></tr>`).join("")}</tbody></table></div></main></html>`;

async function sorts(tab, cells, gaps) {
  const plain = (list) => tab.evaluate((all) => all.map((html) => Object.assign(document.createElement("td"), { innerHTML: html }).textContent), list);
  const [own, last] = [await plain(cells), await plain(gaps)];
  const button = tab.locator("thead button");
  const faults = [];
  for (const [direction, wanted] of [["ascending", [...own, ...last]], ["descending", [...own].reverse().concat(last)]]) {
    await button.click();
    const seen = await tab.locator("tbody td").allTextContents();
    if (JSON.stringify(seen) !== JSON.stringify(wanted)) faults.push(`${direction}: ${seen.join(" ")} instead of ${wanted.join(" ")}`);
  }
  return faults;
}

// On the site's own tables: a dash never stands before a number, in whichever direction.
async function realTables(tabs, site) {
  const faults = [];
  for (const edition of EDITIONS) {
    const targets = site.pages.filter((target) => target.edition === edition && site.read(edition, target.path).includes(" data-filter"));
    for (const target of targets) faults.push(...(await tabs.with(target.url, {}, (tab) => tab.evaluate(dashes))).map((fault) => `${target.name}: ${fault}`));
  }
  return faults;
}

function dashes() {
  const faults = [];
  for (const table of document.querySelectorAll("table[data-filter]")) {
    for (const button of table.querySelectorAll("thead button")) {
      for (const press of [1, 2]) {
        button.click();
        const cells = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => !row.classList.contains("grp")).map((row) => row.cells[button.parentNode.cellIndex]?.textContent.trim() ?? "");
        const firstGap = cells.findIndex((cell) => /^(—.*)?$/.test(cell));
        if (firstGap >= 0 && cells.slice(firstGap).some((cell) => /^\d/.test(cell))) faults.push(`${button.textContent}, press ${press}: a number stands behind a gap`);
      }
    }
  }
  return faults;
}
