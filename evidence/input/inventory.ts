import type { SymbolOrigin } from "../../engine/in-process/symbols/symbol.ts";
import type { PreviewResource } from "../../engine/preview.ts";
import type { SubjectSource } from "../../policies/rule/subject.ts";

/** Where the value of an input comes from: an output of a resource of the inventory, or from outside of it. */
export interface Reference {
  /** As it is in the input. */
  text: string;
  /** The resource whose output it is; undefined for what this inventory does not hold. */
  resource: PreviewResource | undefined;
  /** `id`, `arn` ... where `resource` is there. */
  property: string;
}

/** The resources of a stack, previewed or deployed, and what their inputs refer to. */
export class Inventory {
  readonly resources: readonly PreviewResource[];
  readonly #byUrn: ReadonlyMap<string, PreviewResource>;
  readonly #byType: ReadonlyMap<string, readonly PreviewResource[]>;
  readonly #origin: (text: string) => SymbolOrigin | undefined;

  /** @param origin the output that a text in an input came from, if any */
  constructor(resources: readonly PreviewResource[], origin: (text: string) => SymbolOrigin | undefined) {
    this.resources = resources;
    this.#byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    this.#byType = Map.groupBy(resources, ({ type }) => type);
    this.#origin = origin;
  }

  /** Resources of any of the types, in their order. */
  of(...types: readonly string[]): PreviewResource[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  find(urn: string): PreviewResource | undefined {
    return this.#byUrn.get(urn);
  }

  /** What the value of an input refers to; undefined where it is not text. */
  reference(value: unknown): Reference | undefined {
    if (typeof value !== "string" || value === "") return undefined;
    const origin = this.#origin(value);
    const resource = origin && this.#byUrn.get(origin.urn);
    return { text: value, resource, property: resource ? origin.property : "" };
  }

  /** The resource whose id, name or ARN the value is. */
  referred(value: unknown): PreviewResource | undefined {
    return this.reference(value)?.resource;
  }

  /** The resources as rules take them: with what is an output of each. */
  get subjects(): SubjectSource[] {
    return this.resources.map((resource) => ({ ...resource, isOutput: (text) => this.#origin(text)?.urn === resource.urn }));
  }

  /** The same inventory with other resources, as a test or a comparison makes it. */
  with(resources: readonly PreviewResource[]): Inventory {
    return new Inventory(resources, this.#origin);
  }
}
