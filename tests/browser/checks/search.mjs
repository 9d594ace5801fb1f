// Search from the disk: exact Chinese substrings, titles first, a clear word when nothing is found.

import { PHONE } from "../lib/browser.mjs";

const NOTHING = "查无此词";
const HOSTILE = '"><img src=x onerror=alert(1)>';

export async function run({ tabs, site, results }) {
  const target = site.page("search");
  const ask = (words, work) => tabs.with(`${target.url}?q=${encodeURIComponent(words)}`, {}, async (page) => {
    await settled(page);
    return work(page);
  });
  const entries = await tabs.with(target.url, { javaScriptEnabled: false }, listed);
  const tasks = entries.filter((entry) => /\/tasks\//.test(entry.href));
  await results.run("search: a piece from the middle of a title finds its page", () => fragments(tasks, ask));
  await results.run("search: hits hold the words, titles come first", () => order(entries, ask));
  await results.run("search: two words must both be there", () => twoWords(tasks, ask));
  await results.run("search: nothing found is said", () => ask(NOTHING, nothing));
  await results.run("search: signs in the words are only signs", () => ask(HOSTILE, hostile));
  await results.run("search: from the form of another page", () => fromForm(tabs, site, tasks));
  await results.run("search: from home, over all plans and years, newest first", () => overAll(tabs, site));
  await results.run("search: full texts are found and shown", () => fullTexts(tabs, site));
  await results.run("search: a year's page leads on to all with the same words", () => onward(tabs, target, site));
  await results.run("search: over fifty hits are counted truly, and all can be seen", () => countedTruly(tabs, site));
  await results.run("search: short names and words of the plan's own title find", () => namesAndTitles(tabs, site));
  await results.run("search: on a phone the hits fit", () => onPhone(tabs, target, tasks));
}

// The page has answered when its status line names the question.
async function settled(page) {
  await page.waitForFunction(() => {
    const words = new URLSearchParams(location.search).get("q").trim();
    return [...document.querySelectorAll("main [role=status]")].some((note) => note.textContent.includes(words));
  });
}

function listed(page) {
  return page.evaluate(() => [...document.querySelectorAll("main .hits a[href]")]
    .filter((a) => a.checkVisibility())
    .map((a) => ({ href: a.href, title: a.textContent.trim(), text: (a.closest("li, tr") ?? a).textContent })));
}

// Pieces of three characters from the middle, none of which is a word for the index to know.
async function fragments(tasks, ask) {
  const faults = [];
  for (const task of [tasks[0], tasks[Math.floor(tasks.length / 2)], tasks.at(-1)]) {
    const characters = [...task.title.replace(/^\S+\s/, "")];
    const piece = characters.slice(Math.floor(characters.length / 2) - 1).slice(0, 3).join("");
    const hits = await ask(piece, listed);
    if (!hits.some((hit) => hit.href === task.href)) faults.push(`“${piece}” does not find “${task.title}”`);
  }
  return faults;
}

async function order(entries, ask) {
  const faults = [];
  for (const word of ["水", "生态", "污染防治"]) {
    const hits = await ask(word, listed);
    const expected = entries.filter((entry) => entry.title.includes(word)).map((entry) => entry.href).sort();
    const inTitle = hits.filter((hit) => hit.title.includes(word));
    const found = inTitle.map((hit) => hit.href).sort();
    if (JSON.stringify(found) !== JSON.stringify(expected)) {
      faults.push(`“${word}” stands in ${expected.length} titles, found ${found.length}`);
    }
    if (hits.slice(0, inTitle.length).some((hit) => !hit.title.includes(word))) faults.push(`“${word}”: not all titles come first`);
    faults.push(...hits.filter((hit) => !hit.text.includes(word)).map((hit) => `“${word}” is not seen in the hit “${hit.title}”`));
  }
  return faults;
}

async function twoWords(tasks, ask) {
  const title = [...tasks[0].title];
  const [first, second] = [title.slice(0, 2).join(""), title.slice(-2).join("")];
  const hits = await ask(`${first} ${second}`, listed);
  const faults = hits.filter((hit) => !hit.text.includes(first) || !hit.text.includes(second)).map((hit) => `“${hit.title}” lacks a word`);
  return hits.some((hit) => hit.href === tasks[0].href) ? faults : [...faults, `“${first} ${second}” does not find “${tasks[0].title}”`];
}

async function nothing(page) {
  const hits = await listed(page);
  const note = await page.locator("main [role=status]").first().textContent();
  const faults = hits.length > 0 ? [`${hits.length} hits for ${NOTHING}`] : [];
  if (!/共0条|没有|未找到/.test(note + (await page.locator("main").innerText()))) faults.push(`the page does not say that nothing is found: ${note}`);
  if (!note.includes(NOTHING)) faults.push(`the status line does not repeat the question: ${note}`);
  return faults;
}

async function hostile(page) {
  const faults = [];
  if ((await page.locator("main img").count()) > 0) faults.push("the question became an element");
  if ((await page.locator("#q").inputValue()) !== HOSTILE) faults.push("the question does not stand in the field");
  return faults;
}

function fromForm(tabs, site, tasks) {
  return tabs.with(site.page("task register").url, {}, async (page) => {
    const word = [...tasks[0].title].slice(0, 3).join("");
    await page.getByRole("searchbox", { name: /搜索/ }).fill(word);
    await page.keyboard.press("Enter");
    await page.waitForURL(/search\.html\?q=/);
    await settled(page);
    const hits = await listed(page);
    return hits.some((hit) => hit.title === tasks[0].title) ? [] : [`“${word}” does not find “${tasks[0].title}”`];
  });
}

// Whatever stands in the list of any year is found from the home page.
function overAll(tabs, site) {
  return tabs.with(site.url("internal", "index.html"), {}, async (page) => {
    await page.getByRole("searchbox", { name: /搜索/ }).fill("水");
    await page.keyboard.press("Enter");
    await page.waitForURL(/internal\/search\.html\?q=/);
    await settled(page);
    const hits = await listed(page);
    const folders = new Set(hits.map((hit) => hit.href.match(/([^/]+\/\d{4})\//)[1]));
    const years = hits.filter((hit) => hit.title.includes("水")).map((hit) => Number(hit.href.match(/\/(\d{4})\//)[1]));
    const faults = folders.size > 1 ? [] : [`only ${[...folders]} is searched`];
    if (years.some((year, n) => n > 0 && year > years[n - 1])) faults.push(`years are mixed: ${years}`);
    return { faults, note: `${hits.length} hits of ${[...folders].join(", ")}` };
  });
}

// Milestones and the words of units stand in no title and in no line of the list.
async function fullTexts(tabs, site) {
  const faults = [];
  const path = site.html("public").find((own) => /\/tasks\/(?!index)/.test(own) && /class="steps"/.test(site.read("public", own)) && /<td><div class="md"/.test(site.read("public", own)));
  const texts = await tabs.with(site.url("public", path), {}, (page) => page.evaluate(() => ({
    title: document.querySelector("h1").firstChild.nodeValue.trim(),
    words: [".steps .when + p", "td .md p"].map((where) => document.querySelector(where)?.textContent.replace(/\s+/g, "")).filter(Boolean),
  })));
  if (texts.words.length < 2) faults.push(`the page has no milestone or no words of a unit: ${texts.words}`);
  for (const words of texts.words) {
    const piece = [...words].slice(2, 9).join("");
    const url = `${site.url("public", "search.html")}?q=${encodeURIComponent(piece)}`;
    const hits = await tabs.with(url, {}, async (page) => {
      await settled(page);
      return listed(page);
    });
    const hit = hits.find((own) => texts.title.includes(own.title));
    if (!hit) faults.push(`“${piece}” does not find “${texts.title}”`);
    else if (!hit.text.includes(piece)) faults.push(`“${piece}” is found but not shown: ${hit.text}`);
  }
  return faults;
}

function onward(tabs, target, site) {
  return tabs.with(`${target.url}?q=${encodeURIComponent("森林")}`, {}, async (page) => {
    await settled(page);
    await page.getByRole("link", { name: "在全部方案和年度中搜索" }).click();
    await page.waitForURL((url) => url.href.startsWith(site.url("public", "search.html")));
    await settled(page);
    return (await listed(page)).length > 0 ? [] : ["“森林” finds nothing in all plans"];
  });
}

// What the page for all plans counts is what the pages of the single years count, and the last hit can be reached.
async function countedTruly(tabs, site) {
  const faults = [];
  const years = site.html("public").filter((own) => /^[^/]+\/\d{4}\/search\.html$/.test(own));
  const count = (path, words, more) => tabs.with(`${site.url("public", path)}?q=${encodeURIComponent(words)}`, {}, async (page) => {
    await settled(page);
    const said = async () => (await page.locator("main [role=status]").first().textContent()).match(/共(\d+)条(?:，显示前(\d+)条)?/);
    const [, all, part] = await said();
    if ((await listed(page)).length !== Number(part ?? all)) faults.push(`“${words}” on ${path}: ${(await listed(page)).length} shown, ${part ?? all} said`);
    while (more && (await page.locator("button.further").isVisible())) {
      const before = (await listed(page)).length;
      await page.locator("button.further").click();
      await page.waitForFunction((n) => document.querySelectorAll(".hits > li").length > n, before);
      const focused = await page.evaluate(() => [...document.querySelectorAll(".hits > li")].findIndex((li) => li.contains(document.activeElement)));
      if (focused !== before) faults.push(`“${words}”: the focus is at ${focused}, the first new hit is ${before}`);
    }
    const hits = await listed(page);
    if (more && (hits.length !== Number(all) || (await said())[2])) faults.push(`“${words}” on ${path}: ${hits.length} of ${all} can be seen`);
    return { all: Number(all), plans: hits.filter((hit) => /\/\d{4}\/index\.html$/.test(hit.href)).length };
  });
  let most = 0;
  for (const words of ["长期坚持", "正常推进", "生态环境", "水", "生态 环境"]) {
    const own = [];
    for (const path of years) own.push((await count(path, words, false)).all);
    const whole = await count("search.html", words, true);
    const sum = own.reduce((a, b) => a + b, 0);
    if (whole.all - whole.plans !== sum) faults.push(`“${words}”: ${whole.all} in all (${whole.plans} plans), ${own.join(" + ")} in the years`);
    if (sum > 50 && sum <= 100) most += 1;
  }
  if (most === 0) faults.push("no query has between 51 and 100 hits");
  return faults;
}

// A short name leads to its unit; a word of the title and one of an entry lead to the entry.
async function namesAndTitles(tabs, site) {
  const faults = [];
  const ask = (words) => tabs.with(`${site.url("public", "search.html")}?q=${encodeURIComponent(words)}`, {}, async (page) => {
    await settled(page);
    return listed(page);
  });
  const unit = await ask("市发改委");
  if (!unit.some((hit) => hit.title.includes("发展和改革委员会"))) faults.push(`“市发改委” finds ${unit.map((hit) => hit.title)}`);
  const both = await ask("空气 平凉");
  if (both.length === 0 || both.some((hit) => !hit.href.includes("/pingliang/"))) faults.push(`“空气 平凉” finds ${both.map((hit) => hit.href)}`);
  const path = site.html("public").find((own) => /^yangquan\/\d{4}\/tasks\/index\.html$/.test(own));
  await tabs.with(site.url("public", path), {}, async (page) => {
    await page.getByRole("searchbox", { name: "筛选" }).fill("发改委");
    const note = await page.locator(".filter [role=status]").textContent();
    if (/显示0行/.test(note)) faults.push(`the filter of the tasks knows no “发改委”: ${note}`);
  });
  return faults;
}

function onPhone(tabs, target, tasks) {
  return tabs.with(`${target.url}?q=${encodeURIComponent(tasks[0].title)}`, { viewport: PHONE }, async (page) => {
    await settled(page);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    return over > 0 ? [`${over} px too wide`] : [];
  });
}
