/* Opens a submission and saves one. What a file says and this page has no place for is named, kept and written back. */
/* ---- opening ---- */
function decode(bytes) {
  if ((bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf)) {
    return { fault: "这是 Excel、Word 或压缩文件（N034），本页只能打开 .yaml 的报送文件。办公室下发的 Excel 报送表填好后可以直接报送，不必在本页打开。" };
  }
  var name = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8", text = null;
  [name, "gb18030"].some(function (encoding) {
    try { text = new TextDecoder(encoding, { fatal: true }).decode(bytes); } catch (error) { text = null; }
    return text !== null;
  });
  if (text === null || text.indexOf("\0") >= 0) return { fault: ruleWords("N001") };
  return { text: text };
}
function ruleWords(code) { return form.rules[code].title + "（" + code + "）。" + form.rules[code].why; }

function open(name, bytes) {
  var read = decode(bytes), parsed;
  function refuse(why) { notice("“" + name + "”没有打开，页面上的内容没有变。\n" + why, "bad"); }
  if (read.fault) return refuse(read.fault);
  try {
    parsed = readYaml(read.text);
  } catch (error) {
    /* Whatever it is, who opened the file is told that nothing was read. */
    if (!(error instanceof Stop)) { refuse(ruleWords("N004")); throw error; }
    return refuse("第 " + error.line + " 行：" + ruleWords(error.code));
  }
  if (parsed.tree.kind !== "map") return refuse(ruleWords("N034"));
  var wrong = otherForm(parsed.tree);
  if (wrong) return refuse(wrong);
  var taken = take(parsed.tree);
  parsed.remarks.forEach(function (remark) {
    taken.told.push("第 " + remark.line + " 行“#”后面的“" + remark.text + "”是注释，没有读入（N035）");
  });
  function use() {
    kept = taken.kept;
    sample = taken.sample;
    var lost = show(taken.said, []);
    lost.forEach(function (field) { taken.told.push(field + "：“" + taken.said[field] + "”没有读入"); });
    keep();
    look();
    unsaved = false;
    var over = movable(), answers = over.length ? [{ words: "把其中 " + over.length + " 项填入对应的栏", act: takeOver }] : [];
    notice("已打开“" + name + "”。" + (taken.told.length ? "请看：\n" + taken.told.join("\n") : "全部内容都已读入。"), taken.told.length ? "" : "fine", answers, "知道了");
  }
  var now = collect();
  if (Object.keys(now.said).length || kept.length) {
    notice("打开“" + name + "”会替换页面上已填的内容。", "", [{ words: "替换", act: use }]);
  } else use();
}

/* Whether the file is another form's: its kind, plan, year or unit. */
function otherForm(tree) {
  var head = {};
  tree.pairs.forEach(function (pair) { head[english(pair.key)] = { words: pair.node.kind === "text" ? pair.node.text.trim() : "", line: pair.line }; });
  function differs(key, right) { return head[key] && head[key].words !== "" && !right(head[key].words); }
  function where(key) { return "第 " + head[key].line + " 行：" + form.chinese[key] + "是“" + head[key].words + "”，"; }
  if (differs("nianbao", function (words) { return words === "submission/1"; })) return where("nianbao") + ruleWords("N014");
  if (differs("plan", function (words) { return words.toLowerCase() === form.plan.toLowerCase(); })) return where("plan") + "本页是“" + form.plan + "”的报送表。";
  if (differs("year", function (words) { return Number(narrow(words)) === form.year; })) return where("year") + "本页是" + form.year + "年度的报送表。";
  if (differs("unit", function (words) { return form.names.some(function (name) { return bare(name) === bare(words); }); })) return where("unit") + "本页是“" + form.unit_name + "”的报送表。";
  var known = ["tasks", "indicators", "milestones"].concat(form.head.fields.map(function (field) { return field.path[0]; }));
  if (!head.nianbao && !Object.keys(head).some(function (key) { return known.indexOf(key) >= 0; })) return ruleWords("N034");
  return "";
}
function english(key) { return form.english[key.trim()] || key.trim(); }

