// At the desk: what is refused and in whose words, what is kept and named, drafts, last year.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { model, openIn, pages, saidIn, saveFrom } from "../lib/forms.mjs";
import { SEEN, write } from "../lib/workspace.mjs";

const HEAD = "格式: submission/1\n方案: yangquan\n年度: 2026\n单位: slj\n";

export async function run(suite) {
  const { results } = suite;
  await results.run("form: files that are not this form's are refused with their line", () => refused(suite));
  await results.run("form: what has no place is named, kept and written back", () => kept(suite));
  await results.run("form: what is wrong is not saved unasked, and said in the office's words", () => wrong(suite));
  await results.run("form: drafts come back, and go when they are told to", () => drafts(suite));
  await results.run("form: a browser that keeps nothing says so", () => noShelf(suite));
  await results.run("form: last year's answers stay beside", () => lastYear(suite));
  await results.run("form: hostile words of the plan and of last year stay words", () => hostile(suite));
  await results.run("form: a question that is explained is no longer open", () => explained(suite));
}

// A file, and what the page must say of it.
const REFUSED = [
  [HEAD.replace("2026", "2025"), /第 3 行：年度是“2025”.*2026年度/],
  [HEAD.replace("slj", "sthjj"), /第 4 行：单位是“sthjj”.*市水利局/],
  [HEAD.replace("yangquan", "demo"), /第 2 行：方案是“demo”/],
  [HEAD.replace("submission", "plan"), /第 1 行：.*（N014）/],
  [`${HEAD}总体情况：写了一句\n`, /第 5 行：键后面用了全角冒号（N005）/],
  [`${HEAD}任务:\n\t- 编号: RW-02-01\n`, /第 6 行：行首用了制表符（Tab）（N007）/],
  [`${HEAD}任务:\n　　- 编号: RW-02-01\n`, /第 6 行：行首用了全角空格（N008）/],
  [`${HEAD}总体情况: "没有收尾\n`, /第 5 行：引号没有成对（N009）/],
  [`${HEAD}总体情况: 一\n总体情况: 二\n`, /第 6 行：同一个键出现了两次（N022）/],
  [`${HEAD}总体情况:写了一句\n`, /第 5 行：.*（N016）/],
  [`${HEAD}写了一句\n`, /第 5 行：.*（N010）/],
  [`${HEAD}文号: *a\n`, /第 5 行：.*（N011）/],
  [`${HEAD}---\na: b\n`, /（N013）/],
  [`${HEAD}总体情况: ${"[".repeat(5000)}${"]".repeat(5000)}\n`, /第 5 行：.*（N012）/],
  [`${HEAD}${Array.from({ length: 3000 }, (_, at) => `${" ".repeat(at)}甲:\n`).join("")}`, /（N012）/],
  [`${HEAD}任务: ${"{a: [".repeat(50000)}\n`, /第 5 行：.*（N012）/],
  ["", /（N003）/],
  ["各项工作按计划推进。\n", /（N034）|（N010）/],
  [Buffer.from("PK\x03\x04 a workbook", "latin1"), /这是 Excel.*（N034）/s],
  [Buffer.from([0, 1, 2, 3, 0xff, 0xfe]), /（N001）/],
];

