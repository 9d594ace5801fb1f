/* What can be seen at the desk: gaps, and the office's rules about one submission. The words of the rules come
   with the form; here stands only when each of them speaks.

   Takes entries {place, fields, row, get(key), last(key)}, the first of which is the head; gives findings
   {place, key, code, lack}. `place` is "h-0" or "table-row". */
function inspect(entries, year, today) {
  var found = [], head = entries[0], listed = entries.slice(1), filled = readDay(head.get("filled_on")).day || "";
  var days = { filled: filled, upTo: readDay(head.get("as_of")).day || "" };
  function tell(entry, key, code, lack) { found.push({ place: entry.place, key: key, code: code, lack: !!lack }); }
  function isFilled(entry) { return entry.fields.some(function (field) { return entry.get(field.key) !== ""; }); }

  entries.forEach(function (entry) {
    gaps(entry, tell, isFilled);
    shapes(entry, tell);
    texts(entry, tell);
    if (answersOf(entry.get("explanation")).some(function (words) { return words.trim() !== "" && !bringsFact(words); })) tell(entry, "explanation", "N546");
  });
  aboutHead(head, listed.some(isFilled), days, year, tell);
  listed.forEach(function (entry) {
    if (!isFilled(entry)) return;
    if (entry.list === "tasks") aboutTask(entry, filled, today, tell);
    if (entry.list === "indicators") aboutFigure(entry, days, year, tell);
    if (entry.list === "milestones") aboutMilestone(entry, filled, today, tell);
  });
  return found;
}

/* A nil return needs no entries and no summary; a row that nobody must answer lacks nothing until something stands in it. */
function gaps(entry, tell, isFilled) {
  if (entry.nil && entry.list) return;
  if (entry.list && !entry.row.asked && !isFilled(entry)) return;
  var status = entry.get("status");
  function at(key) { return entry.fields.map(function (field) { return field.key; }).indexOf(key); }
  entry.fields.forEach(function (field, i) {
    var need = field.need[0], other = field.need[1];
    var wanted = need === "always" || (need === "with" && other.indexOf(status) >= 0)
      || (need === "without" && entry.get(other) === "" && i < at(other)) || (need === "beside" && entry.get(other) !== "");
    var said = entry.get(field.key), isHead = !entry.list && field.kind !== "date";
    if (!wanted || (entry.nil && field.key === "summary") || (said !== "" && (!isHead || isStated(said)))) return;
    /* A goal in words may have a note instead of a figure. */
    if (entry.list === "indicators" && need === "without" && !entry.row.asked && entry.get("note") !== "") return;
    tell(entry, field.key, breaks(entry, field) ? field.code : "", true);
  });
}

/* Whether a gap is one for the rule of its field as well: words are asked of who claims something, parts of a value. */
function breaks(entry, field) {
  if (field.key === "progress") return claims(entry.get("status"));
  return field.key === "n" || field.key === "of" ? number(entry, "value") !== "" : true;
}

/* Whether a value has the form that its field takes. */
function shapes(entry, tell) {
  entry.fields.forEach(function (field) {
    var said = entry.get(field.key), read = {};
    if (said === "") return;
    /* Who has no value of an indicator says why in a field of its own. */
    var asksValue = ["number", "percent", "date", "due", "phone"].indexOf(field.kind) >= 0 && field.key !== "value";
    if (asksValue && saysNothing(said)) { tell(entry, field.key, "N036"); return; }
    if (field.kind === "number" || field.kind === "percent") read = readNumber(said);
    if (field.kind === "date") read = readDay(said);
    if (field.kind === "due") read = readDue(said);
    if (read.code || read.hint) tell(entry, field.key, read.code || read.hint);
  });
}
/* A number in plain digits; "" where there is none. */
function number(entry, key) { return readNumber(entry.get(key)).plain || ""; }

function texts(entry, tell) {
  entry.fields.forEach(function (field) {
    var said = entry.get(field.key);
    if (said === "" || !field.reach) return;
    var isPublic = field.reach === "public" && !(field.key === "progress" && entry.get("public_progress") !== "");
    numbersOfPersons(said).forEach(function (code) {
      if (isPublic || code === "N602" || code === "N608") tell(entry, field.key, code);
    });
    if (isPublic && hasAddress(said)) tell(entry, field.key, "N605");
  });
}

