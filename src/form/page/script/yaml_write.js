/* A tree as YAML, in the style in which the office writes its own forms. */
function isChinese(c) { return c >= "\u4e00" && c <= "\u9fff"; }
function isUnseen(c) { return /[\u0000-\u001f\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\uffff]/.test(c); }

function quotedText(text) {
  var short = { "\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  return "\"" + text.split("").map(function (c) {
    if (short[c]) return short[c];
    if (!isUnseen(c)) return c;
    var hex = c.charCodeAt(0).toString(16).toUpperCase();
    return c.charCodeAt(0) < 256 ? "\\x" + ("0" + hex).slice(-2) : "\\u" + ("000" + hex).slice(-4);
  }).join("") + "\"";
}
function inlineText(text) {
  var harmless = /^[\u4e00-\u9fffA-Za-z0-9，。；、（）《》“”〔〕—·.\-\/% ]*$/;
  return isChinese(text[0] || "") && harmless.test(text) && text.slice(-1) !== " " ? text : quotedText(text);
}
/* The sign of a block that gives the text back as it is; null where none does. */
function blockSign(text) {
  var body = text.replace(/\n$/, ""), lines = body.split("\n");
  var many = lines.length > 1 || Array.from(body).length > 40;
  var clean = lines.every(function (line) { return !/[ \u3000]$/.test(line) && !line.split("").some(isUnseen); });
  if (!many || !body || /\n$/.test(body) || /^[\n \u3000]/.test(body) || !clean) return null;
  return body === text ? "|-" : "|";
}

/* Nodes: {map: [[key, node]]}, {list: [node]}, {text, as: "plain" | "quoted" | "words"}, {none: true}. */
function writeYaml(tree) {
  var out = [];
  function put(indent, words) { out.push(words === "" ? "" : new Array(indent + 1).join(" ") + words); }
  function keyWord(key) { return /^[\u4e00-\u9fffA-Za-z0-9_][\u4e00-\u9fffA-Za-z0-9_.\-]*$/.test(key) ? key : quotedText(key); }
  function leaf(indent, lead, node) {
    var sign = node.as === "words" ? blockSign(node.text) : null;
    if (node.none) return put(indent, lead.trim());
    if (!sign) return put(indent, lead + (node.as === "plain" ? node.text : node.as === "quoted" ? quotedText(node.text) : inlineText(node.text)));
    put(indent, lead + sign);
    node.text.replace(/\n$/, "").split("\n").forEach(function (line) { put(indent + 2, line); });
  }
  function pairs(indent, map, lead) {
    map.forEach(function (pair, i) {
      var before = i === 0 && lead ? lead : "", at = before ? indent - before.length : indent, node = pair[1], name = before + keyWord(pair[0]) + ":";
      if (node.map) {
        put(at, name + (node.map.length ? "" : " {}"));
        pairs(indent + 2, node.map);
      } else if (node.list) {
        put(at, name + (node.list.length ? "" : " []"));
        node.list.forEach(function (item) { entry(indent + 2, item); });
      } else leaf(at, name + " ", node);
    });
  }
  function entry(indent, item) {
    if (item.map && item.map.length) pairs(indent + 2, item.map, "- ");
    else if (item.map) put(indent, "- {}");
    else if (item.list) { put(indent, item.list.length ? "-" : "- []"); item.list.forEach(function (one) { entry(indent + 2, one); }); }
    else leaf(indent, "- ", item);
  }
  pairs(0, tree.map);
  return out.join("\n") + "\n";
}

/* What was read, as it can be written again. */
function asWritten(node) {
  if (node.kind === "map") return { map: node.pairs.map(function (pair) { return [pair.key, asWritten(pair.node)]; }) };
  if (node.kind === "list") return { list: node.items.map(asWritten) };
  if (node.kind === "null") return { none: true };
  return { text: node.text, as: !node.quoted && /^[A-Za-z0-9_][A-Za-z0-9_.\-]*$/.test(node.text) ? "plain" : node.quoted && !/\n/.test(node.text) ? "quoted" : "words" };
}
