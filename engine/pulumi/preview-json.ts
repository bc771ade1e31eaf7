import { programError } from "../in-process/program-error.ts";
import { inTreeOrder } from "../in-process/tree-order.ts";
import { isProvider } from "../in-process/urn.ts";
import { plainRecord, type WireObject } from "../in-process/wire.ts";
import type { CustomTimeouts, Diagnostic, PreviewResource } from "../preview.ts";

/**
 * State of a resource as `pulumi preview --json` and `pulumi stack export` print it: `apitype.ResourceV3` of pulumi/pulumi, the fields read
 * here.
 */
export interface ResourceState {
  urn: string;
  type: string;
  custom: boolean;
  id?: string;
  external?: boolean;
  inputs?: WireObject;
  outputs?: WireObject;
  parent?: string;
  protect?: boolean;
  retainOnDelete?: boolean;
  provider?: string;
  dependencies?: string[];
  propertyDependencies?: Record<string, string[] | null>;
  deletedWith?: string;
  ignoreChanges?: string[];
  additionalSecretOutputs?: string[];
  customTimeouts?: CustomTimeouts;
  importID?: string;
}

interface Step {
  op: string;
  newState?: ResourceState | null;
}

/**
 * The resources of a preview, as the program registered them: additions of the engine and the providers
 * (default providers, `__internal`, and inputs filled in from a provider's defaults) are left out.
 *
 * @param json output of `pulumi preview --json`
 * @throws Error when it is not that
 */
export function resourcesOf(json: string): PreviewResource[] {
  const { steps } = JSON.parse(json) as { steps?: Step[] };
  if (!Array.isArray(steps)) throw new Error("pulumi preview --json printed no steps");
  return resourcesOfStates(steps.flatMap(({ newState }) => newState ?? []));
}

/** {@link resourcesOf} for states that are read already. */
export function resourcesOfStates(states: readonly ResourceState[]): PreviewResource[] {
  const own = states.filter((state) => !isDefaultProvider(state));
  // A replacement consists of several steps of one resource.
  return inTreeOrder([...new Map(own.map((state) => [state.urn, resourceOf(state)])).values()]);
}

/** Messages of a failed preview: the program's or provider's own errors, each once. */
export function programErrors(diagnostics: readonly Diagnostic[]): string[] {
  return [...new Set(diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => programError(message)))];
}

/**
 * Inputs without the additions of a provider's check: the names in `__defaults`, at any depth, and the list itself.
 * Source: `applyDefaults` of pulumi/pulumi-terraform-bridge, `pkg/tfbridge/schema.go`.
 */
export function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (value === null || typeof value !== "object") return value;
  const { __defaults: defaults, ...rest } = value as Record<string, unknown>;
  const added = new Set(Array.isArray(defaults) ? defaults : []);
  return Object.fromEntries(
    Object.entries(rest)
      .filter(([name]) => !added.has(name))
      .map(([name, inner]) => [name, withoutDefaults(inner)]),
  );
}

function resourceOf(state: ResourceState): PreviewResource {
  const { __internal: _internal, ...inputs } = withoutDefaults(state.inputs ?? {}) as WireObject;
  return {
    urn: state.urn,
    type: state.type,
    name: nameOf(state.urn),
    parent: state.parent,
    custom: state.custom,
    inputs: plainRecord(inputs),
    provider: state.provider || undefined,
    protect: state.protect ?? false,
    retainOnDelete: state.retainOnDelete ?? false,
    dependencies: [...new Set(state.dependencies)].sort(),
    ...rareFields(state),
  };
}

function rareFields(state: ResourceState): Partial<PreviewResource> {
  const dependencies = Object.entries(state.propertyDependencies ?? {}).flatMap(([key, urns]) =>
    urns && urns.length > 0 ? [[key, [...urns].sort()] as const] : [],
  );
  return {
    ...(dependencies.length > 0 && { propertyDependencies: Object.fromEntries(dependencies) }),
    ...(state.external && state.id !== undefined && { readId: state.id }),
    ...(state.importID && { importId: state.importID }),
    ...(state.deletedWith && { deletedWith: state.deletedWith }),
    ...(state.ignoreChanges && { ignoreChanges: state.ignoreChanges }),
    ...(state.additionalSecretOutputs && { additionalSecretOutputs: state.additionalSecretOutputs }),
    ...(state.customTimeouts && { customTimeouts: state.customTimeouts }),
  };
}

/** A name may contain `::`; the parts of a URN before it may not. */
function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The engine's default provider has this name; no program registers it. */
function isDefaultProvider({ urn, type }: ResourceState): boolean {
  return isProvider(type) && /^default(_\d|$)/.test(nameOf(urn));
}
