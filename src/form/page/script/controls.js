/* The fields on the screen: what stands in them, what is copied from last year, what is found, what is saved here. */
var form = JSON.parse(document.getElementById("data").textContent), sample = form.sample;
var boxes = {}, entries = [], byPlace = {}, touched = {}, copied = {}, kept = [];

function byId(id) { return document.getElementById(id); }
function make(tag, words, className) {
  var el = document.createElement(tag);
  if (words) el.textContent = words;
  if (className) el.className = className;
  return el;
}
function fill(el, children) {
  while (el.firstChild) el.removeChild(el.firstChild);
  children.forEach(function (child) { el.appendChild(child); });
}

(function () {
  function add(place, list, fields, row, last) {
    var entry = { place: place, list: list, fields: fields, row: row, boxes: {} };
    fields.forEach(function (field, at) {
      var box = byId("c-" + place + "-" + at);
      entry.boxes[field.key] = box;
      boxes[box.id] = { entry: entry, field: field, box: box };
    });
    entry.get = function (key) {
      var box = entry.boxes[key], said = box ? box.value : "";
      return said.trim() === "" ? "" : boxes[box.id].field.kind === "text" ? said : said.trim();
    };
    entry.last = function (key) {
      var at = fields.map(function (field) { return field.key; }).indexOf(key);
      return (at >= 0 && last[at]) || "";
    };
    entries.push(entry);
    byPlace[place] = entry;
  }
  add("h-0", "", form.head.fields, null, form.head.last);
  form.tables.forEach(function (table, t) {
    table.rows.forEach(function (row, r) { add(t + "-" + r, table.list, table.fields, row, row.last); });
  });
}());

/* The name of a field in lists and drafts: it outlives another order of the rows. */
function nameOf(entry, key) { return entry.list + "|" + (entry.row ? entry.row.id : "") + "|" + key; }
function titleOf(entry) {
  if (!entry.row) return "";
  var table = form.tables[Number(entry.place.split("-")[0])];
  return form.words_of[table.list] + " " + entry.row.id + " ";
}

/* ---- what is found ---- */
var found = [];
var ORDER = { error: 0, lack: 1, verify: 2, hint: 3 };

function weightOf(finding) {
  if (finding.lack) return "lack";
  return finding.answered ? "hint" : form.rules[finding.code].weight;
}
function wordsOf(finding, field) {
  var rule = finding.code ? form.rules[finding.code] : null;
  if (finding.lack) return field.needed + (rule ? "。" + rule.title + "（" + finding.code + "）" : "");
  return (finding.answered ? "已写核实说明" : rule.weight_word) + "：" + rule.title + "（" + finding.code + "）";
}
function look() {
  var nil = entries[0].get("nil_return") !== "", anything = kept.length > 0 || entries.some(function (entry) {
    return entry.list && entry.fields.some(function (field) { return entry.get(field.key) !== ""; });
  });
  entries.forEach(function (entry) { entry.nil = nil && !(entry.list && anything) ? "yes" : ""; });
  found = inspect(entries, form.year, dayOf(new Date()));
  answered();
  /* Old browsers do not keep the order of equals. */
  found = found.map(function (finding, at) { return [ORDER[weightOf(finding)], at, finding]; }).sort(function (a, b) {
    return a[0] - b[0] || a[1] - b[1];
  }).map(function (numbered) { return numbered[2]; });
  var at = {};
  found.forEach(function (finding) {
    var id = entryAt(finding.place).boxes[finding.key].id;
    (at[id] = at[id] || []).push(finding);
  });
  Object.keys(boxes).forEach(function (id) { mark(boxes[id], at[id] || []); });
  entries.forEach(function (entry) { if (entry.row) card(entry); });
  summary();
  renewQuestion();
}
/* A question is answered by the explanation that names its code, or by the only one where there is one question;
   by words that say why, and by no assurance. */
