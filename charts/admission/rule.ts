import type { KeepSpecs } from "../keep-spec.ts";
import type { MatchCondition, ResourceRule, Variable } from "../kubernetes/parts.ts";

/** A process that a container of the keep's images may run. */
export interface KnownProcess {
  /** Name of the container in its pod. */
  container: string;
  /** Its `command`, exactly. */
  command: readonly string[];
}

/**
 * A process other than the server: front door, loader, probe. Either all its `args` are known, or the flags among them, with any values.
 * `exactly` and `byFlags` build it from the container that a chart returns.
 */
export type Helper = KnownProcess & ({ args: readonly string[] } | { flags: readonly string[] });

/** Input of the rules in addition to the keep itself. */
export interface AdmissionOptions {
  /** Registries that images may come from: `host/path` without a trailing slash. */
  registries: readonly string[];
  /** Complete arguments that vLLM may get, as anchored RE2 expressions: `allowedFlags` of `charts/inference`. */
  allowedFlags: readonly { readonly name: string; readonly pattern: string }[];
  /** Variables that the model server may have: `allowedEnvironment` of `charts/inference`. Default: all that are not forbidden. */
  allowedEnvironment?: readonly { readonly name: string; readonly pattern: string }[];
  /** The model server's container and command. Default: those of `charts/inference`. */
  server?: KnownProcess;
  /** Default: none, so the keep's images may only run the server. */
  helpers?: readonly Helper[];
}

/** Complete input of a rule. */
export interface AdmissionContext extends Required<Omit<AdmissionOptions, "allowedEnvironment">> {
  specs: KeepSpecs;
  allowedEnvironment: AdmissionOptions["allowedEnvironment"] | undefined;
}

/** Requests that a rule evaluates: one entry of `matchConstraints.resourceRules`. */
export interface MatchedResources
  extends Required<Pick<ResourceRule, "apiGroups" | "apiVersions" | "resources" | "operations">>,
    Pick<ResourceRule, "resourceNames"> {
  operations: readonly ("CREATE" | "UPDATE" | "DELETE" | "CONNECT")[];
}

/** One CEL expression that must be true, and the message if it is not. */
export interface Validation {
  expression: string;
  /** What is wrong and what is accepted; prefixed with the rule's name. */
  message: string;
  /** CEL list of strings that names the offenders (container names, arguments); appended to the message. */
  offenders?: string;
}

/** One rule: a ValidatingAdmissionPolicy and its binding. */
export interface AdmissionRule {
  /** Kebab-case; the policy is called `modelkeep-<name>`, every message starts with `modelkeep/<name>: `. */
  name: string;
  /** What an attacker or a mistake could achieve without it. */
  why: string;
  /** `keep`: objects in the keep's namespaces. `cluster`: objects without a namespace. */
  scope: "keep" | "cluster";
  matches: readonly MatchedResources[];
  matchConditions?: readonly MatchCondition[];
  variables?: readonly Variable[];
  validations: readonly Validation[];
}
