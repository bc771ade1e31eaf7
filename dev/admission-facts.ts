import { keepPhases } from "../charts/keep.ts";
import type { KeepSpec } from "../charts/keep-spec.ts";
import { chartTexts } from "../infra/kubernetes/chart-texts.ts";

/** What of a keep changes the text of an admission policy, beside the marked values: each either way. */
const dimensions = ["vault", "podIdentity", "nodePort", "group", "dnsAddress"] as const;
type Variant = Readonly<Partial<Record<(typeof dimensions)[number], boolean>>>;

/** A policy of the set with its binding; `when` says for which keeps, by those dimensions that matter to it. */
export interface AdmissionFact {
  name: string;
  when: Variant;
  annotations: unknown;
  policy: unknown;
  binding: unknown;
}

const registry = "registry-marker.example/keep";
const image = (name: string, digit: string) => `${registry}/${name}@sha256:${digit.repeat(64)}`;
const images = { server: image("server", "a"), envoy: image("envoy", "b") };
const range = "198.51.100.0/28";
const resolver = "198.51.100.53";
const taint = "taint-marker.example/key";

/** A keep whose values can be told from the rest of a text. */
const marked = ({ vault = false, podIdentity = false, nodePort = false, group = false, dnsAddress = false }: Variant): KeepSpec => ({
  name: "keep-marker",
  server: { model: "model-marker", version: "current", serves: "current" },
  model: {
    name: "DeepSeek-R1",
    servedAs: "DeepSeek-R1",
    contextTokens: 4096,
    kvCacheDtype: "auto",
    checkpointBytes: 1e9,
    lockfile: undefined,
  },
  hardware: {
    accelerator: "nvidia",
    gpus: 8,
    nodes: group ? 2 : 1,
    tensorParallel: 8,
    vcpus: 190,
    memoryGiB: 1900,
    networkMbps: undefined,
    localNvme: false,
  },
  replicas: { min: 1, max: 1 },
  concurrent: 1,
  clients: [],
  images,
  weights: vault ? { kind: "vault", bucket: "bucket", region: "eu-central-1" } : { kind: "claim", from: { kind: "claim", claim: "claim" } },
  placement: { nodeSelector: {}, tolerations: [{ key: taint, operator: "Exists" }], runtimeClass: undefined },
  network: {
    loadBalancerRanges: [range],
    nodePort: nodePort ? 30443 : undefined,
    listenerPort: nodePort ? 443 : undefined,
    podIdentity,
    vaultRanges: [range],
    dns: dnsAddress ? [{ kind: "address", address: resolver }] : [],
  },
  users: { kind: "fixed", serving: 2000, probes: 10_001 },
  certificates: { kind: "secrets", server: "server", clientCa: "client-ca" },
});

/** What stands in the facts for a marked value; the pack puts the keep's own there. A list is one of JSON, which is one of CEL. */
const placeholders: readonly (readonly [text: string, placeholder: string])[] = [
  [JSON.stringify([images.server, images.envoy]), "«images»"],
  [JSON.stringify([range]), "«ranges»"],
  [JSON.stringify([`${resolver}/32`]), "«dns addresses»"],
  [JSON.stringify(["nvidia.com/gpu", taint]), "«taints»"],
  [`${registry}/<name>@sha256:<64 hex digits>`, "«accepted images»"],
  [registry.replaceAll(".", String.raw`\\.`), "«registries»"],
  [JSON.stringify({ "model-marker": 30443 }), "«node ports»"],
  [String.raw`model-marker-[0-9]+\\.model-marker-[0-9]+\\.modelkeep-keep-marker-serving`, "«leaders»"],
  ["keep-marker", "«keep»"],
];

function unmarked(value: unknown): unknown {
  const text = placeholders.reduce((rest, [from, to]) => rest.replaceAll(JSON.stringify(from).slice(1, -1), to), JSON.stringify(value));
  const left = /marker/.exec(text);
  if (left)
    throw new Error(
      `admission facts: a marked value stands where no placeholder takes it: ${text.slice(left.index - 60, left.index + 60)}`,
    );
  return JSON.parse(text);
}

interface Rendered {
  metadata: { name: string; annotations?: unknown };
  spec: unknown;
}

/** The admission set of a variant, by the names of its policies. */
function rendered(variant: Variant): Map<string, Omit<AdmissionFact, "name" | "when">> {
  const objects = keepPhases([marked(variant)], chartTexts()).find(({ name }) => name === "admission")!.objects;
  const of = (kind: string) =>
    (unmarked(objects.filter((object) => object.kind === kind)) as Rendered[]).map((one) => [one.metadata.name, one] as const);
  const bindings = new Map(of("ValidatingAdmissionPolicyBinding"));
  return new Map(
    of("ValidatingAdmissionPolicy").map(([name, { metadata, spec }]) => [
      name,
      { annotations: metadata.annotations, policy: spec, binding: bindings.get(name)?.spec },
    ]),
  );
}

const variantsOf = (names: readonly (typeof dimensions)[number][]): Variant[] =>
  names.reduce<Variant[]>(
    (all, name) =>
      all.flatMap((one) => [
        { ...one, [name]: false },
        { ...one, [name]: true },
      ]),
    [{}],
  );

/** The admission policies of a keep, each as often as it differs between keeps. */
export function admissionFacts(): AdmissionFact[] {
  const memory = new Map<string, ReturnType<typeof rendered>>();
  const of = (variant: Variant, name: string) => {
    const key = dimensions.map((dimension) => variant[dimension] ?? false).join();
    if (!memory.has(key)) memory.set(key, rendered(variant));
    return memory.get(key)!.get(name)!;
  };
  return [...rendered({}).keys()].flatMap((name) => {
    const all = variantsOf(dimensions);
    const matters = dimensions.filter((dimension) =>
      all.some(
        (one) => JSON.stringify(of({ ...one, [dimension]: true }, name)) !== JSON.stringify(of({ ...one, [dimension]: false }, name)),
      ),
    );
    return variantsOf(matters).map((when) => ({ name, when, ...of(when, name) }));
  });
}
