import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { connections } from "../../charts/connection.ts";
import { serverCertificate } from "../../charts/front-door/certificate.ts";
import { keepPhases } from "../../charts/keep.ts";
import type { KeepSpec, KeepSpecs } from "../../charts/keep-spec.ts";
import type { KubernetesObject } from "../../charts/kubernetes-object.ts";
import { chartTexts } from "../../infra/kubernetes/chart-texts.ts";
import { anySpec } from "./any-keep-spec.ts";
import { consumer, onAws, onCluster, onTwoNodes, workload } from "./keep-specs.ts";

const texts = chartTexts();
const objectsOf = (specs: KeepSpecs): KubernetesObject[] => keepPhases(specs, texts).flatMap(({ objects }) => objects);
const idOf = ({ kind, metadata: { namespace, name } }: KubernetesObject) => `${kind} ${namespace ? `${namespace}/` : ""}${name}`;
const find = (objects: readonly KubernetesObject[], id: string) =>
  objects.find((object) => idOf(object).replace("modelkeep-demo-serving/", "") === id);
const specOf = (objects: readonly KubernetesObject[], id: string) => find(objects, id)!["spec"] as never;

const as = (model: string, base: KeepSpec, more: Partial<KeepSpec> = {}): KeepSpec => ({
  ...base,
  server: { model, version: "current", serves: "current" },
  ...more,
});
const chat = as("chat", onCluster, { clients: [workload("support-bot"), workload("search")] });
const code = as("code", onCluster, {
  clients: [workload("editor"), workload("search")],
  model: { ...onCluster.model, name: "DeepSeek-R1-Distill-Qwen-7B", servedAs: "coder", checkpointBytes: 15e9 },
  hardware: { ...onCluster.hardware, gpus: 1, tensorParallel: 1, vcpus: 12, memoryGiB: 60 },
  replicas: { min: 1, max: 1 },
});
const both = objectsOf([chat, code]);

type Labels = Record<string, string>;
const matches = (selector: Labels, labels: Labels) => Object.entries(selector).every(([key, value]) => labels[key] === value);
/** Labels of the pods of each workload. */
const pods = (objects: readonly KubernetesObject[]) =>
  objects
    .filter(({ kind }) => kind === "Deployment")
    .map(
      ({ metadata, spec }) => [metadata.name, (spec as { template: { metadata: { labels: Labels } } }).template.metadata.labels] as const,
    );
/** Workloads whose pods a selector takes. */
const taken = (objects: readonly KubernetesObject[], selector: Labels) =>
  pods(objects)
    .filter(([, labels]) => matches(selector, labels))
    .map(([name]) => name);

