/* The answer to ?q= on a search page: exact substrings, titles first, then newest first. Without this file the page is a
   site map. It works from a disk: the index stands in scripts. A page of one year shows its own hits and leads to all. */
(function () {
  "use strict";
  var doc = document;

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

  /* What a term leads to, by its pairs of characters: entries that hold them anywhere, and in their titles. */
  function grams(t) {
    var c = Array.from(t), pairs = c.length < 2 ? [t] : [];
    for (var i = 0; i + 1 < c.length; i++) pairs.push(c[i] + c[i + 1]);
    return pairs;
  }
  function numbers(s) { var n = 0; return s ? s.split(" ").map(function (x) { return n += parseInt(x, 36); }) : []; }
  function both(a, b) {
    var c = {};
    Object.keys(a).forEach(function (n) { if (b[n]) c[n] = 1; });
    return c;
  }
  function posted(p) {
    var set = { any: {}, head: {} };
    p = p.split("|");
    numbers(p[0]).forEach(function (n) { set.any[n] = set.head[n] = 1; });
    numbers(p[1]).forEach(function (n) { set.any[n] = 1; });
    return set;
  }

  function search(box, q, terms) {
    var list = box.querySelector(".hits"), note = doc.getElementById("hits-note"), hits = [], shown = 0;
    var further = make("button", { type: "button", className: "further", hidden: true }, box);
    list.textContent = "";
    var own = box.dataset.from !== undefined, from = own ? +box.dataset.from : 0, to = own ? +box.dataset.to : Infinity;
    var onward = doc.querySelector("[data-all]");
    if (onward) {
      onward.hidden = false;
      onward.firstChild.href += location.search;
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

    /* A plan-year is a hit of its own, before its first entry; its number is no whole one. */
    function book(n) { return size.books.filter(function (b) { return b[0] <= Math.ceil(n); }).pop(); }
    function label(n) { var b = book(n); return fold(b[2] + " " + b[3]); }
    function row(n) { return n % 1 ? ["年度", book(n)[2], "index.html", ""] : data["d" + Math.floor(n / size.part)][n % size.part]; }
    function brief(n) { return row(n)[1] + " " + row(n)[3]; }
    function full(n) { return (data["w" + Math.floor(n / size.words)] || [])[n % size.words] || ""; }
    /* The title of its plan helps an entry to be found that holds one of the words itself. */
    function fits(s, n) {
      var any = false;
      s = fold(s);
      return terms.every(function (t) {
        var here = s.indexOf(t) >= 0;
        any = any || here;
        return here || label(n).indexOf(t) >= 0;
      }) && any;
    }
    /* Loads what is shown of entries, and the full words of those that do not say the terms in it. */
    function read(some, then) {
      some = some.filter(function (n) { return n % 1 === 0; });
      each(some.map(function (n) { return "d" + Math.floor(n / size.part); }), function () {
        var deep = some.filter(function (n) { return !fits(brief(n), n); });
        each(deep.map(function (n) { return "w" + Math.floor(n / size.words); }), then);
      });
    }

    note.textContent = "正在搜索…";
    load("n", function () {
      each([].concat.apply([], terms.map(grams)).map(bucket), function () {
        var sets = terms.map(function (t) {
          return grams(t).map(function (g) { return posted(data[bucket(g)][g] || "|"); }).reduce(function (a, b) {
            return { any: both(a.any, b.any), head: both(a.head, b.head) };
          });
        });
        var some = {};
        sets.forEach(function (set) { Object.keys(set.any).forEach(function (n) { some[n] = 1; }); });
        var queue = Object.keys(some).map(Number).filter(function (n) {
          return n >= from && n < to && terms.every(function (t, at) { return sets[at].any[n] || label(n).indexOf(t) >= 0; });
        });
        if (!own) {
          size.books.forEach(function (b) {
            if (terms.every(function (t) { return fold(b[2] + " " + b[3]).indexOf(t) >= 0; })) hits.push(b[0] - .5);
          });
        }
        /* Pairs may stand apart in a text: a longer term is looked for in every text; of a pair it is known where it stands. */
        if (terms.every(function (t) { return grams(t).length < 2; })) {
          hits = hits.concat(queue);
          return found(function (n) { return sets.every(function (set) { return set.head[n]; }); });
        }
        var at = 0;
        (function next() {
          var part = queue.slice(at, at + 50);
          at += 50;
          if (!part.length) return found(function (n) { return has(row(n)[1], terms); });
          read(part, function () {
            part.forEach(function (n) { if (fits(brief(n), n) || fits(brief(n) + " " + full(n), n)) hits.push(n); });
            next();
          });
        })();
      });
    });
    /* The words around a hit that neither title nor line shows. */
    function excerpt(n) {
      var low = fold(brief(n)), text = full(n), deep = fold(text), said = [];
      terms.forEach(function (t) {
        var at = low.indexOf(t) < 0 && deep.length === text.length ? deep.indexOf(t) : -1;
        if (at >= 0) said.push((at > 20 ? "…" : "") + text.slice(Math.max(0, at - 20), at + t.length + 30) + "…");
      });
      return said.join(" ");
    }
    function found(heads) {
      var head = {};
      hits.forEach(function (n) { head[n] = n % 1 || heads(n) ? 1 : 0; });
      hits.sort(function (a, b) { return head[b] - head[a] || a - b; });
      box.hidden = !hits.length;
      doc.querySelector("[data-none]").hidden = hits.length > 0;
      show();
    }
    function show(then) {
      var part = hits.slice(shown, shown + 50);
      read(part, function () {
        part.forEach(item);
        shown += part.length;
        var left = hits.length - shown;
        further.hidden = !left;
        further.textContent = "再显示" + Math.min(50, left) + "条";
        note.textContent = "“" + q + "”共" + hits.length + "条" + (left ? "，显示前" + shown + "条" : "");
        if (then) then();
      });
    }
    further.addEventListener("click", function () {
      var at = shown;
      if (at < hits.length) show(function () { list.children[at].querySelector("a").focus(); });
    });
    function item(n) {
      var e = row(n), of = book(n), li = make("li", {}, list), more = n % 1 ? "" : excerpt(n);
      make("span", { className: "kind", textContent: e[0] }, li);
      mark(make("a", { href: box.dataset.root + of[1] + e[2], textContent: e[1] }, li), terms);
      if (!own && n % 1 === 0) mark(make("p", { className: "small", textContent: of[2] }, li), terms);
      if (e[3]) mark(make("p", { className: "small", textContent: e[3] }, li), terms);
      if (more) mark(make("p", { className: "small", textContent: more }, li), terms);
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
