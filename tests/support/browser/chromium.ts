import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { chromiumNames } from "../../../dev/suites/chromium.ts";
import { limits } from "../limits.ts";

/** Where Chromium is: `MODELKEEP_CHROMIUM`, or the first on PATH. @throws Error where there is none: a test of the page shows nothing without */
export function chromiumPath(): string {
  const named = process.env["MODELKEEP_CHROMIUM"];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`MODELKEEP_CHROMIUM is ${named}, where there is no file`);
  }
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = folders.flatMap((folder) => chromiumNames.map((name) => join(folder, name))).find((path) => existsSync(path));
  if (found) return found;
  throw new Error(`no Chromium on PATH (${chromiumNames.join(", ")}); install one, or name it in MODELKEEP_CHROMIUM`);
}

/** A browser that calls nobody by itself. */
export const startChromium = (): Promise<Browser> =>
  chromium.launch({
    timeout: limits.wait,
    executablePath: chromiumPath(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
