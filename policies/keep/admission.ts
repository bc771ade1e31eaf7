import { type AdmissionFact, admissionFacts } from "../facts/facts.ts";
import { Fact } from "../shape/fact.ts";
import type { Shape } from "../shape/shape.ts";
import type { Keep } from "./keep.ts";
import { metadata } from "./metadata.ts";
import { type KeepObject, object } from "./object.ts";

const type = (kind: string) => `kubernetes:admissionregistration.k8s.io/v1:${kind}`;

/** The admission set: every policy that the release has, word for word, and a binding for each. */
export function admission(keep: Keep): KeepObject[] {
  const words = placeholdersOf(keep);
  const names = [...new Set(admissionFacts.map(({ name }) => name))];
  return names.flatMap((name) => {
    const fact = keep.vault.as((vault) => admissionFacts.find((one) => one.name === name && holds(one, { ...keep, vault }))!);
    const said = (part: "annotations" | "policy" | "binding"): Shape => Fact.all(fact, words).as(([one, all]) => replaced(one[part], all));
    return [
      object("admission", type("ValidatingAdmissionPolicy"), undefined, name, () => ({
        metadata: { ...metadata(keep, "admission", name), annotations: said("annotations") },
        spec: said("policy"),
      })),
      object("admission", type("ValidatingAdmissionPolicyBinding"), undefined, name, () => ({
        metadata: metadata(keep, "admission", name),
        spec: said("binding"),
      })),
    ];
  });
}

function holds({ when }: AdmissionFact, keep: Pick<Keep, "group" | "podIdentity" | "nodePort"> & { vault: boolean }): boolean {
  return Object.entries(when).every(([key, value]) => keep[key as keyof typeof when] === value);
}

/** The value of each placeholder, as the policies write it: a CEL list is a JSON list. */
function placeholdersOf(keep: Keep): Fact<Readonly<Record<string, string>>> {
  return Fact.all(
    keep.name,
    keep.images.server,
    keep.images.envoy,
    keep.gpus,
    keep.tolerations,
    keep.loadBalancerRanges,
    keep.vaultRanges,
  ).as(([name, server, envoy, gpus, tolerations, fromLoadBalancer, toVault]) => {
    const registries = [...new Set([server, envoy].map((image) => image.slice(0, image.split("@")[0]?.lastIndexOf("/"))))];
    const pattern = registries.map((registry) => registry.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
    return {
      keep: name,
      images: JSON.stringify([server, envoy]),
      registries: JSON.stringify(pattern).slice(1, -1),
      "accepted images": registries.map((registry) => `${registry}/<name>@sha256:<64 hex digits>`).join(" or "),
      ranges: JSON.stringify([...new Set([...fromLoadBalancer, ...toVault])]),
      taints: JSON.stringify([...new Set(["nvidia.com/gpu", ...(gpus > 0 ? tolerations.map(({ key }) => key) : [])])]),
    };
  });
}

function replaced(value: unknown, words: Readonly<Record<string, string>>): Shape {
  if (typeof value === "string") return value.replace(/«([^»]+)»/g, (_, name: string) => words[name]!);
  if (Array.isArray(value)) return value.map((item) => replaced(item, words));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, words)]));
  return value as Shape;
}
