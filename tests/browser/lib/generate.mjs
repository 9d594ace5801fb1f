// Submissions made up for a form: awkward texts, figures with their digits, gaps. The same seed, the same texts.

/** A generator of numbers below `n`. */
export function dice(seed) {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

const PIECES = [
  "完成排污口整治12个", "“一河一策”", "- 第一项", "# 不是注释", "冒号: 半角", "冒号：全角", "  行首有空格", "\\n 不是换行", "'单引号'", "\"双引号\"",
  "第一行\n第二行", "段落\n\n段落", "|竖线", "> 引文", "{花括号}", "[方括号]", "& * ! % @ `", "——破折号", "１２３", "<b>标签</b>", "末尾换行\n",
  "全角　空格", "\t制表符", "零\u200b宽", "yes", "null", "~", "2025-11-30", "007", "1.50", "𠮷野", "尾随空格 ", "。",
];
const LINES = ["1—11月", "市水利局统计（示例）", "GB 3838—2002", "张三", "a: b", "#号开头", "null", "示例函〔2026〕1号", "'引'"];

/** A submission as {name of the field: text}, with the names that drafts use: `list|id|key`. */
export function submission(form, roll) {
  const one = (list) => list[roll(list.length)];
  const text = () => Array.from({ length: 1 + roll(3) }, () => one(PIECES)).join(one(["", "，", "\n"]));
  const number = () => one(["0", "12", "70.90", "0.7092", "1595", "100", "98.5", "-3.0", "33.333"]);
  const value = {
    word: (field) => one(form.words[field.of])[1], number, percent: () => one(["0", "45", "100", "62.5", "0.8"]),
    date: () => one(["2026-11-30", "2026-12-08", "2026-01-01"]), due: () => one(["2027-06-30", "2028", "长期坚持"]),
    line: () => one(LINES), phone: () => one(["013800000000", "0353-2290000"]), text,
    evidence: () => one(["验收意见", "验收意见〔文件：a.pdf〕\n批复: 二", "#1 机组报告"]),
    explanation: () => one(["断面由15个调整为12个", "N421：口径调整\nN422：第一行\n第二行", "因“三区三线”调整: 见附件"]),
  };
  const said = {};
  const answer = (list, id, fields) => {
    for (const field of fields) {
      const wanted = field.need[0] === "always" || roll(2) === 0;
      if (!wanted) continue;
      const words = value[field.kind](field);
      if (words.trim() !== "") said[`${list}|${id}|${field.key}`] = words;
    }
  };
  answer("", "", form.head.fields);
  for (const table of form.tables) {
    for (const row of table.rows) {
      if (roll(3) === 0) continue;
      answer(table.list, row.id, table.fields);
      // Of last year's final figure the value is needed to have a place for the rest.
      const last = (key) => `${table.list}|${row.id}|last_year.${key}`;
      if (!said[last("value")]) for (const key of ["n", "of", "value_status", "source"]) delete said[last(key)];
    }
  }
  return said;
}

/** The same as a file with English keys; JSON is YAML. */
export function asFile(form, said) {
  const english = (field, words) => {
    if (field.kind === "word") return form.words[field.of].find(([, chinese]) => chinese === words)[0];
    if (field.kind === "due") return words === "长期坚持" ? "ongoing" : words;
    if (field.kind === "evidence") {
      return words.split("\n").map((line) => {
        const [, title, file] = /^(.*)〔文件：(.*)〕$/.exec(line) ?? [null, line];
        return file ? { title, file } : { title };
      });
    }
    if (field.kind === "explanation" && /^N\d{3}：/.test(words)) {
      return Object.fromEntries(words.split(/\n(?=N\d{3}：)/).map((part) => [part.slice(0, 4), part.slice(5)]));
    }
    return words;
  };
  const put = (target, field, words) => {
    const [last, ...above] = [...field.path].reverse();
    const place = above.reverse().reduce((map, key) => (map[key] ??= {}), target);
    place[last] = english(field, words);
  };
  const file = { nianbao: "submission/1", plan: form.plan, year: form.year, unit: form.unit_name, sample: form.sample };
  for (const field of form.head.fields) {
    if (said[`||${field.key}`]) put(file, field, said[`||${field.key}`]);
  }
  for (const table of form.tables) {
    const list = table.rows.flatMap((row) => {
      const entry = { id: row.id };
      for (const field of table.fields) {
        const words = said[`${table.list}|${row.id}|${field.key}`];
        if (words) put(entry, field, words);
      }
      return Object.keys(entry).length > 1 ? [entry] : [];
    });
    if (list.length) file[table.list] = list;
  }
  return `${JSON.stringify(file, null, 1).replace(/"(\d{4}-\d{2}-\d{2})"/g, "$1")}\n`;
}

/** Types a submission into the page, field by field. */
export async function typeInto(page, form, said) {
  const places = [["h-0", "", "", form.head.fields]];
  form.tables.forEach((table, t) => table.rows.forEach((row, r) => places.push([`${t}-${r}`, table.list, row.id, table.fields])));
  await page.evaluate(() => document.querySelectorAll("details").forEach((el) => { el.open = true; }));
  for (const [place, list, id, fields] of places) {
    for (const [at, field] of fields.entries()) {
      const words = said[`${list}|${id}|${field.key}`];
      if (!words) continue;
      const box = page.locator(`#c-${place}-${at}`);
      if (field.kind === "word") await box.selectOption(words);
      else await box.fill(words);
    }
  }
}
