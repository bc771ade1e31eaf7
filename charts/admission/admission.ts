import { serverCommand } from "../inference/server-container.ts";
import type { KeepSpecs } from "../keep-spec.ts";
import type { ChartObject } from "../kubernetes/kinds.ts";
import { modelServerName } from "../names.ts";
import { operatorAccess } from "./operators.ts";
import { policyObjects } from "./policy.ts";
import type { AdmissionContext, AdmissionOptions, KnownProcess } from "./rule.ts";
import { admissionRules } from "./rules.ts";

/** The model server as `charts/inference` starts it. */
const defaultServer: KnownProcess = { container: modelServerName, command: serverCommand };

/** Flags that make vLLM run external code, open a port or log content: no allow-list may contain them. */
const neverAllowed = [
  "--trust-remote-code",
  "--enable-lora",
  "--lora-modules",
  "--tool-server",
  "--tool-parser-plugin",
  "--reasoning-parser-plugin",
  "--middleware",
  "--enable-prompt-embeds",
  "--trust-request-chat-template",
  "--enable-log-requests",
  "--enable-log-outputs",
  "--host",
  "--port",
  "--config",
];

/**
 * The admission half of a keep: for each rule a ValidatingAdmissionPolicy and its binding, then the RBAC of operators, who may not write
 * policies. Nothing here depends on a webhook. A policy takes effect about a second after its creation, and stays in effect about a second
 * after its deletion.
 *
 * Register it after the namespaces and before everything that runs in them: it is then also deleted first when the keep is destroyed, which
 * is necessary because it denies deletion of the namespaces.
 * @throws Error if `options` would admit everything: no registry, no flag, or a flag that is never allowed.
 */
export function admission(specs: KeepSpecs, options: AdmissionOptions): ChartObject[] {
  const context = admissionContext(specs, options);
  return [...admissionRules.flatMap((rule) => policyObjects(specs[0].name, rule(context))), ...operatorAccess(specs)];
}

/** The input of the rules, validated. */
export function admissionContext(specs: KeepSpecs, options: AdmissionOptions): AdmissionContext {
  const never = options.allowedFlags.find(({ name }) => neverAllowed.includes(name));
  if (never) throw new Error(`admission: ${never.name} is never allowed`);
  // Patterns are joined: an unanchored one would match anywhere in an argument.
  const loose = options.allowedFlags.find(({ name, pattern }) => !pattern.startsWith(`^${name}`) || !pattern.endsWith("$"));
  if (loose) throw new Error(`admission: the pattern of ${loose.name} must read ^${loose.name}...$, not ${loose.pattern}`);
  if (!options.allowedFlags.some(({ name }) => name === "--uds"))
    throw new Error("admission: without --uds in the allow-list no model server would be admitted");
  const open = options.registries.find((registry) => !/^[a-z0-9.-]+(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/.test(registry));
  if (open !== undefined) throw new Error(`admission: registry "${open}" is not a host with an optional path`);
  if (options.registries.length === 0) throw new Error("admission: without a registry no image would be admitted");
  return {
    specs,
    registries: options.registries,
    allowedFlags: options.allowedFlags,
    allowedEnvironment: options.allowedEnvironment,
    server: options.server ?? defaultServer,
    helpers: options.helpers ?? [],
  };
}
