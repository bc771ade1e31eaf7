import { type Preview, PreviewError, type PreviewResource, SECRET, UNKNOWN } from "../engine/preview.ts";

/** A Kubernetes object of a preview, and its depth: the longest chain of objects that must exist before it. */
export interface OrderedObject {
  object: ManifestObject;
  depth: number;
}

export interface ManifestObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; annotations?: Record<string, string> };
  [field: string]: unknown;
}

/**
 * The Kubernetes objects that a preview would create, in a valid creation order: by depth, then in the order of the preview.
 * @throws PreviewError naming each object that a manifest cannot express: it has a secret or a value known only later, or is not a plain
 * object
 */
export function kubernetesObjects({ resources }: Pick<Preview, "resources">): OrderedObject[] {
  const depthOf = depths(resources);
  const wanted = resources.filter(({ type, readId }) => type.startsWith("kubernetes:") && readId === undefined);
  const refused = wanted.flatMap((resource) => {
    const why = isPlain(resource) ? hidden(resource.inputs) : "is more than one object, or a patch of one, which a manifest cannot express";
    return why === undefined ? [] : [`${resource.type} ${resource.name} ${why}`];
  });
  if (refused.length > 0) throw new PreviewError(refused);
  return wanted
    .map(({ urn, inputs }) => ({ object: withoutPulumi(inputs as ManifestObject), depth: depthOf(urn) }))
    .sort((one, other) => one.depth - other.depth);
}

/** Whether the inputs of a resource are a single object of its type, not a chart, list, patch or component of the provider. */
function isPlain({ custom, type, inputs }: PreviewResource): boolean {
  const { apiVersion, kind, metadata } = inputs as Partial<ManifestObject>;
  if (!custom || typeof apiVersion !== "string" || typeof metadata?.name !== "string") return false;
  return type === `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

/** An object without annotations that only Pulumi's provider reads. */
function withoutPulumi(object: ManifestObject): ManifestObject {
  const { annotations = {}, ...metadata } = object.metadata;
  const kept = Object.entries(annotations).filter(([name]) => !name.startsWith("pulumi.com/"));
  return { ...object, metadata: kept.length > 0 ? { ...metadata, annotations: Object.fromEntries(kept) } : metadata };
}

/** Where an object has a value that a preview does not show, or undefined. */
function hidden(value: unknown, path: readonly string[] = []): string | undefined {
  if (typeof value === "string") {
    const place = path.join(".");
    if (value === SECRET) return `has a secret in ${place}, which would be written to a file in plain text`;
    return value.includes(UNKNOWN) ? `has a value in ${place} that is known only after deployment` : undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = hidden(inner, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The number of Kubernetes objects on the longest dependency chain of a resource, through resources of any kind. */
function depths(resources: readonly PreviewResource[]): (urn: string) => number {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const known = new Map<string, number>();
  const depth = (urn: string): number => {
    const found = known.get(urn);
    if (found !== undefined) return found;
    known.set(urn, 0); // The engine rejects cycles; this prevents an endless recursion anyway.
    const before = (byUrn.get(urn)?.dependencies ?? []).map(
      (other) => depth(other) + (byUrn.get(other)?.type.startsWith("kubernetes:") ? 1 : 0),
    );
    const result = Math.max(0, ...before);
    known.set(urn, result);
    return result;
  };
  return depth;
}