async function refused({ tabs, page }) {
  const faults = [];
  await tabs.with(page("slj"), {}, async (tab) => {
    await tab.fill("#c-h-0-7", "页面上的话");
    for (const [text, wanted] of REFUSED) {
      const told = await openIn(tab, "x.yaml", text);
      if (!told.includes("没有打开，页面上的内容没有变") || !wanted.test(told)) faults.push(`${JSON.stringify(String(text).slice(-40))}: ${told}`);
      if (await tab.inputValue("#c-h-0-7") !== "页面上的话") faults.push(`${wanted}: the page has changed`);
    }
    // The same words in other encodings are read.
    const words = `${HEAD}总体情况: 完成整治\n`;
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(words.replaceAll("\n", "\r\n"), "utf16le")]);
    const chinese = Buffer.concat([Buffer.from(HEAD.split("单位")[0].replace("格式", "nianbao").replace("方案", "plan").replace("年度", "year")), Buffer.from([0x75, 0x6e, 0x69, 0x74, 0x3a, 0x20, 0xca, 0xd0, 0xcb, 0xae, 0xc0, 0xfb, 0xbe, 0xd6, 0x0a])]);
    for (const [name, bytes] of [["UTF-16", wide], ["UTF-8 with BOM", Buffer.from(`\ufeff${words}`)], ["GB18030", chinese]]) {
      const told = await openIn(tab, "x.yaml", bytes);
      if (!told.includes("已打开")) faults.push(`${name}: ${told}`);
    }
  });
  return { faults, note: `${REFUSED.length} files` };
}

const STRANGE = `${HEAD}没有的键: 内容甲\n填报信息: {填报人: 张三, 工号: "0071"}\n任务:
  - {编号: RW-02-01, 完成情况: 基本完成, 完成率: 40, 备注栏: 内容乙}
  - {编号: RW-99-99, 完成情况: 正常推进, 进展情况: 内容丙}
  - {编号: RW-02-04, 完成情况: 滞后, 佐证材料: {标题: 内容丁}}
指标: 内容戊\n填报日期: 12月上旬\n意见建议: 加快审批 # 另附\n`;

async function kept({ tabs, page, plan, folder }) {
  const faults = [];
  await tabs.with(page("slj"), {}, async (tab) => {
    const told = await openIn(tab, "x.yaml", STRANGE);
    for (const word of ["没有的键", "工号", "基本完成", "备注栏", "RW-99-99", "佐证材料", "内容戊", "12月上旬", "另附", "N021", "N031", "N029", "N024"]) {
      if (!told.includes(word)) faults.push(`“${word}” is not told: ${told}`);
    }
    const first = (await saveFrom(tab)).text;
    for (const word of ["内容甲", "0071", "基本完成", "内容乙", "RW-99-99", "内容丙", "内容丁", "内容戊", "12月上旬"]) {
      if (!first.includes(word)) faults.push(`“${word}” is lost`);
    }
    await tab.reload();
    if ((await saveFrom(tab)).text !== first) faults.push("the draft forgets what was kept");
    await openIn(tab, "y.yaml", first);
    if ((await saveFrom(tab)).text !== first) faults.push("what was kept is saved as another file");
    // What is filled in takes the place of what could not be read.
    await tab.fill("#c-h-0-1", "2026-12-08");
    const filled = (await saveFrom(tab)).text;
    if (filled.includes("12月上旬") || !filled.includes("填报日期: 2026-12-08")) faults.push("the new date does not replace the unread one");
    await tab.click("#forget");
    const without = (await saveFrom(tab)).text;
    if (without.includes("内容甲") || without.includes("内容丙")) faults.push("what was given up is saved");
    if (saidIn(plan, folder, "kept.yaml", without).said === null) faults.push("what is left cannot be read");
  });
  return faults;
}

