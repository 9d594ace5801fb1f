// The form as a page: what is filled in is what is saved, opened and checked; drafts; paper; no network.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findings, model, openIn, pages, said, saidIn, saveFrom } from "../lib/forms.mjs";
import { asFile, dice, submission, typeInto } from "../lib/generate.mjs";
import { REPOSITORY } from "../lib/program.mjs";
import * as desk from "./form_desk.mjs";
import * as slips from "./form_faults.mjs";
import * as shown from "./form_shown.mjs";

const PLAN = join(REPOSITORY, "plans/yangquan.yaml");
const YEAR = 2026;

export async function run({ tabs, scratch, results, eachPage }) {
  const folder = join(scratch, "form");
  mkdirSync(folder, { recursive: true });
  const page = pages(REPOSITORY, "yangquan", YEAR, join(folder, "forms"));
  const suite = { tabs, folder, results, page, plan: PLAN, eachPage };
  await results.run("form: what is typed is what is saved", () => typed(suite, "slj", 2));
  await results.run("form: what is opened is what is saved", () => opened(suite, ["slj", "sthjj"], 8));
  await results.run("form: every example submission goes through its page", () => examples(suite));
  await results.run("form: the page finds what the program finds", () => agreement(suite, ["slj", "sthjj"], 8));
  await results.run("form: the page weighs explanations as the program does", () => explanations(suite, "slj"));
  await desk.run(suite);
  await slips.run(suite);
  await shown.run(suite);
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** Where two submissions differ, in a line. */
function difference(a, b, path = "") {
  if (same(a, b)) return "";
  if (!a || !b || typeof a !== "object" || typeof b !== "object") return `${path}: ${JSON.stringify(a)} ≠ ${JSON.stringify(b)}`;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = difference(a[key], b[key], `${path}/${key}`);
    if (found) return found;
  }
  return `${path}: order`;
}

/** Typed by hand, saved, and after coming back saved again: one submission. */
async function typed({ tabs, folder, page, plan }, unit, count) {
  const faults = [];
  for (let seed = 1; seed <= count; seed += 1) {
    await tabs.with(page(unit), {}, async (tab) => {
      const form = await model(tab);
      const words = submission(form, dice(seed));
      const wanted = saidIn(plan, folder, `typed-${seed}.yaml`, asFile(form, words));
      await typeInto(tab, form, words);
      const file = await saveFrom(tab);
      if (file.name !== `${unit}.yaml`) faults.push(`the file is called ${file.name}`);
      const got = saidIn(plan, folder, `saved-${seed}.yaml`, file.text).said;
      faults.push(...compared(`seed ${seed}`, wanted, got));
      await tab.reload();
      const again = await saveFrom(tab);
      if (again.text !== file.text) faults.push(`seed ${seed}: after coming back another file is saved`);
    });
  }
  return { faults, note: `${count} submissions` };
}

/** The page says what the file, the YAML form and the workbook say. */
function compared(name, wanted, got) {
  const all = { "the file": wanted.said, "the YAML form": wanted.by_yaml, "the workbook": wanted.by_workbook };
  return Object.entries(all).map(([what, one]) => [what, difference(one, got)]).filter(([, found]) => found)
    .map(([what, found]) => `${name}: not what ${what} says: ${found}`);
}

/** A plain file, the program's own form and the page's own file are read, and saved as one and the same. */
async function opened({ tabs, folder, page, plan }, units, count) {
  const faults = [];
  for (const unit of units) {
    await tabs.with(page(unit), {}, async (tab) => {
      const form = await model(tab);
      for (let seed = 100; seed < 100 + count; seed += 1) {
        const plain = asFile(form, submission(form, dice(seed)));
        const wanted = saidIn(plan, folder, `plain-${unit}-${seed}.yaml`, plain);
        const told = await openIn(tab, "plain.yaml", plain);
        const first = await saveFrom(tab);
        faults.push(...compared(`${unit} ${seed} (${told.slice(0, 60)})`, wanted, saidIn(plan, folder, `page-${unit}-${seed}.yaml`, first.text).said));
        for (const [what, text] of [["its YAML form", wanted.yaml], ["its own file", first.text]]) {
          const words = await openIn(tab, "again.yaml", text);
          if (!words.includes("全部内容都已读入")) faults.push(`${unit} ${seed}, ${what}: ${words}`);
          const again = await saveFrom(tab);
          if (again.text !== first.text) faults.push(`${unit} ${seed}: ${what} is saved as another file`);
        }
      }
    });
  }
  return { faults, note: `${units.length * count} submissions, three files each` };
}

