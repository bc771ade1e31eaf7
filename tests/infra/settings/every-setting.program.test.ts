import { describe, expect, it } from "vitest";
import { kubernetesVersions } from "../../../catalog/eks.ts";
import { publishedLockfile } from "../../../infra/kubernetes/published-lockfile.ts";
import { deployOnAws } from "../../../infra/on-aws.ts";
import { deployOnCluster } from "../../../infra/on-cluster.ts";
import { isOnAws } from "../../../infra/settings/checked-keep.ts";
import { parseKeep } from "../../../infra/settings/parse.ts";
import { stackFileSchema } from "../../../infra/settings/stack-file-schema.ts";
import { record } from "../../support/recorder.ts";
import { block, type Edit, eks, existing, onCpus, put, type Raw, someImages, waiver } from "./good-settings.ts";

type Base = (...edits: Edit[]) => Raw;

/** A setting, what it is tried on, and two values of it. */
interface Trial {
  on: Raw;
  values: readonly unknown[];
  /** Where the values are put, if not at the setting's own path. */
  at?: string;
  /** What else changes together with the second value. */
  with?: Edit;
  /**
   * What differs, if not a resource: `refused` where the second value is refused, `component` where the policy pack reads it from an input of
   * the keep's component, `output` where it is told to clients, `nothing` where the schema must say that it is not enforced yet.
   */
  differs?: "refused" | "component" | "output" | "nothing";
}

const imageOf = (name: string, letter: string) => ({ ...someImages, [name]: `registry.example.com/${name}@sha256:${letter.repeat(64)}` });
const onEks: Base = (...edits) => eks(put("model.lock", undefined), ...edits);
const onClaim: Base = (...edits) => existing(put("target.weights", { kind: "claim", claim: "weights" }), ...edits);
const oneClient = (more: object) =>
  put("clients", [{ name: "search", from: { kind: "workload", namespace: "search", serviceAccount: "indexer" }, ...more }]);
const limits = { requestsPerMinute: 120, concurrent: 16, inputTokens: 16_384, outputTokens: 2048 };
const runner = {
  image: `sha256:${"a".repeat(64)}`,
  stateBucket: "state-of-the-keep",
  secretsKey: "11111111-1111-1111-1111-111111111111",
};
const layout = (value: object) => put("capacity.layout", value);
const eightRanks = { tensorParallel: 1, dataParallel: 8, expertParallel: true };
const onRanks: Base = (...edits) => block(put("model.lock", undefined), put("model.contextTokens", 32_768), layout(eightRanks), ...edits);
const tolerated = put("target.tolerations", [{ key: "gpu", operator: "Equal", value: "a", effect: "NoSchedule" }]);
const askedPods = put("target.dns", [{ kind: "pods", labels: { app: "one" } }]);
const signed = put("certificates", { kind: "cert-manager", issuer: "server", clientIssuer: { name: "clients", kind: "ClusterIssuer" } });

const next = (more: object) => put("model.next", more);

/** The same keep with its model under its key, and others beside it. */
function severalModels({ model, capacity, ...rest }: Raw, own: object = {}, others: object = {}): Raw {
  const { system, ...ofModel } = capacity as Raw;
  return {
    ...rest,
    models: { "model-server": { ...(model as Raw), capacity: ofModel, ...own }, ...others },
    ...(system ? { capacity: { system } } : {}),
  };
}

