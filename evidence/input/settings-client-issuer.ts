import type { StackConfig } from "../../engine/stack/config.ts";
import { objectOf, textOf } from "./value.ts";

/** cert-manager's issuer that signs clients' certificates. */
export interface NamedIssuer {
  kind: string;
  name: string;
}

/** The issuer of clients' certificates that the settings of a stack name; undefined where they name none. */
export function settingsClientIssuer({ values }: Pick<StackConfig, "values">): NamedIssuer | undefined {
  const keep = objectOf(JSON.parse(values["modelkeep:keep"] ?? "{}"));
  const { name, kind } = objectOf(objectOf(keep["certificates"])["clientIssuer"]);
  const text = textOf(name);
  return text === undefined ? undefined : { kind: textOf(kind) ?? "ClusterIssuer", name: text };
}
