import type { KeepSpecs } from "../keep-spec.ts";
import type { MatchCondition, ResourceRule, Variable } from "../kubernetes/parts.ts";

/** What a container of the keep's images may start. */
export interface KnownProcess {
  /** Name of the container in its pod. */
  container: string;
  /** Its `command`, exactly. */
  command: readonly string[];
}

/**
 * A process other than the server: front door, loader, probe. Either its `args` are known, all of them, or the flags among them, with any
 * values. Made by `exactly` or `byFlags` from the container that a chart returns.
 */
export type Helper = KnownProcess & ({ args: readonly string[] } | { flags: readonly string[] });

/** What the rules need in addition to the keep itself. */
export interface AdmissionOptions {
  /** Registries that images may come from: `host/path` without a trailing slash. */
  registries: readonly string[];
  /** Arguments that vLLM may get, whole, as anchored RE2 expressions: `allowedFlags` of `charts/inference`. */
  allowedFlags: readonly { readonly name: string; readonly pattern: string }[];
  /** Variables that the model server may have: `allowedEnvironment` of `charts/inference`. Left out: all that are not forbidden. */
  allowedEnvironment?: readonly { readonly name: string; readonly pattern: string }[];
  /** The model server's container and command; as `charts/inference` has them where left out. */
  server?: KnownProcess;
  /** None when unset: then the keep's images only start the server. */
  helpers?: readonly Helper[];
}

/** Everything that a rule is made from. */
export interface AdmissionContext extends Required<Omit<AdmissionOptions, "allowedEnvironment">> {
  specs: KeepSpecs;
  allowedEnvironment: AdmissionOptions["allowedEnvironment"] | undefined;
}

/** Which requests a rule sees: one entry of `matchConstraints.resourceRules`. */
export interface MatchedResources
  extends Required<Pick<ResourceRule, "apiGroups" | "apiVersions" | "resources" | "operations">>,
    Pick<ResourceRule, "resourceNames"> {
  operations: readonly ("CREATE" | "UPDATE" | "DELETE" | "CONNECT")[];
}

/** One CEL expression that must be true, and what is said when it is not. */
export interface Validation {
  expression: string;
  /** What is wrong and what would be accepted; the rule's name is put before it. */
  message: string;
  /** CEL list of strings with what is at fault (container names, arguments); shown behind the message. */
  offenders?: string;
}

/** One rule: a ValidatingAdmissionPolicy and its binding. */
export interface AdmissionRule {
  /** Kebab-case; the policy is called `modelkeep-<name>`, every message starts with `modelkeep/<name>: `. */
  name: string;
  /** What an attacker or a mistake would gain without it. */
  why: string;
  /** `keep`: objects in the keep's namespaces. `cluster`: objects without a namespace. */
  scope: "keep" | "cluster";
  matches: readonly MatchedResources[];
  matchConditions?: readonly MatchCondition[];
  variables?: readonly Variable[];
  validations: readonly Validation[];
}
