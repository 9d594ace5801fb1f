// Paper: the report, a task and the register as PDF, upright or across, with nothing cut off.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// A4 in points, and the width of the text in CSS pixels that margins of 15 mm would leave at most.
const A4 = { short: 595, long: 842 };
const TEXT_WIDTH = { upright: 680, across: 1009 };
const KINDS = ["overview", "task", "task register", "indicator table"];

export async function run({ tabs, site, scratch, results }) {
  const folder = join(scratch, "print");
  mkdirSync(folder, { recursive: true });
  for (const kind of KINDS) {
    const target = site.page(kind);
    await results.run(`${target.name}: print`, () => tabs.with(target.url, { colorScheme: "dark" }, (page) => print(page, kind, folder)));
  }
}

async function print(page, kind, folder) {
  const across = await page.evaluate(() => document.body.classList.contains("wide-page"));
  const paper = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  writeFileSync(join(folder, `${kind.replaceAll(" ", "-")}.pdf`), paper);
  const pages = sheets(paper);
  const faults = pages.length > 0 ? [] : ["the PDF has no page"];
  const [width, height] = across ? [A4.long, A4.short] : [A4.short, A4.long];
  for (const [n, [w, h]] of pages.entries()) {
    if (Math.abs(w - width) > 2 || Math.abs(h - height) > 2) faults.push(`page ${n + 1} is ${w} × ${h} points instead of ${width} × ${height}`);
  }
  if (!/\/Font\b/.test(paper.toString("latin1"))) faults.push("the PDF holds no text");
  if (kind.includes("register") && !across) faults.push("the register is not printed across");
  faults.push(...(await onPaper(page, across)));
  return { faults, note: `${pages.length} pages ${across ? "across" : "upright"}` };
}

// Sizes of the pages; the page objects of Chromium's PDFs are not compressed.
function sheets(paper) {
  const boxes = paper.toString("latin1").matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g);
  return [...boxes].map(([, width, height]) => [Math.round(width), Math.round(height)]);
}

async function onPaper(page, across) {
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: across ? TEXT_WIDTH.across : TEXT_WIDTH.upright, height: 900 });
  return page.evaluate(() => {
    const faults = [];
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (over > 1) faults.push(`the page is ${over} px wider than the paper`);
    for (const box of document.querySelectorAll(".scroll")) {
      if (box.scrollWidth > box.clientWidth + 1) faults.push(`a table is cut off on the right: ${box.textContent.trim().slice(0, 30)}`);
    }
    for (const what of ["header .nav", "form.search", ".filter", ".skip"]) {
      if ([...document.querySelectorAll(what)].some((el) => el.checkVisibility())) faults.push(`${what} is printed`);
    }
    const [red, green, blue] = getComputedStyle(document.body).color.match(/\d+/g).map(Number);
    if (red + green + blue > 380) faults.push("the letters are light: the dark colours are printed");
    return faults;
  });
}
