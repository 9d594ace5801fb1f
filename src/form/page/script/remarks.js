/* Comments of an opened file that are none of the form's own words: in place of a text, right below one, or over what the form
   says of a field. Takes the rows; gives lines and words. What stands behind a key is told where it is read. */
function strayRemarks(rows) {
  var texts = form.texts, inside = null, field = null, run = null, begun = false, found = [];
  function known(name) { return Object.prototype.hasOwnProperty.call(form.english, name.trim()); }
  function own(said) {
    if (said === "") return "other";
    var listed = /^[一二三]、([^（]*)（/.exec(said), named = /^([^（]*)（/.exec(said);
    if (said.indexOf("——") === 0 || (listed && known(listed[1]))) return "heading";
    if (said.indexOf("上年") === 0) return "last";
    var begins = form.said_by_forms.some(function (begin) { return said.indexOf(begin) === 0; });
    return begins || (named && known(named[1])) ? "field" : null;
  }
  function entryOf(row) {
    var parts = /^([ \u3000]*(?:-\s+)*)([^\s:："'#{\[]{1,16})\s*(?::(?=\s|$)|：)\s*(.*)$/.exec(row);
    return parts && { column: parts[1].length, key: english(parts[2]), named: parts[2], value: parts[3].trim() };
  }
  rows.forEach(function (row, i) {
    var bare = row.trim(), column = /^\s*/.exec(row)[0].length;
    if (bare === "") {
      run = null;
      field = field && field.filled ? null : field && { column: field.column, apart: true };
      return;
    }
    if (inside && column > inside.column) {
      field = inside.text ? { filled: true } : null;
      run = null;
      return;
    }
    inside = null;
    if (bare[0] === "#") return comment(bare, column, i);
    field = run = null;
    var entry = entryOf(row);
    if (!entry) return;
    begun = true;
    var isText = texts.indexOf(entry.key) >= 0, opens = /^[|>][+-]?\d?[+-]?$/.test(entry.value.split(" #")[0].trim());
    if (opens) inside = { column: column, text: isText };
    if (isText && entry.value[0] !== "#") field = entry.value === "" || opens ? { column: entry.column } : { filled: true };
  });
  function comment(bare, column, i) {
    var words = bare.replace(/^#+/, ""), said = words.trim(), what = own(said), stray = false;
    if (run !== "heading" && !what) {
      if (run === "last" && (/^ {2}/.test(words) || /^ *\u3000/.test(words))) return;
      var entry = entryOf(said), answered = begun && entry && entry.value !== "" && !/^[\x00-\x7f]*$/.test(entry.named) && known(entry.named);
      stray = /^(found|field|last)$/.test(run) || answered || !!field && (field.filled || column >= field.column || !field.apart);
    }
    if (stray) found.push({ line: i + 1, text: said });
    field = null;
    if (run !== "heading") run = stray ? "found" : what || "other";
  }
  return found;
}