async function wrong({ tabs, page }) {
  const faults = [];
  const cases = [["#c-0-1-1", "64%", "N026"], ["#c-0-1-1", "四成", "N025"], ["#c-0-1-1", "450", "N416"], ["#c-1-0-3", "上半年", "N231"], ["#c-h-0-7", "电话13800000000", "N601"], ["#c-h-0-7", "电话138\u20110000\u20070000", "N601"], ["#c-h-0-7", "电话①③⑧0000⓪⓪⓪⓪", "N601"], ["#c-0-1-6", "2027-02-30", "N030"]];
  for (const [box, words, code] of cases) {
    await tabs.with(page("slj"), {}, async (tab) => {
      const form = await model(tab);
      let saved = false;
      tab.on("download", () => { saved = true; });
      await tab.evaluate(() => document.querySelectorAll("details").forEach((el) => { el.open = true; }));
      await tab.fill(box, words);
      const at = await tab.locator(`${box.replace("#c", "#m")}`).textContent();
      if (!at.includes(form.rules[code].title) || !at.includes(form.rules[code].why)) faults.push(`${code}: at the field stands “${at}”`);
      if (await tab.getAttribute(box, "aria-invalid") !== "true") faults.push(`${code}: the field is not marked`);
      await tab.click("#save");
      const told = await tab.locator("#note").textContent();
      if (!told.includes("没有保存") || !told.includes(form.rules[code].title)) faults.push(`${code}: ${told}`);
      await tab.locator("#note button", { hasText: "去改正" }).click();
      const focus = await tab.evaluate(() => `#${document.activeElement.id}`);
      if (focus !== box) faults.push(`${code}: the cursor is at ${focus}`);
      if (saved) faults.push(`${code}: it was saved`);
      if (!(await saveFrom(tab)).text.includes(words)) faults.push(`${code}: the draft file has lost the words`);
    });
  }
  return { faults, note: `${cases.length} slips` };
}

async function drafts({ tabs, page }) {
  const faults = [];
  await tabs.with(page("slj"), {}, async (tab) => {
    await tab.fill("#c-h-0-7", "第一行\n第二行");
    await tab.selectOption("#c-0-0-0", "滞后");
    if (!/草稿已存在本机（\d{4}-\d{2}-\d{2} \d{2}:\d{2}）/.test(await tab.textContent("#state"))) faults.push("it does not say when the draft was kept");
    // A page that is left without a word still has its draft: another one in the same browser finds it.
    const other = await tab.context().newPage();
    await other.goto(page("slj"));
    if (await other.inputValue("#c-h-0-7") !== "第一行\n第二行" || await other.inputValue("#c-0-0-0") !== "滞后") faults.push("the draft has not come back");
    if (!(await other.textContent("#state")).includes("已恢复")) faults.push("it does not say that a draft came back");
    await other.goto(page("sthjj"));
    if (await other.inputValue("#c-h-0-7") !== "") faults.push("another unit's page has the draft");
    await tab.reload();
    await tab.click("#clear");
    await tab.locator("#note button", { hasText: "取消" }).click();
    if (await tab.inputValue("#c-0-0-0") !== "滞后") faults.push("the draft goes although it was not confirmed");
    await tab.click("#clear");
    await tab.locator("#note button", { hasText: "清除" }).click();
    await tab.reload();
    if (await tab.inputValue("#c-h-0-7") !== "" || await tab.inputValue("#c-0-0-0") !== "") faults.push("the draft is still there");
    if (await tab.evaluate(() => localStorage.length) !== 0) faults.push("something of the draft is left in the browser");
  });
  return faults;
}

async function noShelf({ tabs, page }) {
  const faults = [];
  const tab = await tabs.open(null);
  try {
    await tab.addInitScript(() => Object.defineProperty(window, "localStorage", { get() { throw new Error("refused"); } }));
    await tab.goto(page("slj"));
    if (!(await tab.textContent("#state")).includes("不能保存草稿")) faults.push("it does not say that no draft is kept");
    await tab.fill("#c-h-0-7", "一句话");
    if (!(await saveFrom(tab)).text.includes("一句话")) faults.push("it cannot save");
  } finally {
    await tab.context().close();
  }
  return faults;
}

