import { z } from "zod";
import { acceptedBy, acceptedNames } from "./accepted.ts";
import { formatPath, type Problem, problemAt } from "./problem.ts";
import { requote } from "./requote.ts";
import { descriptionOf, discriminatorOf, formsOf, isObject, keysOf, likelyForms, pathsOf, schemasAt, valueAt } from "./schema-path.ts";
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

/** Whether an object mixes keys of several forms; unknown keys do not count. */
function mixesForms(value: Record<string, unknown>, schema: Schema): boolean {
  const forms = formsOf(schema).map(keysOf);
  const known = Object.keys(value).filter((key) => forms.some((keys) => keys.includes(key)));
  return discriminatorOf(schema) === undefined && !forms.some((keys) => known.every((key) => keys.includes(key)));
}

/** An object that matches no form of a union: checked against the form with which it shares keys. */
function misfit(at: Path, value: Record<string, unknown>, schema: Schema, document: Document): Problem[] {
  const path = formatPath(at);
  if (mixesForms(value, schema)) return [problemAt(path, value, `mixes two forms; ${acceptedBy(schema)}`)];
  const [form, ...others] = likelyForms(schema, value);
  if (form && others.length === 0)
    return (z.safeParse(form, value).error?.issues ?? []).flatMap((issue) => problemsOfIssue(issue, at, document));
  const unknownKeys = Object.keys(value).filter((key) => !formsOf(schema).some((each) => keysOf(each).includes(key)));
  if (unknownKeys.length > 0) return unknownKeys.map((key) => unknownKey(at, key, document));
  return [problemAt(path, value, `${Object.keys(value).length === 0 ? "is empty" : "is incomplete"}; ${acceptedBy(schema)}`)];
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

function problemsOfIssue(issue: z.core.$ZodIssue, base: Path, document: Document): Problem[] {
  const at = [...base, ...issue.path];
  const value = valueAt(document.root, at);
  const [schema = document.schema] = schemasAt(document.schema, at, document.root);
  switch (issue.code) {
    case "unrecognized_keys":
      if (isObject(value) && mixesForms(value, schema)) return misfit(at, value, schema, document);
      return issue.keys.map((key) => unknownKey(at, key, document));
    case "invalid_union": {
      if (issue.errors.length > 0 && isObject(value)) return misfit(at, value, schema, document);
      const options = "options" in issue ? (issue.options as string[]) : undefined;
      if (options === undefined) return [problemAt(formatPath(at), value, told(issue, value, schema))];
      return [problemAt(formatPath(at), value, `${value === undefined ? "is missing" : "is unknown"}; ${acceptedNames(options, value)}`)];
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
