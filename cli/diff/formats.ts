import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { htmlDiff } from "../../diff/formats/html/page.ts";
import { jsonDiff } from "../../diff/formats/json.ts";
import { markdownDiff } from "../../diff/formats/markdown/markdown.ts";
import { sarifDiff } from "../../diff/formats/sarif.ts";
import type { GateVerdict } from "../../diff/gates/verdict.ts";
import type { KeepDiff } from "../../diff/model.ts";
import { PreviewError } from "../../engine/preview.ts";
import { paintFor } from "../../terminal/paint.ts";
import { diffReport } from "../view/diff-report.ts";

export const diffFormats = ["terminal", "markdown", "html", "json", "sarif"] as const;

export type DiffFormat = (typeof diffFormats)[number];

type Render = (diff: KeepDiff, gates: readonly GateVerdict[]) => string;

const renders: Readonly<Record<DiffFormat, Render>> = {
  terminal: (diff, gates) => diffReport(diff, gates, paintFor(process.stdout)),
  markdown: (diff, gates) => markdownDiff(diff, gates),
  html: htmlDiff,
  json: jsonDiff,
  sarif: sarifDiff,
};

const files: Readonly<Record<string, DiffFormat>> = {
  "diff.md": "markdown",
  "diff.html": "html",
  "diff.json": "json",
  "diff.sarif": "sarif",
};

/** A comparison in a format. */
export const renderDiff = (format: DiffFormat, diff: KeepDiff, gates: readonly GateVerdict[]): string => renders[format](diff, gates);

/**
 * Writes a comparison in every format, overwriting files of the same names.
 * @throws PreviewError where the folder cannot be written to
 */
export async function writeDiff(folder: string, diff: KeepDiff, gates: readonly GateVerdict[]): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, format] of Object.entries(files)) await writeFile(join(folder, name), renders[format](diff, gates));
  } catch (error) {
    throw new PreviewError([`cannot write to ${folder}: ${(error as Error).message}`]);
  }
}
