/* Numbers with their digits, days, time spans, and texts as they are compared. */
function narrow(word) {
  return word.replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, "").replace(/[！-～]/g, function (c) {
    return String.fromCharCode(c.charCodeAt(0) - 0xfee0);
  }).replace(/[−—–]/g, "-").replace(/[\u3000\u00a0\t]/g, " ");
}
function isPlainNumber(word) {
  return /^-?\d+(\.\d+)?$/.test(word) && word.replace(/\D/g, "").length <= 20;
}
function ungrouped(word) {
  var joined = word.replace(/,/g, "");
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(word) && isPlainNumber(joined) ? joined : null;
}
/* {plain} or {code}: what was typed for a number, in its plain digits. */
function readNumber(word) {
  word = word.trim();
  if (isPlainNumber(word)) return { plain: word };
  if (Array.from(word).length > 40) return { code: "N025" };
  var ascii = narrow(word).trim(), joined = isPlainNumber(ascii) ? ascii : ungrouped(ascii);
  if (joined) return { plain: joined, hint: "N027" };
  var parts = /^([\d.,+-]*)([^]*)$/.exec(ascii), number = parts[1].trim(), unit = parts[2].trim();
  number = ungrouped(number) || number;
  var compound = unit.split("/").length === 2 && !/^\/|\/$/.test(unit);
  var vague = "以上 以下 以内 左右 上下 余 多 约 近 强 弱 不足 超 半 至 - ~ / 到".split(" ").some(function (sign) {
    return unit.indexOf(sign) >= 0 && !(sign === "/" && compound);
  });
  var isUnit = unit && !/^[_'’"]/.test(unit) && !/[\d²³¹½¼¾①-⑳]/.test(unit) && !/^[eE][+-]*\d*$/.test(unit) && !vague;
  return { code: isUnit && isPlainNumber(number) ? "N026" : "N025" };
}

/* Decimal numbers as whole ones with a scale: nothing is rounded by the way. */
function decimal(plain) {
  var digits = plain.split(".")[1] || "";
  return { whole: BigInt(plain.replace(".", "")), scale: digits.length };
}
function power(scale) { return BigInt("1" + new Array(scale + 1).join("0")); }
function compare(a, b) {
  var left = a.whole * power(b.scale), right = b.whole * power(a.scale);
  return left < right ? -1 : left > right ? 1 : 0;
}
function against(plain, other) { return compare(decimal(plain), decimal(String(other))); }
/* Whether n ÷ of, times a factor, is the value to within half a unit of its last digit. */
function gives(n, of, factor, value) {
  var a = decimal(n), b = decimal(of), v = decimal(value), zero = BigInt(0);
  if (b.whole === zero) return true;
  var left = a.whole * BigInt(factor) * power(b.scale + v.scale + 1), right = v.whole * BigInt(10) * power(a.scale) * b.whole;
  var apart = left - right, slack = BigInt(5) * power(a.scale) * b.whole;
  return (apart < zero ? -apart : apart) <= (slack < zero ? -slack : slack);
}

/* {day: "2026-11-30"} or {code}. */
function readDay(word) {
  word = word.trim();
  var parts = narrow(word).split(/[年月日.\/-]/).map(function (part) { return part.trim(); });
  if (parts.length === 4 && parts[3] === "") parts.pop();
  var marks = narrow(word).replace(/[^年月日.\/-]/g, "");
  // Other marks are no day: 2025年1-11月 is a span of months.
  if (!/^(年月日?|\.\.|\/\/|--)$/.test(marks)) return { code: "N029" };
  if (Array.from(word).length > 20 || parts.length !== 3 || !/^\d{4}$/.test(parts[0]) || !/^\d{1,2}$/.test(parts[1]) || !/^\d{1,2}$/.test(parts[2])) return { code: "N029" };
  var day = parts[0] + "-" + ("0" + parts[1]).slice(-2) + "-" + ("0" + parts[2]).slice(-2);
  return isDay(day) ? { day: day, hint: day === word ? null : "N028" } : { code: "N030" };
}
function dayOf(now) {
  return now.getFullYear() + "-" + ("0" + (now.getMonth() + 1)).slice(-2) + "-" + ("0" + now.getDate()).slice(-2);
}
function isDay(day) {
  var parts = day.split("-").map(Number), months = [31, leap(parts[0]) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return parts[1] >= 1 && parts[1] <= 12 && parts[2] >= 1 && parts[2] <= months[parts[1] - 1];
}
function leap(year) { return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0; }
/* {last: the last day, "" where there is no end} or {code}. */
function readDue(word) {
  word = word.trim();
  if (/^(ongoing|长期坚持|持续推进)$/.test(word)) return { last: "", plain: "长期坚持" };
  if (/^\d{4}$/.test(word) && Number(word) >= 1900) return { last: word + "-12-31", plain: word };
  var read = readDay(word);
  return read.day ? { last: read.day, plain: read.day } : { code: read.code || "N029" };
}
/* {kind, month or day}; null where the words are none of the four. */
function readPeriod(word) {
  word = word.replace(/\s/g, "");
  if (word === "全年" || word === "年度") return { kind: "year" };
  if (word === "累计") return { kind: "cumulative" };
  if (word.slice(0, 2) === "截至") {
    var read = readDay(word.slice(2));
    return read.day ? { kind: "day", day: read.day } : null;
  }
  var months = /^1[月—–\-－~～至]+0*(\d{1,2})月$/.exec(word), last = months ? Number(months[1]) : 0;
  return last === 12 ? { kind: "year" } : last >= 2 && last <= 11 ? { kind: "months", month: last } : null;
}

/* The last day of a month. */
function lastOfMonth(year, month) { return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10); }
/* The last day of what a period covers; "" where it says none. */
function endOf(period, year) {
  if (period.kind === "day") return period.day;
  return period.kind === "cumulative" ? "" : lastOfMonth(year, period.kind === "year" ? 12 : period.month);
}
/* What ends on a day of the year, where nothing else is said. */
function endingOn(day, year) {
  if (!day || Number(day.slice(0, 4)) !== year) return null;
  var month = Number(day.slice(5, 7));
  if (day !== lastOfMonth(year, month) || month === 1) return { kind: "day", day: day };
  return month === 12 ? { kind: "year" } : { kind: "months", month: month };
}

/* Letters and digits only: two texts with the same bare form say the same. */
function bare(text) {
  return (text || "").normalize("NFKC").replace(new RegExp("[^\\p{Alphabetic}\\p{N}]", "gu"), "").toLowerCase();
}
/* Whether somebody who was asked for a number, a day or a name says that there is none. */
function saysNothing(text) {
  var word = bare(text);
  return word === "" ? /^[-—–－﹣\/／\\。\s]+$/.test(text) : form.lists.no_value.indexOf(word) >= 0;
}
function isStated(text) { return bare(text) !== "" && form.lists.nothing.indexOf(bare(text)) < 0 && !pointsElsewhere(bare(text)); }
/* Whether a text only points to another: 同I5, 与左边一致. */
function pointsElsewhere(word) {
  var lists = form.lists;
  function one(list) {
    var begin = list.filter(function (begin) { return word.indexOf(begin) === 0; })[0];
    if (begin) word = word.slice(begin.length);
    return !!begin;
  }
  one(lists.points_before);
  if (!one(lists.points_how)) return false;
  if (!one(lists.points_to)) {
    var cell = /^[a-z]{1,2}\d{1,4}/.exec(word);
    if (!cell) return false;
    word = word.slice(cell[0].length);
  }
  while (one(lists.points_after));
  return word === "";
}