function answered() {
  entries.forEach(function (entry) {
    var words = entry.get("explanation"), open = found.filter(function (finding) { return finding.place === entry.place && weightOf(finding) === "verify"; });
    if (words === "") return;
    var byCode = /^N\d{3}：/.test(words);
    open.forEach(function (finding) {
      var own = byCode ? (words.split(new RegExp("^" + finding.code + "：", "m"))[1] || "").split(/^N\d{3}：/m)[0] : open.length === 1 ? words : "";
      finding.answered = own !== "" && bringsFact(own);
    });
  });
}
function entryAt(place) { return byPlace[place]; }

function mark(one, findings) {
  var shown = findings.filter(function (finding) { return !finding.lack || touched[one.box.id]; });
  var bad = shown.some(function (finding) { return /lack|error/.test(weightOf(finding)); });
  var place = byId("m" + one.box.id.slice(1)), state = shown.map(function (finding) { return finding.code + finding.lack + !!finding.answered; }).join() + (copied[one.box.id] ? "c" : "");
  if (bad) one.box.setAttribute("aria-invalid", "true");
  else one.box.removeAttribute("aria-invalid");
  one.box.classList.toggle("copied", !!copied[one.box.id]);
  var back = byId("b" + one.box.id.slice(1));
  if (back) back.hidden = one.box.value.trim() !== "";
  if (place.getAttribute("data-state") === state) return;
  place.setAttribute("data-state", state);
  var lines = shown.map(function (finding) {
    var line = make("p", wordsOf(finding, one.field), weightOf(finding));
    var rule = finding.code && form.rules[finding.code];
    if (rule) { line.appendChild(document.createElement("br")); line.appendChild(make("small", rule.why)); }
    return line;
  });
  if (copied[one.box.id]) lines.unshift(make("p", "引用上年的内容，请改写为本年情况", "verify"));
  fill(place, lines);
}

function card(entry) {
  var el = byId("r-" + entry.place), own = found.filter(function (finding) { return finding.place === entry.place; });
  var said = entry.fields.some(function (field) { return entry.get(field.key) !== ""; });
  var open = own.some(function (finding) { return /lack|error/.test(weightOf(finding)); });
  el.className = "card " + (open ? "lack" : said ? "done" : "");
  byId("s-" + entry.place).textContent = open ? (said ? "还没有填齐" : "未填") : said ? "已填" : "可不填";
  /* A part that must be filled in does not stay folded away. */
  var more = byId("f-" + entry.place);
  if (more && !more.open && own.some(function (finding) { return more.contains(entry.boxes[finding.key]) && (!finding.lack || said); })) more.open = true;
}

