import type { StackConfig } from "../../engine/stack/config.ts";
import type { IdentitySettings } from "../proofs/identity.ts";
import { settingsClientIssuer } from "./settings-client-issuer.ts";
import { settingsClients } from "./settings-clients.ts";
import { keepSettings } from "./settings-keep.ts";
import { objectOf, textOf } from "./value.ts";

/** The role that writes weights where the settings name none: the default of the settings themselves. */
const defaultPublisher = "modelkeep-publisher";

/** The account of a stack, who writes its weights and who its clients are, read from its configuration. */
export function settingsIdentity(config: Pick<StackConfig, "values">): IdentitySettings {
  const target = objectOf(objectOf(JSON.parse(config.values[keepSettings] ?? "{}"))["target"]);
  const account = textOf(target["accountId"]);
  const publisher = textOf(objectOf(target["access"])["publisher"]) ?? defaultPublisher;
  return {
    account,
    writers: account === undefined ? [] : [publisher],
    clients: settingsClients(config),
    clientIssuer: settingsClientIssuer(config),
  };
}
