/* Whether words say something: what is left of them without phrases and assurances. The office's lists come with
   the form; here stands only how they are used. */
function without(text, words) {
  return words.reduce(function (rest, word) { return rest.split(word).join(""); }, text);
}
function holdsOne(text, words) { return words.some(function (word) { return text.indexOf(word) >= 0; }); }
/* 两处, 三月, 十二个: something is counted or dated in Chinese numerals. */
function countsSomething(text) {
  var signs = Array.from(text);
  return signs.some(function (sign, at) {
    return at > 0 && form.lists.numerals.indexOf(signs[at - 1]) >= 0 && form.lists.measures.indexOf(sign) >= 0;
  });
}
function saysNothing(text) {
  var rest = bare(text);
  return Array.from(rest).length <= 24 && Array.from(without(rest, form.lists.phrases)).length <= 1;
}
/* Slogans and no fact: a number, a document, a place of work. The longest slogans come first. */
function isSlogans(text) {
  var rest = text, said = 0;
  form.lists.slogans.filter(function (word) { return text.indexOf(word) >= 0; }).forEach(function (word) {
    if (rest.indexOf(word) >= 0) said += 1;
    rest = rest.split(word).join("，");
  });
  var fact = /[0-9]/.test(bare(text)) || /[《〔]/.test(text) || countsSomething(bare(text)) || holdsOne(text, form.lists.works);
  return (said >= 2 || (said === 1 && saysNothing(rest))) && !fact;
}

/* Whether an explanation says why: a number of something, a date on which something happened, a cause. */
function bringsFact(text) {
  var lists = form.lists, rest = withoutYears(bare(withoutTelephones(text.normalize("NFKC"))));
  var fresh = without(rest, lists.compared.concat(lists.assurances, lists.empty));
  if (Array.from(fresh).filter(function (sign) { return isLetter.test(sign); }).length < 2 || onlyVouches(rest)) return false;
  rest = without(rest, lists.assurances.concat(lists.empty));
  if (Array.from(rest).filter(function (sign) { return !/[0-9年月日号于在以]/.test(sign); }).length < 2) return false;
  var left = Array.from(rest).length, number = /[0-9]/.test(rest) || countsSomething(rest);
  return left >= 6 || (left >= 4 && (number || holdsOne(rest, lists.causes)));
}
/* An assurance, or a thing by which figures are made, with who gave it, when, how often and on what page beside it, and no cause. */
function onlyVouches(text) {
  var lists = form.lists;
  function holds(list) { return holdsOne(text, list.filter(function (word) { return Array.from(word).length > 1; })); }
  if (!(holds(lists.assurances) || holds(lists.empty) || holds(lists.witnesses) || holds(lists.things)) || holds(lists.causes)) return false;
  var rest = without(text, lists.things.concat(lists.witnesses, lists.compared, lists.assurances, lists.empty, lists.particles));
  var signs = lists.numerals.concat(lists.measures, lists.counters);
  return Array.from(rest).filter(function (sign) { return isLetter.test(sign) && signs.indexOf(sign) < 0; }).length < 3;
}
var isLetter = new RegExp("\\p{Alphabetic}", "u");
function withoutTelephones(text) {
  ["联系电话", "电话", "手机", "座机", "传真", "致电", "拨打", "微信"].forEach(function (call) {
    text = text.replace(new RegExp(call + "([0-9—.：:号为是（( -]*)", "g"), function (all, behind) {
      return /[0-9]/.test(behind) ? "" : behind;
    });
  });
  return text.replace(/[0-9—.-]+/g, function (number) {
    var digits = number.replace(/[^0-9]/g, "").length, whole = number.indexOf(".") < 0;
    var first = /^[0-9]*/.exec(number)[0].length;
    return whole && ((number[0] === "0" && first >= 3) || (number[0] === "1" && digits === 11)) ? "" : number;
  });
}
/* A year dates a sentence and is no fact of its own. */
function withoutYears(text) {
  return text.replace(/([0-9]+)([^0-9]?)/g, function (all, digits, behind) {
    return /^(19|20)[0-9]{2}$/.test(digits) && (behind === "年" || behind === "") ? "" : all;
  });
}

/* Whether rows between bars make no table: no row of dashes below the head, or full-width bars. */
function isUnruled(text) {
  var lines = text.split(/\r?\n/), at = 0;
  function cells(line) { return line.trim().replace(/｜/g, "|").replace(/^\|/, "").replace(/\\./g, "x").replace(/\|$/, "").split("|"); }
  function isRow(line) { return line !== undefined && /^[|｜]/.test(line.trim()) && cells(line).length > 1; }
  function isRule(line) { return line !== undefined && /[|｜]/.test(line) && cells(line).every(function (cell) { return /^:*-+:*$/.test(cell.trim()); }); }
  while (at < lines.length) {
    var from = at;
    while (isRow(lines[at])) at += 1;
    if (at - from >= 2 && (!isRule(lines[from + 1]) || lines.slice(from, at).some(function (line) { return line.indexOf("｜") >= 0; }))) return true;
    at = Math.max(at, from + 1);
  }
  return false;
}