describe("two models of a keep", () => {
  it("have each their own server, address, budget, front door and grants", () => {
    const serving = both
      .filter(({ metadata }) => metadata.namespace === "modelkeep-demo-serving")
      .map((object) => idOf(object).replace("modelkeep-demo-serving/", ""));
    for (const model of ["chat", "code"])
      for (const id of ["Deployment", "Service", "PodDisruptionBudget"]
        .map((kind) => `${kind} ${model}`)
        .concat(`ConfigMap ${model}-front-door`, `Service ${model}-replicas`))
        expect(serving).toContain(id);
    expect(serving.filter((id) => id.startsWith("NetworkPolicy grant-")).sort()).toEqual([
      "NetworkPolicy grant-editor.code",
      "NetworkPolicy grant-search.chat",
      "NetworkPolicy grant-search.code",
      "NetworkPolicy grant-support-bot.chat",
    ]);
  });

  it("share no pod: no selector of the one takes a pod of the other", { tags: ["models-share-no-pod"] }, () => {
    for (const model of ["chat", "code"]) {
      expect(taken(both, (specOf(both, `Service ${model}`) as { selector: Labels }).selector)).toEqual([model]);
      expect(taken(both, (specOf(both, `Service ${model}-replicas`) as { selector: Labels }).selector)).toEqual([model]);
      expect(taken(both, (specOf(both, `Deployment ${model}`) as { selector: { matchLabels: Labels } }).selector.matchLabels)).toEqual([
        model,
      ]);
      expect(
        taken(both, (specOf(both, `PodDisruptionBudget ${model}`) as { selector: { matchLabels: Labels } }).selector.matchLabels),
      ).toEqual([model]);
      expect(
        taken(
          both,
          (specOf(both, `NetworkPolicy grant-search.${model}`) as { podSelector: { matchLabels: Labels } }).podSelector.matchLabels,
        ),
      ).toEqual([model]);
    }
  });

  it("the quota has room for both, and a container for the larger", { tags: ["quota-of-all-models"] }, () => {
    expect(specOf(both, "ResourceQuota quota")).toMatchObject({
      hard: {
        pods: "7",
        "requests.nvidia.com/gpu": "22",
        "requests.cpu": String(5 * 46 + 2 * 12),
        "requests.memory": `${5 * 360 + 2 * 60}Gi`,
      },
    });
    expect(specOf(both, "LimitRange limits")).toMatchObject({ limits: [{ max: { cpu: "46", memory: "360Gi" } }] });
  });

  it("a client is told of each model that its grant names, with its own address and name", { tags: ["contract-for-each-model"] }, () => {
    const told = connections([chat, code]).filter(({ client }) => client === "search");
    expect(told.map(({ endpoint, model }) => [endpoint.host, model.name])).toEqual([
      ["chat.modelkeep-demo-serving.svc", "DeepSeek-R1-Distill-Qwen-32B"],
      ["code.modelkeep-demo-serving.svc", "coder"],
    ]);
    expect(connections([chat, code])).toHaveLength(4);
  });

  it("one certificate has the names of all", () => {
    const issued = [chat, code].map((spec) => ({ ...spec, certificates: onAws.certificates })) as [KeepSpec, KeepSpec];
    expect(serverCertificate(issued)[0]?.spec.dnsNames).toEqual(
      expect.arrayContaining(["chat.modelkeep-demo-serving.svc", "code.modelkeep-demo-serving.svc", "demo.modelkeep.internal"]),
    );
  });

  it("each has a probe of its own front door, on its own nodes", { tags: ["probe-tries-each-model"] }, () => {
    const apart = objectsOf([chat, { ...code, placement: { ...code.placement, nodeSelector: { pool: "small" } } }]);
    for (const [model, nodeSelector] of [
      ["chat", undefined],
      ["code", { pool: "small" }],
    ] as const) {
      const plan = find(apart, `ConfigMap modelkeep-demo-probes/probe-${model}`)!["data"] as Record<string, string>;
      const hosts = (JSON.parse(plan["plan.json"]!) as { ways: { host: string }[] }).ways.map(({ host }) => host);
      expect(hosts.filter((host) => host.includes("modelkeep-demo-serving"))).toEqual([
        `${model}.modelkeep-demo-serving.svc`,
        `${model}-replicas.modelkeep-demo-serving.svc`,
      ]);
      const { template } = specOf(apart, `Job modelkeep-demo-probes/probe-${model}`) as { template: { spec: Record<string, unknown> } };
      expect(template.spec["nodeSelector"]).toEqual(nodeSelector);
      expect(template.spec["volumes"]).toEqual([{ name: "files", configMap: { name: `probe-${model}` } }]);
      expect(find(apart, `CronJob modelkeep-demo-probes/probe-${model}`)).toBeDefined();
    }
  });

  it("programs and lockfiles of equal content are one object", () => {
    expect(both.filter(({ metadata }) => /^weights-(loader|lockfile)-|^model-server-programs-/.test(metadata.name))).toHaveLength(3);
  });

  it("models behind the load balancer have a node port each, by which the admission policy knows them", () => {
    const door = (model: string, listenerPort: number) =>
      as(model, onAws, { clients: [consumer("partner")], network: { ...onAws.network, listenerPort, nodePort: 30_000 + listenerPort } });
    const objects = objectsOf([door("chat", 443), door("code", 444)]);
    expect(specOf(objects, "Service code")).toMatchObject({ ports: [{ nodePort: 30_444 }] });
    expect(JSON.stringify(find(objects, "ValidatingAdmissionPolicy modelkeep-demo-service-exposure"))).toContain(
      JSON.stringify(JSON.stringify({ chat: 30_443, code: 30_444 })).slice(1, -1),
    );
  });
});