/* What a tree says, field by field; what has no field; what there is to tell. */
function take(tree) {
  var taken = { said: {}, kept: [], told: [], sample: false };
  function put(place, path, node, line, why, field, meant) {
    var words = "第 " + line + " 行 " + place.title + "“" + path.join("”的“") + "”" + (node.kind === "text" ? "：“" + node.text + "”" : "");
    taken.kept.push({ list: place.list, id: place.id, path: path, node: asWritten(node), words: words, field: field || "", why: why, meant: meant || null });
    taken.told.push(words + "：" + why + "；没有读入，保存时原样写回");
  }
  function fields(place, fieldsOf, node, above) {
    node.pairs.forEach(function (pair) {
      var names = above.concat([{ key: english(pair.key), raw: pair.key }]);
      var key = names.map(function (name) { return name.key; }).join("."), path = names.map(function (name) { return name.raw; });
      var field = fieldsOf.filter(function (field) { return field.key === key; })[0];
      var within = fieldsOf.some(function (field) { return field.key.indexOf(key + ".") === 0; });
      if (field) {
        var read = wordsIn(field, pair.node), name = place.list + "|" + place.key + "|" + key;
        if (read.told) taken.told.push("第 " + pair.line + " 行 " + place.title + "“" + field.heading + "”：" + read.told);
        if (read.words === undefined) put(place, path, pair.node, pair.line, read.why, name);
        else if (read.words !== "") taken.said[name] = read.words;
      } else if (within && pair.node.kind === "map") fields(place, fieldsOf, pair.node, names);
      else if (within && pair.node.kind === "null") return;
      else if (!(place.list && key === "id") && !(place.top && place.top[key])) {
        var meant = meantField(place, fieldsOf, above, pair);
        put(place, path, pair.node, pair.line, ruleWordsShort("N021") + meant.words, "", meant.field);
      }
    });
  }
  var top = { nianbao: 1, plan: 1, year: 1, unit: 1, sample: 1 }, head = { list: "", id: "", key: "", title: "", top: top };
  tree.pairs.forEach(function (pair) {
    var key = english(pair.key), table = form.tables.filter(function (table) { return table.list === key; })[0];
    if (key === "sample") taken.sample = /^(true|yes|是|true)$/i.test(pair.node.text || "");
    if (!table) return;
    top[key] = 1;
    if (pair.node.kind === "list") pair.node.items.forEach(function (item) { entry(table, item); });
    else if (pair.node.kind !== "null") put(head, [pair.key], pair.node, pair.line, ruleWordsShort("N024"));
  });
  function entry(table, item) {
    var id = "";
    (item.pairs || []).forEach(function (pair) { if (english(pair.key) === "id" && pair.node.kind === "text") id = pair.node.text.trim(); });
    var row = table.rows.filter(function (row) { return row.id.toLowerCase() === id.toLowerCase(); })[0], place = { list: table.list, id: id, title: form.words_of[table.list] + " " + id + " " };
    var twice = row && taken.said["#" + table.list + row.id];
    if (!row || twice) {
      var words = "第 " + item.line + " 行 " + form.words_of[table.list] + "“" + (id || "没有编号") + "”";
      var why = twice ? ruleWordsShort("N224") : "不在本表内";
      taken.kept.push({ list: table.list, id: null, node: asWritten(item), words: words, why: why });
      taken.told.push(words + "：" + why + "；没有读入，保存时原样写回");
      return;
    }
    taken.said["#" + table.list + row.id] = true;
    place.id = place.key = row.id;
    fields(place, table.fields, item, []);
  }
  fields(head, form.head.fields, tree, []);
  Object.keys(taken.said).forEach(function (key) { if (key[0] === "#") delete taken.said[key]; });
  return taken;
}
/* The key that an unknown one stands for, in words, and the field that can take what stands there. */
function meantField(place, fieldsOf, above, pair) {
  var names = above.map(function (name) { return name.key; }), depth = names.length;
  var known = fieldsOf.filter(function (field) { return field.path.slice(0, depth).join(".") === names.join("."); }).map(function (field) { return field.path[depth]; });
  if (!depth) known = known.concat(place.list ? ["id"] : Object.keys(place.top));
  known = known.filter(function (key, at) { return known.indexOf(key) === at; });
  var key = meantKey(pair.key, known), full = key ? names.concat(key).join(".") : "", words = key ? "，是不是“" + form.chinese[key] + "”？" : "";
  /* A key at the wrong depth. */
  var deeper = key ? [] : fieldsOf.filter(function (field) { return field.path.length > 1 && field.path[field.path.length - 1] === english(pair.key); });
  if (deeper.length === 1) {
    full = deeper[0].key;
    words = "，“" + pair.key + "”写在“" + form.chinese[deeper[0].path[0]] + "”下面";
  }
  var field = fieldsOf.filter(function (field) { return field.key === full; })[0], read = field ? wordsIn(field, pair.node) : {};
  return { words: words, field: field && read.words ? { name: place.list + "|" + place.key + "|" + full, words: read.words } : null };
}
/* What was kept and has an empty field that it may be meant for: moved there only when somebody asks for it. */
function movable() {
  return kept.filter(function (one) { var box = one.meant && boxOf(one.meant.name); return box && box.value.trim() === ""; });
}
function boxOf(name) {
  var id = Object.keys(boxes).filter(function (id) { return nameOf(boxes[id].entry, boxes[id].field.key) === name; })[0];
  return id ? boxes[id].box : null;
}
function takeOver() {
  movable().forEach(function (one) {
    var box = boxOf(one.meant.name);
    if (box.value.trim() !== "") return;
    put(box, one.meant.words);
    touched[box.id] = true;
    if (box.value !== "") kept = kept.filter(function (other) { return other !== one; });
  });
  keep();
  look();
}
function ruleWordsShort(code) { return form.rules[code].title + "（" + code + "）"; }