async function lastYear({ tabs, page }) {
  const faults = [];
  await tabs.with(page("slj"), {}, async (tab) => {
    const filled = await tab.evaluate(() => [...document.querySelectorAll("#form input, #form select, #form textarea")].filter((box) => box.value !== "").map((box) => box.id));
    if (filled.length) faults.push(`filled in without being asked: ${filled.slice(0, 5)}`);
    if (!/编号|任务:/.test((await saveFrom(tab)).text) === false) faults.push("an empty page saves entries");
    const form = await model(tab);
    const progress = form.tables[0].fields.findIndex((field) => field.key === "progress");
    const last = form.tables[0].rows[0].last[progress];
    if (!(await tab.textContent(`#o-0-0-${progress}`)).includes(last)) faults.push("last year's words are not beside");
    await tab.click(`#b-0-0-${progress}`);
    if (await tab.inputValue(`#c-0-0-${progress}`) !== last) faults.push("the button does not bring the words");
    if (!(await tab.textContent(`#m-0-0-${progress}`)).includes("引用上年")) faults.push("what was copied is not marked");
    if (await tab.isVisible(`#b-0-0-${progress}`)) faults.push("the button would replace what stands there");
    await tab.fill(`#c-0-0-${progress}`, `${last}本年新增两处。`);
    if ((await tab.textContent(`#m-0-0-${progress}`)).includes("引用上年")) faults.push("what was rewritten is still marked");
    await tab.click("[data-none=milestones]");
    const none = form.tables[2].rows.filter((row) => row.last[0] === "不涉及").length;
    const now = await tab.evaluate(() => [...document.querySelectorAll("select.copied")].filter((box) => box.value === "不涉及").length);
    if (none !== now) faults.push(`${now} of ${none} milestones`);
    for (const kind of ["number", "percent", "date", "phone"]) {
      if (await tab.locator(`.field:has([data-kind=${kind}]) [data-copy]`).count()) faults.push(`${kind} can be copied`);
    }
  });
  return faults;
}

async function hostile({ tabs, folder }) {
  const workspace = join(folder, "hostile");
  mkdirSync(workspace);
  write(workspace, true);
  const page = pages(workspace, "demo", 2026, join(folder, "hostile-forms"));
  return tabs.with(page("slj"), {}, async (tab) => {
    const faults = [];
    const words = await tab.locator("main").innerText();
    for (const word of [...SEEN, "<b>入河</b>"]) if (!words.includes(word)) faults.push(`“${word}” is not seen as words`);
    if (await tab.locator("main img, main b:text-is('入河'), main script").count()) faults.push("words became elements");
    const form = await model(tab);
    const progress = form.tables[0].fields.findIndex((field) => field.key === "progress");
    await tab.click(`#b-0-0-${progress}`);
    const file = await saveFrom(tab);
    if (!file.text.includes(SEEN[0])) faults.push("the words are not saved as they are");
    await openIn(tab, "again.yaml", file.text);
    if ((await saveFrom(tab)).text !== file.text) faults.push("the words come back as others");
    // The paper is made of them as well; a dialog or an error would be noticed by whoever opened the tab.
    await tab.pdf({ preferCSSPageSize: true });
    if (await tab.locator("#sheet img, #sheet script").count()) faults.push("words became elements on paper");
    return faults;
  });
}

async function explained({ tabs, page }) {
  return tabs.with(page("slj"), {}, async (tab) => {
    const faults = [];
    const form = await model(tab);
    const at = (key) => form.tables[0].fields.findIndex((field) => field.key === key);
    await tab.evaluate(() => document.querySelectorAll("details").forEach((el) => { el.open = true; }));
    const list = () => tab.locator("#list li.verify", { hasText: "N508" }).count();
    await tab.selectOption("#c-0-3-0", "长期坚持");
    if (await list() !== 1) faults.push("the question is not asked");
    await tab.fill(`#c-0-3-${at("explanation")}`, "N417：追加投入");
    if (await list() !== 1) faults.push("an answer to another question answers it");
    for (const words of ["N508：时限经市政府同意调整", "时限经市政府同意调整"]) {
      await tab.fill(`#c-0-3-${at("explanation")}`, words);
      if (await list() !== 0) faults.push(`still open after ${words}`);
      if (!(await tab.textContent("#m-0-3-0")).includes("已写核实说明")) faults.push("the field does not say that it is explained");
    }
    await tab.fill("#c-0-4-1", "0.8");
    if (!(await tab.textContent("#m-0-4-1")).includes("N412")) faults.push("0.8 for 80 is not asked about");
    return faults;
  });
}
