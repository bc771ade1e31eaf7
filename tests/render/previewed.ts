import type { Preview, PreviewResource } from "../../engine/preview.ts";

/** A resource as a program registers it, for a Kubernetes object. */
export function registered(object: Record<string, unknown>, after: readonly PreviewResource[] = []): PreviewResource {
  const { apiVersion, kind, metadata } = object as { apiVersion: string; kind: string; metadata: { name: string; namespace?: string } };
  const type = `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
  const name = metadata.namespace ? `${metadata.namespace}/${metadata.name}` : metadata.name;
  return {
    urn: `urn:pulumi:dev::test::${type}::${name}`,
    type,
    name,
    parent: undefined,
    custom: true,
    inputs: object,
    provider: undefined,
    protect: false,
    retainOnDelete: false,
    dependencies: after.map(({ urn }) => urn),
  };
}

/** A preview with these resources. */
export const previewOf = (...resources: PreviewResource[]): Pick<Preview, "resources"> => ({ resources });
