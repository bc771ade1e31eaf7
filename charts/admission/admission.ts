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

/** Flags by which vLLM runs external code, opens a port or writes content down: no allow-list may hold them. */
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
 * The admission half of a keep: for each rule a ValidatingAdmissionPolicy and its binding, then the rights of operators, who may not
 * write policies. Nothing here depends on a webhook. A policy holds about a second after it is created, and as long after its deletion.
 *
 * Register it after the namespaces and before everything that runs in them: it is then also the first to go when the keep is
 * destroyed, which it must be, as it refuses to have the namespaces deleted.
 * @throws Error where `options` would let everything pass: no registry, no flag, or a flag that is never allowed.
 */
export function admission(specs: KeepSpecs, options: AdmissionOptions): ChartObject[] {
  const context = admissionContext(specs, options);
  return [...admissionRules.flatMap((rule) => policyObjects(specs[0].name, rule(context))), ...operatorAccess(specs)];
}

/** What the rules are made from, checked. */
export function admissionContext(specs: KeepSpecs, options: AdmissionOptions): AdmissionContext {
  const never = options.allowedFlags.find(({ name }) => neverAllowed.includes(name));
  if (never) throw new Error(`admission: ${never.name} is never allowed`);
  // Patterns are joined: one that is not anchored would let its text pass anywhere in an argument.
  const loose = options.allowedFlags.find(({ name, pattern }) => !pattern.startsWith(`^${name}`) || !pattern.endsWith("$"));
  if (loose) throw new Error(`admission: the pattern of ${loose.name} must read ^${loose.name}...$, not ${loose.pattern}`);
  if (!options.allowedFlags.some(({ name }) => name === "--uds"))
    throw new Error("admission: without --uds in the allow-list no model server would be admitted");
  const open = options.registries.find((registry) => !/^[a-z0-9.-]+(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/.test(registry));
  if (open !== undefined) throw new Error(`admission: registry "${open}" is no host with an optional path`);
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
