/* Numbers and addresses of persons in running text, however they are typed. */
var UNSEEN = /[*_~\\\u00ad\u200b-\u200f\u2060\ufeff]/;

function digitOf(c) {
  if (c >= "0" && c <= "9") return c;
  if (c >= "０" && c <= "９") return String(c.charCodeAt(0) - 0xff10);
  if (c === "幺") return "1";
  var at = "〇一二三四五六七八九".indexOf(c === "零" ? "〇" : c);
  return at < 0 ? null : String(at);
}
/* Runs of digits with what stands between them. */
function digitRuns(text) {
  var runs = [], inWords = false;
  for (var i = 0; i < text.length; i += 1) {
    var c = text[i], digit = digitOf(c), last = runs[runs.length - 1], follows = !!last && last.end === i;
    if (digit !== null) {
      var isWord = !/[0-9０-９]/.test(c);
      if (!follows || inWords !== isWord) runs.push(last = { start: i, end: i, digits: "" });
      inWords = isWord;
      last.end = i + 1;
      last.digits += digit;
    } else if (/[XxＸｘ]/.test(c) && follows && last.digits.length % 17 !== 16) {
      last.end = i + 1;
      last.digits += "X";
    }
  }
  return runs;
}
/* The rules that a text breaks by the numbers in it. */
function numbersOfPersons(text) {
  var runs = digitRuns(text), found = [], at = 0;
  function joined(group) {
    return group.slice(1).every(function (run, i) {
      var between = Array.from(text.slice(group[i].end, run.start));
      return between.length <= 3 && between.every(function (c) { return /[()（） \u3000\u00a0\n\-－—–·.\/]/.test(c) || UNSEEN.test(c); });
    });
  }
  while (at < runs.length) {
    var step = 1;
    for (var count = Math.min(12, runs.length - at); count >= 1; count -= 1) {
      var group = runs.slice(at, at + count), code = joined(group) ? codeOf(group) : null;
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
  if (has("15|18|6 8 4|6 6 3") && hasBirthday(all)) return "N608";
  if ((group.length === 1 || /^4 4 4 4( |$)/.test(shape)) && all.length >= 16 && all.length <= 19 && isBank(all)) return "N603";
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
