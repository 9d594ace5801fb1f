// A workspace with many tasks, so that the index of the search is split and loaded on demand.
//
// Gives the titles that were written. Nothing is left to chance: the same number makes the same titles.

import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "./program.mjs";

export const AS_OF = "2026-01-20";

const PLACES = [..."东西南北清白黑青金玉"].flatMap((a) => [..."河溪湖泉沟渠池滩湾岭"].map((b) => `${a}${b}`));
const MATTERS = ["排污口整治", "岸线修复", "水源地保护", "雨污分流改造", "湿地恢复", "巡查能力建设", "垃圾清运", "监测站点建设"];
// Titles with signs that could end a script, and with letters of both widths.
const ODD = ["</script>标签清理", "ＰＭ２．５协同治理", "“三线一单”\\落地"];

const REVIEWED = `nianbao: decisions/1
plan: demo
year: 2025
sample: true
public_review: {by: 示例办公室, on: 2025-12-28, disclosure: proactive}
`;

/** Writes `count` tasks into the empty folder `root`; gives their titles. */
export function write(root, count) {
  cpSync(join(REPOSITORY, "starter"), root, { recursive: true });
  // The official text knows nothing of these tasks.
  rmSync(join(root, "sources"), { recursive: true, force: true });
  const titles = Array.from({ length: count }, (_, n) => ODD[n] ?? `${PLACES[n % PLACES.length]}${MATTERS[Math.floor(n / PLACES.length) % MATTERS.length]}${n}号工程`);
  const plan = join(root, "plans/demo.yaml");
  const text = readFileSync(plan, "utf8");
  const added = titles.map(task).join("\n");
  writeFileSync(plan, text.replace("\nindicators:\n", `\n${added}\nindicators:\n`));
  // Only a year that a review has cleared is published.
  writeFileSync(join(root, "submissions/demo/2025/decisions.yaml"), REVIEWED);
  return titles;
}

function task(title, n) {
  return `      - ${JSON.stringify({
    id: `RW-09-${n}`, number: `（${n}）`, title, kind: "task", goal: "年度任务。", responsible_units: ["slj"], due: 2027,
    quote: "市水利局负责",
  })}`;
}
