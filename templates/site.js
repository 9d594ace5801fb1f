/* Filter and sort for long tables. Every page reads in full without this file; it loads and stores nothing. */
(function () {
  "use strict";
  var doc = document, order = "已完成 正常推进 达标 按时 滞后 未达标 迟报 逾期 未报 未启动 待公布 长期坚持 定性".split(" ");

  function all(where, what) { return [].slice.call(where.querySelectorAll(what)); }
  function make(tag, props, parent) {
    var el = doc.createElement(tag);
    Object.keys(props).forEach(function (k) { el[k] = props[k]; });
    if (parent) parent.appendChild(el);
    return el;
  }
  function fold(s) { return (s.normalize ? s.normalize("NFKC") : s).toLowerCase(); }
  function word(el) { var st = el.querySelector(".st"); return st ? st.lastChild.nodeValue : ""; }

  function value(row, at) {
    var cell = row.cells[at], w = cell ? word(cell) : "", s = cell ? cell.textContent.trim() : "";
    if (w && order.indexOf(w) >= 0) return order.indexOf(w);
    var n = /^[≥≤><=+]?\s*(-?\d[\d,.]*)/.exec(s);
    return n ? parseFloat(n[1].replace(/,/g, "")) : s === "—" ? "" : s;
  }
  function compare(a, b) {
    if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
    if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
    return typeof a === "number" ? a - b : a.localeCompare(b, "zh");
  }

  function table(el) {
    var bodies = [].slice.call(el.tBodies), rows = [], groups = all(el, "tr.grp");
    bodies.forEach(function (body) {
      [].slice.call(body.rows).forEach(function (row) {
        if (!row.classList.contains("grp")) rows.push({ row: row, home: body, text: fold(row.textContent), word: word(row) });
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
        var list = rows.slice(), sign = next === "descending" ? -1 : 1;
        if (next) list.sort(function (a, b) {
          var x = value(a.row, at), y = value(b.row, at);
          return (x === "" || y === "" ? compare(x, y) : sign * compare(x, y)) || rows.indexOf(a) - rows.indexOf(b);
        });
        list.forEach(function (r) { (next ? bodies[0] : r.home).appendChild(r.row); });
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
