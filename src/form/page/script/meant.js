/* Which key a word stands for that is none: by its meaning, as a slip, or because the key's name stands in it. The
   words come with the form; here stands only how they are used, as the program uses them. */
function meantKey(word, known) {
  word = word.trim();
  var byMeaning = known.filter(function (key) { return wordsFor(key).indexOf(word) >= 0; })[0];
  if (byMeaning) return byMeaning;
  var terms = known.map(function (key) { return form.chinese[key] || key; });
  var near = nearest(word, known), term = near ? "" : nearest(word, terms);
  return near || (term ? known[terms.indexOf(term)] : namedWithin(word, known));
}
function wordsFor(key) { return form.meanings[key] || []; }
function isAscii(word) { return /^[\x00-\x7f]*$/.test(word); }

function nearest(word, candidates) {
  var best = "", least = Infinity;
  candidates.forEach(function (candidate) {
    var a = Array.from(word), b = Array.from(candidate), short = Math.min(a.length, b.length), far, most;
    if (Math.max(a.length, b.length) > 64) return;
    if (isAscii(word)) {
      far = distance(Array.from(word.toLowerCase()), Array.from(candidate.toLowerCase()));
      most = short > 3 ? 2 : 1;
    } else {
      far = distance(a, b);
      var contained = short >= 3 && (word.indexOf(candidate) >= 0 || candidate.indexOf(word) >= 0);
      most = contained ? Infinity : short >= 2 ? Math.min(Math.max(Math.floor(short / 3), 1), 3) : -1;
    }
    if (far <= most && far < least) { least = far; best = candidate; }
  });
  return best;
}
/* Signs to put in, take out, replace or exchange. */
function distance(a, b) {
  var rows = [a.map(function (sign, i) { return i; }).concat(a.length)];
  for (var j = 1; j <= b.length; j += 1) {
    rows[j] = [j];
    for (var i = 1; i <= a.length; i += 1) {
      var same = a[i - 1] === b[j - 1] ? 0 : 1;
      rows[j][i] = Math.min(rows[j - 1][i] + 1, rows[j][i - 1] + 1, rows[j - 1][i - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) rows[j][i] = Math.min(rows[j][i], rows[j - 2][i - 2] + 1);
    }
  }
  return rows[b.length][a.length];
}
/* The one key whose name, or another word for it, stands in a longer word; of two as long, none. */
function namedWithin(word, known) {
  if (isAscii(word) || Array.from(word).length > 16) return "";
  var most = 1, best = "";
  known.forEach(function (key) {
    var names = wordsFor(key).concat(form.chinese[key] || key).filter(function (name) { return !isAscii(name) && word.indexOf(name) >= 0; });
    var longest = Math.max.apply(null, [0].concat(names.map(function (name) { return Array.from(name).length; })));
    if (longest > most) { most = longest; best = key; } else if (longest === most && most > 1) best = "";
  });
  return best;
}