/** All that was handed in as an example, opened in the page of its unit and year. */
async function examples({ tabs, folder, eachPage }) {
  const faults = [];
  const work = [];
  for (const plan of readdirSync(join(REPOSITORY, "plans")).filter((name) => name.endsWith(".yaml")).map((name) => name.slice(0, -5))) {
    const years = readdirSync(join(REPOSITORY, "submissions", plan)).filter((name) => /^\d{4}$/.test(name));
    for (const year of years) {
      const round = join(REPOSITORY, "submissions", plan, year);
      const page = pages(REPOSITORY, plan, year, join(folder, "examples"));
      for (const name of readdirSync(round).filter((file) => /^[\w-]+\.yaml$/.test(file) && !/^(decisions|record|plan)\./.test(file))) {
        work.push({ plan, file: join(round, name), unit: name.slice(0, -5), url: page(name.slice(0, -5)), name: `${plan} ${year} ${name}` });
      }
    }
  }
  const saved = [];
  await eachPage(work, (one) => tabs.with(one.url, {}, async (tab) => {
    const told = await openIn(tab, `${one.unit}.yaml`, readFileSync(one.file));
    if (told.includes("没有打开")) return faults.push(`${one.name}: ${told}`);
    const file = await saveFrom(tab);
    const path = join(folder, `${one.name.replaceAll(" ", "-")}`);
    writeFileSync(path, file.text);
    saved.push({ ...one, path });
  }));
  for (const plan of new Set(saved.map((one) => one.plan))) {
    const of = saved.filter((one) => one.plan === plan);
    const texts = said(join(REPOSITORY, "plans", `${plan}.yaml`), of.flatMap((one) => [one.file, one.path])).map((line) => line.said);
    of.forEach((one, at) => {
      const found = difference(texts[2 * at], texts[2 * at + 1]);
      if (found) faults.push(`${one.name}: ${found}`);
    });
  }
  return { faults, note: `${saved.length} submissions` };
}

// What a page cannot know at the desk, or says of rows that a file leaves out.
const AT_THE_DESK = /^N(207|208|23[1-6]|32[12]|40[123]|41[1-7]|42[1-8]|44[123]|50[1-9]|52[1-7]|54[1235678]|60[1-58])$/;

/** The same codes at the same entries, with last year beside. */
async function agreement({ tabs, folder, page, plan }, units, count) {
  const faults = [];
  const agreed = {};
  for (const unit of units) {
    const last = join(REPOSITORY, "submissions/yangquan/2025", `${unit}.yaml`);
    await tabs.with(page(unit), {}, async (tab) => {
      const form = await model(tab);
      for (let seed = 500; seed < 500 + count; seed += 1) {
        const words = troubled(form, submission(form, dice(seed)), dice(seed + 1));
        const file = join(folder, `${unit}.yaml`);
        const text = asFile(form, words);
        writeFileSync(file, text);
        await openIn(tab, "plain.yaml", text);
        const here = await tab.evaluate(() => [...document.querySelectorAll("#list a")].map((a) => [a.getAttribute("href"), (/（(N\d{3})）/.exec(a.textContent) ?? [])[1]]));
        const answered = new Set(Object.keys(words).map((name) => name.split("|").slice(0, 2).join("|")));
        const rowOf = (href) => {
          const [, t, r] = /^#c-(h|\d+)-(\d+)-/.exec(href);
          return t === "h" ? "|" : `${form.tables[t].list}|${form.tables[t].rows[r].id}`;
        };
        const own = here.filter(([href, code]) => code && AT_THE_DESK.test(code) && answered.has(rowOf(href))).map(([, code]) => code).sort();
        const theirs = findings(plan, file, last, "2026-12-31").map((finding) => finding.code).filter((code) => AT_THE_DESK.test(code)).sort();
        for (const code of theirs) agreed[code] = (agreed[code] ?? 0) + 1;
        if (!same(own, theirs)) faults.push(`${unit} ${seed}: the page ${tally(own, theirs)}; the program ${tally(theirs, own)}`);
      }
    });
  }
  // Where nothing is found, nothing is compared.
  if (Object.keys(agreed).length < 40) faults.push(`only these rules had a say: ${Object.keys(agreed).sort().join(" ")}`);
  return { faults, note: `${units.length * count} submissions, ${Object.values(agreed).reduce((a, b) => a + b, 0)} findings of ${Object.keys(agreed).length} rules` };
}
const EXPLANATIONS = [
  "核实无误", "已核实，数据准确无误。", "无", "由于客观原因所致，属于正常波动", "已电话核实，联系电话：0351-4022136", "请致电13903510000核实", "已核实，请致电张工１８６３５３０００００", "0351-4022136",
  "2026年属实", "已于2026年3月5日核实无误", "因特殊原因增幅较大", "系2026年数据，同比有所下降", "N421：核实无误\nN422：口径改为并网侧", "N421：断面由15个调整为12个",
  "上年填报的计量单位是万千瓦，今年为千瓦", "6月并网两座电站共42兆瓦", "两个断面本年起不再考核", "2026年6月投运", "上年漏报2处", "上年误填", "因检修停机40天", "市场价格波动",
  "电话回访三个乡镇后更正", "统计口径由发电侧改为并网侧，联系电话0353-2291234",
];

