import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ChartTexts } from "../../charts/keep.ts";
import { type LoaderScripts, loaderFiles } from "../../charts/weights/loader-files.ts";

const charts = join(import.meta.dirname, "..", "..", "charts");

const text = (...path: string[]) => readFileSync(join(charts, ...path), "utf8");

/** The Python programs in ConfigMaps of charts; charts themselves read no files. */
export function chartTexts(): ChartTexts {
  const loader = Object.fromEntries(loaderFiles.map((file) => [file, text("weights", "loader", file)])) as LoaderScripts;
  return { loader, probe: text("probes", "probe.py"), serverProbe: text("inference", "server-probe.py") };
}
