import type { SymbolicPreview } from "../../../engine/in-process/symbols/preview.ts";
import type { SymbolTable } from "../../../engine/in-process/symbols/symbol.ts";
import type { PreviewResource } from "../../../engine/preview.ts";
import { inventoryOfPreview } from "../../../evidence/input/from-preview.ts";
import type { Inventory } from "../../../evidence/input/inventory.ts";

/** Inputs of some sixty resource types; the edits that write them know which. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Inputs = Record<string, any>;

/** An example's resources, to be changed by hand: what a small edit of the program would register. */
export class Edit {
  readonly #resources: PreviewResource[];
  readonly #symbols: Record<string, { urn: string; property: string }>;

  constructor({ preview, symbols }: Pick<SymbolicPreview, "preview" | "symbols">) {
    this.#resources = structuredClone(preview.resources);
    this.#symbols = { ...symbols };
  }

  /** Resources of a name: the last part of the type tells two of one name apart. */
  resource(name: string, type = ""): PreviewResource {
    const found = this.#resources.filter((one) => one.name === name && one.type.endsWith(type));
    if (found.length !== 1) throw new Error(`${found.length} resources are called ${name}`);
    return found[0]!;
  }

  /** Inputs of a resource, to be changed in place. */
  inputs(name: string, type = ""): Inputs {
    return this.resource(name, type).inputs;
  }

  /** Namespace of the keep's model servers. */
  get serving(): string {
    const found = this.#resources.filter(({ name, type }) => /^modelkeep-.+-serving$/.test(name) && type.endsWith(":Namespace"));
    if (found.length !== 1) throw new Error(`${found.length} namespaces of model servers`);
    return found[0]!.name;
  }

  /** The text that stands for an output of a resource. */
  output(name: string, property = "id", type = ""): string {
    const { urn } = this.resource(name, type);
    const known = Object.entries(this.#symbols).find(([, origin]) => origin.urn === urn && origin.property === property);
    const text = known?.[0] ?? `~${name}.${property}.added~`;
    this.#symbols[text] = { urn, property };
    return text;
  }

  /** Adds a resource and returns the text of its id. */
  add(type: string, name: string, inputs: Inputs): string {
    const like = this.#resources.find((one) => one.type.split(":")[0] === type.split(":")[0] && one.provider !== undefined);
    const urn = `urn:pulumi:holes::holes::${type}::${name}`;
    const rest = { parent: undefined, custom: true, provider: like?.provider, protect: false, retainOnDelete: false, dependencies: [] };
    this.#resources.push({ urn, type, name, inputs, ...rest });
    return this.output(name, "id", type);
  }

  remove(name: string, type = ""): void {
    this.#resources.splice(this.#resources.indexOf(this.resource(name, type)), 1);
  }

  /** What the texts of {@link output} stand for, and those of the example. */
  get symbols(): SymbolTable {
    return this.#symbols;
  }

  get inventory(): Inventory {
    return inventoryOfPreview({ preview: { resources: this.#resources } as unknown as SymbolicPreview["preview"], symbols: this.#symbols });
  }
}
