// Kinds of pages: finds one page of every kind in an output tree (formats.md, section 8).
//
// Takes the folder with the editions; gives pages to check. A kind without a page is a fault. Of `public` and
// `review` the first holds the years that a review has cleared, the second those that wait for one.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { address, walk } from "./files.mjs";

// `path` takes the folder of a plan-year, with the slash; `has` must stand in the page; of several pages the one
// with `most` matches is taken.
/** The editions, as their folders are called. */
export const EDITIONS = ["public", "review", "internal"];
/** Those for readers outside of the office: nothing internal may stand there. */
export const OUTSIDE = ["public", "review"];

const ANY_ROUND = "[^/]+/\\d{4}/";
const YEAR_OF_ROUND = /(\d{4}|\\d\{4\})\/$/;
const KINDS = [
  { kind: "home", path: () => /^index\.html$/ },
  { kind: "not found", path: () => /^404\.html$/ },
  { kind: "search of all", path: () => /^search\.html$/ },
  { kind: "plan", path: (round) => new RegExp(`^${round.replace(YEAR_OF_ROUND, "")}index\\.html$`) },
  { kind: "overview", path: (round) => new RegExp(`^${round}index\\.html$`) },
  { kind: "section", path: (round) => new RegExp(`^${round}sections/[^/]+\\.html$`), most: /class="st /g },
  { kind: "task register", path: (round) => new RegExp(`^${round}tasks/index\\.html$`) },
  { kind: "task", path: (round) => new RegExp(`^${round}tasks/(?!index)[^/]+\\.html$`), most: /id="src-/g },
  { kind: "indicator table", path: (round) => new RegExp(`^${round}indicators/index\\.html$`) },
  { kind: "indicator with a chart", indicator: true, has: /class="chart-svg"/, most: /<use /g },
  { kind: "indicator with a ratio", indicator: true, has: /[（>]\d+\/\d+[）<]/ },
  { kind: "indicator in words", indicator: true, has: /class="st st-verdict"/ },
  { kind: "units", path: (round) => new RegExp(`^${round}units/index\\.html$`) },
  { kind: "unit", path: (round) => new RegExp(`^${round}units/(?!index)[^/]+\\.html$`), most: /class="st /g },
  { kind: "submissions", path: (round) => new RegExp(`^${round}submissions\\.html$`) },
  { kind: "search", path: (round) => new RegExp(`^${round}search\\.html$`) },
  { kind: "method", path: (round) => new RegExp(`^${round}method\\.html$`) },
  { kind: "fragment helper", path: (round) => new RegExp(`^${round}fragment/index\\.html$`) },
  { kind: "today", path: (round) => new RegExp(`^${round}today\\.html$`), edition: "internal" },
  { kind: "findings", path: (round) => new RegExp(`^${round}findings\\.html$`), edition: "internal" },
];
const ANY_INDICATOR = (round) => new RegExp(`^${round}indicators/(?!index)[^/]+\\.html$`);

/** An output tree with its editions. */
export class Site {
  constructor(out) {
    this.out = out;
    this.faults = [];
    this.files = {};
    this.rounds = {};
    for (const edition of EDITIONS) {
      this.files[edition] = existsSync(join(out, edition)) ? walk(join(out, edition)) : [];
      if (this.files[edition].length === 0) this.faults.push(`no files in ${edition}`);
      this.rounds[edition] = this.busiestRound(edition);
    }
    this.round = this.rounds.public;
    this.pages = EDITIONS.flatMap((edition) => this.pick(edition));
  }

  /** Folders of the plan-years of which an edition has pages: `yangquan/2025/`. */
  years(edition) {
    const folders = this.html(edition).map((path) => path.match(/^[^/]+\/\d{4}\//)?.[0]);
    return [...new Set(folders.filter(Boolean))];
  }

  /** All pages of an edition. */
  html(edition) {
    return this.files[edition].filter((path) => path.endsWith(".html"));
  }

  read(edition, path) {
    return readFileSync(join(this.out, edition, path), "utf8");
  }

  url(edition, path) {
    return address(join(this.out, edition), path);
  }

  /** The picked page of a kind. */
  page(kind, edition = "public") {
    const found = this.pages.find((page) => page.kind === kind && page.edition === edition);
    if (!found) throw new Error(`no page of the kind “${kind}” in ${edition}`);
    return found;
  }

  /** Folder of the plan-year that holds the task with the most answers: `yangquan/2025/`. */
  busiestRound(edition) {
    const tasks = this.html(edition).filter((path) => /^[^/]+\/\d{4}\/tasks\/(?!index)/.test(path));
    const best = this.most(edition, tasks, /id="src-/g);
    return best ? best.split("/").slice(0, 2).join("/") + "/" : "";
  }

  pick(edition) {
    const pages = [];
    for (const wanted of KINDS) {
      if (wanted.edition && wanted.edition !== edition) continue;
      const path = this.find(edition, wanted);
      if (path) pages.push({ edition, kind: wanted.kind, path, name: `${edition}: ${wanted.kind}`, url: this.url(edition, path) });
      else this.faults.push(`no page of the kind “${wanted.kind}” in ${edition}`);
    }
    return pages;
  }

  find(edition, wanted) {
    const pattern = wanted.indicator ? ANY_INDICATOR : wanted.path;
    for (const round of [this.rounds[edition], ANY_ROUND]) {
      let paths = this.html(edition).filter((path) => pattern(round).test(path));
      if (wanted.has) paths = paths.filter((path) => wanted.has.test(this.read(edition, path)));
      if (paths.length > 0) return wanted.most ? this.most(edition, paths, wanted.most) : paths[0];
    }
    return undefined;
  }

  // The first of those with the most matches, so that the choice does not change by chance.
  most(edition, paths, pattern) {
    let [best, top] = [undefined, -1];
    for (const path of paths) {
      const n = (this.read(edition, path).match(pattern) ?? []).length;
      if (n > top) [best, top] = [path, n];
    }
    return best;
  }
}
