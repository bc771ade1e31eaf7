import type aliasProto from "@pulumi/pulumi/proto/alias_pb.js";
import type resourceProto from "@pulumi/pulumi/proto/resource_pb.js";
import { type CustomTimeouts, type PreviewResource, UNKNOWN } from "../preview.ts";
import { aliasesOf, type Named } from "./aliases.ts";
import type { Deployment } from "./deployment.ts";
import { durationSeconds } from "./duration.ts";
import { type Goal, goalOf } from "./goal.ts";
import { Refusal } from "./refusal.ts";
import type { Transform } from "./transforms.ts";
import { isProvider, isRoot } from "./urn.ts";
import { plainRecord, secret, type WireObject } from "./wire.ts";

/**
 * Registers a resource of the program and returns its URN and outputs as a preview of a first deployment would: the
 * inputs are the outputs, and values that only the cloud knows are missing, which the SDK treats as unknown.
 */
export async function register(
  deployment: Deployment,
  request: resourceProto.RegisterResourceRequest,
  transforms: Transform[],
): Promise<{ urn: string; id: string; state: WireObject }> {
  const type = request.getType();
  const name = request.getName();
  if (request.getRemote()) {
    throw new Refusal(
      `${type} (${name}) is a packaged component: its children are created by a plugin, which an in-process preview does not run`,
      {
        fatal: true,
      },
    );
  }
  const parent = request.getParent() || undefined;
  const goal = await goalOf(request, deployment.registered.get(parent ?? "")?.resource, transforms, deployment.inheritedTransforms(parent));
  const urn = deployment.claim(type, name, parent);
  const custom = request.getCustom();
  const { options } = goal;
  const inputs = isProvider(type) ? providerInputs(goal) : goal.properties;
  const resource: PreviewResource = {
    urn,
    type,
    name,
    parent,
    custom,
    inputs: plainRecord(inputs),
    provider:
      custom && !isProvider(type)
        ? options.getProvider() || deployment.defaultProvider(type, urn, options.getVersion(), request.getPackageref())
        : undefined,
    protect: options.getProtect() ?? false,
    retainOnDelete: options.getRetainOnDelete() ?? false,
    dependencies: goal.dependencies,
    ...rareOptions(urn, goal),
    ...formerUrns(deployment, options.getAliasesList(), { type, name, parent }),
  };
  if (!custom) {
    deployment.record({ resource, state: {}, transforms });
    return { urn, id: "", state: {} };
  }
  const provided = isProvider(type) ? { id: "", state: inputs } : await deployment.provide(urn, type, inputs);
  const state = { ...provided.state, ...secretOutputs(provided.state, options.getAdditionalSecretOutputsList()) };
  deployment.record({ resource, state, transforms });
  return { urn, id: provided.id, state };
}

/** Registers an existing resource that the program only reads; outputs beyond its inputs stay unknown. */
export async function read(
  deployment: Deployment,
  request: resourceProto.ReadResourceRequest,
): Promise<{ urn: string; state: WireObject }> {
  const type = request.getType();
  const parent = request.getParent() || undefined;
  const urn = deployment.claim(type, request.getName(), parent);
  const given = (request.getProperties()?.toJavaScript() ?? {}) as WireObject;
  const resource: PreviewResource = {
    urn,
    type,
    name: request.getName(),
    parent,
    custom: true,
    inputs: plainRecord(given),
    provider: request.getProvider() || deployment.defaultProvider(type, urn, request.getVersion(), request.getPackageref()),
    protect: false,
    retainOnDelete: false,
    dependencies: [...new Set(request.getDependenciesList())].sort(),
    readId: request.getId(),
  };
  const { state } = await deployment.provide(urn, type, given);
  deployment.record({ resource, state, transforms: [] });
  return { urn, state };
}

/** Stores the outputs of the stack; a component's outputs are only for the state file. */
export function registerOutputs(deployment: Deployment, request: resourceProto.RegisterResourceOutputsRequest): void {
  const registered = deployment.registered.get(request.getUrn());
  if (!registered) throw new Refusal(`outputs of ${request.getUrn()}, which was never registered`, { fatal: true });
  const outputs = (request.getOutputs()?.toJavaScript() ?? {}) as WireObject;
  if (isRoot(registered.resource.type)) deployment.outputs = plainRecord(outputs);
}

/** The engine adds the version of the plugin to the inputs of a provider. */
function providerInputs({ properties, options }: Goal): WireObject {
  return options.getVersion() === "" ? properties : { ...properties, version: options.getVersion() };
}

function formerUrns(deployment: Deployment, given: readonly aliasProto.Alias[], own: Omit<Named, "parentAliases">): { aliases?: string[] } {
  const parentAliases = deployment.registered.get(own.parent ?? "")?.resource.aliases ?? [];
  const aliases = aliasesOf(given, { ...own, parentAliases }, deployment);
  return aliases.length > 0 ? { aliases } : {};
}

function secretOutputs(state: WireObject, names: readonly string[]): WireObject {
  return Object.fromEntries(names.map((name) => [name, secret(state[name] ?? UNKNOWN)]));
}

function rareOptions(urn: string, { options, propertyDependencies }: Goal): Partial<PreviewResource> {
  const rare: Partial<PreviewResource> = {
    propertyDependencies,
    importId: options.getImport(),
    deletedWith: options.getDeletedWith(),
    ignoreChanges: options.getIgnoreChangesList(),
    replaceOnChanges: options.getReplaceOnChangesList(),
    additionalSecretOutputs: options.getAdditionalSecretOutputsList(),
    customTimeouts: timeoutsOf(urn, options.getCustomTimeouts()),
  };
  const told = Object.entries(rare).filter(([, value]) => (typeof value === "object" ? Object.keys(value).length > 0 : value !== ""));
  return {
    ...Object.fromEntries(told),
    ...(options.hasDeleteBeforeReplace() && { deleteBeforeReplace: options.getDeleteBeforeReplace() === true }),
  };
}

function timeoutsOf(urn: string, timeouts: resourceProto.RegisterResourceRequest.CustomTimeouts | undefined): CustomTimeouts {
  const seconds: CustomTimeouts = {};
  const given = { create: timeouts?.getCreate(), update: timeouts?.getUpdate(), delete: timeouts?.getDelete() };
  for (const [step, text] of Object.entries(given)) {
    if (!text) continue;
    const value = durationSeconds(text);
    if (value === undefined) {
      throw new Refusal(`${urn}: customTimeouts.${step}: "${text}" is not a duration such as 90s, 10m or 1h30m`, { fatal: true });
    }
    seconds[step as keyof CustomTimeouts] = value;
  }
  return seconds;
}
