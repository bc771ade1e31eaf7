import type { PreviewResource } from "../../../engine/preview.ts";

/** A resource of which a test says only what it is about. */
export function resource(told: Partial<PreviewResource>): PreviewResource {
  return {
    urn: "urn",
    type: "aws:kms/key:Key",
    name: "name",
    parent: "stack",
    custom: true,
    inputs: {},
    provider: undefined,
    protect: false,
    retainOnDelete: false,
    dependencies: [],
    ...told,
  };
}
