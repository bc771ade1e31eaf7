import { awsInputs } from "../../policies/inputs/aws-inputs.ts";
import { type Fields, type Input, Needed, Sort, Written } from "../../policies/inputs/input.ts";
import { type ProviderClient, startProvider } from "../replacements/provider-client.ts";

/** Values by their path, such as `healthCheck.port`. */
type Values = Record<string, string | number | boolean>;

/** A name that the provider makes up begins with that of the resource. */
const asked = "asked";

/**
 * What the AWS provider's check gives to inputs that are left out, of every type that rules know: at the top, and inside of each object that
 * rules know. Types that the provider no longer has are left out, and so are names that it makes up.
 * @throws Error where the provider does not start
 */
export async function askFilledIn({ version, program }: { version: string; program: string }) {
  const client = await startProvider(program);
  try {
    const types: Record<string, Values> = {};
    for (const [type, fields] of Object.entries(awsInputs)) {
      if (type.startsWith("pulumi:")) continue;
      const found: Values = {};
      for (const question of questions(fields)) collect(await answer(client, type, question), found);
      if (Object.keys(found).length > 0) types[type] = found;
    }
    return { source: `Check of pulumi-resource-aws ${version}, as dev/engine builds it`, types };
  } finally {
    client.stop();
  }
}

/** Nothing at all, and each object that rules know, alone and as a list: of at most one the provider takes the element, of more the list. */
function questions(fields: Fields): object[] {
  const inner = Object.keys(fields).filter((key) => fieldsOf(fields[key]!) !== undefined);
  const one = (key: string) => ({ [key]: fields[key]! });
  return [{}, ...inner.flatMap((key) => [objects(one(key), false), objects(one(key), true)])];
}

const objects = (fields: Fields, listed: boolean): object =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, input]) => {
      const inner = fieldsOf(input);
      return inner === undefined ? [] : [[key, listed ? [objects(inner, listed)] : objects(inner, listed)]];
    }),
  );

function fieldsOf(input: Input): Fields | undefined {
  if (input instanceof Needed) return fieldsOf(input.input);
  if (input instanceof Sort || input instanceof Written || input instanceof RegExp || Array.isArray(input)) return undefined;
  return input as Fields;
}

/** A question of the wrong form, or about a type that is gone, has no answer. */
const answer = (client: ProviderClient, type: string, question: object): Promise<unknown> =>
  client.check(type, asked, question).catch(() => undefined);

/** Takes down what the provider lists as its own, at any depth. */
function collect(value: unknown, found: Values, path = ""): void {
  if (Array.isArray(value)) for (const item of value) collect(item, found, path);
  else if (typeof value === "object" && value !== null) {
    const { __defaults: names, ...rest } = value as Record<string, unknown>;
    for (const [key, inner] of Object.entries(rest)) {
      const here = path === "" ? key : `${path}.${key}`;
      if (Array.isArray(names) && names.includes(key) && !String(inner).startsWith(`${asked}-`)) found[here] = inner as Values[string];
      collect(inner, found, here);
    }
  }
}
