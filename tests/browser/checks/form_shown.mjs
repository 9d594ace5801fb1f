// The form as it is seen, heard, typed and printed: axe, narrow and dark, keyboard, paper, no request.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { PHONE } from "../lib/browser.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function run(suite) {
  const { results } = suite;
  await results.run("form: axe, wide and at 360, light and dark, empty and with faults", () => seen(suite));
  await results.run("form: keyboard", () => keyboard(suite));
  await results.run("form: paper", () => paper(suite));
  await results.run("form: one file and nothing else is loaded", () => alone(suite));
  await results.run("form: without scripts the questions can be read", () => plain(suite));
}

/** Some of everything: copied words, a slip, what is said to be late, a question. */
async function disturb(tab) {
  await tab.evaluate(() => document.querySelectorAll("details").forEach((el, i) => { el.open = i < 2; }));
  await tab.selectOption("#c-0-3-0", "滞后");
  await tab.fill("#c-0-3-1", "64%");
  await tab.click("#b-0-0-2");
  await tab.fill("#c-1-0-0", "0.7092");
  await tab.click("#save");
}

async function seen({ tabs, page }) {
  const faults = [];
  for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [360, "light"], [360, "dark"]]) {
    const viewport = width === 360 ? PHONE : { width, height: 900 };
    await tabs.with(page("slj"), { viewport, colorScheme }, async (tab) => {
      await tab.evaluate(axe.source);
      for (const state of ["empty", "disturbed"]) {
        if (state === "disturbed") await disturb(tab);
        const found = await tab.evaluate((tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }), TAGS);
        for (const one of found.violations) faults.push(`${width} ${colorScheme} ${state}: ${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ")}`);
        const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) faults.push(`${width} ${colorScheme} ${state}: ${over} px too wide`);
      }
    });
  }
  return faults;
}

async function keyboard({ tabs, page }) {
  const faults = [];
  await tabs.with(page("slj"), {}, async (tab) => {
    const focus = () => tab.evaluate(() => document.activeElement.id || document.activeElement.className);
    const order = [];
    for (let i = 0; i < 8; i += 1) {
      await tab.keyboard.press("Tab");
      order.push(await focus());
    }
    for (const [at, id] of ["skip", "save", "open", "next", "print"].entries()) {
      if (order[at] !== id) faults.push(`stop ${at + 1} is ${order[at]}, not ${id}`);
    }
    if (!order.includes("c-h-0-0")) faults.push(`the first field is not reached: ${order}`);
    await tab.focus("#c-h-0-0");
    await tab.keyboard.press("Control+Enter");
    if (await focus() !== "c-h-0-1") faults.push(`the first gap is ${await focus()}`);
    await tab.keyboard.press("Control+Enter");
    if (await focus() !== "c-h-0-2") faults.push(`the next gap is ${await focus()}`);
    // A link of the list opens what is folded away and goes there.
    await tab.selectOption("#c-0-0-0", "滞后");
    await tab.evaluate(() => document.querySelectorAll("details").forEach((el) => { el.open = false; }));
    await tab.locator("#list a[href='#c-0-0-4']").focus();
    await tab.keyboard.press("Enter");
    if (await focus() !== "c-0-0-4" || !(await tab.isVisible("#c-0-0-4"))) faults.push(`the link leads to ${await focus()}`);
    const box = tab.locator("#c-0-0-4");
    const labels = await box.evaluate((el) => (el.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id).textContent).join(" "));
    if (!labels.includes("RW-02-01") || !labels.includes("存在问题")) faults.push(`the field is called ${labels}`);
    const waiting = tab.waitForEvent("download");
    await tab.keyboard.press("Control+s");
    // What lacks is asked about first; the answer is given by the keyboard as well.
    const draft = tab.locator("#note button", { hasText: "存为草稿文件" });
    if (!(await draft.isVisible())) faults.push("saving asks nothing although much lacks");
    await draft.focus();
    await tab.keyboard.press("Enter");
    const file = await waiting;
    if (file.suggestedFilename() !== "slj.yaml") faults.push(`Ctrl+S saves ${file.suggestedFilename()}`);
  });
  return faults;
}

async function paper({ tabs, page, folder }) {
  const faults = [];
  await tabs.with(page("slj"), { colorScheme: "dark" }, async (tab) => {
    await tab.fill("#c-h-0-7", "第一段。\n第二段。");
    await tab.fill("#c-h-0-3", "示例填报人");
    await tab.fill("#c-h-0-4", "013800000000");
    await tab.selectOption("#c-0-0-0", "滞后");
    await tab.fill("#c-0-0-2", "很长的进展".repeat(60));
    await tab.selectOption("#c-2-0-0", "不涉及");
    const bytes = await tab.pdf({ preferCSSPageSize: true });
    writeFileSync(join(folder, "slj.pdf"), bytes);
    const boxes = [...bytes.toString("latin1").matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)].map(([, w, h]) => [Math.round(w), Math.round(h)]);
    if (!boxes.length || boxes.some(([w, h]) => Math.abs(w - 595) > 2 || Math.abs(h - 842) > 2)) faults.push(`the sheets are ${JSON.stringify(boxes)}`);
    await tab.emulateMedia({ media: "print" });
    await tab.setViewportSize({ width: 672, height: 900 });
    const words = await tab.evaluate(() => document.body.innerText);
    for (const word of ["市水利局　2026年度", "第一段。\n第二段。", "填报人（签字）：示例填报人", "盖章", "RW-08-02", "滞后", "1项不涉及本单位", "没有填写"]) {
      if (!words.includes(word)) faults.push(`“${word}” is not on the paper`);
    }
    for (const word of ["013800000000", "保存文件", "上年填报"]) if (words.includes(word)) faults.push(`“${word}” is on the paper`);
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) faults.push(`the paper is ${over} px too narrow`);
    const dark = await tab.evaluate(() => getComputedStyle(document.body).color);
    if (dark !== "rgb(0, 0, 0)") faults.push(`the letters are ${dark}`);
  });
  return faults;
}

async function alone({ tabs, page }) {
  const requests = [];
  const tab = await tabs.open(null);
  try {
    tab.on("request", (request) => requests.push(request.url()));
    await tab.goto(page("slj"));
    await disturb(tab);
    // What a stranger could put into the page does not run.
    await tab.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.hurt = 1";
      document.body.appendChild(script);
    });
    if (await tab.evaluate(() => window.hurt)) requests.push("a script that was put in runs");
  } finally {
    await tab.context().close();
  }
  // The browser says on its console that it refused that script: that is what was wanted.
  tabs.trouble = tabs.trouble.filter((line) => !/Content Security Policy/.test(line));
  return requests.filter((url) => !url.startsWith("blob:") && !url.startsWith("data:")).slice(1);
}

async function plain({ tabs, page }) {
  return tabs.with(page("slj"), { javaScriptEnabled: false }, async (tab) => {
    const screen = await tab.locator("body").innerText();
    // On paper as well, to be filled in by hand.
    await tab.emulateMedia({ media: "print" });
    const words = await tab.locator("body").innerText();
    if (!screen.includes("构建国土空间开发新格局")) return ["the questions are not on the screen"];
    if (await tab.isVisible("#save") || await tab.isVisible("#side")) return ["the buttons are on the paper"];
    return ["不允许本页运行脚本", "构建国土空间开发新格局", "进展情况", "上年填报"].filter((word) => !words.includes(word)).map((word) => `“${word}” is not shown`);
  });
}
