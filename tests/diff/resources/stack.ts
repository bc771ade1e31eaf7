import type { SidedStack } from "../../../diff/model.ts";
import { type SymbolOrigin, Symbols } from "../../../engine/in-process/symbols/symbol.ts";
import type { PreviewResource } from "../../../engine/preview.ts";

const made = new Symbols();
const origins: Record<string, SymbolOrigin> = {};

/** What a test says of a resource; the rest is as in most previews. */
export type Described = Partial<PreviewResource> & { type: string; name: string };

/** URN of a resource without a parent in the stacks of these tests. */
export const urnOf = (type: string, name: string): string => `urn:pulumi:dev::small::${type}::${name}`;

/** The symbol of an output, as a preview with symbols has it. */
export function output(type: string, name: string, property: string): string {
  const symbol = made.text(urnOf(type, name), property);
  origins[symbol] = { urn: urnOf(type, name), property };
  return symbol;
}

/** A stack that holds the resources alone. */
export function stackOf(...resources: Described[]): SidedStack {
  const whole = resources.map(
    (one): PreviewResource => ({
      urn: urnOf(one.type, one.name),
      parent: undefined,
      custom: true,
      inputs: {},
      provider: undefined,
      protect: false,
      retainOnDelete: false,
      dependencies: [],
      ...one,
    }),
  );
  const preview = { project: "small", stack: "dev", resources: whole, outputs: {}, durationSeconds: 0, diagnostics: [] };
  return { stack: "dev", project: "small", preview, symbols: { ...origins }, config: {} };
}
