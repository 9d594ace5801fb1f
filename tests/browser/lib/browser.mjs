// The browser, and tabs that notice what a page does behind the reader's back.
//
// Gives pages; collects in `trouble` every request that leaves the disk, every file that is missing,
// every error of a script and every dialog. Never waits for a fixed time.

import { existsSync } from "node:fs";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--no-first-run",
];

/** Starts the browser; `null` with a message on the screen where something is missing. */
export async function start() {
  if (!existsSync(CHROMIUM)) {
    console.error(`无法继续：没有 ${CHROMIUM}；请先安装 chromium 和中文字体，或用 CHROMIUM 指明位置`);
    return null;
  }
  let chromium;
  try {
    ({ chromium } = await import("playwright-core"));
    await import("axe-core");
  } catch (error) {
    console.error(`无法继续：缺少 npm 软件包；请先运行 npm ci --prefix tests/browser（${error.message}）`);
    return null;
  }
  return new Tabs(await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS }));
}

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 360, height: 740 };

export class Tabs {
  trouble = [];
  opened = 0;

  constructor(browser) {
    this.browser = browser;
  }

  /** A tab of its own, at `url` where one is given. Options are those of a browser context. */
  async open(url, options = {}) {
    const context = await this.browser.newContext({
      viewport: DESKTOP, locale: "zh-CN", colorScheme: "light", reducedMotion: "reduce", ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    this.watch(page);
    if (url) {
      await page.goto(url);
      this.opened += 1;
    }
    return page;
  }

  /** Opens a tab, lets `work` use it, and closes it whatever happens. */
  async with(url, options, work) {
    const page = await this.open(url, options);
    try {
      return await work(page);
    } finally {
      await page.context().close();
    }
  }

  watch(page) {
    const note = (what) => this.trouble.push(`${decodeURI(page.url())}: ${what}`);
    page.on("request", (request) => {
      if (!/^(file|data|about|blob):/.test(request.url())) note(`asks for ${request.url()}`);
    });
    page.on("requestfailed", (request) => {
      if (request.failure()?.errorText !== "net::ERR_ABORTED") note(`cannot load ${request.url()}`);
    });
    page.on("pageerror", (error) => note(`script error: ${error.message}`));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) note(`console: ${message.text()}`);
    });
    page.on("dialog", (dialog) => {
      note(`dialog: ${dialog.message()}`);
      dialog.dismiss().catch(() => {});
    });
  }

  close() {
    return this.browser.close();
  }
}
