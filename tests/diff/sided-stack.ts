import type { SidedStack } from "../../diff/model.ts";
import type { PreviewResource } from "../../engine/preview.ts";

/** A resource with what a test does not say filled in. */
export const resource = (
  type: string,
  name: string,
  inputs: PreviewResource["inputs"],
  more: Partial<PreviewResource> = {},
): PreviewResource => ({
  urn: `urn:pulumi:dev::small::${type}::${name}`,
  type,
  name,
  parent: undefined,
  custom: true,
  inputs,
  provider: undefined,
  protect: false,
  retainOnDelete: false,
  dependencies: [],
  ...more,
});

/** A small stack as one side of a comparison. */
export function sidedStack({
  stack = "dev",
  resources = [],
  config = {},
}: {
  stack?: string;
  resources?: PreviewResource[];
  config?: Record<string, string>;
}): SidedStack {
  return {
    stack,
    project: "small",
    preview: { project: "small", stack, resources, outputs: {}, durationSeconds: 0, diagnostics: [] },
    symbols: {},
    config,
  };
}