const trials: Readonly<Record<string, Trial>> = {
  name: { on: onEks(), values: ["one", "other"] },
  "model.name": { on: existing(), values: ["DeepSeek-R1-Distill-Qwen-7B", "DeepSeek-R1-Distill-Qwen-1.5B"] },
  "model.lock": { on: onEks(), values: [undefined, "weights/none.lock.json"], differs: "refused" },
  "model.contextTokens": { on: onEks(), values: [32_768, 65_536] },
  "model.kvCacheDtype": { on: onEks(), values: ["auto", "fp8"] },
  "model.servedAs": { on: onEks(), values: ["chat", "code"] },
  "model.next.name": {
    on: onEks(put("model.servedAs", "chat"), next({})),
    values: ["DeepSeek-R1-Distill-Qwen-32B", "DeepSeek-R1-Distill-Qwen-14B"],
  },
  "model.next.lock": { on: onEks(next({})), values: [undefined, "weights/none.lock.json"], differs: "refused" },
  "model.next.contextTokens": { on: onEks(next({})), values: [32_768, 65_536] },
  "model.next.kvCacheDtype": { on: onEks(next({})), values: ["auto", "fp8"] },
  "model.next.replicas": { on: onEks(next({})), values: [1, 2] },
  "model.next.serves": { on: onEks(next({})), values: ["current", "both"] },
  "models.*.privateLinkPort": {
    on: severalModels(onEks(put("clients[0].models", ["model-server"]))),
    at: "models.model-server.privateLinkPort",
    values: [443, 444],
  },
  ...Object.fromEntries(
    Object.entries({
      "node.vcpus": [8, 32],
      "node.memoryGiB": [64, 128],
      "weights.kind": [
        { kind: "volume", volume: "one" },
        { kind: "claim", claim: "one" },
      ],
      "weights.volume": ["weights", "others"],
      "weights.accessMode": ["ReadOnlyMany", "ReadWriteOnce"],
      "weights.storageClass": [
        { kind: "storage-class", storageClass: "one" },
        { kind: "storage-class", storageClass: "other" },
      ],
      "weights.claim": [
        { kind: "claim", claim: "one" },
        { kind: "claim", claim: "other" },
      ],
      nodeSelector: [{ pool: "one" }, { pool: "other" }],
      "tolerations[].key": [[{ key: "gpu" }], [{ key: "other" }]],
      "tolerations[].operator": [[{ key: "gpu" }], [{ key: "gpu", operator: "Equal", value: "" }]],
      "tolerations[].value": [[{ key: "gpu", operator: "Equal", value: "a" }], [{ key: "gpu", operator: "Equal", value: "b" }]],
      "tolerations[].effect": [[{ key: "gpu", effect: "NoSchedule" }], [{ key: "gpu", effect: "NoExecute" }]],
      runtimeClass: ["nvidia", "other"],
    }).map(([field, values]): [string, Trial] => [
      `models.*.${field}`,
      {
        on: severalModels(existing(), { node: { vcpus: 16, memoryGiB: 64 }, weights: { kind: "volume", volume: "weights" } }),
        at: `models.model-server.${Array.isArray(values[0]) || /weights\.(kind|claim|storageClass)/.test(field) ? field.split(/[.[]/)[0] : field}`,
        values,
      },
    ]),
  ),
  "clients[].models[]": {
    on: severalModels(
      existing(put("clients[0].models", ["model-server"])),
      {},
      { other: { name: "DeepSeek-R1-Distill-Qwen-1.5B", capacity: { gpus: { count: 1, memoryGiB: 44 } } } },
    ),
    at: "clients[0].models",
    values: [["model-server"], ["model-server", "other"]],
  },
  "target.kind": { on: existing(), values: ["existing", "eks"], differs: "refused" },
  "target.accountId": { on: onEks(), values: ["111122223333", "111122224444"] },
  "target.region": { on: onEks(), values: ["eu-central-1", "us-east-1"] },
  "target.network.cidr": { on: onEks(), values: ["10.64.0.0/16", "10.65.0.0/16"] },
  "target.network.zones": { on: onEks(), values: [2, 3] },
  "target.network.zoneNames[]": {
    on: onEks(),
    at: "target.network.zoneNames",
    values: [
      ["eu-central-1a", "eu-central-1b"],
      ["eu-central-1b", "eu-central-1c"],
    ],
  },
  "target.kubernetesVersion": { on: onEks(), values: kubernetesVersions().slice(-2) },
  "target.access.deployer": { on: onEks(), values: ["one", "other"] },
  "target.access.publisher": { on: onEks(), values: ["one", "other"] },
  "target.access.operators[]": { on: onEks(), at: "target.access.operators", values: [["one"], ["other"]] },
  "target.access.breakGlass": { on: onEks(), values: ["one", "other"] },
  "target.access.tunnel": { on: onEks(), values: [false, true] },
  "target.access.runner.image": {
    on: onEks(put("target.access.runner", runner)),
    values: [`sha256:${"a".repeat(64)}`, `sha256:${"b".repeat(64)}`],
  },
  "target.access.runner.stateBucket": { on: onEks(put("target.access.runner", runner)), values: ["state-of-one", "state-of-other"] },
  "target.access.runner.secretsKey": {
    on: onEks(put("target.access.runner", runner)),
    values: ["11111111-1111-1111-1111-111111111111", "11111111-1111-1111-1111-111111111112"],
  },
  "target.vault.objectLock.mode": { on: onEks(), values: ["GOVERNANCE", "COMPLIANCE"] },
  "target.vault.objectLock.days": { on: onEks(), values: [30, 31] },
  "target.vault.replicaRegion": { on: onEks(), values: [undefined, "eu-west-1"] },
  "target.alerts.emails[]": { on: onEks(), at: "target.alerts.emails", values: [["one@example.com"], ["other@example.com"]] },
  "target.alerts.monthlyBudgetUsd": { on: onEks(), values: [1000, 2000] },
  "target.accountWide.blockPublicAccess": { on: onEks(), values: [false, true] },
  "target.accountWide.guardDuty": { on: onEks(), values: ["create", "managed"] },
  "target.context": { on: existing(), values: ["lab", "other"] },
  "target.accelerator": {
    on: existing(),
    values: ["nvidia", "none"],
    with: (settings) => {
      onCpus(settings);
      put("capacity", {})(settings);
    },
  },
  "target.platform": { on: existing(), values: ["other", "openshift"] },
  "target.dns[].kind": {
    on: existing(),
    at: "target.dns",
    values: [[{ kind: "pods", labels: { "k8s-app": "kube-dns" } }], [{ kind: "address", address: "169.254.20.10" }]],
  },
  "target.dns[].namespace": { on: existing(askedPods), at: "target.dns[0].namespace", values: ["kube-system", "openshift-dns"] },
  "target.dns[].labels": { on: existing(askedPods), at: "target.dns[0].labels", values: [{ app: "one" }, { app: "other" }] },
  "target.dns[].port": { on: existing(askedPods), at: "target.dns[0].port", values: [53, 8053] },
  "target.dns[].address": {
    on: existing(put("target.dns", [{ kind: "address", address: "169.254.20.10" }])),
    at: "target.dns[0].address",
    values: ["169.254.20.10", "169.254.169.254"],
  },
  "target.users.kind": { on: existing(), at: "target.users", values: [{ kind: "fixed" }, { kind: "assigned" }] },
  "target.users.serving": { on: existing(put("target.users", { kind: "fixed" })), values: [2000, 3000] },
  "target.users.probes": { on: existing(put("target.users", { kind: "fixed" })), values: [10_001, 3000] },
  "target.node.vcpus": { on: existing(), values: [16, 32] },
  "target.node.memoryGiB": { on: existing(), values: [64, 128] },
  "target.weights.kind": {
    on: existing(),
    at: "target.weights",
    values: [
      { kind: "volume", volume: "one" },
      { kind: "claim", claim: "one" },
    ],
  },
  "target.weights.volume": { on: existing(), values: ["weights", "others"] },
  "target.weights.accessMode": { on: existing(), values: ["ReadOnlyMany", "ReadWriteOnce"] },
  "target.weights.storageClass": {
    on: existing(put("target.weights", { kind: "storage-class", storageClass: "one" })),
    values: ["one", "other"],
  },
  "target.weights.claim": { on: onClaim(), values: ["weights", "others"] },
  "target.nodeSelector": { on: existing(), values: [{ pool: "one" }, { pool: "other" }] },
  "target.tolerations[].key": { on: existing(tolerated), at: "target.tolerations[0].key", values: ["gpu", "other"] },
  "target.tolerations[].operator": {
    on: existing(put("target.tolerations", [{ key: "gpu" }])),
    at: "target.tolerations[0]",
    values: [
      { key: "gpu", operator: "Exists" },
      { key: "gpu", operator: "Equal", value: "" },
    ],
  },
  "target.tolerations[].value": { on: existing(tolerated), at: "target.tolerations[0].value", values: ["a", "b"] },
  "target.tolerations[].effect": { on: existing(tolerated), at: "target.tolerations[0].effect", values: ["NoSchedule", "NoExecute"] },
  "target.runtimeClass": { on: existing(), values: ["nvidia", "other"] },
  "capacity.instance": { on: onEks(), values: ["g6e.12xlarge", "g6e.24xlarge"] },
  "capacity.gpus.count": { on: existing(), values: [1, 2] },
  "capacity.gpus.memoryGiB": { on: existing(), values: [44, 8], differs: "refused" },
  "capacity.nodesPerReplica": { on: onClaim(), values: [1, 2] },
  "capacity.layout.tensorParallel": { on: onEks(layout({ tensorParallel: 4, expertParallel: false })), values: [4, 2], differs: "refused" },
  "capacity.layout.dataParallel": {
    on: onRanks(),
    at: "capacity.layout",
    values: [eightRanks, { ...eightRanks, tensorParallel: 2, dataParallel: 4 }],
  },
  "capacity.layout.expertParallel": { on: onRanks(layout({ tensorParallel: 8, expertParallel: true })), values: [true, false] },
  "capacity.replicas.min": { on: onEks(), values: [1, 2] },
  "capacity.replicas.max": { on: onEks(), values: [4, 5] },
  "capacity.concurrent": { on: onEks(), values: [1, 10_000], differs: "refused" },
  "capacity.purchase.kind": {
    on: onEks(),
    at: "capacity.purchase",
    values: [{ kind: "on-demand" }, { kind: "reserved", reservationId: "cr-0123456789abcdef0" }],
  },
  "capacity.purchase.reservationId": { on: block(), values: ["cr-0123456789abcdef0", "cr-0123456789abcdef1"] },
  "capacity.purchase.zone": { on: block(), values: ["us-east-2a", "us-east-2b"] },
  "capacity.purchase.start": { on: block(), values: ["2099-03-01T11:30:00Z", "2099-03-31T11:30:00Z"], differs: "refused" },
  "capacity.purchase.end": { on: block(), values: ["2099-03-15T11:30:00Z", "2099-03-16T11:30:00Z"] },
  "capacity.system.instance": { on: onEks(), values: ["m7i.large", "m7i.xlarge"] },
  "capacity.system.nodes": { on: onEks(), values: [2, 3] },
  "capacity.volumeGiB": { on: onEks(), values: [200, 300] },
  "clients[].name": { on: onEks(), at: "clients[0].name", values: ["one", "other"] },
  "clients[].from.kind": {
    on: onEks(),
    at: "clients[0].from",
    values: [
      { kind: "workload", namespace: "one", serviceAccount: "one" },
      { kind: "private-link", principal: "arn:aws:iam::444455556666:root" },
    ],
  },
  "clients[].from.principal": {
    on: onEks(),
    at: "clients[0].from.principal",
    values: ["arn:aws:iam::444455556666:root", "arn:aws:iam::444455557777:root"],
  },
  "clients[].from.ranges[]": { on: onEks(), at: "clients[0].from.ranges", values: [["10.128.0.0/16"], ["10.129.0.0/16"]] },
  "clients[].from.namespace": { on: onEks(), at: "clients[1].from.namespace", values: ["one", "other"] },
  "clients[].from.serviceAccount": { on: onEks(), at: "clients[1].from.serviceAccount", values: ["one", "other"], differs: "output" },
  "clients[].limits.requestsPerMinute": {
    on: onEks(oneClient({ limits })),
    at: "clients[0].limits.requestsPerMinute",
    values: [1, 1_000_000],
    differs: "nothing",
  },
  "clients[].limits.concurrent": { on: onEks(oneClient({ limits })), at: "clients[0].limits.concurrent", values: [1, 16] },
  "clients[].limits.inputTokens": { on: onEks(oneClient({ limits })), at: "clients[0].limits.inputTokens", values: [1024, 16_384] },
  "clients[].limits.outputTokens": { on: onEks(oneClient({ limits })), at: "clients[0].limits.outputTokens", values: [512, 2048] },
  "audit.retentionDays": { on: onEks(), values: [400, 365] },
  "certificates.kind": { on: existing(), at: "certificates", values: [{ kind: "secrets" }, { kind: "cert-manager", issuer: "server" }] },
  "certificates.server": { on: existing(), at: "certificates", values: [{ kind: "secrets" }, { kind: "secrets", server: "other" }] },
  "certificates.clientCa": { on: existing(), at: "certificates", values: [{ kind: "secrets" }, { kind: "secrets", clientCa: "other" }] },
  "certificates.clientIssuer.name": { on: existing(signed), values: ["clients", "others"], differs: "output" },
  "certificates.clientIssuer.kind": { on: existing(signed), values: ["ClusterIssuer", "Issuer"], differs: "output" },
  "certificates.issuer": { on: existing(signed), values: ["server", "other"] },
  "certificates.issuerKind": { on: existing(signed), values: ["ClusterIssuer", "Issuer"] },
  images: { on: onEks(), values: [imageOf("vllm", "a"), imageOf("vllm", "b")] },
  ...Object.fromEntries(
    Object.entries({
      rule: "aws-ec2-vpc-flow-logs",
      resource: "other",
      reason: "another reason that is long enough",
      owner: "Bob",
      expires: "2098-12-31",
    }).map(([key, value]): [string, Trial] => [
      `waivers[].${key}`,
      {
        on: onEks(put("waivers", [waiver])),
        at: `waivers[0].${key}`,
        values: [waiver[key as keyof typeof waiver], value],
        differs: "component",
      },
    ]),
  ),
  "maintenance.nodeRelease": { on: onEks(), values: ["1.62.1-a3f4b5c6", "1.62.2-a3f4b5c6"] },
  "maintenance.maxUnavailable": { on: onEks(), values: [1, 2] },
  "maintenance.addons": { on: onEks(), values: [{}, { coredns: "v1.99.0-eksbuild.1" }] },
  tags: { on: onEks(), values: [{ team: "one" }, { team: "other" }] },
};

