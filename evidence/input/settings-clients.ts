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
    const { name: called, from, models } = objectOf(client);
    const { kind, principal, namespace } = objectOf(from);
    const [arn, place, name] = [textOf(principal), textOf(namespace), textOf(called)];
    const granted = {
      ...(name === undefined ? {} : { name }),
      ...(models === undefined ? {} : { models: listOf(models).flatMap((key) => textOf(key) ?? []) }),
    };
    if (kind === "private-link" && arn !== undefined) return [{ kind, principal: arn, ...granted }];
    return kind === "workload" && place !== undefined ? [{ kind, namespace: place, ...granted }] : [];
  });
}
