import { type ServiceError, status } from "@grpc/grpc-js";
import type { ProviderClient } from "./provider-client.ts";
import type { Schema } from "./pulumi-names.ts";

/** Two values of the type of an attribute; undefined where none can be made up, as for a block. */
function twoValues({ type, element }: Schema): [unknown, unknown] | undefined {
  switch (type) {
    case 1:
      return [true, false];
    case 2:
    case 3:
      return [1, 2];
    case 4:
      return ["one", "two"];
    case 6:
      return [{ one: "one" }, { one: "two" }];
    case 5:
    case 7: {
      const inner = element?.schema ? twoValues(element.schema) : undefined;
      return inner?.map((value) => [value]) as [unknown, unknown] | undefined;
    }
    default:
      return undefined;
  }
}

/**
 * Whether a provider, asked for its plan, replaces a resource because an input of it changes. It plans without validating, so that made-up
 * values serve; what it says of its own record of the state (`__meta`) is no answer.
 * @returns undefined where the provider ended over the question, as some do over values that validation would have refused
 */
export async function replacesBy(client: ProviderClient, type: string, input: string, schema: Schema): Promise<boolean | undefined> {
  const values = twoValues(schema);
  if (values === undefined) return false;
  const [before, after] = values as [never, never];
  try {
    return (await client.replaces(type, { [input]: before }, { [input]: after })).includes(input);
  } catch (error) {
    // A plan that fails on the made-up values says nothing.
    return (error as ServiceError).code === status.UNAVAILABLE ? undefined : false;
  }
}
