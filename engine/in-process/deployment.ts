import { type Diagnostic, PreviewError, type PreviewResource } from "../preview.ts";
import type { StackConfig } from "../stack/config.ts";
import { Refusal } from "./refusal.ts";
import type { Transform } from "./transforms.ts";
import { defaultProviderReference, packageOf, urnOf } from "./urn.ts";
import type { WireObject } from "./wire.ts";

/** A resource together with what the engine must remember of it while the program runs. */
export interface Registered {
  resource: PreviewResource;
  /** Outputs as returned to the program. */
  state: WireObject;
  /** Transforms that the resource passes on to its descendants. */
  transforms: Transform[];
}

/** Returns the outputs that a provider would return after creating or reading a resource; missing ones stay unknown. */
export type Provide = (urn: string, type: string, inputs: WireObject) => Promise<{ id: string; state: WireObject }>;

export interface DeploymentOptions {
  onResource?: ((resource: PreviewResource) => void) | undefined;
  /** Without it only the inputs of a resource are known, as in any preview of a first deployment. */
  provide?: Provide | undefined;
}

/** Everything that a run of a program has registered so far. */
export class Deployment {
  readonly project: string;
  readonly stack: string;
  readonly registered = new Map<string, Registered>();
  readonly stackTransforms: Transform[] = [];
  readonly diagnostics: Diagnostic[] = [];
  /** Reasons for which the engine refused requests. */
  readonly refusals: string[] = [];
  outputs: Record<string, unknown> = {};
  readonly provide: Provide;
  readonly #disabledProviders: Set<string>;
  readonly #packages: { name: string; version: string }[] = [];
  readonly #onResource: ((resource: PreviewResource) => void) | undefined;
  readonly #urns = new Set<string>();

  constructor(project: string, stack: string, config: StackConfig, { onResource, provide }: DeploymentOptions = {}) {
    this.project = project;
    this.stack = stack;
    this.#disabledProviders = disabledProviders(config.values["pulumi:disable-default-providers"]);
    this.#onResource = onResource;
    this.provide = provide ?? (async (_urn, _type, inputs) => ({ id: "", state: inputs }));
  }

  /**
   * Gives a resource its URN.
   *
   * @throws Refusal when another resource of this run has it
   */
  claim(type: string, name: string, parent: string | undefined): string {
    const urn = urnOf(this.stack, this.project, type, name, parent);
    if (this.#urns.has(urn)) throw new Refusal(`Duplicate resource URN '${urn}'; try giving it a unique name`, { fatal: true });
    this.#urns.add(urn);
    return urn;
  }

  record(registered: Registered): void {
    this.registered.set(registered.resource.urn, registered);
    this.#onResource?.(registered.resource);
  }

  /** Stores a package under a reference that later requests use for it. */
  addPackage(name: string, version: string): string {
    return String(this.#packages.push({ name, version }) - 1);
  }

  /**
   * The provider of a resource that names none: the default provider, unless the stack disables it
   * (`pulumi:disable-default-providers`).
   *
   * @throws Refusal where it is forbidden
   */
  defaultProvider(type: string, urn: string, version: string, packageReference: string): string {
    const { name, version: asked } = this.#packages[Number(packageReference || Number.NaN)] ?? { name: packageOf(type), version };
    if (name !== "pulumi" && (this.#disabledProviders.has(name) || this.#disabledProviders.has("*"))) {
      throw new Refusal(`Default provider for '${name}' disabled. '${urn}' must use an explicit provider.`, { fatal: true });
    }
    return defaultProviderReference(this.stack, this.project, name, asked);
  }

  /** Transforms for a child of `parent`: those of its ancestors, nearest first, then the stack's own. */
  inheritedTransforms(parent: string | undefined): Transform[] {
    const registered = parent === undefined ? undefined : this.registered.get(parent);
    return registered ? [...registered.transforms, ...this.inheritedTransforms(registered.resource.parent)] : [...this.stackTransforms];
  }

  /** State of a resource of this run, as the built-in function `pulumi:pulumi:getResource` answers it. */
  stateOf(urn: string): WireObject | undefined {
    const registered = this.registered.get(urn);
    if (!registered) return undefined;
    return { urn, id: registered.resource.readId ?? "", state: registered.state };
  }
}

function disabledProviders(text: string | undefined): Set<string> {
  if (!text) return new Set();
  const names = parseList(text);
  if (!names) throw new PreviewError([`pulumi:disable-default-providers: ${text} is not a list of package names, such as ["aws"]`]);
  return new Set(names.map((name) => String(name).trim()));
}

function parseList(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
