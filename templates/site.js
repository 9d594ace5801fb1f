/* Filter and sort for long tables. Every page reads in full without this file; it loads and stores nothing. */
(function () {
  "use strict";
  var doc = document;
  /* Keys of statuses from good to bad, then what cannot be judged; a test holds that none is missing. */
  var ORDER = ("green completed on_track met on_time yellow behind missed late returned undated red overdue faulty missing " +
    "paced not_started waiting unlike pending verdict later ongoing not_applicable grey error verify explained hint").split(" ");

  function all(where, what) { return [].slice.call(where.querySelectorAll(what)); }
  function make(tag, props, parent) {
    var el = doc.createElement(tag);
    Object.keys(props).forEach(function (k) { el[k] = props[k]; });
    if (parent) parent.appendChild(el);
    return el;
  }
  function fold(s) { return (s.normalize ? s.normalize("NFKC") : s).toLowerCase(); }
  function word(el) { var st = el.querySelector(".st"); return st ? st.lastChild.nodeValue : ""; }

  /* What a cell says first: not the small print below it. */
  function first(cell) {
    var text = "", node = cell.firstChild;
    for (; node && !(node.nodeType === 1 && /^BR$|small|src|\bmd\b/.test(node.nodeName + node.className)); node = node.nextSibling) text += node.textContent;
    return text.trim() || (node ? cell.textContent.trim() : "");
  }
  var DIGITS = "一二三四五六七八九";
  function ordinal(s) {
    var m = /^[（(第]?([一二三四五六七八九十]+)[）)、章节条]/.exec(s), p = m && m[1].split("十");
    return m ? p.length > 1 ? (p[0] ? DIGITS.indexOf(p[0]) + 1 : 1) * 10 + (p[1] ? DIGITS.indexOf(p[1]) + 1 : 0) : DIGITS.indexOf(p[0]) + 1 : 0;
  }
  /* Dates before numbers: 2025年 stands for its end. A part of a whole counts as its share. */
  function number(s) {
    var d = /^(\d{4})[-年](?:(\d{1,2})[-月](?:(\d{1,2})日?)?)?(?:\s+(\d{1,2}):(\d\d))?/.exec(s);
    if (d) return ((+d[1] * 13 + (d[2] ? d[2] - 1 : 12)) * 32 + (d[3] ? +d[3] : 31)) * 1440 + (d[4] ? d[4] * 60 + +d[5] : 0);
    var r = /^(\d+)\s*\/\s*(\d+)/.exec(s), n = /^[≥≤><=≈约\s]*([+\-−]?\d[\d,]*(?:\.\d+)?)\s*(万|亿)?/.exec(s.replace(/^[－–](?=\d)/, "-"));
    if (r) return +r[2] ? r[1] / r[2] : NaN;
    return n ? parseFloat(n[1].replace(/,/g, "").replace("−", "-")) * (n[2] === "万" ? 1e4 : n[2] === "亿" ? 1e8 : 1) : NaN;
  }
  /* How a column is compared: by status, by number where most of its cells have one, else by words. What does not fit and
     what is not there has no value, and stands last in both directions. */
  function values(rows, at) {
    var cells = rows.map(function (r) {
      var cell = r.row.cells[at], tag = cell && cell.querySelector(".st"), s = cell ? first(cell) : "";
      var key = tag ? /st-(\w+)/.exec(tag.className)[1] : "", rank = ORDER.indexOf(key), gap = key === "none" || /^(—.*)?$/.test(s);
      return { rank: tag && !gap ? (rank < 0 ? ORDER.length : rank) : NaN, number: gap ? NaN : number(s), words: gap ? null : s };
    });
    function many(kind) { return cells.filter(function (c) { return !isNaN(c[kind]); }).length; }
    var filled = cells.filter(function (c) { return c.words !== null; }).length;
    var kind = many("rank") * 2 > filled ? "rank" : many("number") * 2 > filled ? "number" : "words";
    return cells.map(function (c) { return kind === "words" ? c.words : isNaN(c[kind]) ? null : c[kind]; });
  }
  function compare(a, b) {
    if (typeof a === "number") return a - b;
    var x = ordinal(a), y = ordinal(b);
    return x && y && x !== y ? x - y : a.localeCompare(b, "zh", { numeric: true });
  }

  function table(el) {
    var bodies = [].slice.call(el.tBodies), rows = [], groups = all(el, "tr.grp");
    bodies.forEach(function (body) {
      [].slice.call(body.rows).forEach(function (row) {
        if (!row.classList.contains("grp")) rows.push({ row: row, home: body, text: fold(row.textContent + " " + (row.dataset.also || "")), word: word(row) });
      });
    });
    var place = el.parentNode.previousElementSibling;
    if (!place || !place.classList.contains("filter")) return;
    var box = doc.createDocumentFragment(), field = make("label", { textContent: "筛选" }, box);
    var text = make("input", { type: "search", autocomplete: "off" }, field), pick = null, sorted = false;
    var words = rows.map(function (r) { return r.word; }).filter(function (w, i, list) { return w && list.indexOf(w) === i; });
    if (words.length > 1) {
      pick = make("select", {}, make("label", { textContent: "状态" }, box));
      [""].concat(words).forEach(function (w) { make("option", { value: w, textContent: w || "全部" }, pick); });
    }
    var note = make("p", {}, box);
    note.setAttribute("role", "status");

    function run() {
      var terms = fold(text.value).split(/\s+/), n = 0;
      rows.forEach(function (r) {
        var ok = (!pick || !pick.value || r.word === pick.value) && terms.every(function (t) { return r.text.indexOf(t) >= 0; });
        r.row.hidden = !ok;
        n += ok ? 1 : 0;
      });
      groups.forEach(function (g) {
        g.hidden = sorted || !rows.some(function (r) { return r.home === g.parentNode && !r.row.hidden; });
      });
      note.textContent = "显示" + n + "行，共" + rows.length + "行";
    }
    text.addEventListener("input", run);
    if (pick) pick.addEventListener("change", run);

    [].slice.call(el.tHead.rows[0].cells).forEach(function (th, at) {
      var button = make("button", { type: "button", className: "sort" });
      while (th.firstChild) button.appendChild(th.firstChild);
      th.appendChild(button);
      button.addEventListener("click", function () {
        var now = th.getAttribute("aria-sort"), next = now === "ascending" ? "descending" : now ? "" : "ascending";
        all(el, "th[aria-sort]").forEach(function (h) { h.removeAttribute("aria-sort"); });
        sorted = !!next;
        if (next) th.setAttribute("aria-sort", next);
        var sign = next === "descending" ? -1 : 1, keys = next ? values(rows, at) : [];
        var list = rows.map(function (r, n) { return n; });
        if (next) list.sort(function (m, n) {
          var x = keys[m], y = keys[n];
          return (x === null || y === null ? (x === null) - (y === null) : sign * compare(x, y)) || m - n;
        });
        list.forEach(function (n) { var r = rows[n]; (next ? bodies[0] : r.home).appendChild(r.row); });
        run();
      });
    });
    place.appendChild(box);
    run();
  }

  /* The style sheet keeps the place of the filters free, so that nothing jumps when they appear. */
  doc.documentElement.className = "js";
  doc.addEventListener("DOMContentLoaded", function () { all(doc, "table[data-filter]").forEach(table); });
})();
