/** One entry of the stack output `images`: what to copy, and where. */
export interface MirroredImage {
  /** Short name in the catalog and the settings. */
  name: string;
  /** Public reference by digest; it may have a tag before the digest. */
  source: string;
  /** Repository in the keep's registry, without tag. */
  destination: string;
  /** What the image is needed for. */
  reason: string;
}

/** Tools that copy images between registries without a container runtime; both preserve the digest. */
export const tools = ["crane", "skopeo"] as const;
export type Tool = (typeof tools)[number];

/** A reference without its tag: the digest is enough, and skopeo refuses both together. */
const byDigest = (reference: string) => reference.replace(/:[\w.-]+@/, "@");

/** Destination of an image, with a tag derived from its digest: untagged images expire in the registry. */
export function taggedDestination({ source, destination }: MirroredImage): string {
  return `${destination}:sha256-${source.slice(source.lastIndexOf(":") + 1).slice(0, 16)}`;
}

/** Logs in to the registry of an image with the caller's AWS credentials; the password is valid for twelve hours. */
export function loginCommand({ destination }: MirroredImage, tool: Tool): string {
  const registry = destination.slice(0, destination.indexOf("/"));
  const region = registry.split(".")[3];
  const login = { crane: "crane auth login", skopeo: "skopeo login" }[tool];
  return `aws ecr get-login-password --region ${region} | ${login} --username AWS --password-stdin ${registry}`;
}

/** Copies an image with every architecture of its index, so that the digest stays the same. */
export function copyCommand(image: MirroredImage, tool: Tool): string {
  const [from, to] = [byDigest(image.source), taggedDestination(image)];
  return tool === "crane" ? `crane copy ${from} ${to}` : `skopeo copy --all --preserve-digests docker://${from} docker://${to}`;
}

/** Prints the digest that a tag has now. @param reference `repository:tag` */
export function digestCommand(reference: string, tool: Tool): string {
  return tool === "crane" ? `crane digest ${reference}` : `skopeo inspect --format '{{.Digest}}' docker://${reference}`;
}
