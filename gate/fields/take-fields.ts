import type { z } from "zod";
import type { Json } from "../body/read-body.ts";
import type { Fields } from "./field.ts";

/** Why a body is refused: the rule for the log, and a sentence for the client alone, which may quote the name of a field of its own. */
export interface FieldFault {
  rule: "field-unknown" | "field-refused" | "field-value";
  /** Name of the field, with the path within it. */
  field: string;
  message: string;
}

/** The fields that are sent, and those that were left out although they said something. */
export interface TakenFields {
  sent: Record<string, Json>;
  dropped: string[];
}

/** What becomes of a field that no row knows: refused, which is the default, or left out. */
export type Unknown = "refuse" | "drop";

/** Judges an object field by field. */
export function takeFields(fields: Fields, body: Record<string, Json>, unknown: Unknown): TakenFields | { fault: FieldFault } {
  const sent: Record<string, Json> = {};
  const dropped: string[] = [];
  for (const [name, value] of Object.entries(body)) {
    if (value === null) continue;
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) {
      if (unknown === "refuse")
        return {
          fault: {
            rule: "field-unknown",
            field: name,
            message: `${JSON.stringify(name)} is not known here; accepted: ${accepted(fields)}`,
          },
        };
      dropped.push(name);
    } else if (field.kind === "drop") {
      dropped.push(name);
    } else if (field.kind === "refuse") {
      if (!field.unless?.some((harmless) => harmless === value))
        return { fault: { rule: "field-refused", field: name, message: `${JSON.stringify(name)} is not accepted, since ${field.why}` } };
    } else {
      const read = field.schema.safeParse(value);
      if (!read.success) return { fault: valueFault(name, read.error.issues[0]!) };
      sent[name] = read.data as Json;
    }
  }
  return { sent, dropped };
}

const accepted = (fields: Fields) =>
  Object.keys(fields)
    .filter((name) => fields[name]!.kind === "pass")
    .join(", ");

function valueFault(name: string, issue: z.core.$ZodIssue): FieldFault {
  const field = [name, ...issue.path.map(String)].join(".");
  return { rule: "field-value", field, message: `${JSON.stringify(field)}: ${issue.message}` };
}
