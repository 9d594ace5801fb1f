/* The paper: what stands in the fields as tables, with places to sign. Telephone numbers and what is only for
   checking stay off it. */
function sheet() {
  var head = entries[0], out = [];
  function add(tag, words, className) { var el = make(tag, words, className); out.push(el); return el; }
  add("p", form.basis, "basis");
  add("h1", form.title);
  var facts = add("p", "", "facts");
  ["document_number", "as_of", "filled_on"].forEach(function (key) {
    facts.appendChild(make("span", form.chinese[key] + "：" + (head.get(key) || "　　　　　　")));
  });
  if (sample) add("p", "示例数据，不代表实际工作情况", "facts");
  if (head.get("nil_return") !== "") { add("h2", form.chinese.nil_return); add("p", head.get("nil_return"), "words"); }
  add("h2", form.chinese.summary);
  add("p", head.get("summary") || "（未填）", "words");
  form.tables.forEach(function (table, t) {
    if (!table.rows.length) return;
    add("h2", table.name);
    var none = 0, rows = entries.filter(function (entry) { return entry.place.split("-")[0] === String(t); }).filter(function (entry) {
      var idle = table.list === "milestones" && entry.get("status") === "不涉及" && entry.get("note") === "";
      none += idle ? 1 : 0;
      return !idle;
    });
    out.push(table.list === "indicators" ? figures(table, rows) : answers(table, rows));
    if (none) add("p", (rows.length ? "其余" : "") + none + "项不涉及本单位。");
  });
  if (head.get("suggestions") !== "") { add("h2", form.chinese.suggestions); add("p", head.get("suggestions"), "words"); }
  var lacks = found.filter(function (finding) { return finding.lack; }).length;
  if (lacks) add("p", "本表还有 " + lacks + " 项没有填写。", "facts");
  var sign = add("div", "", "sign");
  ["preparer", "reviewer", "approver"].forEach(function (key) {
    sign.appendChild(make("span", form.chinese[key] + "（签字）：" + head.get("people." + key)));
  });
  sign.appendChild(make("p", form.unit_name + "（盖章）　　　　　　\n　　　　年　　月　　日", "seal"));
  fill(byId("sheet"), out);
}
function grid(heads, rows, className) {
  var table = make("table", "", className), top = make("thead"), body = make("tbody"), line = make("tr");
  heads.forEach(function (words) { line.appendChild(make("th", words)); });
  top.appendChild(line);
  rows.forEach(function (cells) {
    var row = make("tr");
    cells.forEach(function (words) { row.appendChild(make("td", words)); });
    body.appendChild(row);
  });
  table.appendChild(top);
  table.appendChild(body);
  return table;
}
/* Tasks and milestones: how they stand, and the words about them. */
function answers(table, rows) {
  var silent = ["status", "percent", "explanation", "public_progress"];
  return grid([form.chinese.id, form.words_of[table.list], "时限", form.chinese.status, "情况"], rows.map(function (entry) {
    var said = entry.fields.filter(function (field) { return silent.indexOf(field.key) < 0 && entry.get(field.key) !== ""; }), first = said.length === 1 || said.length && /progress|note/.test(said[0].key);
    var words = said.map(function (field, i) { return (i === 0 && first && /progress|note/.test(field.key) ? "" : field.heading + "：") + entry.get(field.key).replace(/\s+$/, "") + (/^funds\./.test(field.key) ? "万元" : ""); });
    var percent = entry.get("percent");
    return [entry.row.id, entry.row.title, entry.row.due, entry.get("status") + (percent ? "\n" + percent + "%" : ""), words.join("\n")];
  }), "answers");
}
function figures(table, rows) {
  var keys = ["period", "value_status", "source"];
  return grid(["指标", "单位", form.chinese.value, form.chinese.n + "／" + form.chinese.of].concat(keys.map(function (key) { return form.chinese[key]; })), rows.map(function (entry) {
    var parts = entry.get("n") !== "" || entry.get("of") !== "" ? entry.get("n") + "／" + entry.get("of") : "", note = entry.get("note");
    return [entry.row.title + (note ? "\n（" + note + "）" : ""), entry.row.unit, entry.get("value") || entry.get("missing"), parts].concat(keys.map(function (key) { return entry.get(key); }));
  }), "figures");
}
