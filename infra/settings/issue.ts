import { z } from "zod";
import { acceptedBy, acceptedNames } from "./accepted.ts";
import { formatPath, type Problem, problemAt } from "./problem.ts";
import { requote } from "./requote.ts";
import {
  constantsOf,
  descriptionOf,
  discriminatorOf,
  formsOf,
  formsSharing,
  isObject,
  keysOf,
  likelyForms,
  pathsOf,
  schemasAt,
  valueAt,
} from "./schema-path.ts";
import { kindOf } from "./value-text.ts";

type Schema = z.core.$ZodType;
type Path = readonly PropertyKey[];

/** Context of an issue: the schema of the whole document, and the document as written. */
interface Document {
  schema: Schema;
  root: unknown;
  /** What its keys are called in messages. */
  key: string;
}

/** An unknown key: suggests the key that was probably meant, or the place where it belongs. */
function unknownKey(at: Path, key: string, { schema, root, key: called }: Document): Problem {
  const [parent] = schemasAt(schema, at, root);
  const value = valueAt(root, at);
  const discriminator = parent && discriminatorOf(parent);
  const here = discriminator ? `of ${discriminator} ${JSON.stringify(valueAt(value, [discriminator]))}` : "here";
  const known = parent ? [...new Set(likelyForms(parent, value).flatMap(keysOf))] : [];
  const names = acceptedNames(known, key);
  const path = formatPath([...at, key]);
  const elsewhere = pathsOf(key, schema)
    .map(formatPath)
    .filter((other) => other !== path);
  const hint = !names.includes("did you mean") && elsewhere.length > 0 ? `did you mean ${elsewhere.slice(0, 3).join(" or ")}? ` : "";
  // Without the value, which is not relevant and may be long.
  return { path, message: `is not a ${called} ${here}; ${hint}${names}` };
}

/** What is wrong with a value and what its schema accepts. */
function told(issue: z.core.$ZodIssue, value: unknown, schema: Schema): string {
  const accepted = acceptedBy(schema, value);
  if (value === undefined) {
    const what = descriptionOf(schema);
    return `is missing${what === undefined ? "" : `: ${what}`}; ${accepted}`;
  }
  if (value === null) return `is empty; ${accepted}${z.safeParse(schema, undefined).success ? ", or leave it out" : ""}`;
  const advice = requote(value, schema);
  if (advice !== undefined) return advice;
  switch (issue.code) {
    case "invalid_type":
    case "invalid_value":
    case "invalid_union": {
      if (issue.code === "invalid_value") return `is ${typeof value === "string" ? "unknown" : "not possible"}; ${accepted}`;
      return issue.code === "invalid_type" && issue.expected === "int" && typeof value === "number"
        ? `is not a whole number; ${accepted}`
        : `is ${kindOf(value)}; ${accepted}`;
    }
    case "too_small":
    case "too_big":
      return typeof value === "number"
        ? `is too ${issue.code === "too_big" ? "large" : "small"}; ${accepted}`
        : `is not valid; ${issue.message}`;
    default:
      return `is not valid; ${issue.message}`;
  }
}

/** The line to add to an object of a union whose other keys match exactly one form: `; add "kind: workload"`. */
function lineToAdd(at: Path, { schema, root }: Document): string {
  const [discriminator, parent] = [String(at.at(-1)), at.slice(0, -1)];
  const [union] = schemasAt(schema, parent, root);
  const value = valueAt(root, parent);
  if (union === undefined || !isObject(value) || Object.keys(value).length === 0) return "";
  const [form, ...others] = formsSharing(formsOf(union), value);
  const [kind] = (form && constantsOf(form, discriminator)) ?? [];
  return kind === undefined || others.length > 0 ? "" : `; add "${discriminator}: ${kind}"`;
}

function problemsOfIssue(issue: z.core.$ZodIssue, base: Path, document: Document): Problem[] {
  const at = [...base, ...issue.path];
  const value = valueAt(document.root, at);
  const [schema = document.schema] = schemasAt(document.schema, at, document.root);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(at, key, document));
    case "invalid_union": {
      const options = "options" in issue ? (issue.options as string[]) : undefined;
      if (options === undefined) return [problemAt(formatPath(at), value, told(issue, value, schema))];
      const says = value === undefined ? `is missing${lineToAdd(at, document)}` : "is unknown";
      return [problemAt(formatPath(at), value, `${says}; ${acceptedNames(options, value)}`)];
    }
    case "invalid_key":
      return [{ path: formatPath(at), message: `is not a valid name; ${issue.issues[0]?.message}` }];
    default:
      return [problemAt(formatPath(at), value, told(issue, value, schema))];
  }
}

/**
 * Converts zod issues into problems in terms of the settings, without duplicates, in document order.
 * @param key what keys of the document are called
 */
export function problemsOf(error: z.core.$ZodError, schema: Schema, root: unknown, key = "setting"): Problem[] {
  const problems = error.issues.flatMap((issue) => problemsOfIssue(issue, [], { schema, root, key }));
  return [...new Map(problems.map((problem) => [`${problem.path} ${problem.message}`, problem])).values()];
}
