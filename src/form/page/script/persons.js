/* Numbers and addresses of persons in running text, however they are typed. */
var UNSEEN = /[*_~\\\u00ad\u200b-\u200f\u2060\ufeff\ufe0f\u20e3]/;
var BETWEEN = /[()（）\s\u2010-\u2015−﹘﹣－\-ー⁃·•‧.．\/／:]/;
var TENS = ["〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉", "⓪①②③④⑤⑥⑦⑧⑨"];

function isTyped(c) { var code = c.codePointAt(0); return /[0-9０-９]/.test(c) || (code >= 0x1d7ce && code <= 0x1d7ff); }
function digitOf(c) {
  var code = c.codePointAt(0);
  if (c >= "0" && c <= "9") return c;
  if (c >= "０" && c <= "９") return String(code - 0xff10);
  if (isTyped(c)) return String((code - 0x1d7ce) % 10);
  if (c === "幺") return "1";
  var ten = TENS.filter(function (signs) { return signs.indexOf(c) >= 0; })[0];
  return ten ? String(ten.indexOf(c)) : null;
}
/* Runs of digits with what stands between them. */
function digitRuns(signs) {
  var runs = [], inWords = false, goesOnAt = -1;
  for (var i = 0; i < signs.length; i += 1) {
    var c = signs[i], digit = digitOf(c), last = runs[runs.length - 1], follows = goesOnAt === i;
    if (follows && UNSEEN.test(c)) { goesOnAt = i + 1; continue; }
    if (digit !== null) {
      if (!follows || inWords !== !isTyped(c)) runs.push(last = { start: i, end: i, digits: "" });
      inWords = !isTyped(c);
      last.end = goesOnAt = i + 1;
      last.digits += digit;
    } else if (/[XxＸｘ]/.test(c) && follows && last.digits.length % 17 !== 16) {
      last.end = i + 1;
      last.digits += "X";
    }
  }
  return runs;
}
/* Seven or eight digits without an area code behind a word for a telephone. */
function isCalledTelephone(signs, group) {
  var digits = group.reduce(function (sum, run) { return sum + run.digits.length; }, 0), at = group[0].start, gap = 0;
  if (group.length > 2 || digits < 7 || digits > 8 || !/^[2-8]/.test(group[0].digits)) return false;
  while (gap < 8 && at > 0 && (BETWEEN.test(signs[at - 1]) || UNSEEN.test(signs[at - 1]) || /[：为是号码]/.test(signs[at - 1]))) { at -= 1; gap += 1; }
  return /(电话|传真|座机|热线)$/.test(signs.slice(Math.max(0, at - 2), at).join(""));
}
/* The rules that a text breaks by the numbers in it. */
function numbersOfPersons(text) {
  var signs = Array.from(text), runs = digitRuns(signs), found = [], at = 0;
  function joined(group) {
    return group.slice(1).every(function (run, i) {
      var between = signs.slice(group[i].end, run.start);
      return between.length <= 3 && between.every(function (c) { return BETWEEN.test(c) || UNSEEN.test(c); });
    });
  }
  while (at < runs.length) {
    var step = 1;
    for (var count = Math.min(12, runs.length - at); count >= 1; count -= 1) {
      var group = runs.slice(at, at + count), code = !joined(group) ? null : codeOf(group) || (isCalledTelephone(signs, group) ? "N604" : null);
      if (code) { found.push(code); step = count; break; }
    }
    at += step;
  }
  return found;
}
function codeOf(group) {
  var shape = group.map(function (run) { return run.digits.length; }).join(" "), all = group.map(function (run) { return run.digits; }).join("");
  function has(shapes) { return shapes.split("|").indexOf(shape) >= 0; }
  var mobile = has("11|3 4 4|3 3 5|4 4 3|5 6|3 8|7 4|1 1 1 1 1 1 1 1 1 1 1") ? all
    : has("13|2 11|2 3 4 4") && /^86/.test(all) ? all.slice(2)
    : has("15|4 11|4 3 4 4") && /^0086/.test(all) ? all.slice(4) : "";
  if (/^1[3-9]\d{9}$/.test(mobile)) return "N601";
  if (has("18|6 8 4|6 4 4 4") && isIdentity(all)) return "N602";
  if (group.length >= 2 && group.length <= 6 && hasBirthday(all) && isIdentity(all)) return "N602";
  if (has("15|18|6 8 4|6 6 3") && hasBirthday(all)) return "N608";
  if ((group.length === 1 || /^4 4 4 4( |$)/.test(shape)) && all.length >= 16 && all.length <= 19 && isBank(all)) return "N603";
  if (has("3 3 4|3 4 4|4 3 4|4 4 4") && all[0] === "0") return "N604";
  if (has("3 7|3 8|4 7|4 8") ? all[0] === "0" : has("11|12") ? /^0[^0]/.test(all)
    : has("2 2 7|2 2 8|2 3 7|2 3 8") ? /^86/.test(all) : has("3 3 4|3 4 3|10") && /^[48]00/.test(all)) return "N604";
  return null;
}
function isIdentity(all) {
  var weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2], sum = 0;
  if (!/^\d{17}[\dX]$/.test(all)) return false;
  weights.forEach(function (weight, i) { sum += weight * Number(all[i]); });
  return "10X98765432"[sum % 11] === all[17];
}
function hasBirthday(all) {
  if (!/^[1-68]\d*X?$/.test(all)) return false;
  var day = all.length === 18 ? all.slice(6, 14) : "19" + all.slice(6, 12), year = Number(day.slice(0, 4));
  return /^\d{8}$/.test(day) && year >= 1900 && year < 2100 && isDay(day.slice(0, 4) + "-" + day.slice(4, 6) + "-" + day.slice(6));
}
function isBank(all) {
  if (!/^[34569]\d+$/.test(all)) return false;
  var sum = 0;
  all.split("").reverse().forEach(function (digit, i) {
    var twice = Number(digit) * 2;
    sum += i % 2 ? Math.floor(twice / 10) + twice % 10 : Number(digit);
  });
  return sum % 10 === 0;
}
function hasAddress(text) {
  return text.split(/[@＠]/).some(function (head, i, all) {
    if (i + 1 >= all.length) return false;
    var tail = /^[ \u3000]?([A-Za-z0-9\-_+.．]*)/.exec(all[i + 1])[1].replace(/[.．]+$/, "");
    return /[A-Za-z0-9\-_+.．][ \u3000]?$/.test(head) && /[.．]/.test(tail);
  });
}