/** Paths of all settings, from the schema: the items of a list as `[]`, those of a record of objects as `*`. */
function leaves(json: Record<string, unknown>, path: string): string[] {
  const parts = [json, ...(["anyOf", "oneOf", "allOf"].flatMap((key) => json[key] ?? []) as Record<string, unknown>[])];
  const nested = parts.flatMap((part) => [
    ...Object.entries((part["properties"] ?? {}) as Record<string, Record<string, unknown>>).flatMap(([key, value]) =>
      leaves(value, path === "" ? key : `${path}.${key}`),
    ),
    ...(isRecordOfObjects(part) ? leaves(part["additionalProperties"] as Record<string, unknown>, `${path}.*`) : []),
    ...(part["items"] ? leaves(part["items"] as Record<string, unknown>, `${path}[]`) : []),
    ...(part !== json && (part["anyOf"] || part["oneOf"]) ? leaves(part, path) : []),
  ]);
  return nested.length === 0 ? [path] : [...new Set(nested)];
}

/** A map whose values have settings of their own. */
const isRecordOfObjects = ({ additionalProperties: values }: Record<string, unknown>) =>
  typeof values === "object" && values !== null && "properties" in values;

/** Settings of a model that stand elsewhere where a keep has one model, and are tried there: the test of the two forms shows that they are the same. */
const triedForOneModel = (path: string) => {
  const [, field] = /^models\.\*\.(.+)$/.exec(path) ?? [];
  return field !== undefined && (Object.hasOwn(trials, `model.${field}`) || Object.hasOwn(trials, field));
};

