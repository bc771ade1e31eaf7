import { z } from "zod";
import { kindOf } from "./value-text.ts";

/** The value of a string in YAML without its quotes, if that is a number or a boolean. */
function unquoted(text: string): number | boolean | undefined {
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** A date or timestamp without quotes, as passed by Pulumi: its YAML parser converts it to a time, which is printed in Go's format. */
const goTime = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) ([+-]\d{2})(\d{2}) \S+$/;

/** Possible text in the file before Pulumi parsed it as a time: a date, or a timestamp with an offset. */
function unread(text: string): string[] {
  const [, date, time, hours, minutes] = goTime.exec(text) ?? [];
  if (date === undefined) return [];
  const offset = `${hours}:${minutes}` === "+00:00" ? "Z" : `${hours}:${minutes}`;
  return [date, `${date}T${time}${offset}`];
}

/** Advice to add or remove quotes, if the same characters would then be accepted: they determine the type in YAML. */
export function requote(value: unknown, schema: z.core.$ZodType): string | undefined {
  const accepted = (other: unknown) => z.safeParse(schema, other).success;
  if (typeof value === "number" || typeof value === "boolean")
    return accepted(String(value)) ? `is ${kindOf(value)}; accepted: a string: write it in quotes, "${value}"` : undefined;
  const time = typeof value === "string" ? unread(value).find(accepted) : undefined;
  if (time !== undefined) return `is a time, as YAML reads it without quotes; accepted: a string: write it in quotes, "${time}"`;
  const bare = typeof value === "string" ? unquoted(value) : undefined;
  return bare !== undefined && accepted(bare) ? `is a string; accepted: ${kindOf(bare)}: write it without quotes, ${bare}` : undefined;
}