/* {words} for the field, or {why} where it cannot hold them; {told} where they were read in another form. */
function wordsIn(field, node) {
  if (node.kind === "null") return { words: "" };
  if (field.kind === "evidence") return evidenceIn(node);
  if (field.kind === "explanation" && node.kind === "map") return answersIn(node);
  if (node.kind !== "text") return { why: ruleWordsShort("N024") };
  var words = node.text;
  if (words.trim() === "") return { words: "" };
  if (field.kind === "word") {
    var pair = form.words[field.of].filter(function (pair) { return pair[0] === words.trim().toLowerCase() || bare(pair[1]) === bare(words); })[0];
    return pair ? { words: pair[1] } : { why: ruleWordsShort("N031") };
  }
  if (field.kind === "date") {
    var read = readDay(words);
    return read.day ? { words: read.day, told: read.hint ? "“" + words.trim() + "”读作 " + read.day : "" } : { why: ruleWordsShort(read.code) };
  }
  if (field.kind === "due") return { words: words.trim() === "ongoing" ? "长期坚持" : words.trim() };
  if (field.kind === "text" || field.kind === "explanation") return { words: words.replace(/\r/g, "\n") };
  var line = words.trim().replace(/\s*\n\s*/g, " ");
  return { words: line, told: line === words.trim() ? "" : "分行写的内容已连成一行" };
}
function evidenceIn(node) {
  if (node.kind === "text") return { words: node.text.trim(), told: ruleWordsShort("N024") + "，已按标题读取" };
  if (node.kind !== "list") return { why: ruleWordsShort("N024") };
  var lines = [], whole = node.items.every(function (item) {
    if (item.kind === "null") return true;
    if (item.kind === "text") { lines.push(oneLine(item.text)); return true; }
    var title = "", file = "", known = item.kind === "map" && item.pairs.every(function (pair) {
      var key = english(pair.key);
      if (pair.node.kind === "text" && key === "title") title = oneLine(pair.node.text);
      else if (pair.node.kind === "text" && key === "file") file = oneLine(pair.node.text);
      else if (pair.node.kind !== "null" || (key !== "title" && key !== "file")) return false;
      return true;
    });
    if (!known || (file && !title)) return false;
    if (title) lines.push(file ? title + "〔文件：" + file + "〕" : title);
    return true;
  });
  return whole ? { words: lines.join("\n") } : { why: ruleWordsShort("N024") };
}
function oneLine(text) { return text.split("\n").map(function (line) { return line.trim(); }).join(" ").trim(); }
function answersIn(node) {
  var lines = [], whole = node.pairs.every(function (pair) {
    if (pair.node.kind === "null") return true;
    lines.push(pair.key + "：" + pair.node.text);
    return /^N\d{3}$/.test(pair.key) && pair.node.kind === "text";
  });
  return whole ? { words: lines.join("\n") } : { why: ruleWordsShort("N024") };
}

