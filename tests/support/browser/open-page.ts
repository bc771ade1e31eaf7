import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { limits } from "../limits.ts";

/** How a page is looked at. */
export interface Look {
  dark?: boolean;
  /** Pixels. */
  width?: number;
}

/** A page, with what it asked of the network and wrote to the console. */
export interface OpenPage {
  page: Page;
  asked: string[];
  said: string[];
}

/** An empty page of a height that no test depends on. */
export async function newPage(browser: Browser, { dark = false, width = 1400 }: Look = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: dark ? "dark" : "light" });
  page.setDefaultTimeout(limits.wait);
  return page;
}

/** Opens a file. */
export async function openPage(browser: Browser, file: string, look?: Look): Promise<OpenPage> {
  const page = await newPage(browser, look);
  const [asked, said]: [string[], string[]] = [[], []];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  await page.goto(pathToFileURL(file).href);
  return { page, asked, said };
}
