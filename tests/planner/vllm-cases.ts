import { readFileSync } from "node:fs";

/** One published vLLM start-up log, by column; a column that the log did not show is an empty text. */
export type Case = Record<string, string>;

/** Reads comma-separated values with quoted fields; the first line names the columns. */
function parseCsv(text: string): Case[] {
  const rows = text
    .trim()
    .split("\n")
    .map((line) => [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? ""));
  const [columns = [], ...values] = rows;
  return values.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] ?? ""])));
}

/** Published cases, as collected in November 2026; their ids are not contiguous. */
export const cases = parseCsv(readFileSync(new URL("./fixtures/vllm-kv-cases.csv", import.meta.url), "utf8"));

/** The case of this id. */
export function caseOf(id: number): Case {
  const found = cases.find((entry) => entry["id"] === String(id));
  if (!found) throw new RangeError(`no case ${id}`);
  return found;
}

/** A number of a case. */
export function numberOf(entry: Case, column: string): number {
  const text = entry[column];
  if (!text) throw new RangeError(`case ${entry["id"]} has no ${column}`);
  return Number(text);
}

/** Ids of the cases that show every one of these columns. */
export function idsWith(...columns: string[]): number[] {
  return cases
    .filter((entry) => columns.every((column) => entry[column] !== "" && entry[column] !== undefined))
    .map((entry) => Number(entry["id"]));
}

/** How far a prediction lies from what was observed, as a share of it. */
export function deviation(predicted: number, observed: number): number {
  return Math.abs(predicted - observed) / observed;
}