/* ---- saving ---- */
function written(field, said) {
  if (field.kind === "word") return { text: said, as: "plain" };
  if (field.kind === "date") return { text: said, as: readDay(said).day === said ? "plain" : "quoted" };
  if (/^(number|percent|phone|due)$/.test(field.kind)) return { text: said, as: "quoted" };
  if (field.kind === "evidence") {
    return { list: said.split("\n").map(oneLine).filter(Boolean).map(function (line) {
      var parts = /^([^]*)〔文件：([^]*)〕$/.exec(line), title = parts && parts[1].trim(), file = parts && parts[2].trim();
      if (!title || !file) return { map: [[form.chinese.title, { text: line, as: "words" }]] };
      return { map: [[form.chinese.title, { text: title, as: "words" }], [form.chinese.file, { text: file, as: "words" }]] };
    }) };
  }
  if (field.kind === "explanation") {
    var answers = [], byCode = said.split("\n").every(function (line) {
      var parts = /^\s*(N\d{3})\s*：([^]*)$/.exec(line);
      if (parts) answers.push([parts[1], { text: parts[2], as: "words" }]);
      else if (answers.length) answers[answers.length - 1][1].text += "\n" + line;
      return answers.length > 0;
    });
    if (byCode) return { map: answers };
  }
  return { text: said, as: "words" };
}

function submission() {
  var chinese = form.chinese, head = entries[0], map = [];
  function plain(key, text) { map.push([chinese[key], { text: text, as: "plain" }]); }
  plain("nianbao", "submission/1");
  plain("plan", form.plan);
  plain("year", String(form.year));
  plain("unit", form.unit);
  if (sample) plain("sample", "true");
  function isBelow(field) { return field.key === "suggestions" || field.key === "explanation"; }
  head.fields.forEach(function (field) { if (!isBelow(field)) answer(map, head, field); });
  form.tables.forEach(function (table) {
    var list = [];
    entries.forEach(function (entry) {
      if (entry.list !== table.list) return;
      var own = [[chinese.id, { text: entry.row.id, as: "plain" }]];
      entry.fields.forEach(function (field) { answer(own, entry, field); });
      writeBack(own, entry.list, entry.row.id);
      if (own.length > 1) list.push({ map: own });
    });
    kept.forEach(function (one) { if (one.list === table.list && one.id === null) list.push(one.node); });
    if (list.length) map.push([chinese[table.list], { list: list }]);
  });
  head.fields.forEach(function (field) { if (isBelow(field)) answer(map, head, field); });
  writeBack(map, "", "");
  return writeYaml({ map: map });
}
function answer(map, entry, field) {
  var said = entry.get(field.key), last = field.path.length - 1;
  if (said === "") return;
  field.path.forEach(function (key, at) {
    var name = form.chinese[key] || key;
    if (at === last) map.push([name, written(field, said)]);
    else map = within(map, name);
  });
}
function within(map, name) {
  var pair = map.filter(function (pair) { return english(pair[0]) === english(name) && pair[1].map; })[0];
  if (!pair) map.push(pair = [name, { map: [] }]);
  return pair[1].map;
}
/* What has been filled in meanwhile takes the place of what could not be read. */
function isReplaced(one) {
  var box = one.field ? boxOf(one.field) : null;
  return !!box && box.value.trim() !== "";
}
function keptNow() { return kept.filter(function (one) { return !isReplaced(one); }); }
function writeBack(map, list, id) {
  kept.forEach(function (one) {
    if (one.list !== list || one.id !== id || isReplaced(one)) return;
    var at = one.path.slice(0, -1).reduce(within, map);
    at.push([one.path[one.path.length - 1], one.node]);
  });
}

