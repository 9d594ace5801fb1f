// A workspace with an attack in every field of text: settings, plan, submission, decisions.
//
// Gives the attacks; the marks `攻1甲`, `攻2甲` … say which field a page shows. JSON strings are YAML strings.

import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "./program.mjs";

export const AS_OF = "2026-01-20";

// Each would call `hit`, open a dialog or ask another host, if it became more than text.
const RUN = "hit()";
const ATTACKS = [
  `<script>${RUN}</script>`,
  `<img src=x onerror=${RUN}>`,
  `"><svg onload=${RUN}>`,
  `' onmouseover='${RUN}' x='`,
  `" autofocus onfocus="${RUN}" x="`,
  `</title></textarea></style></script><iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<a href="java&#9;script:${RUN}">点</a>`,
  `[点](javascript:${RUN})`,
  `[点](<java\tscript:${RUN}>)`,
  `[点][r]`,
  `![图](https://example.invalid/p.png)`,
  `<link rel=stylesheet href=//example.invalid/x.css>`,
  `<style>@import url(https://example.invalid/y.css)</style>`,
  `<base href=https://example.invalid/>`,
  `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
  `<form action=https://example.invalid/><button>送</button></form>`,
  `<details open ontoggle=${RUN}>`,
  `{{ 7 * 7 }}{% include "base.html" %}`,
  `]]><!--`,
  `\\"-${RUN}-\\"`,
  `</script><script>${RUN}</script>`,
];

/** Signs of the attacks that every page may show as text only. */
export const SIGN = /攻(\d+)甲/g;

/** Writes the workspace; `turn` changes which attack a field begins with. Gives the number of attacked fields. */
export function write(root, turn) {
  cpSync(join(REPOSITORY, "starter"), root, { recursive: true });
  // The official text knows nothing of all this.
  rmSync(join(root, "sources"), { recursive: true, force: true });
  let fields = 0;
  const bad = (most = ATTACKS.length) => {
    fields += 1;
    const from = fields * 5 + turn * 8;
    return `攻${fields}甲${Array.from({ length: most }, (_, n) => ATTACKS[(from + n) % ATTACKS.length]).join(" ")}`;
  };
  const text = (most) => JSON.stringify(bad(most));
  writeFileSync(join(root, "nianbao.yaml"), settings(text));
  writeFileSync(join(root, "plans/demo.yaml"), plan(readFileSync(join(root, "plans/demo.yaml"), "utf8"), text));
  writeFileSync(join(root, "submissions/demo/2025/slj.yaml"), submission(bad));
  writeFileSync(join(root, "submissions/demo/2025/decisions.yaml"), decisions(bad));
  return fields;
}

function settings(text) {
  const site = ["name", "column", "column_description", "column_keywords", "column_type", "host_unit", "operating_unit", "contact", "icp", "police"];
  return `nianbao: office/1\noffice: ${text(3)}\nregion: 示例市\nsite:\n${site.map((key) => `  ${key}: ${text(3)}\n`).join("")}`;
}

function plan(yaml, text) {
  const replaced = [
    [/^title: .*/m, () => `title: ${text()}`], [/^issuer: .*/m, () => `issuer: ${text()}`],
    [/number: 示政办发〔2025〕1号/, () => `number: ${text(3)}`],
    [/^ {2}subject: .*/m, () => `  subject: ${text(4)}`], [/^ {2}recipient: .*/m, () => `  recipient: ${text(3)}`],
    [/^ {2}clause: .*/m, () => `  clause: ${text(3)}`], [/^ {2}quote: .*/m, () => `  quote: ${text()}`],
    [/name: 市水利局, aliases: \[水利局\]/, () => `name: ${text()}, aliases: [市水利局]`], [/name: 河西县/, () => `name: ${text(5)}`],
    [/^ {4}number: 二\n {4}title: .*/m, () => `    number: 二\n    title: ${text()}`],
    [/number: （一）\n {8}title: .*/, () => `number: ${text(3)}\n        title: ${text()}`],
    [/goal: \|\n.*/, () => `goal: ${text()}`], [/quote: 市水利局、.*/, () => `quote: ${text()}`],
    [/what: 东河污水处理厂扩容工程建成/, () => `what: ${text()}`],
    [/name: 地表水优良断面比例/, () => `name: ${text()}`], [/name: 完成整治的入河排污口/, () => `name: ${text()}`],
    [/group: 水/, () => `group: ${text(4)}`], [/unit_of_measure: 个/, () => `unit_of_measure: ${text(4)}`],
    [/quote: 到2027年优良断面比例达到90%/, () => `quote: ${text()}`],
  ];
  return replaced.reduce((all, [pattern, by]) => {
    if (!pattern.test(all)) throw new Error(`the plan of the starter has no ${pattern}`);
    return all.replace(pattern, by);
  }, yaml);
}

function submission(bad) {
  const definition = `\n\n[r]: javascript:${RUN}`;
  return yaml({
    nianbao: "submission/1", plan: "demo", year: 2025, unit: "slj", sample: true, filled_on: "2025-12-08", as_of: "2025-11-30",
    people: { preparer: bad(3), phone: "13800000000", reviewer: bad(3), approver: bad(3) },
    document_number: bad(3), summary: bad() + definition, suggestions: bad() + definition,
    tasks: [{
      id: "RW-02-01", status: "behind", percent: 40, progress: bad() + definition, public_progress: bad() + definition,
      issues: bad() + definition, next_steps: bad() + definition, evidence: [{ title: bad(), file: "a.pdf" }], explanation: bad(),
    }],
    milestones: [{ id: "MS-02-01-1", status: "on_track", note: bad() }],
    indicators: [{ id: "river-good-ratio", value: "85.0", period: "1—11月", value_status: "provisional", source: bad(), basis: bad(4), as_of: "2025-11-30", note: bad() }],
  });
}

function decisions(bad) {
  return yaml({
    nianbao: "decisions/1", plan: "demo", year: 2025, sample: true,
    overrides: [{ task: "RW-02-01", status: "behind", reason: bad(), by: bad(3), on: "2025-12-20" }],
    extensions: [{ unit: "hexi", until: "2025-12-25", reason: bad(), by: bad(3), on: "2025-12-10" }],
    public_review: { by: bad(3), on: "2025-12-28", disclosure: "proactive", reason: bad() },
  });
}

// One key a line at the top, JSON behind it; dates must not be quoted.
function yaml(document) {
  const lines = Object.entries(document).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `${lines.join("\n")}\n`.replace(/"(\d{4}-\d{2}-\d{2})"/g, "$1");
}
