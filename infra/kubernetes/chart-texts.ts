import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ChartTexts } from "../../charts/keep.ts";
import { type LoaderScripts, loaderFiles } from "../../charts/weights/loader-files.ts";

const charts = join(import.meta.dirname, "..", "..", "charts");

const text = (...path: string[]) => readFileSync(join(charts, ...path), "utf8");

/** The Python programs in ConfigMaps of charts; charts themselves read no files. */
export function chartTexts(): ChartTexts {
  const loader = Object.fromEntries(loaderFiles.map((file) => [file, text("weights", "loader", file)])) as LoaderScripts;
  const server = { init: text("inference", "server-init.py"), probe: text("inference", "server-probe.py") };
  return { loader, probe: text("probes", "probe.py"), server };
}