function save(anyway) {
  look();
  var wrong = found.filter(mustBeMended), lacks = found.filter(function (finding) { return finding.lack && !mustBeMended(finding); }).length;
  Object.keys(boxes).forEach(function (id) { touched[id] = true; });
  look();
  if ((wrong.length || keptNow().length) && anyway !== true) return askBeforeSaving(wrong);
  var a = make("a"), url = URL.createObjectURL(new Blob([submission()], { type: "text/yaml" }));
  a.href = url;
  a.download = form.unit + ".yaml";
  document.body.appendChild(a);
  a.click();
  document.body.removeChild(a);
  window.setTimeout(function () { URL.revokeObjectURL(url); }, 60000);
  unsaved = false;
  /* Whatever was asked before is answered now. */
  byId("note").hidden = true;
  var left = lacks + wrong.length + keptNow().length;
  say("已保存 " + form.unit + ".yaml（" + clock(new Date()) + "）" + (left ? "，还差 " + left + " 项" : ""));
}
/* What is wrong, and what lacks where the rest of its row cannot be taken without it. */
function mustBeMended(finding) {
  if (!finding.lack) return weightOf(finding) === "error";
  return finding.code ? form.rules[finding.code].weight === "error" : entryAt(finding.place).fields.some(function (field) {
    return field.key !== finding.key && entryAt(finding.place).get(field.key) !== "";
  }) && !!entryAt(finding.place).list;
}
/* What must be mended, and what this page has no field for: both are written as they are only when somebody says so. */
function askBeforeSaving(wrong) {
  var answers = [], over = movable(), strange = keptNow();
  if (wrong.length) answers.push({ words: "去改正", act: function () { go(boxOfFinding(found.filter(mustBeMended)[0] || wrong[0]).id); } });
  if (strange.length) {
    if (over.length) answers.push({ words: "把其中 " + over.length + " 项填入对应的栏", act: takeOver });
    answers.push({ words: "删去这些内容", act: function () { kept = []; keep(); look(); } });
  }
  answers.push({ words: strange.length ? "原样写回，存为草稿文件" : "存为草稿文件", act: function () { save(true); } });
  notice(whyNotSaved(wrong, strange), "bad", answers);
  byId("note").setAttribute("data-asks", "save");
}
function boxOfFinding(finding) { return entryAt(finding.place).boxes[finding.key]; }
/* Each place that must be mended; of very many the first. */
var NAMED = 8;
function whyNotSaved(wrong, strange) {
  var words = "没有保存：";
  if (wrong.length) {
    words += "有 " + wrong.length + " 处必须改正。\n" + wrong.slice(0, NAMED).map(function (one) {
      var field = boxes[boxOfFinding(one).id].field;
      return titleOf(entryAt(one.place)) + "“" + field.heading + "”：" + (one.lack ? wordsOf(one, field) : ruleWords(one.code));
    }).join("\n") + (wrong.length > NAMED ? "\n其余见“须改正”的各项。" : "");
  }
  if (strange.length) {
    words += (wrong.length ? "\n另" : "") + "有 " + strange.length + " 项内容本页没有栏目，照原样写回的，报送后可能要退回修改：\n" + strange.map(function (one) { return one.words + "：" + (one.why || ""); }).join("\n");
  }
  return words;
}
/* What is asked follows what is filled in meanwhile, and is asked no more when nothing is left of it. */
function renewQuestion() {
  var box = byId("note"), wrong = found.filter(mustBeMended), strange = keptNow();
  if (box.hidden || box.getAttribute("data-asks") !== "save") return;
  if (!wrong.length && !strange.length) box.hidden = true;
  else box.firstChild.textContent = whyNotSaved(wrong, strange);
}