/* What an explanation answers: all of it, or what stands behind each code. */
function answersOf(text) {
  return /^N\d{3}：/.test(text) ? text.split(/^N\d{3}：/m).slice(1) : [text];
}

function aboutHead(head, hasEntries, days, year, tell) {
  var filled = days.filled, asOf = days.upTo, nil = head.get("nil_return");
  if (filled && Number(filled.slice(0, 4)) !== year && !(filled >= year + 1 + "-01-01" && filled <= year + 1 + "-06-30")) tell(head, "filled_on", "N207");
  if (asOf && Number(asOf.slice(0, 4)) !== year) tell(head, "as_of", "N207");
  else if (asOf && filled && asOf > filled) tell(head, "as_of", "N208");
  if (nil !== "" && hasEntries) tell(head, "nil_return", "N321");
  if (nil !== "" && (Array.from(bare(nil)).length < 4 || /^(零报告|无内容|没有内容|无相关内容)$/.test(bare(nil)))) tell(head, "nil_return", "N322");
}

function aboutTask(entry, filled, today, tell) {
  var status = entry.get("status"), percent = number(entry, "percent"), facts = entry.row.facts, last = entry.last("percent");
  function is(words) { return words.split(" ").indexOf(status) >= 0; }
  function say(key, code) { tell(entry, key, code); }
  var planned = number(entry, "funds.planned"), spent = number(entry, "funds.spent"), due = readDue(entry.get("new_due") || "-");
  [["funds.planned", planned], ["funds.spent", spent]].forEach(function (pair) { if (pair[1] && against(pair[1], 0) < 0) say(pair[0], "N413"); });
  if (planned && spent && against(spent, planned) > 0) say("funds.spent", "N417");
  if (percent && (against(percent, 0) < 0 || against(percent, 100) > 0)) say("percent", "N416");
  if (percent && against(percent, 0) > 0 && against(percent, 1) < 0) say("percent", "N412");
  if (status === "") return;
  var whole = percent && against(percent, 100) === 0;
  if (is("滞后 未启动")) {
    if (entry.get("issues") !== "" && !isStated(entry.get("issues"))) say("issues", "N502");
    if (entry.get("next_steps") !== "" && !isStated(entry.get("next_steps"))) say("next_steps", "N503");
  }
  if (is("已完成") && entry.get("evidence") !== "" && !isStated(entry.get("evidence"))) say("evidence", "N501");
  if (is("不涉及 无进展 尚未统计") && !isStated(entry.get("progress")) && !isStated(entry.get("issues"))) say("progress", "N504");
  if (percent && ((is("已完成") && against(percent, 100) < 0) || (is("正常推进 滞后 未启动 无进展") && whole) || (is("未启动") && against(percent, 0) > 0))) say("percent", "N505");
  if (entry.last("status") === "已完成" && !is("已完成 长期坚持 不涉及")) say("status", "N506");
  if (percent && last && isPlainNumber(last) && against(percent, last) < 0 && !facts.endless) say("percent", "N507");
  if (is("长期坚持") && !facts.endless) say("status", "N508");
  if (is("已完成") && facts.endless) say("status", "N509");
  if (isOver(facts, filled, today)) {
    if (is("滞后 未启动 无进展") && entry.get("new_due") === "") say("status", "N521");
    if (is("正常推进 超前")) say("status", "N522");
  } else if (is("滞后 未启动") && entry.get("new_due") === "") say("status", "N529");
  if (due.last && filled && due.last < filled) say("new_due", "N523");
  progress(entry, status, say);
  if (Array.from(bare(entry.get("progress"))).length >= 16 && bare(entry.get("progress")) === bare(entry.last("progress"))) say("progress", "N543");
  ["progress", "public_progress", "issues", "next_steps"].forEach(function (key) {
    if (Array.from(entry.get(key).replace(/\s/g, "")).length > 3000) say(key, "N545");
    if (isUnruled(entry.get(key))) say(key, "N548");
  });
}

