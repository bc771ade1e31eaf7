import type { SymbolicPreview } from "../../engine/in-process/symbols/preview.ts";
import type { PreviewResource } from "../../engine/preview.ts";

// biome-ignore lint/suspicious/noExplicitAny: inputs of many types, changed in place
type Inputs = Record<string, any>;

/** Edits of inputs by the resource's name; `added` is a rule of a security group that is added, `gateway` a way to the internet. */
export type Edits = Record<string, (inputs: Inputs) => void>;

/** What can be added, by its name: its type, and the input that it takes over from one of the keep's own of a type. */
const additions: Record<string, { type: string; like: string; input: string }> = {
  added: {
    type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    like: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    input: "securityGroupId",
  },
  gateway: { type: "aws:ec2/internetGateway:InternetGateway", like: "aws:ec2/subnet:Subnet", input: "vpcId" },
};

/** An example after edits. @throws Error where an edit names no resource, which would make its test empty */
export function edited({ preview, symbols }: Pick<SymbolicPreview, "preview" | "symbols">, edits: Edits) {
  const resources: PreviewResource[] = structuredClone(preview.resources);
  for (const [name, { type, like, input }] of Object.entries(additions)) {
    const own = edits[name] && resources.find((one) => one.type === like);
    if (own) resources.push({ ...own, urn: `${own.urn}-${name}`, type, name, inputs: { [input]: own.inputs[input] } });
  }
  for (const [name, edit] of Object.entries(edits)) {
    const found = resources.filter((one) => one.name === name && one.custom);
    if (found.length === 0) throw new Error(`no resource is called ${name}`);
    for (const { inputs } of found) edit(inputs);
  }
  return { preview: { ...preview, resources }, symbols };
}
