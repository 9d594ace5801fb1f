/* The answer to ?q= on the search page: exact substrings, titles first. Without this file the page is a
   site map. It works from a disk: a small site has its entries in the page, a large one in scripts. */
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
    if (!box.dataset.search) {
      var first = [], rest = [];
      all(list, "li").forEach(function (li) {
        var p = li.querySelector("p"), a = li.querySelector("a");
        if (has(a.textContent, terms)) first.push(li); else if (has(a.textContent + " " + p.textContent, terms)) rest.push(li);
        list.removeChild(li);
      });
      first.concat(rest).forEach(function (li) {
        list.appendChild(li);
        mark(li.querySelector("a"), terms);
        mark(li.querySelector("p"), terms);
      });
      return done(list.children.length);
    }

    /* A large site: one file for each pair of characters of the query, then the entries shown. */
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
      n: function (n, buckets, part) { size = { buckets: buckets, part: part }; give("n", 1); },
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
        var isTitle = {}, hits = [], at = 0;
        titles.forEach(function (n) { isTitle[n] = 1; });
        var queue = titles.concat(found.filter(function (n) { return !isTitle[n]; }));
        /* Pairs may stand apart in a text; whoever is shown was read. */
        (function next() {
          var some = queue.slice(at, at += 50);
          if (!some.length || hits.length >= 50) return show(hits, queue.length, at < queue.length);
          each(some.map(function (n) { return "d" + Math.floor(n / size.part); }), function () {
            some.forEach(function (n) {
              var e = data["d" + Math.floor(n / size.part)][n % size.part];
              if (has(e[1] + " " + e[3], terms)) hits.push(e);
            });
            next();
          });
        })();
      });
    });
    function show(hits, n, more) {
      hits.sort(function (a, b) { return has(b[1], terms) - has(a[1], terms); });
      hits.slice(0, 50).forEach(function (e) {
        var li = make("li", {}, list);
        make("span", { className: "kind", textContent: e[0] }, li);
        mark(make("a", { href: e[2], textContent: e[1] }, li), terms);
        mark(make("p", { className: "small", textContent: e[3] }, li), terms);
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
