import { awsReplacements } from "../../catalog/aws-replacements.ts";
import { providerUrn } from "./provider-urn.ts";
import type { Compared } from "./replacing.ts";
import type { PropertyChange } from "./resource-change.ts";

/** A resource on both sides, as far as its region matters. */
interface Located {
  compared: Compared;
  properties: PropertyChange[];
  because: Set<string>;
}

/**
 * Adds a region change to each AWS resource that takes its region from the provider, where the provider's region changes: the provider
 * itself is updated, and each of its resources is replaced.
 * Source: the resource-level `region` of hashicorp/terraform-provider-aws since 6.0, "Enhanced Region Support" of its guide for
 * contributors; that a change of it forces a new resource is in the provider's own schema (`catalog/data/aws-replacements.json`).
 */
export function regionChanges(all: readonly Located[]): void {
  const moved = new Map(
    all.flatMap(({ compared: { before, after } }) =>
      after.type === "pulumi:providers:aws" && before.inputs["region"] !== after.inputs["region"]
        ? [[after.urn, { before, after }] as const]
        : [],
    ),
  );
  for (const { compared, properties, because } of all) {
    const { after } = compared;
    const urn = providerUrn(after) ?? "";
    const provider = moved.get(urn);
    if (!provider || after.inputs["region"] !== undefined || !awsReplacements().types[after.type]?.replaces?.includes("region")) continue;
    const [from, to] = [provider.before.inputs["region"], provider.after.inputs["region"]];
    properties.push({ path: "region", kind: "change", before: from, after: to, replaces: true });
    because.add(urn);
  }
}