function summary() {
  var count = { lack: 0, error: 0, verify: 0, hint: 0 };
  found.forEach(function (finding) { count[weightOf(finding)] += 1; });
  var left = Object.keys(copied).length;
  var strange = keptNow();
  /* The same places stand in the way of saving. */
  var must = found.filter(mustBeMended).length + strange.length;
  byId("lacks").textContent = count.lack;
  byId("lacks-bar").textContent = count.lack + count.error + strange.length;
  byId("tally").textContent = "须改正 " + must + " 处　请核对 " + (count.verify + left) + " 处　提示 " + count.hint + " 处";
  var items = found.map(function (finding) {
    var entry = entryAt(finding.place), box = entry.boxes[finding.key], field = boxes[box.id].field;
    return link(box.id, titleOf(entry) + "“" + field.heading + "”：" + wordsOf(finding, field), weightOf(finding));
  });
  Object.keys(copied).forEach(function (id) {
    items.push(link(id, titleOf(boxes[id].entry) + "“" + boxes[id].field.heading + "”：引用上年的内容，请改写", "verify"));
  });
  items = strange.map(function (one) { return make("li", one.words + "：" + (one.why || "本页没有栏目"), "error"); }).concat(items);
  if (!items.length) items.push(make("li", "本页没有查出问题，可以保存、打印，签字盖章后报送。", "ok"));
  fill(byId("list"), items);
  showKept();
}
function link(id, words, className) {
  var item = make("li", "", className), a = make("a", words);
  a.href = "#" + id;
  item.appendChild(a);
  return item;
}
/* Shows a field, wherever it is folded away, and puts the cursor into it. */
function go(id) {
  var box = byId(id), up = box;
  if (!box) return;
  for (; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  touched[id] = true;
  look();
  box.focus();
  if (box.scrollIntoView) box.scrollIntoView({ block: "center" });
}

/* ---- the draft in this browser ---- */
var shelf = null, shelfName = "nianbao-form:" + [form.version, form.plan, form.year, form.unit].join(":"), unsaved = false;
try {
  shelf = window.localStorage;
  shelf.setItem("nianbao-form", "1");
  shelf.removeItem("nianbao-form");
} catch (error) { shelf = null; }

function two(n) { return ("0" + n).slice(-2); }
function clock(at) { return at.getFullYear() + "-" + two(at.getMonth() + 1) + "-" + two(at.getDate()) + " " + two(at.getHours()) + ":" + two(at.getMinutes()); }
function say(words) { byId("state").textContent = words; }

function collect() {
  var said = {}, marks = [];
  Object.keys(boxes).forEach(function (id) {
    if (boxes[id].box.value !== "") said[nameOf(boxes[id].entry, boxes[id].field.key)] = boxes[id].box.value;
    if (copied[id]) marks.push(nameOf(boxes[id].entry, boxes[id].field.key));
  });
  return { said: said, copied: marks, kept: kept, sample: sample };
}
function keep() {
  unsaved = true;
  if (!shelf) { say("本浏览器不能保存草稿，离开前请点“保存文件”"); return; }
  var draft = collect();
  draft.at = clock(new Date());
  try {
    shelf.setItem(shelfName, JSON.stringify(draft));
    say("草稿已存在本机（" + draft.at + "）");
  } catch (error) { say("草稿没有存上：本机空间不足，请点“保存文件”"); }
}
function dropDraft() {
  if (shelf) shelf.removeItem(shelfName);
  say("草稿已清除");
}
/* Puts what was said into the fields; gives what has no field here. */
function show(said, marks) {
  var left = Object.assign({}, said);
  Object.keys(boxes).forEach(function (id) {
    var name = nameOf(boxes[id].entry, boxes[id].field.key);
    put(boxes[id].box, Object.prototype.hasOwnProperty.call(said, name) ? said[name] : "");
    if (boxes[id].box.value !== "" || !said[name]) delete left[name];
  });
  copied = {};
  touched = {};
  Object.keys(boxes).forEach(function (id) {
    if (marks.indexOf(nameOf(boxes[id].entry, boxes[id].field.key)) >= 0) copied[id] = true;
    if (boxes[id].box.value === "") return;
    touched[id] = true;
    /* What is filled in is not folded away. */
    for (var up = boxes[id].box; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  });
  return Object.keys(left);
}
function put(box, words) {
  box.value = words;
  if (box.tagName === "TEXTAREA") grow(box);
}
function grow(box) {
  if (!box.value && !box.style.height) return;
  box.style.height = "auto";
  if (box.scrollHeight > box.clientHeight) box.style.height = box.scrollHeight + 4 + "px";
}
function restore() {
  var draft = null;
  try { draft = shelf && JSON.parse(shelf.getItem(shelfName)); } catch (error) { draft = null; }
  if (!shelf) say("本浏览器不能保存草稿，离开前请点“保存文件”");
  if (!draft || !draft.said) return;
  kept = draft.kept || [];
  sample = draft.sample === true;
  var lost = show(draft.said, draft.copied || []);
  say("已恢复 " + draft.at + " 的草稿");
  if (lost.length) notice("草稿里有些内容本页没有对应的栏，没有恢复：\n" + lost.map(function (name) { return name + "：" + draft.said[name]; }).join("\n"), "bad");
}

/* ---- notices and questions ---- */
function notice(words, className, answers, last) {
  var box = byId("note"), text = make("p", words), row = make("p");
  (answers || []).concat([{ words: last || (answers && answers.length ? "取消" : "知道了") }]).forEach(function (answer) {
    var button = make("button", answer.words);
    button.type = "button";
    button.addEventListener("click", function () { box.hidden = true; byId("save").focus(); if (answer.act) answer.act(); });
    row.appendChild(button);
  });
  box.className = "note " + (className || "");
  box.removeAttribute("data-asks");
  box.hidden = false;
  fill(box, [text, row]);
  box.focus();
}
