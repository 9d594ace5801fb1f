// Small workspaces made from `starter/`: one whose texts are hostile and whose confidential fields are marked, and
// one without any submission.
//
// Gives what was written where, so that the checks need not guess. JSON strings are YAML strings.

import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "./program.mjs";

export const AS_OF = "2026-01-20";

/** Written into every narrative; each line is another way to become more than text. */
export const HOSTILE = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(2)>",
  "[链接](javascript:alert(3))、[资料](data:text/html,<script>alert(4)</script>)",
  "![图](https://example.invalid/pixel.png)",
  '<a href="javascript:alert(5)" onclick="alert(6)">点这里</a>',
  "</textarea></script><svg onload=alert(7)>",
];

// A progress with such links waits for its unit and is not published, so it would prove nothing of the public pages.
const PUBLISHED = HOSTILE.filter((line) => !line.startsWith("[链接]"));

/** What must be seen as text on the pages that show a hostile narrative. */
export const SEEN = ["<script>alert(1)</script>", "<img src=x onerror=alert(2)>"];

const REVIEW = { by: "示例办公室", on: "2025-12-28", disclosure: "proactive", reason: null };

const TITLE = '整治<b>入河</b>"排污口"<img src=x onerror=alert(8)>';

/** Each in one field only. `nowhere` may not leave the submission; `office` may stand in internal files only. */
export const MARKED = {
  nowhere: {
    preparer: "哨兵填报人甲", phone: "13912345678", reviewer: "哨兵审核人乙", approver: "哨兵签发人丙",
  },
  office: {
    progress: "哨兵内部进展丁", issues: "哨兵存在问题戊", next_steps: "哨兵下一步己", planned: "7310.22", spent: "7310.11",
    evidence: "哨兵佐证标题庚", file: "哨兵佐证文件辛.pdf", explanation: "哨兵核实说明壬", note: "哨兵节点备注癸",
    suggestions: "哨兵意见建议子", indicator_explanation: "哨兵指标说明丑", override: "哨兵认定理由寅",
  },
  everybody: { public_progress: "哨兵公开表述卯" },
};

/** Writes the workspace into the empty folder `root`; whether a review has cleared its year. */
export function write(root, reviewed) {
  cpSync(join(REPOSITORY, "starter"), root, { recursive: true });
  const plan = join(root, "plans/demo.yaml");
  writeFileSync(plan, readFileSync(plan, "utf8").replace("title: 整治入河排污口", `title: ${JSON.stringify(TITLE)}`));
  const round = join(root, "submissions/demo/2025");
  writeFileSync(join(round, "slj.yaml"), hostileSubmission());
  writeFileSync(join(round, "sthjj.yaml"), markedSubmission());
  writeFileSync(join(round, "decisions.yaml"), yaml({
    nianbao: "decisions/1", plan: "demo", year: 2025, sample: true,
    overrides: [{ task: "RW-02-01", status: "behind", reason: MARKED.office.override, by: "示例办公室", on: "2025-12-20" }],
    public_review: reviewed ? REVIEW : null,
  }));
}

/** Writes a workspace whose round has begun and to which nobody has submitted anything. */
export function writeEmpty(root) {
  cpSync(join(REPOSITORY, "starter"), root, { recursive: true });
  rmSync(join(root, "submissions"), { recursive: true });
}

function hostileSubmission() {
  const [text, published] = [HOSTILE, PUBLISHED].map((lines) => lines.join("\n\n"));
  return yaml({
    ...head("slj"), summary: text,
    tasks: [{ id: "RW-02-01", status: "behind", percent: 45, progress: published, issues: text, next_steps: text }],
    milestones: [{ id: "MS-02-01-1", status: "on_track", note: text }],
    suggestions: text,
  });
}

function markedSubmission() {
  const { office, everybody } = MARKED;
  return yaml({
    ...head("sthjj"), people: MARKED.nowhere,
    tasks: [{
      id: "RW-02-01", status: "behind", percent: 40, progress: office.progress, public_progress: everybody.public_progress,
      issues: office.issues, next_steps: office.next_steps, new_due: "2026-03-31",
      funds: { planned: office.planned, spent: office.spent },
      evidence: [{ title: office.evidence, file: office.file }], explanation: office.explanation,
    }],
    milestones: [{ id: "MS-02-01-1", status: "on_track", note: office.note }],
    indicators: [{
      id: "river-good-ratio", value: "85.0", period: "1—11月", value_status: "provisional",
      source: "示例监测", as_of: "2025-11-30", explanation: office.indicator_explanation,
    }],
    suggestions: office.suggestions,
  });
}

function head(unit) {
  return { nianbao: "submission/1", plan: "demo", year: 2025, unit, sample: true, filled_on: "2025-12-08", as_of: "2025-11-30" };
}

// One key a line at the top, JSON behind it; dates must not be quoted.
function yaml(document) {
  const lines = Object.entries(document).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `${lines.join("\n")}\n`.replace(/"(\d{4}-\d{2}-\d{2})"/g, "$1");
}
