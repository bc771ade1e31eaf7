import { SECRET, UNKNOWN } from "../../engine/preview.ts";

/**
 * A record in the notation of the outputs of `pulumi preview`: one `key: value` a line, keys padded to one width,
 * lists as `[0]: ...`, and no quotes around what is secret or not known yet.
 */
export function recordLines(values: Record<string, unknown>, indent = "    "): string[] {
  const keys = Object.keys(values).sort();
  const width = Math.max(0, ...keys.map((key) => key.length));
  return keys.flatMap((key) => entryLines(`${indent}${key.padEnd(width)}: `, values[key], indent));
}

function entryLines(label: string, value: unknown, indent: string): string[] {
  if (value === null || typeof value !== "object") return [label + scalar(value, indent)];
  const inner = `${indent}    `;
  if (!Array.isArray(value))
    return Object.keys(value).length === 0
      ? [`${label}{}`]
      : [`${label}{`, ...recordLines(value as Record<string, unknown>, inner), `${indent}}`];
  if (value.length === 0) return [`${label}[]`];
  return [`${label}[`, ...value.flatMap((item, index) => entryLines(`${inner}[${index}]: `, item, inner)), `${indent}]`];
}

function scalar(value: unknown, indent: string): string {
  if (value === UNKNOWN) return "[unknown]";
  if (value === SECRET) return SECRET;
  if (value === null || value === undefined) return "<null>";
  return typeof value === "string" && value.includes("\n") ? block(value, indent) : JSON.stringify(value);
}

function block(text: string, indent: string): string {
  return [
    "|",
    ...text
      .trimEnd()
      .split("\n")
      .map((line) => `${indent}    ${line}`),
  ].join("\n");
}
