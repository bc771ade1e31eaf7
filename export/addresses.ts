import type { PreviewResource } from "../engine/preview.ts";
import { awsNames } from "./names.ts";

/** A name that Terraform accepts: letters, digits, `_` and `-`, no digit first. */
export const identifier = (name: string): string => name.replaceAll(/[^A-Za-z0-9_-]/g, "_").replace(/^(?=\d)/, "_");

/** Terraform type of a resource; for an unknown type the token itself, which is refused later. */
const typeOf = ({ type }: PreviewResource): string =>
  type.startsWith("kubernetes:") ? "kubernetes_manifest" : (awsNames().resources[type]?.[0] ?? type);

/**
 * Terraform's address of each resource by its URN: `aws_vpc.network`. A number distinguishes resources of one type whose names become
 * equal.
 */
export function addressesOf(resources: readonly PreviewResource[]): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    resources.map((resource) => {
      const wanted = `${typeOf(resource)}.${identifier(resource.name)}`;
      let address = wanted;
      for (let count = 2; taken.has(address); count++) address = `${wanted}_${count}`;
      taken.add(address);
      return [resource.urn, address];
    }),
  );
}
