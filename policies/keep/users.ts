import type { Reading } from "../rule/reading.ts";
import { Fact } from "../shape/fact.ts";
import { both, wholeNumber } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { numberOf, orElse } from "./find.ts";

/** A user that is none of the system's; undefined where the cluster assigns one to the namespace, as OpenShift does. */
export type User = Fact<number | undefined>;

/** The user of a pod, by its security context. */
export const userIn = (security: Reading): User => orElse<number | undefined>(security.at("runAsUser"), undefined, numberOf);

const accepted = wholeNumber(1000, 2_147_483_647);

/** Fields of a user: each is that user, and where the cluster assigns it there is none of them. */
const fields =
  (...names: readonly string[]) =>
  (user: User): Readonly<Record<string, Shape>> =>
    user.when<Readonly<Record<string, Shape>>>({
      known: (id) => (id === undefined ? {} : Object.fromEntries(names.map((name) => [name, both(accepted, id)]))),
      unknown: (because) => Object.fromEntries(names.map((name) => [name, both(accepted, Fact.unknown<Shape>(...because))])),
    });

/** As whom a container runs. */
export const containerUser = fields("runAsGroup", "runAsUser");

/** As whom the containers of a pod run, and to whom its volumes belong. */
export const podUser = fields("fsGroup", "runAsGroup", "runAsUser");
