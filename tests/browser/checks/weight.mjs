// How heavy the pages are, and how quietly they appear.

import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { OUTSIDE } from "../lib/kinds.mjs";

const KB = 1024;
const LIMITS = [
  { name: "overview", limit: 60 * KB, path: /^[^/]+\/\d{4}\/index\.html$/ },
  { name: "task page", limit: 30 * KB, path: /^[^/]+\/\d{4}\/tasks\/(?!index)[^/]+\.html$/ },
  { name: "style sheet", limit: 30 * KB, path: /\.css$/ },
  // The split index of the search is data, loaded when somebody searches.
  { name: "script", limit: 8 * KB, path: /^(assets\/)?site\.js$/ },
];
const TRIES = 3;
// An empty page and a full one differ by a few milliseconds; only a page that blocks is a fault.
const SLOWEST = 10;

export async function run({ tabs, site, scratch, results }) {
  for (const { name, limit, path } of LIMITS) {
    results.check(`weight of every ${name} is at most ${limit / KB} KB`, ...tooHeavy(site, limit, path));
  }
  const empty = join(scratch, "empty.html");
  writeFileSync(empty, '<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>空</title><p>空');
  const base = await paint(tabs, pathToFileURL(empty).href);
  for (const kind of ["home", "overview", "task", "task register", "indicator with a chart", "search"]) {
    const target = site.page(kind);
    await results.run(`${target.name}: first paint and layout`, async () => {
      const { first, shift } = await paint(tabs, target.url);
      const ratio = first / base.first;
      const faults = shift > 0 ? [`the layout shifts by ${shift}`] : [];
      if (ratio > SLOWEST) faults.push(`first paint takes ${ratio.toFixed(1)} times as long as an empty page`);
      return { faults, note: `${ratio.toFixed(1)} × an empty page, ${Math.round(first)} ms` };
    });
  }
}

function tooHeavy(site, limit, pattern) {
  const sizes = OUTSIDE.flatMap((edition) => site.files[edition].map((path) => [edition, path]))
    .filter(([, path]) => pattern.test(path))
    .map(([edition, path]) => [statSync(join(site.out, edition, path)).size, `${edition}/${path}`])
    .sort(([a], [b]) => b - a);
  if (sizes.length === 0) return [["there is none"]];
  const faults = sizes.filter(([size]) => size > limit).map(([size, path]) => `${path}: ${(size / KB).toFixed(1)} KB`);
  return [faults, `largest ${(sizes[0][0] / KB).toFixed(1)} KB, ${sizes[0][1]}`];
}

// The best of a few tries: whatever else runs on the machine only adds time. Shifts are never better than the worst.
async function paint(tabs, url) {
  let [first, shift] = [Infinity, 0];
  for (let n = 0; n < TRIES; n += 1) {
    const seen = await tabs.with(url, {}, observe);
    first = Math.min(first, seen.first);
    shift = Math.max(shift, seen.shift);
  }
  return { first, shift };
}

function observe(page) {
  return page.evaluate(() => new Promise((resolve) => {
    const done = { first: 0, shift: 0 };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) done.shift += entry.hadRecentInput ? 0 : entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => {
      const paint = list.getEntriesByName("first-contentful-paint")[0];
      if (!paint) return;
      done.first = paint.startTime;
      // Two frames later every shift of the first layout has been told.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(done)));
    }).observe({ type: "paint", buffered: true });
  }));
}
