import { UNKNOWN } from "../preview.ts";

const ROOT_TYPE = "pulumi:pulumi:Stack";

/**
 * The URN of a resource: `urn:pulumi:<stack>::<project>::<types of its ancestors, joined by $>$<type>::<name>`.
 * The stack itself does not count as an ancestor. Source: `sdk/go/common/resource/urn` of pulumi/pulumi.
 */
export function urnOf(stack: string, project: string, type: string, name: string, parent?: string): string {
  const ancestors = parent === undefined ? ROOT_TYPE : qualifiedType(parent);
  return `urn:pulumi:${stack}::${project}::${ancestors === ROOT_TYPE ? type : `${ancestors}$${type}`}::${name}`;
}

/** The types of a resource's ancestors and its own, joined by `$`. */
export function qualifiedType(urn: string): string {
  return urn.split("::")[2] ?? "";
}

/** Whether a type is that of the stack's own resource, the root of the tree. */
export function isRoot(type: string): boolean {
  return type === ROOT_TYPE;
}

/** Whether resources of a type are providers themselves. */
export function isProvider(type: string): boolean {
  return type.startsWith("pulumi:providers:");
}

/** Package of a type token: `aws` of `aws:ec2/vpc:Vpc`. */
export function packageOf(type: string): string {
  return type.split(":")[0] ?? "";
}

/** Reference to the default provider of a package, without an id, as in a preview. */
export function defaultProviderReference(stack: string, project: string, packageName: string, version: string): string {
  const name = version === "" ? "default" : `default_${version.replaceAll(/[^A-Za-z0-9_]/g, "_")}`;
  return `${urnOf(stack, project, `pulumi:providers:${packageName}`, name)}::${UNKNOWN}`;
}
