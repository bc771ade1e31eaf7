import type { PreviewResource } from "../engine/preview.ts";
import { identifier } from "./addresses.ts";

/** Terraform's sources of the providers. */
export const sources = { aws: "registry.terraform.io/hashicorp/aws", kubernetes: "registry.terraform.io/hashicorp/kubernetes" } as const;
export type ProviderName = keyof typeof sources;

/** The providers in a plan's configuration. */
export interface ProviderConfig {
  /** By key: `aws` for the first AWS provider, `aws.replica` for another, which has an alias in Terraform. */
  config: Record<string, object>;
  /** The key of a resource's provider. */
  keyOf: (resource: PreviewResource, name: ProviderName) => string;
}

/** Region and default tags, which tell readers where a resource is and who pays for it; Pulumi stores the tags as JSON text. */
function expressions({ region, defaultTags }: Record<string, unknown>) {
  const { tags } = (typeof defaultTags === "string" && defaultTags.startsWith("{") ? JSON.parse(defaultTags) : {}) as { tags?: unknown };
  return {
    ...(region === undefined ? {} : { region: { constant_value: region } }),
    ...(tags === undefined ? {} : { default_tags: [{ tags: { constant_value: tags } }] }),
  };
}

/** The providers among the resources of a preview. Both names are always present, whether or not the preview has them. */
export function providerConfig(resources: readonly PreviewResource[]): ProviderConfig {
  const config: Record<string, object> = {};
  const keys = new Map<string, string>();
  for (const name of ["aws", "kubernetes"] as const) {
    const own = resources.filter(({ type }) => type === `pulumi:providers:${name}`);
    config[name] = { name, full_name: sources[name], expressions: expressions(own[0]?.inputs ?? {}) };
    for (const [i, one] of own.entries()) {
      const alias = identifier(one.name);
      keys.set(one.urn, i === 0 ? name : `${name}.${alias}`);
      if (i > 0) config[`${name}.${alias}`] = { name, alias, full_name: sources[name], expressions: expressions(one.inputs) };
    }
  }
  // A reference is `<urn>::<id>`; an id has no colons.
  const keyOf = ({ provider }: PreviewResource, name: ProviderName) =>
    (provider && keys.get(provider.slice(0, provider.lastIndexOf("::")))) ?? name;
  return { config, keyOf };
}
