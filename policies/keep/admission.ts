import { type AdmissionFact, admissionFacts } from "../facts/facts.ts";
import { Fact } from "../shape/fact.ts";
import type { Shape } from "../shape/shape.ts";
import { addressesIn } from "./dns.ts";
import type { Keep, KeepModel as Model } from "./keep.ts";
import { metadata } from "./metadata.ts";
import { type KeepObject, object } from "./object.ts";

const type = (kind: string) => `kubernetes:admissionregistration.k8s.io/v1:${kind}`;

/** The admission set: every policy that the release has, word for word, and a binding for each. */
export function admission(keep: Keep): KeepObject[] {
  const words = placeholdersOf(keep);
  const rules = [...new Set(admissionFacts.map(({ name }) => name))];
  return rules.flatMap((rule) => {
    const { group, podIdentity, nodePort, dnsAddress } = keep;
    const fact = keep.vault.as(
      (vault) => admissionFacts.find((one) => one.name === rule && holds(one, { group, podIdentity, nodePort, dnsAddress, vault }))!,
    );
    const said = (part: "annotations" | "policy" | "binding"): Shape => Fact.all(fact, words).as(([one, all]) => replaced(one[part], all));
    // The keep's name is part of the policy's.
    const name = keep.clusterWide(rule.replace(/^modelkeep-«keep»-/, ""));
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

const holds = ({ when }: AdmissionFact, keep: Required<AdmissionFact["when"]>): boolean =>
  Object.entries(when).every(([key, value]) => keep[key as keyof typeof when] === value);

/** The value of each placeholder, as the policies write it: a CEL list is a JSON list. */
function placeholdersOf(keep: Keep): Fact<Readonly<Record<string, string>>> {
  return Fact.all(keep.name, keep.images.server, keep.images.envoy, listsOf(keep)).as(([name, server, envoy, lists]) => {
    const registries = [...new Set([server, envoy].map((image) => image.slice(0, image.split("@")[0]?.lastIndexOf("/"))))];
    const pattern = registries.map((registry) => registry.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
    return {
      keep: name,
      images: JSON.stringify([server, envoy]),
      registries: JSON.stringify(pattern).slice(1, -1),
      "accepted images": registries.map((registry) => `${registry}/<name>@sha256:<64 hex digits>`).join(" or "),
      ...lists,
    };
  });
}

/** What is listed for all models, by their keys. */
function listsOf({ models, serving, dns }: Keep): Fact<Readonly<Record<string, string>>> {
  const groups = models.filter(({ group }) => group).flatMap(({ servers }) => servers);
  return Fact.all(
    Fact.all(...models.map(rangesOf)),
    Fact.all(...models.map(taintsOf)),
    Fact.all(...models.map(({ key, exposed, nodePort }) => (exposed ? nodePort.as((port) => ({ [key]: port })) : Fact.of({})))),
    addressesIn(dns),
  ).as(([ranges, taints, ports, resolvers]) => ({
    "dns addresses": JSON.stringify([...new Set(resolvers)]),
    ranges: JSON.stringify([...new Set(ranges.flat())]),
    taints: JSON.stringify([...new Set(["nvidia.com/gpu", ...taints.flat()])]),
    "node ports": JSON.stringify(Object.assign({}, ...ports)),
    // Escaped once more, as a text of CEL.
    leaders: groups.map(({ name }) => String.raw`${name}-[0-9]+\\.${name}-[0-9]+\\.${serving}`).join("|"),
  }));
}

/** Ranges that a model's network policies name. */
const rangesOf = ({ keep, loadBalancerRanges }: Model): Fact<readonly string[]> =>
  Fact.all(loadBalancerRanges, keep.vaultRanges).as(([from, to]) => [...from, ...to]);

/** Taints that a model on GPUs tolerates. */
const taintsOf = ({ gpus, tolerations }: Model): Fact<readonly string[]> =>
  Fact.all(gpus, tolerations).as(([count, all]) => (count > 0 ? all.map(({ key }) => key!) : []));

function replaced(value: unknown, words: Readonly<Record<string, string>>): Shape {
  if (typeof value === "string") return value.replace(/«([^»]+)»/g, (_, name: string) => words[name]!);
  if (Array.isArray(value)) return value.map((item) => replaced(item, words));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, words)]));
  return value as Shape;
}
