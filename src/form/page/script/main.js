/* What happens when somebody types, clicks or comes back. */
function onInput(event) {
  var one = boxes[event.target.id];
  if (!one) return;
  delete copied[event.target.id];
  touched[event.target.id] = true;
  if (event.target.tagName === "TEXTAREA") grow(event.target);
  keep();
  look();
}
/* Last year's words come over only when somebody asks for them, into an empty field, and stay marked. */
function copyLast(id) {
  var one = boxes[id], last = one.entry.last(one.field.key);
  if (one.box.value.trim() !== "" || !last) return;
  put(one.box, last);
  if (one.box.value === "") return;
  copied[id] = true;
  keep();
  look();
  one.box.focus();
}
function copyNone(list) {
  var count = 0;
  entries.forEach(function (entry) {
    var box = entry.boxes.status;
    if (entry.list !== list || entry.last("status") !== "不涉及" || box.value !== "") return;
    put(box, "不涉及");
    copied[box.id] = true;
    count += 1;
  });
  keep();
  look();
  say("已引用 " + count + " 项“不涉及”，请逐项核对");
}
function nextGap() {
  look();
  var ids = found.filter(function (finding) { return /lack|error/.test(weightOf(finding)); }).map(function (finding) { return entryAt(finding.place).boxes[finding.key].id; });
  var all = Object.keys(boxes), now = all.indexOf(document.activeElement ? document.activeElement.id : "");
  ids.sort(function (a, b) { return all.indexOf(a) - all.indexOf(b); });
  var after = ids.filter(function (id) { return all.indexOf(id) > now; })[0] || ids[0];
  if (after) go(after);
  else say("没有要填的了");
}
function discard() {
  notice("清除本机保存的草稿和页面上已填的全部内容？已经保存的文件不受影响。", "bad", [{ words: "清除", act: function () {
    kept = [];
    sample = form.sample;
    show({}, []);
    dropDraft();
    unsaved = false;
    look();
  } }]);
}
function showKept() {
  byId("kept").hidden = !kept.length;
  fill(byId("kept-list"), kept.map(function (one) { return make("li", one.words); }));
}

document.addEventListener("input", onInput);
document.addEventListener("change", function (event) { if (event.target.tagName === "SELECT" || event.target.type === "date") onInput(event); });
document.addEventListener("focusout", function (event) {
  var one = boxes[event.target.id];
  if (one && !touched[event.target.id] && one.entry.fields.some(function (field) { return one.entry.get(field.key) !== ""; })) { touched[event.target.id] = true; look(); }
});
document.addEventListener("click", function (event) {
  var el = event.target.closest ? event.target.closest("a, button") : null;
  if (!el) return;
  var href = el.getAttribute("href") || "";
  if (href.slice(0, 3) === "#c-") { event.preventDefault(); go(href.slice(1)); }
  if (el.hasAttribute("data-copy")) copyLast(el.getAttribute("data-copy"));
  if (el.hasAttribute("data-none")) copyNone(el.getAttribute("data-none"));
});
byId("form").addEventListener("submit", function (event) { event.preventDefault(); });
byId("save").addEventListener("click", save);
byId("open").addEventListener("click", function () { byId("file").click(); });
byId("next").addEventListener("click", nextGap);
byId("print").addEventListener("click", function () { window.print(); });
byId("clear").addEventListener("click", discard);
byId("forget").addEventListener("click", function () { kept = []; keep(); look(); });
byId("file").addEventListener("change", function () {
  var file = this.files[0], reader = new FileReader();
  if (!file) return;
  reader.onload = function () { open(file.name, new Uint8Array(reader.result)); };
  reader.onerror = function () { notice("“" + file.name + "”读不出来，没有打开。", "bad"); };
  reader.readAsArrayBuffer(file);
  this.value = "";
});
document.addEventListener("keydown", function (event) {
  if (!event.ctrlKey && !event.metaKey) return;
  if (event.key === "s") { event.preventDefault(); save(); }
  if (event.key === "Enter") { event.preventDefault(); nextGap(); }
});
window.addEventListener("beforeprint", function () { look(); sheet(); });
window.addEventListener("beforeunload", function (event) { if (unsaved && !shelf) { event.preventDefault(); event.returnValue = ""; } });
window.addEventListener("storage", function (event) { if (event.key === shelfName) notice("另一个窗口也在填写这张表，草稿以最后改动的为准。请只留一个窗口。", "bad"); });

document.body.className = "live";
restore();
look();