describe("a model that is added or removed", () => {
  /** Objects that are for all models, and follow their number. */
  const shared = [/^ClusterRole /, /^ResourceQuota /, /^LimitRange /, /^ValidatingAdmissionPolicy/, /^Certificate /];
  it("changes no object of the others, whatever they are", { tags: ["model-added-changes-no-other"] }, () => {
    fc.assert(
      fc.property(anySpec, anySpec, (one, other) => {
        const [first, second] = [
          as("one", one),
          as("other", { ...other, placement: one.placement, network: one.network, weights: one.weights }),
        ];
        const before = new Map(objectsOf([first]).map((object) => [idOf(object), JSON.stringify(object)]));
        const after = new Map(objectsOf([first, second]).map((object) => [idOf(object), JSON.stringify(object)]));
        for (const [id, text] of before) if (!shared.some((pattern) => pattern.test(id))) expect(after.get(id), id).toBe(text);
      }),
      { numRuns: 30 },
    );
  });
});

describe("two versions of a model", () => {
  const versions = (serves: "current" | "both" | "next"): KeepSpecs => [
    { ...chat, server: { model: "chat", version: "current", serves } },
    {
      ...chat,
      server: { model: "chat", version: "next", serves },
      replicas: { min: 1, max: 1 },
      model: { ...chat.model, contextTokens: 8192 },
    },
  ];

  it.each([
    ["current", ["chat"]],
    ["both", ["chat", "chat-next"]],
    ["next", ["chat-next"]],
  ] as const)("its address leads to %s", { tags: ["address-leads-to-versions"] }, (serves, expected) => {
    const objects = objectsOf(versions(serves));
    for (const id of ["Service chat", "Service chat-replicas"])
      expect(taken(objects, (specOf(objects, id) as { selector: Labels }).selector), id).toEqual(expected);
  });

  it("each is loaded, verified and kept apart, whichever serves", () => {
    const objects = objectsOf(versions("current"));
    for (const server of ["chat", "chat-next"]) {
      expect(
        taken(objects, (specOf(objects, `Deployment ${server}`) as { selector: { matchLabels: Labels } }).selector.matchLabels),
      ).toEqual([server]);
      expect(JSON.stringify(specOf(objects, `Deployment ${server}`))).toContain('"weights-loader"');
    }
    expect(objects.filter(({ kind }) => kind === "Service").map(({ metadata }) => metadata.name)).toEqual(["chat", "chat-replicas"]);
  });

  it("another choice of version changes the two Services alone", { tags: ["switch-of-version-touches-no-pod"] }, () => {
    const texts = (serves: "current" | "both" | "next") =>
      new Map(objectsOf(versions(serves)).map((object) => [idOf(object), JSON.stringify(object)]));
    const [before, after] = [texts("current"), texts("next")];
    expect([...before].filter(([id, text]) => after.get(id) !== text).map(([id]) => id)).toEqual([
      "Service modelkeep-demo-serving/chat",
      "Service modelkeep-demo-serving/chat-replicas",
    ]);
  });

  it("clients have one contract, and their grant is for both", () => {
    expect(connections(versions("both")).map(({ client }) => client)).toEqual(["support-bot", "search"]);
    const context = (serves: "current" | "both" | "next") => connections(versions(serves))[0]!.model.contextTokens;
    expect([context("current"), context("both"), context("next")]).toEqual([32_768, 8192, 8192]);
    const objects = objectsOf(versions("both"));
    expect(
      taken(
        objects,
        (specOf(objects, "NetworkPolicy grant-search.chat") as { podSelector: { matchLabels: Labels } }).podSelector.matchLabels,
      ),
    ).toEqual(["chat", "chat-next"]);
  });

  it("over several nodes each has groups of its own, whose leaders alone are reached", () => {
    const groups = objectsOf([
      as("big", onTwoNodes, { server: { model: "big", version: "current", serves: "both" } }),
      as("big", onTwoNodes, { server: { model: "big", version: "next", serves: "both" } }),
    ]);
    expect(groups.filter(({ kind }) => kind === "LeaderWorkerSet").map(({ metadata }) => metadata.name)).toEqual(["big", "big-next"]);
    expect((specOf(groups, "Service big") as { selector: Labels }).selector).toMatchObject({
      "leaderworkerset.sigs.k8s.io/worker-index": "0",
    });
    expect(JSON.stringify(find(groups, "ValidatingAdmissionPolicy modelkeep-demo-environment"))).toContain("big-next-[0-9]+");
  });
});

it("two keeps have no name in common, namespaced or not", { tags: ["two-keeps-share-no-name"] }, () => {
  const ids = (name: string) => objectsOf([{ ...onCluster, name }]).map(idOf);
  const [one, other] = [new Set(ids("one")), ids("other")];
  expect(other.filter((id) => one.has(id))).toEqual([]);
});