/** An assurance is no answer at either place: the same explanations are called empty. */
async function explanations({ tabs, folder, page, plan }, unit) {
  const faults = [];
  let empty = 0;
  await tabs.with(page(unit), {}, async (tab) => {
    const form = await model(tab);
    const place = `${form.tables[0].list}|${form.tables[0].rows[0].id}|`;
    for (const words of EXPLANATIONS) {
      const text = asFile(form, { [`${place}status`]: "正常推进", [`${place}progress`]: "整治排污口12个。", [`${place}explanation`]: words });
      const file = join(folder, `${unit}.yaml`);
      writeFileSync(file, text);
      await openIn(tab, "plain.yaml", text);
      const here = await tab.evaluate(() => document.querySelector("#list").textContent.includes("N546"));
      const there = findings(plan, file, null, "2026-12-31").some((finding) => finding.code === "N546");
      if (there) empty += 1;
      if (here !== there) faults.push(`“${words}”: the page ${here}, the program ${there}`);
    }
  });
  if (empty < 8 || EXPLANATIONS.length - empty < 8) faults.push(`${empty} of ${EXPLANATIONS.length} are empty: nothing is compared`);
  return { faults, note: `${EXPLANATIONS.length} explanations, ${empty} empty` };
}

function tally(a, b) {
  const left = [...b];
  const more = a.filter((code) => { const at = left.indexOf(code); if (at >= 0) left.splice(at, 1); return at < 0; });
  return `alone: ${more.join(" ") || "nothing"}`;
}

const TROUBLE = [
  "正在按照方案要求有序推进。", "……", "高度重视，狠抓落实，取得积极成效。", "进展顺利。", "强化组织领导，印发清淤方案。", "高度重视，狠抓落实，清淤三处。", "高度重视，狠抓落实，清淤３公里。",
  "｜河段｜长度｜\n｜上游｜3千米｜", "| 河段 | 长度 |\n|---|---|\n| 上游 | 3千米 |", "完成：\n\n| 河段 | 长度 |\n| 上游 | 3千米 |",
  "联系人电话１３８ ００００ ００００。", "身份证11010519491231002X", "材料发wang@b.cn。", "卡号6222021234567894", "电话0353-2291234", "无"];

/** The same submission without explanations, which answer findings, and with more trouble in its texts. */
function troubled(form, words, roll) {
  const out = {};
  for (const [name, text] of Object.entries(words)) {
    if (name.endsWith("|explanation")) continue;
    // Last year's final value is judged where last year's own report lies: by `check`.
    if (/\|last_year/.test(name)) continue;
    const isText = /\|(progress|public_progress|issues|next_steps|summary|note|basis|suggestions)$/.test(name);
    out[name] = isText && roll(4) === 0 ? TROUBLE[roll(TROUBLE.length)] : text;
  }
  for (const table of form.tables) {
    for (const row of table.rows) {
      table.fields.forEach((field, at) => {
        const name = `${table.list}|${row.id}|${field.key}`;
        if (row.last[at] && out[name] && roll(3) === 0 && field.kind !== "evidence" && field.kind !== "explanation") out[name] = row.last[at];
      });
      const period = `${table.list}|${row.id}|period`;
      if (out[period]) out[period] = ["1—11月", "全年", "累计", "上半年", "截至2026-11-30"][roll(5)];
    }
  }
  return out;
}