const context = { stack: "keep", now: new Date("2026-11-25") };

const known = new Map<string, ReturnType<typeof renderedAnew>>();

/** What a program of these settings registers and returns. */
function rendered(settings: Raw) {
  const text = JSON.stringify(settings);
  const found = known.get(text) ?? renderedAnew(settings);
  known.set(text, found);
  return found;
}

async function renderedAnew(settings: Raw) {
  const keep = parseKeep(settings, context);
  let outputs: { connections: unknown } | undefined;
  const recorded = await record(() => (outputs = isOnAws(keep) ? deployOnAws(keep) : deployOnCluster(keep)), {
    preview: true,
  });
  const isComponent = ({ type }: { type: string }) => type.startsWith("modelkeep:");
  return {
    resources: JSON.stringify(recorded.filter((one) => !isComponent(one))),
    components: JSON.stringify(recorded.filter(isComponent)),
    output: JSON.stringify(outputs?.connections),
  };
}

const schema = (JSON.parse(JSON.stringify(stackFileSchema())) as { properties: { config: { properties: Record<string, object> } } })
  .properties.config.properties["modelkeep:keep"] as Record<string, unknown>;

describe("every setting does something", () => {
  it("and each has its trial here", () => {
    const paths = leaves(schema, "").filter((path) => !triedForOneModel(path) && !["model", "models", "capacity"].includes(path));
    expect(paths.sort()).toEqual(Object.keys(trials).sort());
  });

  it.each([
    ["on AWS", onEks(next({ replicas: 2 }))],
    ["in a Capacity Block", onRanks()],
    ["on a cluster that exists", existing(tolerated, put("capacity.system", undefined))],
  ])("a model under its key is the model of a keep that has one, %s", async (_, raw) => {
    expect(await rendered(severalModels(raw))).toEqual(await rendered(raw));
  });

  it.each(Object.entries(trials))("%s", async (path, { on, at = path, values, with: more, differs }) => {
    const [first, second] = values.map((value, i) => {
      const settings = structuredClone(on);
      put(at, value)(settings);
      if (i === 1) more?.(settings);
      return settings;
    }) as [Raw, Raw];
    const before = await rendered(first);
    if (differs === "refused") {
      expect(() => parseKeep(second, context).served.map(publishedLockfile)).toThrow();
      return;
    }
    const after = await rendered(second);
    const changed = {
      resource: after.resources !== before.resources,
      component: after.components !== before.components,
      output: after.output !== before.output,
    };
    if (differs === "nothing") {
      expect(changed.resource).toBe(false);
      expect(described(path)).toMatch(/not enforced/);
    } else expect(changed).toMatchObject({ [differs ?? "resource"]: true });
  });
});

/** What the schema says of a setting. */
function described(path: string): string {
  const name = path.split(/[.[\]]+/).at(-1)!;
  const texts = [...JSON.stringify(schema).matchAll(new RegExp(`"${name}":(\\{[^{}]*\\})`, "g"))].map(([, json]) =>
    String((JSON.parse(json!) as { description?: string }).description),
  );
  expect(texts).toHaveLength(1);
  return texts[0]!;
}
