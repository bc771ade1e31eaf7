import { parsed } from "./parsed.ts";

/** A line of a log that may be a record. */
export interface LogLine {
  /** As it was written, without what stood around it. */
  text: string;
  /** Where it stands, for a message: `line 7`, or `FILE:7` where there are several files. */
  place: string;
}

/** Fields under which a collector keeps the line that it read: Fluent Bit's `log`, CloudWatch's `message`. */
const wrappers = ["log", "message"];

/** The line that a collector has wrapped, or the text as it is. */
function unwrapped(text: string): string {
  const value = parsed(text);
  if (typeof value !== "object" || value === null || Array.isArray(value) || "record" in value) return text;
  const fields = value as Record<string, unknown>;
  const inner = wrappers.map((name) => fields[name]).find((field) => typeof field === "string" && field.startsWith("{"));
  return inner === undefined ? text : (inner as string).trimEnd();
}

/**
 * Lines of a log that may be records: JSON objects, as a container wrote them, behind what `kubectl logs` puts before them with `--prefix` or
 * `--timestamps`, or in what a collector made of them.
 * @param file named in the places where it is given
 */
export function logLines(text: string, file?: string): LogLine[] {
  return text.split("\n").flatMap((line, i) => {
    const begin = line.indexOf("{");
    if (begin === -1) return [];
    const place = file === undefined ? `line ${i + 1}` : `${file}:${i + 1}`;
    return [{ text: unwrapped(line.slice(begin).trimEnd()), place }];
  });
}
