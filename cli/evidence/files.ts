import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PreviewError } from "../../engine/preview.ts";
import type { Report } from "../../evidence/report/model/report.ts";
import { htmlReport } from "../../evidence/report/render/html/page.ts";
import { jsonReport } from "../../evidence/report/render/json.ts";
import { markdownReport } from "../../evidence/report/render/markdown.ts";
import { sarifReport } from "../../evidence/report/render/sarif.ts";

const renderers: Readonly<Record<string, (report: Report) => string>> = {
  "evidence.html": htmlReport,
  "evidence.md": markdownReport,
  "evidence.json": jsonReport,
  "evidence.sarif": sarifReport,
};

/**
 * Writes a report in every format, overwriting files of the same names.
 * @returns names of the files
 * @throws PreviewError where the folder cannot be written to
 */
export async function writeReport(folder: string, report: Report): Promise<string[]> {
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, render] of Object.entries(renderers)) await writeFile(join(folder, name), render(report));
  } catch (error) {
    throw new PreviewError([`cannot write to ${folder}: ${(error as Error).message}`]);
  }
  return Object.keys(renderers);
}
