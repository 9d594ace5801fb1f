// Forms as pages, and what submissions say: runs `nianbao form`, `nianbao check` and the reader of the tests.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { binary, REPOSITORY } from "./program.mjs";

/** Runs the program; gives what it printed. Exit code 1 means findings. */
function run(program, args) {
  if (!existsSync(program)) throw new Error(`${program} is missing; run cargo build --bins --examples first`);
  const ran = spawnSync(program, args, { cwd: REPOSITORY, encoding: "utf8", maxBuffer: 1 << 28 });
  if (ran.error) throw ran.error;
  if (ran.status !== 0 && ran.status !== 1) throw new Error(`${args.join(" ")} ended with ${ran.status ?? ran.signal}\n${ran.stderr.slice(-2000)}`);
  return ran.stdout;
}

/** Writes the pages of a plan's round into `out` and gives the address of one by its unit. */
export function pages(workspace, plan, year, out) {
  run(binary(), ["-C", workspace, "form", "--plan", plan, "--year", String(year), "--format", "html", "--out", out, "--as-of", `${year}-12-01`]);
  return (unit) => pathToFileURL(join(out, plan, String(year), `${unit}.html`)).href;
}

/** What files say, in the order of `files`. */
export function said(plan, files) {
  const example = join(dirname(binary()), "examples", process.platform === "win32" ? "said.exe" : "said");
  return run(example, [plan, ...files]).trim().split("\n").map((line) => JSON.parse(line));
}

/** What a text says. */
export function saidIn(plan, folder, name, text) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return said(plan, [file])[0];
}

/** The findings of the program on a file at the unit's own desk. */
export function findings(plan, file, lastYear, asOf) {
  const more = lastYear ? ["--last-year", lastYear] : [];
  const list = JSON.parse(run(binary(), ["check", file, "--plan", plan, ...more, "--format", "json", "--as-of", asOf]));
  return list.findings ?? list;
}

/** Opens a text in the page as a file of that name; waits until the page has said what it thinks of it. */
export async function openIn(page, name, text) {
  await page.evaluate(() => { document.getElementById("note").hidden = true; });
  await page.setInputFiles("#file", { name, mimeType: "text/yaml", buffer: Buffer.from(text) });
  await page.waitForSelector("#note:not([hidden])");
  const replace = page.locator("#note button", { hasText: "替换" });
  if (await replace.count()) {
    await replace.click();
    await page.waitForSelector("#note.fine, #note:not(.bad) >> text=已打开");
  }
  return (await page.locator("#note > p").first().textContent()).trim();
}

/** Saves, a draft where something is still wrong; gives name and text of the file. */
export async function saveFrom(page) {
  const waiting = page.waitForEvent("download");
  await page.click("#save");
  const draft = page.locator("#note button", { hasText: "存为草稿文件" });
  if (await draft.count() && await draft.isVisible()) await draft.click();
  const file = await waiting;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

/** The form as the page knows it. */
export function model(page) {
  return page.evaluate(() => JSON.parse(document.getElementById("data").textContent));
}
