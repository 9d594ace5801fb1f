/* The answer to ?q= on a search page: exact substrings, titles first, then newest first. Without this file the page is a
   site map. It works from a disk: the index stands in scripts. A page of one year shows its own hits and leads to all. */
(function () {
  "use strict";
  var doc = document;

  function all(where, what) { return [].slice.call(where.querySelectorAll(what)); }
  function make(tag, props, parent) {
    var el = doc.createElement(tag);
    Object.keys(props).forEach(function (k) { el[k] = props[k]; });
    if (parent) parent.appendChild(el);
    return el;
  }
  function fold(s) { return (s.normalize ? s.normalize("NFKC") : s).toLowerCase(); }

  function mark(el, terms) {
    var s = el.textContent, low = fold(s), i = 0;
    if (low.length !== s.length) return;
    el.textContent = "";
    while (i < s.length) {
      var at = -1, len = 0;
      terms.forEach(function (t) {
        var k = low.indexOf(t, i);
        if (k >= 0 && (at < 0 || k < at)) { at = k; len = t.length; }
      });
      if (at < 0) break;
      el.appendChild(doc.createTextNode(s.slice(i, at)));
      make("mark", { textContent: s.slice(at, at + len) }, el);
      i = at + len;
    }
    el.appendChild(doc.createTextNode(s.slice(i)));
  }
  function has(s, terms) { s = fold(s); return terms.every(function (t) { return s.indexOf(t) >= 0; }); }

  function search(box, q, terms) {
    var list = box.querySelector(".hits"), note = doc.getElementById("hits-note");
    function done(n, more) {
      box.hidden = !n;
      note.textContent = "“" + q + "”共" + n + "条" + (more ? "，显示前" + more + "条" : "");
      doc.querySelector("[data-none]").hidden = n > 0;
    }
    list.textContent = "";
    var own = box.dataset.from !== undefined, from = own ? +box.dataset.from : 0, to = own ? +box.dataset.to : Infinity;
    var all = doc.querySelector("[data-all]");
    if (all) {
      all.hidden = false;
      all.firstChild.href += location.search;
    }

    /* One file for each pair of characters of the query, then what is shown; full words only where a hit needs them. */
    var waiting = {}, data = {}, size;
    function load(name, then) {
      if (name in data) return then();
      if (waiting[name]) return waiting[name].push(then);
      waiting[name] = [then];
      make("script", { src: box.dataset.search + name + ".js", onerror: function () { note.textContent = "搜索数据无法读取"; } }, doc.body);
    }
    function give(name, what) { data[name] = what; (waiting[name] || []).forEach(function (f) { f(); }); }
    function each(names, then) {
      var left = names.length;
      if (!left) return then();
      names.forEach(function (n) { load(n, function () { if (!--left) then(); }); });
    }
    window.NB = {
      n: function (n, buckets, part, words, books) { size = { buckets: buckets, part: part, words: words, books: books }; give("n", 1); },
      w: function (k, rows) { give("w" + k, rows); },
      d: function (k, rows) { give("d" + k, rows); },
      t: function (k, terms) { give("t" + k, terms); }
    };
    function bucket(term) {
      return "t" + Array.from(term).reduce(function (h, c) { return (h * 31 + c.codePointAt(0)) % 65521; }, 0) % size.buckets;
    }
    function numbers(s) { var n = 0; return s ? s.split(" ").map(function (x) { return n += parseInt(x, 36); }) : []; }
    note.textContent = "正在搜索…";
    load("n", function () {
      var grams = [];
      terms.forEach(function (t) {
        var c = Array.from(t);
        if (c.length < 2) grams.push(t);
        for (var i = 0; i + 1 < c.length; i++) grams.push(c[i] + c[i + 1]);
      });
      each(grams.map(bucket), function () {
        var found = null, titles = null;
        grams.forEach(function (g) {
          var p = (data[bucket(g)][g] || "|").split("|"), head = numbers(p[0]), any = {}, top = {};
          head.forEach(function (n) { any[n] = top[n] = 1; });
          numbers(p[1]).forEach(function (n) { any[n] = 1; });
          var keep = function (list, set) { return list ? list.filter(function (n) { return set[n]; }) : Object.keys(set).map(Number); };
          found = keep(found, any);
          titles = keep(titles, top);
        });
        var mine = function (n) { return n >= from && n < to; };
        found = found.filter(mine);
        titles = titles.filter(mine);
        var isTitle = {}, hits = [], at = 0;
        titles.forEach(function (n) { isTitle[n] = 1; });
        var queue = titles.concat(found.filter(function (n) { return !isTitle[n]; }));
        /* Pairs may stand apart in a text; whoever is shown was read. */
        (function next() {
          var some = queue.slice(at, at += 50);
          if (!some.length || hits.length >= 50) return show(hits, queue.length, at < queue.length);
          each(some.map(function (n) { return "d" + Math.floor(n / size.part); }), function () {
            var deep = some.filter(function (n) { return !has(brief(n), terms); });
            each(deep.map(function (n) { return "w" + Math.floor(n / size.words); }), function () {
              some.forEach(function (n) { if (deep.indexOf(n) < 0 || has(brief(n) + " " + full(n), terms)) hits.push(n); });
              next();
            });
          });
        })();
      });
    });
    function row(n) { return data["d" + Math.floor(n / size.part)][n % size.part]; }
    function brief(n) { return row(n)[1] + " " + row(n)[3]; }
    function full(n) { return (data["w" + Math.floor(n / size.words)] || [])[n % size.words] || ""; }
    /* The words around a hit that neither title nor line shows. */
    function excerpt(n) {
      var low = fold(brief(n)), text = full(n), deep = fold(text), said = [];
      terms.forEach(function (t) {
        var at = low.indexOf(t) < 0 && deep.length === text.length ? deep.indexOf(t) : -1;
        if (at >= 0) said.push((at > 20 ? "…" : "") + text.slice(Math.max(0, at - 20), at + t.length + 30) + "…");
      });
      return said.join(" ");
    }
    function show(hits, n, more) {
      hits.sort(function (a, b) { return has(row(b)[1], terms) - has(row(a)[1], terms) || a - b; });
      hits.slice(0, 50).forEach(function (n) {
        var e = row(n), book = size.books.filter(function (b) { return b[0] <= n; }).pop(), li = make("li", {}, list), more = excerpt(n);
        make("span", { className: "kind", textContent: e[0] }, li);
        mark(make("a", { href: box.dataset.root + book[1] + e[2], textContent: e[1] }, li), terms);
        if (!own) make("p", { className: "small", textContent: book[2] }, li);
        mark(make("p", { className: "small", textContent: e[3] }, li), terms);
        if (more) mark(make("p", { className: "small", textContent: more }, li), terms);
      });
      done(more ? n : hits.length, hits.length > 50 || more ? 50 : 0);
    }
  }

  var box = doc.querySelector("[data-search]"), m = /[?&]q=([^&]*)/.exec(location.search), q = "";
  try { q = m ? decodeURIComponent(m[1].replace(/\+/g, " ")).trim() : ""; } catch (e) { q = ""; }
  if (box && q) {
    doc.getElementById("q").value = q;
    doc.title = q + " - " + doc.title;
    search(box, q, fold(q).split(/\s+/));
  }
})();