/* Whether somebody who claims something says what was done. */
function claims(status) { return /^(已完成|超前|正常推进|滞后|长期坚持)$/.test(status); }
function progress(entry, status, say) {
  var text = entry.get("progress");
  if (text === "" || !claims(status)) return;
  if (saysNothing(text)) say("progress", "N542");
  else if (isSlogans(text)) say("progress", "N547");
}

/* Whether the plan's term was over on the day of writing: nobody could know what came after. */
function isOver(facts, filled, today) {
  var written = filled && filled < today ? filled : today;
  return facts.last_day !== null && facts.last_day < written;
}

function aboutFigure(entry, days, year, tell) {
  var filled = days.filled;
  var value = number(entry, "value"), n = number(entry, "n"), of = number(entry, "of"), facts = entry.row.facts;
  var stated = readPeriod(entry.get("period")), status = entry.get("value_status"), asOf = readDay(entry.get("as_of")).day || "";
  function say(key, code) { tell(entry, key, code); }
  /* Without a period a figure goes up to its day, or to that of the form. */
  var period = entry.get("period") === "" ? endingOn(asOf || days.upTo, year) : stated;
  if (entry.get("period") !== "" && !stated) say("period", "N231");
  if (asOf && Number(asOf.slice(0, 4)) !== year) say("as_of", "N207");
  else if (asOf && filled && asOf > filled) say("as_of", "N208");
  if (value && entry.get("missing") !== "") say("missing", "N236");
  var turned = n && of && facts.percent && against(n, of) > 0, empty = n && of && against(of, 0) <= 0;
  if (empty) say("of", "N402");
  else if (turned) say("n", "N402");
  if (!value) return;
  var share = isShare(value, n, of, facts);
  if (n && of && !turned && !share && !gives(n, of, facts.factor, value)) say("value", "N401");
  if (facts.summed && entry.get("n") === "" && entry.get("of") === "") say("n", "N403");
  if (facts.percent && (against(value, 0) < 0 || against(value, 100) > 0)) say("value", "N411");
  if (share) say("value", "N412");
  if (!facts.percent && !facts.below_zero && against(value, 0) < 0) say("value", "N413");
  if (!share) decimals(value, facts, say);
  if (facts.counted && /\.\d*[1-9]/.test(value)) say("value", "N414");
  var last = readNumber(entry.last("value")).plain || "", before = readPeriod(entry.last("period"));
  var digits = value.replace(/\D/g, "").length;
  if (last && value === last && digits >= 3 && against(value, 100) !== 0 && against(value, 0) !== 0) say("value", "N424");
  if (last && period && before && period.kind === "cumulative" && before.kind === "cumulative" && against(value, last) < 0) say("value", "N423");
  besideLastYear(entry, { now: value, last: last, period: period, before: before, of: of }, say);
  if (!stated) return;
  var isPart = stated.kind === "months" || stated.kind === "day";
  if (asOf && isPart && (stated.kind === "months" ? Number(asOf.slice(5, 7)) !== stated.month : stated.day !== asOf)) say("as_of", "N441");
  if (!asOf && days.upTo && isPart && endOf(stated, year) > days.upTo) say("period", "N441");
  if (status === "终值" && stated.kind === "months") say("value_status", "N442");
  if (status !== "" && status !== "预计值" && filled && Number(filled.slice(0, 4)) <= year && isUnfinished(stated, filled, year)) say("period", "N443");
}
/* Whether the time that a figure covers was not over on the day of filling in. */
function isUnfinished(period, filled, year) {
  return period.kind === "year" || (period.kind !== "cumulative" && endOf(period, year) > filled);
}
/* What a figure is beside last year's: its size, what it rests on, what time it covers. */
function besideLastYear(entry, figure, say) {
  var facts = entry.row.facts, basis = facts.basis === null ? entry.last("basis") : facts.basis;
  if (entry.get("basis") !== "" && basis !== "" && bare(entry.get("basis")) !== bare(basis)) say("basis", "N425");
  if (!figure.last) return;
  var times = isTimes(figure.now, figure.last), large = against(figure.now, 20) >= 0 || against(figure.last, 20) >= 0;
  var same = figure.period && figure.before && sameKind(figure.period, figure.before);
  if (times && (large || facts.percent)) say("value", "N421");
  if (same && figure.period.kind !== "cumulative" && !times && !isOnItsWay(figure, facts) && hasJumped(figure, facts)) say("value", "N422");
  if (entry.get("standard") !== "" && entry.last("standard") !== "" && bare(entry.get("standard")) !== bare(entry.last("standard"))) say("standard", "N426");
  if (figure.period && entry.get("period") !== "" && entry.last("period") !== "" && !same) say("period", "N427");
  var before = readNumber(entry.last("of")).plain || "";
  function counts(number) { return !/\.\d*[1-9]/.test(number) && against(number, 200) <= 0; }
  if (figure.of && before && against(figure.of, before) !== 0 && counts(figure.of) && counts(before)) say("of", "N428");
}
function sameKind(a, b) {
  return a.kind === b.kind && a.month === b.month && (a.day || "").slice(5) === (b.day || "").slice(5);
}
/* Whether one number is some tens of the other, to 15 in a hundred, or 15 times it, as 亩 are of 公顷. */
function isTimes(now, last) {
  if (against(now, 0) <= 0 || against(last, 0) <= 0) return false;
  return [[10, 15], [100, 15], [1000, 15], [10000, 15], [15, 2]].some(function (pair) {
    var low = (pair[0] * (100 - pair[1])), high = (pair[0] * (100 + pair[1]));
    function within(more, less) {
      var a = decimal(more), b = decimal(less), hundred = { whole: a.whole * BigInt(100), scale: a.scale };
      return compare({ whole: b.whole * BigInt(low), scale: b.scale }, hundred) <= 0 && compare(hundred, { whole: b.whole * BigInt(high), scale: b.scale }) <= 0;
    }
    return within(now, last) || within(last, now);
  });
}
/* Whether a count has moved from last year's towards a target of the plan, and not beyond. */
function isOnItsWay(figure, facts) {
  return !facts.percent && facts.levels.some(function (level) {
    var now = against(figure.now, figure.last), to = against(figure.now, level);
    return (now > 0 && to <= 0) || (now < 0 && to >= 0);
  });
}
/* More than 20 points, or of other numbers more than half of last year's. */
function hasJumped(figure, facts) {
  var a = decimal(figure.now), b = decimal(figure.last), zero = BigInt(0);
  function size(number) { return number < zero ? -number : number; }
  var change = size(a.whole * power(b.scale) - b.whole * power(a.scale)), scale = a.scale + b.scale;
  var before = { whole: size(b.whole), scale: b.scale };
  if (compare(before, decimal("10")) < 0) return false;
  return compare({ whole: change * BigInt(facts.percent ? 1 : 2), scale: scale }, facts.percent ? decimal("20") : before) > 0;
}
/* Whether a percentage was filled in as a share of one. Where the parts give what was written, nothing is meant otherwise. */
function isShare(value, n, of, facts) {
  if (!facts.percent || !facts.tens || against(value, 0) <= 0 || against(value, 1) > 0) return false;
  if (!n || !of || against(of, 0) === 0) return true;
  var hundred = decimal(n), side = compare({ whole: hundred.whole * BigInt(100), scale: hundred.scale }, decimal(of));
  return against(of, 0) > 0 ? side > 0 : side < 0;
}
/* The digits in which an indicator is shown; whole hundreds and zero need none. */
function decimals(value, facts, say) {
  if (facts.decimals === null) return;
  var written = (value.split(".")[1] || "").length, needed = (value.split(".")[1] || "").replace(/0+$/, "").length;
  var round = against(value, 0) === 0 || against(value, 100) === 0;
  if ((written < facts.decimals && !round) || needed > facts.decimals) say("value", "N415");
}

function aboutMilestone(entry, filled, today, tell) {
  var done = readDay(entry.get("done_on")).day || "";
  if (done && entry.get("status") !== "" && entry.get("status") !== "已完成") tell(entry, "done_on", "N524");
  if (done && filled && done > filled) tell(entry, "done_on", "N526");
  if (/^(正常推进|超前|长期坚持)$/.test(entry.get("status")) && isOver(entry.row.facts, filled, today)) tell(entry, "status", "N527");
}
