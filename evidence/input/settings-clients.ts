import type { StackConfig } from "../../engine/stack/config.ts";
import type { NamedClient } from "../proofs/graph.ts";
import { keepSettings } from "./settings-keep.ts";
import { listOf, objectOf, textOf } from "./value.ts";

/**
 * The clients in the settings of a stack, read from its configuration and not from the program's resources, so that a program that admits
 * others is found. Undefined where the stack has no such settings, as one of another program.
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
