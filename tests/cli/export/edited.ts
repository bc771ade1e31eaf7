import type { SymbolicPreview } from "../../../engine/in-process/symbols/preview.ts";
import type { PreviewResource } from "../../../engine/preview.ts";

// biome-ignore lint/suspicious/noExplicitAny: inputs of many types, changed in place
type Inputs = Record<string, any>;

/** Edits of inputs by the resource's name; `added` is a rule of a security group that is added. */
export type Edits = Record<string, (inputs: Inputs) => void>;

/** An example after edits. @throws Error where an edit names no resource, which would make its test empty */
export function edited({ preview, symbols }: Pick<SymbolicPreview, "preview" | "symbols">, edits: Edits) {
  const resources: PreviewResource[] = structuredClone(preview.resources);
  const like = resources.find(({ type }) => type === "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
  if (edits["added"] && like)
    resources.push({ ...like, urn: `${like.urn}-added`, name: "added", inputs: { securityGroupId: like.inputs["securityGroupId"] } });
  for (const [name, edit] of Object.entries(edits)) {
    const found = resources.filter((one) => one.name === name && one.custom);
    if (found.length === 0) throw new Error(`no resource is called ${name}`);
    for (const { inputs } of found) edit(inputs);
  }
  return { preview: { ...preview, resources }, symbols };
}
