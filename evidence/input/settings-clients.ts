import type { StackConfig } from "../../engine/stack/config.ts";
import type { NamedClient } from "../proofs/graph.ts";
import { keepSettings } from "./settings-keep.ts";
import { listOf, objectOf, textOf } from "./value.ts";

/**
 * Whom the settings of a stack let in, read from its configuration and not from what the program made of it: so a program that lets in somebody
 * else is found out. Undefined where the stack has no such settings, as one of another program.
 */
export function settingsClients({ values }: Pick<StackConfig, "values">): NamedClient[] | undefined {
  const text = values[keepSettings];
  if (text === undefined) return undefined;
  return listOf(objectOf(JSON.parse(text))["clients"]).flatMap((client): NamedClient[] => {
    const { principal, namespace } = objectOf(objectOf(client)["from"]);
    const [arn, name] = [textOf(principal), textOf(namespace)];
    return arn !== undefined ? [{ principal: arn }] : name !== undefined ? [{ namespace: name }] : [];
  });
}
