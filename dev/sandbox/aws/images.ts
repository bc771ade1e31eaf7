import type { MirroredImage } from "../../../infra/aws/vault/mirror-list.ts";
import type { KubernetesNode } from "../kubernetes-node.ts";

/**
 * Copies images into the keep's own registry, as a person does before `pulumi up`; the node pulls them by those names.
 * @param roots root folder of each image by its name, with files that it has besides (`here=there`)
 * @returns what the settings of the keep say of images
 * @throws Error where there is no root folder for an image
 */
export async function mirrorImages(
  node: KubernetesNode,
  images: readonly MirroredImage[],
  roots: Readonly<Record<string, readonly [root: string, ...files: string[]]>>,
): Promise<Record<string, string>> {
  const mirrored: Record<string, string> = {};
  for (const { name, source, destination } of images) {
    const given = roots[name];
    if (given === undefined) throw new Error(`the keep runs the image ${name}; accepted: ${Object.keys(roots).join(", ")}`);
    const [root, ...files] = given;
    const pushed = await node.push(root, destination, ...files);
    mirrored[name] = `${source.split(/[:@]/)[0]}@${pushed.split("@")[1]}`;
  }
  return mirrored;
}

/** The authority of the vault's certificate, among those that an image trusts, in the form of {@link mirrorImages}. */
export const trusting = (authority: string): string => `${authority}=/etc/ssl/certs/ca-certificates.crt`;
