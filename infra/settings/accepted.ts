import { z } from "zod";
import { byNearness, nearest } from "./nearest.ts";
import { formsOf } from "./schema-path.ts";

/** Maximum number of names in a message before it refers to the schema. */
const mostNames = 12;

/** The name that was probably meant, and the accepted names: all if few, otherwise the nearest. */
export function acceptedNames(names: readonly string[], wrong?: unknown): string {
  const near = typeof wrong === "string" ? nearest(wrong, names) : undefined;
  const ranked = typeof wrong === "string" && names.length > mostNames ? byNearness(wrong, names) : names;
  const shown = ranked.slice(0, mostNames).join(", ");
  const rest = names.length > mostNames ? ` and ${names.length - mostNames} more (see schema/keep.schema.json)` : "";
  return `${near === undefined ? "" : `did you mean "${near}"? `}accepted: ${shown}${rest}`;
}

function acceptedNumbers({ type, minimum, exclusiveMinimum, maximum }: z.core.JSONSchema.BaseSchema): string {
  const what = type === "integer" ? "a whole number" : "a number";
  const least = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const most = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (exclusiveMinimum !== undefined) return `accepted: ${what} above ${exclusiveMinimum}`;
  if (least === undefined) return `accepted: ${what}`;
  return most === undefined ? `accepted: ${what}, ${least} or more` : `accepted: ${what}, ${least} to ${most}`;
}

/** The fields of an object in YAML; `?` marks optional ones. */
function fields({ properties = {}, required = [] }: z.core.JSONSchema.BaseSchema): string {
  const field = ([key, value]: [string, z.core.JSONSchema._JSONSchema]) =>
    typeof value === "object" && value.const !== undefined ? `${key}: ${value.const}` : required.includes(key) ? key : `${key}?`;
  return `{${Object.entries(properties).map(field).join(", ")}}`;
}

/** What a string schema accepts: the message of its check, obtained with a value that fails. */
function acceptedTexts(schema: z.core.$ZodType): string {
  const failed = ["", "\0"].map((probe) => z.safeParse(schema, probe)).find(({ success }) => !success);
  return failed?.error?.issues[0]?.message ?? "accepted: a string";
}

/** What a schema accepts, as the last part of a message: "accepted: a whole number, 2 to 10". */
export function acceptedBy(schema: z.core.$ZodType, wrong?: unknown): string {
  const forms = formsOf(schema);
  const described = forms.map((form) => z.toJSONSchema(form, { io: "input" }) as z.core.JSONSchema.BaseSchema);
  if (forms.length > 1)
    return described.every(({ properties = {} }) => Object.keys(properties).length > 0)
      ? `accepted: an object ${described.map(fields).join(" or ")}`
      : `accepted: ${forms.map((each) => acceptedBy(each).replace(/^accepted: /, "")).join(", or ")}`;
  const [form, json] = [forms[0] ?? schema, described[0] ?? {}];
  if (json.enum) return acceptedNames(json.enum.map(String), wrong);
  if (json.const !== undefined) return acceptedNames([String(json.const)], wrong);
  switch (json.type) {
    case "string":
      return acceptedTexts(form);
    case "integer":
    case "number":
      return acceptedNumbers(json);
    case "boolean":
      return "accepted: true or false";
    case "array":
      return 'accepted: a list, each entry on a line that begins with "- "';
    default:
      return Object.keys(json.properties ?? {}).length > 0
        ? `accepted: an object ${fields(json)}`
        : "accepted: an object of names and values";
  }
}
