// Runs the program under test. Takes a workspace and a folder to write to; gives nothing but files.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/** The debug binary that `cargo build` leaves behind. */
export function binary() {
  const target = resolve(REPOSITORY, process.env.CARGO_TARGET_DIR ?? "target");
  return join(target, "debug", process.platform === "win32" ? "nianbao.exe" : "nianbao");
}

/** Builds everything of `workspace` into `out`. Exit code 1 means findings in the data, which is fine here. */
export function build(workspace, out, asOf) {
  if (!existsSync(binary())) throw new Error(`${binary()} is missing; run cargo build first`);
  const args = ["build", "--as-of", asOf, "--out", out];
  const run = spawnSync(binary(), args, { cwd: workspace, encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.error) throw run.error;
  if (run.status !== 0 && run.status !== 1) {
    throw new Error(`nianbao ${args.join(" ")} ended with ${run.status ?? run.signal}\n${run.stderr.slice(-2000)}`);
  }
}
