// Slips of the keyboard in a file: the page and the program name the same fault; other words for keys lead to theirs.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { findings, openIn, saveFrom, saidIn } from "../lib/forms.mjs";

const HEAD = "格式: submission/1\n方案: yangquan\n年度: 2026\n单位: slj\n填报日期: 2026-12-08\n";
const TASK = "任务:\n  - 编号: RW-02-01\n    完成情况: 正常推进\n";

export async function run(suite) {
  const { results } = suite;
  await results.run("form: a faulty file is refused for what the program says is wrong with it", () => same(suite));
  await results.run("form: a key that was one once is read, one that is meant is asked about", () => meant(suite));
  await results.run("form: what stands in the way of saving is asked until it is mended", () => askedAnew(suite));
}

const FAULTY = [
  `${HEAD}${TASK}    进展情况: 整治完成。\n`.replaceAll(": ", "：").replaceAll(":\n", "：\n"),
  `${HEAD}总体情况：一年来完成整治。\n${TASK}`,
  `${HEAD}${TASK}    进展情况:\n      1. 完成清淤12公里。\n      2. 新建闸坝3座。\n`,
  `${HEAD}${TASK}    进展情况:\n    1. 完成清淤12公里。\n    2. 新建闸坝3座。\n`,
  `${HEAD}${TASK}    进展情况: |\n      完成清淤12公里。\n    新建闸坝3座。\n`,
  `${HEAD}${TASK}    进展情况: |\n      完成清淤12公里。\n     新建闸坝3座。\n`,
  `${HEAD}${TASK}    进展情况: 完成清淤12公里。\n    新建闸坝3座。\n`,
  `${HEAD}总体情况:写了一句\n`,
  `${HEAD}计划: yangquan\n`,
];

async function same({ tabs, folder, page, plan }) {
  const faults = [];
  await tabs.with(page("slj"), {}, async (tab) => {
    for (const [at, text] of FAULTY.entries()) {
      const told = await openIn(tab, "x.yaml", text);
      const here = /（(N0\d\d)）/.exec(told)?.[1] ?? "nothing";
      const file = join(folder, `faulty-${at}.yaml`);
      writeFileSync(file, text);
      const theirs = findings(plan, file, null, "2026-12-31").map((found) => found.code).filter((code) => code.startsWith("N0"));
      if (theirs.length ? !theirs.includes(here) : here !== "nothing") faults.push(`${at}: the page says ${here}, the program ${[...new Set(theirs)].join(" ")}: ${told.slice(0, 90)}`);
    }
    const book = await openIn(tab, "slj.xlsx", Buffer.from([0xd0, 0xcf, 0x11, 0xe0]));
    if (!book.includes("可以直接报送")) faults.push(`a workbook: ${book}`);
  });
  return { faults, note: `${FAULTY.length} files` };
}

const MEANT = `格式: submission/1\n计划: yangquan\n年度: 2026\n单位: slj\n填报日期: 2026-12-08\n数据截止日期: 2026-11-30\n审核人: 李四\n填报信息: {填表人: 张三, 手机: "13800000000"}
任务:\n  - {编号: RW-02-01, 状态: 正常推进, 进度: 40, 目前进展: 清淤12公里。}\n`;

async function meant({ tabs, folder, page, plan }) {
  const faults = [];
  await tabs.with(page("slj"), {}, async (tab) => {
    const told = await openIn(tab, "x.yaml", MEANT);
    for (const words of ["是不是“截至日期”", "是不是“填报人”", "是不是“联系电话”", "是不是“完成情况”", "是不是“完成率”", "是不是“进展情况”", "“审核人”写在“填报信息”下面"]) {
      if (!told.includes(words)) faults.push(`${words} is not told: ${told}`);
    }
    if (told.includes("“计划”")) faults.push(`the former term is not read: ${told}`);
    let saved = false;
    tab.on("download", () => { saved = true; });
    await tab.click("#save");
    const asked = await tab.locator("#note").textContent();
    if (!asked.includes("没有保存") || !asked.includes("填表人") || saved) faults.push(`saving asks nothing: ${asked}`);
    if (!(await tab.locator("#list").textContent()).includes("填表人")) faults.push("what has no field is not counted");
    await tab.locator("#note button", { hasText: "填入对应的栏" }).click();
    const file = await saveFrom(tab);
    const { said } = saidIn(plan, folder, "meant.yaml", file.text);
    for (const words of ["填表人", "手机", "状态", "目前进展", "计划: "]) if (file.text.includes(words)) faults.push(`“${words}” is written back: ${file.text}`);
    for (const words of ["张三", "李四", "13800000000", "清淤12公里", "2026-11-30"]) if (!JSON.stringify(said ?? "").includes(words)) faults.push(`“${words}” is lost`);
    writeFileSync(join(folder, "meant-check.yaml"), file.text);
    const wrong = findings(plan, join(folder, "meant-check.yaml"), null, "2026-12-31").filter((found) => /^N02[12]$/.test(found.code));
    if (wrong.length) faults.push(`the program refuses it: ${JSON.stringify(wrong)}`);
  });
  return faults;
}

// What stands in the way of saving is counted where it is asked about, named whole, and asked no more once it is mended.
async function askedAnew({ tabs, page }) {
  const faults = [];
  const text = `${HEAD}${TASK}    完成率: "45%"\n    佐证材料: []\n`;
  await tabs.with(page("slj"), {}, async (tab) => {
    await openIn(tab, "x.yaml", text.replace('"45%"', "150"));
    await tab.evaluate(() => { document.getElementById("note").hidden = true; });
    const tally = Number(/须改正 (\d+) 处/.exec(await tab.locator("#tally").textContent())[1]);
    await tab.click("#save");
    const asked = await tab.locator("#note > p").first().textContent();
    const said = Number(/有 (\d+) 处必须改正/.exec(asked)?.[1] ?? 0);
    if (said === 0 || said !== tally) faults.push(`${tally} places are counted, ${said} asked about: ${asked}`);
    if (asked.trim().split("\n").length < said + 1) faults.push(`not all ${said} places are named: ${asked}`);
    await tab.locator("#note button", { hasText: "去改正" }).click();
    const field = await tab.evaluate(() => document.activeElement.id);
    await tab.click("#save");
    await tab.fill(`#${field}`, "45");
    await tab.waitForFunction(() => !document.getElementById("note").textContent.includes("“完成率”"));
    const left = Number(/有 (\d+) 处必须改正/.exec(await tab.locator("#note > p").first().textContent())?.[1] ?? 0);
    const counted = Number(/须改正 (\d+) 处/.exec(await tab.locator("#tally").textContent())[1]);
    if (left !== said - 1 || counted !== left) faults.push(`one of ${said} is mended: ${left} are asked about, ${counted} counted`);
  });
  return faults;
}
