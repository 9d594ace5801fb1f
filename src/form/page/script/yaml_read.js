/* The part of YAML that submissions are written in: maps, lists, quoted, plain and block texts, [..] and {..}.
   Takes a text; gives a tree with lines, or throws a Stop with the line. What it does not know it never guesses. */
function Stop(line, code) { this.line = line + 1; this.code = code; }

function readYaml(text) {
  var source = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n").replace(/[\u000b\u000c]/g, " "), rows = source.split("\n");
  var begin = [], column = [], line = 0, remarks = [], total = 0;
  rows.forEach(function (row, i) {
    begin[i] = total;
    total += row.length + 1;
    column[i] = /^ */.exec(row)[0].length;
  });

  /* No form goes deeper; what does would end the page's stack before its text. */
  var deepest = 64, depth = 0;
  function inside(read, at) {
    if (depth === deepest) stop("N012", at);
    depth += 1;
    var got = read();
    depth -= 1;
    return got;
  }
  function stop(code, at) { throw new Stop(at === undefined ? line : at, code); }
  function rest() { return rows[line].slice(column[line]); }
  function here() { return line < rows.length; }
  function remark(words, at) { if (words.replace(/^#\s*/, "")) remarks.push({ line: at + 1, text: words.replace(/^#\s*/, "") }); }

  /* Goes to the next line that says something. */
  function next() {
    for (; here(); line += 1) {
      var words = rest();
      if (words.trim() === "" || words[0] === "#") continue;
      if (words[0] === "\t") stop("N007");
      if (words[0] === "\u3000") stop("N008");
      if (/[\u200b-\u200f\u2060\ufeff\u00a0]/.test(words[0])) stop("N020");
      return true;
    }
    return false;
  }
  function isItem() { return /^-(\s|$)/.test(rest()); }

  /* A key and where its value begins; null where the line has none. */
  function keyOf(words) {
    var quoted = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*:(?=\s|$)/.exec(words);
    if (quoted) return { key: unquote(quoted[1]), after: quoted[0].length };
    if (/^["'\[{&*!|>%@`#]/.test(words)) return null;
    var plain = /^([^#]*?(?:\S#[^#]*?)*?)\s*:(?=\s|$)/.exec(words);
    return plain && plain[1] ? { key: plain[1], after: plain[0].length } : null;
  }
  /* A key that the form knows, with a full-width colon behind it. */
  function isWideKey(words) {
    var found = /^(?:-\s+)?([^\s:："'#]{1,16})\s*：/.exec(words);
    return !!found && (Object.prototype.hasOwnProperty.call(form.english, found[1]) || Object.prototype.hasOwnProperty.call(form.chinese, found[1]));
  }
  function unquote(word) {
    return word[0] === "'" ? word.slice(1, -1).replace(/''/g, "'") : quotedAt(word, 0, function () {}).text;
  }

  function block(least) {
    if (!next() || column[line] < least) return { kind: "null", line: line + 1 };
    if (isItem()) return inside(function () { return list(column[line]); });
    if (keyOf(rest())) return inside(function () { return map(column[line]); });
    if (isWideKey(rest())) stop("N005");
    return inline(least - 1);
  }

  function list(indent) {
    var items = [], at = line;
    while (next() && column[line] === indent && isItem()) {
      var mark = /^-\s*/.exec(rest())[0];
      if (/^(#|$)/.test(rest().slice(mark.length))) {
        line += 1;
      } else {
        column[line] = indent + mark.length;
      }
      items.push(/^[|>]/.test(here() ? rest() : "") && column[line] > indent ? scalarBlock(indent) : block(indent + 1));
    }
    if (here() && column[line] > indent) stop("N004");
    return { kind: "list", items: items, line: at + 1 };
  }

  function map(indent) {
    var pairs = [], at = line, seen = {};
    while (next() && column[line] === indent && !isItem()) {
      var found = keyOf(rest()), words = rest();
      if (indent === 0 && /^---(\s|$)/.test(words)) stop("N013");
      if (!found) {
        if (pairs.length && !isWideKey(words) && !/^[\w\u4e00-\u9fff]+:\S/.test(words)) {
          if (/^[|>]/.test(lastSign)) stop("N017");
          /* The next line of a text: below a key with nothing behind it, or behind a first line. */
          if (/^(\d{1,2}[.．、)）]|[（(]|[一二三四五六七八九十]+、|[①-⑳]|[-—·•])/.test(words) || /[。；！？]$/.test(words.trim())) stop(lastSign ? "N017" : "N018");
        }
        stop(/^[^\s:"']+\s*：/.test(words) ? "N005" : /^[\w\u4e00-\u9fff]+:\S/.test(words) ? "N016" : "N010");
      }
      /* In either language a key is the same key. */
      var name = "k" + english(found.key);
      if (seen[name]) stop("N022");
      seen[name] = true;
      var keyLine = line + 1;
      pairs.push({ key: found.key, line: keyLine, node: value(indent, column[line] + found.after) });
    }
    if (here() && column[line] > indent) stop(/^[|>]/.test(lastSign) ? "N017" : "N018");
    if (here() && column[line] === indent) stop(/^[－—–•]/.test(rest()) ? "N033" : "N004");
    return { kind: "map", pairs: pairs, line: at + 1 };
  }

  var lastSign = "";
  function value(indent, after) {
    var words = rows[line].slice(after), start = after + /^\s*/.exec(words)[0].length, sign = words.trim();
    lastSign = sign;
    if (sign === "" || sign[0] === "#") {
      var at = line;
      line += 1;
      if (!next()) return { kind: "null", line: at + 1 };
      if (column[line] === indent && isItem()) return inside(function () { return list(indent); });
      if (column[line] > indent) return block(indent + 1);
      if (sign) remark(sign, at);
      return { kind: "null", line: at + 1 };
    }
    column[line] = start;
    return /^[|>]/.test(sign) ? scalarBlock(indent) : inline(indent);
  }

  function inline(parent) {
    var sign = rest()[0], at = line;
    if (sign === "\"" || sign === "'") {
      var quoted = quotedAt(source, begin[line] + column[line], stop);
      finish(quoted.end);
      return { kind: "text", text: quoted.text, quoted: true, line: at + 1 };
    }
    if (sign === "[" || sign === "{") {
      var flow = inside(function () { return flowAt(begin[line] + column[line]); });
      finish(flow.end);
      return flow.node;
    }
    if (/[&*!%@`]/.test(sign)) stop("N011");
    return plain(parent);
  }

  /* Behind a closing sign only a comment may stand. */
  function finish(end) {
    while (line + 1 < rows.length && begin[line + 1] <= end) line += 1;
    var left = source.slice(end, begin[line] + rows[line].length);
    if (/^\s+#/.test(left)) remark(left.trim(), line);
    else if (left.trim() !== "") stop("N004");
    line += 1;
  }

  function plain(parent) {
    if (/^[?-](\s|$)/.test(rest())) stop("N004");
    var at = line, words = "", gap = 0, first = true;
    for (; here(); line += 1) {
      var row = first ? rest() : rows[line], lead = /^ */.exec(row)[0].length;
      if (!first) {
        if (row.trim() === "") { gap += 1; continue; }
        if (lead <= parent || row[lead] === "#") break;
        if (keyOf(row.slice(lead)) || /^-\s/.test(row.slice(lead))) stop("N018");
        if (row[lead] === "\t") stop("N007");
      }
      var cut = / #|\t#/.exec(row), said = (cut ? row.slice(0, cut.index) : row).trim();
      if (/:(\s|$)/.test(said) && first) stop("N004");
      words += first ? said : (gap ? new Array(gap + 1).join("\n") : " ") + said;
      first = false;
      gap = 0;
      if (cut) { remark(row.slice(cut.index).trim(), line); line += 1; break; }
    }
    if (/^(~|null|Null|NULL)?$/.test(words)) return { kind: "null", line: at + 1 };
    return { kind: "text", text: words, quoted: false, line: at + 1 };
  }

  function scalarBlock(parent) {
    var head = /^([|>])([+-]?)([1-9]?)([+-]?)\s*(#.*)?$/.exec(rest().trim()), at = line;
    if (!head) stop("N018");
    var keep = head[2] || head[4], indent = head[3] ? parent + Number(head[3]) : -1, lines = [];
    for (line += 1; here(); line += 1) {
      var row = rows[line], lead = /^ */.exec(row)[0].length, blank = row.trim() === "" && row.indexOf("\t") < 0 && !/\u3000/.test(row);
      if (indent < 0 && !blank) indent = lead > parent ? lead : 0;
      if (!blank && (indent <= parent || lead < indent)) break;
      lines.push(blank ? row.slice(indent < 0 ? row.length : indent) : row.slice(indent));
    }
    var empty = 0;
    while (lines.length && lines[lines.length - 1] === "") { lines.pop(); empty += 1; }
    var text = head[1] === "|" ? lines.join("\n") : folded(lines);
    if (keep === "+") text += new Array((lines.length ? 1 : 0) + (here() ? empty : empty - 1) + 1).join("\n");
    else if (keep !== "-" && lines.length) text += "\n";
    return text === "" ? { kind: "null", line: at + 1 } : { kind: "text", text: text, quoted: true, line: at + 1 };
  }

  function folded(lines) {
    var text = "", before = null;
    lines.forEach(function (now) {
      var apart = /^\s/.test(now) || /^\s/.test(before || "");
      if (now === "") text += "\n";
      else if (before === null || (before === "" && !apart)) text += now;
      else text += (apart ? "\n" : " ") + now;
      before = now;
    });
    return text;
  }

  function lineOf(at) {
    var n = line;
    while (n + 1 < rows.length && begin[n + 1] <= at) n += 1;
    return n;
  }

  /* [..] and {..}, over as many lines as they take. */
  function flowAt(at) {
    function skip(to) {
      for (;;) {
        var blank = /^(\s+|#[^\n]*)/.exec(source.slice(to));
        if (!blank || (blank[0][0] === "#" && !/\s/.test(source[to - 1]))) return to;
        to += blank[0].length;
      }
    }
    function word(from, inMap) {
      var to = from, sign = source[from];
      if (sign === "\"" || sign === "'") {
        var quoted = quotedAt(source, from, function () { stop("N009", lineOf(from)); });
        return { node: { kind: "text", text: quoted.text, quoted: true, line: lineOf(from) + 1 }, end: quoted.end };
      }
      if (sign === "[" || sign === "{") return inside(function () { return flowAt(from); }, lineOf(from));
      if (/[&*!%@`|>]/.test(sign || "")) stop("N011", lineOf(from));
      while (to < source.length && !/[,\[\]{}]/.test(source[to])) {
        if (source[to] === ":" && /[\s,\[\]{}]/.test(source[to + 1] || " ")) break;
        if (source[to] === "#" && /\s/.test(source[to - 1])) break;
        to += 1;
      }
      var text = source.slice(from, to).trim().replace(/\s*\n\s*/g, " ");
      if (inMap && /，/.test(text) && /[:：]/.test(text)) stop("N015", lineOf(from));
      var none = /^(~|null|Null|NULL)?$/.test(text);
      return { node: { kind: none ? "null" : "text", text: text, quoted: false, line: lineOf(from) + 1 }, end: to };
    }
    var isMap = source[at] === "{", close = isMap ? "}" : "]", node = { kind: isMap ? "map" : "list", line: lineOf(at) + 1 };
    var pairs = [], items = [], seen = {}, open = lineOf(at);
    at = skip(at + 1);
    while (source[at] !== close) {
      if (at >= source.length) stop("N004", open);
      var found = word(at, isMap), keyLine = lineOf(at) + 1;
      at = skip(found.end);
      if (isMap || source[at] === ":") {
        var got = { node: { kind: "null", line: keyLine }, end: at }, key = found.node.kind === "map" || found.node.kind === "list" ? stop("N004", keyLine - 1) : found.node.text;
        if (source[at] === ":") {
          at = skip(at + 1);
          if (!/[,\]}]/.test(source[at] || "")) got = word(at, isMap);
          else got.end = at;
        } else if (isMap && !/[,}]/.test(source[at] || "")) stop("N004", keyLine - 1);
        at = skip(got.end);
        if (seen["k" + key]) stop("N022", keyLine - 1);
        seen["k" + key] = true;
        pairs.push({ key: key, line: keyLine, node: got.node });
        if (!isMap) items.push({ kind: "map", pairs: pairs.splice(0), line: keyLine });
      } else items.push(found.node);
      if (source[at] === ",") at = skip(at + 1);
      else if (source[at] !== close) stop(at >= source.length ? "N004" : "N015", at >= source.length ? open : lineOf(at));
    }
    node.pairs = pairs;
    node.items = items;
    return { node: node, end: at + 1 };
  }

  /* One document: a mark may open it or end it. */
  rows.forEach(function (row, i) {
    if (/^(---|\.\.\.)\s*$/.test(row) && !rows.slice(0, i).some(function (before) { return before.trim() !== "" && before[0] !== "#"; })) rows[i] = "";
    if (/^(---|\.\.\.)\s*$/.test(row) && rows.slice(i + 1).every(function (after) { return after.trim() === "" || after[0] === "#"; })) rows[i] = "";
  });
  if (!next()) stop("N003");
  if (column[line] === 0 && /^---/.test(rest())) stop("N013");
  var tree = block(0);
  if (next()) stop(/^---\s*$/.test(rest()) ? "N013" : "N004");
  strayRemarks(source.split("\n")).forEach(function (stray) {
    if (!remarks.some(function (known) { return known.line === stray.line; })) remarks.push(stray);
  });
  return { tree: tree, remarks: remarks.sort(function (a, b) { return a.line - b.line; }) };
}

/* A quoted text from its sign on: the words, and where they end. */
function quotedAt(source, at, stop) {
  var sign = source[at], out = "", safe = 0, names = { n: "\n", t: "\t", r: "\r", "0": "\0", a: "\x07", b: "\b", e: "\x1b", f: "\f", v: "\v", N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029" };
  for (at += 1; at < source.length; at += 1) {
    var c = source[at];
    if (c === sign) {
      if (sign === "'" && source[at + 1] === "'") { out += "'"; at += 1; safe = out.length; continue; }
      return { text: out, end: at + 1 };
    }
    if (c === "\\" && sign === "\"") {
      at += 1;
      var code = source[at], digits = { x: 2, u: 4, U: 8 }[code];
      if (code === "\n") {
        at += /^\s*/.exec(source.slice(at + 1))[0].length;
      } else if (digits) {
        var hex = source.slice(at + 1, at + 1 + digits);
        if (!/^[0-9a-fA-F]+$/.test(hex) || hex.length < digits || parseInt(hex, 16) > 0x10ffff) stop("N004");
        else out += String.fromCodePoint(parseInt(hex, 16));
        at += digits;
      } else if (Object.prototype.hasOwnProperty.call(names, code)) out += names[code];
      else if (/["\\\/ \t]/.test(code || "")) out += code;
      else stop("N004");
      safe = out.length;
    } else if (c === "\n") {
      var gap = /^\n\s*/.exec(source.slice(at))[0], breaks = gap.split("\n").length - 1;
      out = out.slice(0, safe) + out.slice(safe).replace(/[ \t]+$/, "") + (breaks > 1 ? new Array(breaks).join("\n") : " ");
      safe = out.length;
      at += gap.length - 1;
    } else out += c;
  }
  stop("N009");
  return { text: out, end: at };
}
