import { describe, expect, test } from "vitest";
import { type Diagnosis, diagnose, withSetting } from "../../doctor/doctor.ts";
import type { Snapshot } from "../../doctor/snapshot.ts";
import { type Edit, eks, put, type Raw } from "../infra/settings/good-settings.ts";
import { asked, clusterOf, type FixturePlatform, platforms, readOf, settingsFor } from "./clusters.ts";

const short = (found: readonly Diagnosis[]) =>
  found.filter(({ state }) => state !== "works").map(({ state, about }) => `${state} ${about}`);

describe("with the settings of its platform nothing fails", { tags: ["doctor-right-settings"] }, () => {
  test.each(platforms)("%s", (platform) => {
    const found = diagnose(clusterOf(platform), asked(settingsFor(platform)));
    expect(short(found)).toEqual([...(platform === "aks" ? ["undecided dns on nodes"] : []), "undecided secrets"]);
    expect(found.length).toBeGreaterThanOrEqual(10);
  });
});

type Change = (snapshot: Snapshot) => void;

/** A cluster or settings that are wrong in one way: what is found, and which setting fixes it, if one does. */
interface Case {
  on: FixturePlatform;
  cluster?: Change;
  settings?: readonly Edit[];
  found: `${Diagnosis["state"]} ${string}`;
  fix?: string;
}

const agents =
  (...names: readonly string[]): Change =>
  (snapshot) => {
    snapshot.agents = { read: names.map((name) => ({ name, namespace: "kube-system", containers: {}, desired: 2, ready: 2 })) };
  };
const kubeDns = [{ kind: "pods", labels: { "k8s-app": "kube-dns" } }];

const cases: Readonly<Record<string, Case>> = {
  "an old release": {
    on: "rke2",
    cluster: (s) => {
      s.version = { read: "v1.32.9+rke2r1" };
    },
    found: "fails version",
  },
  "a release that is none": {
    on: "talos",
    cluster: (s) => {
      s.version = { read: "main" };
    },
    found: "undecided version",
  },
  "no admission policies": {
    on: "talos",
    cluster: (s) => {
      s.admissionPolicies = { read: false };
    },
    found: "fails admission policies",
  },
  Flannel: { on: "talos", cluster: agents("kube-flannel"), found: "fails network policies" },
  "the VPC CNI as it is by default": { on: "eks", cluster: agents("aws-node"), found: "fails network policies" },
  "Azure CNI without policies": { on: "aks", cluster: agents("azure-cns"), found: "fails network policies" },
  "K3s without its controller": {
    on: "k3s",
    cluster: (s) => {
      readOf(s.nodes)[0]!.k3sNetworkPolicy = false;
    },
    found: "fails network policies",
  },
  "K3s with arguments that are not known": {
    on: "k3s",
    cluster: (s) => {
      delete readOf(s.nodes)[0]!.k3sNetworkPolicy;
    },
    found: "undecided network policies",
  },
  "no agent": { on: "talos", cluster: agents(), found: "undecided network policies" },
  "an agent that is not in the catalog": { on: "talos", cluster: agents("someones-cni"), found: "undecided network policies" },
  "an agent that is not ready everywhere": {
    on: "rke2",
    cluster: (s) => {
      readOf(s.agents)[0]!.ready = 1;
    },
    found: "undecided network policies",
  },
  "an agent without a node": {
    on: "rke2",
    cluster: (s) => {
      Object.assign(readOf(s.agents)[0]!, { ready: 0, desired: 0 });
    },
    found: "undecided network policies",
  },
  "no DNS endpoints": {
    on: "talos",
    cluster: (s) => {
      readOf(s.dnsServices)[0]!.endpoints = [];
    },
    found: "fails dns",
  },
  "DNS on 8053": {
    on: "talos",
    cluster: (s) => {
      for (const one of readOf(s.dnsServices)[0]!.endpoints) for (const port of one.ports) port.port = 8053;
    },
    found: "fails dns",
    fix: "target.dns",
  },
  "OpenShift's DNS for another platform": {
    on: "openshift",
    settings: [put("target.platform", "other"), put("target.users", { kind: "assigned" })],
    found: "fails dns",
    fix: "target.platform",
  },
  "OpenShift's DNS on the port of its Service": {
    on: "openshift",
    settings: [put("target.dns", kubeDns)],
    found: "fails dns",
    fix: "target.dns",
  },
  "LocalDNS of AKS that is not declared": { on: "aks", settings: [put("target.dns", kubeDns)], found: "fails dns", fix: "target.dns" },
  "Cloud DNS that may be used": {
    on: "gke",
    settings: [put("target.dns", [...kubeDns, { kind: "pods", labels: { "k8s-app": "node-local-dns" } }])],
    found: "undecided dns",
    fix: "target.dns",
  },
  "a selector of DNS that is not the Service's, on the VPC CNI": {
    on: "eks",
    cluster: (s) => {
      readOf(s.dnsServices)[0]!.selector = { "k8s-app": "kube-dns", tier: "dns" };
    },
    found: "fails dns",
    fix: "target.dns",
  },
  "a cache on the nodes that is not declared": {
    on: "rke2",
    cluster: (s) => {
      s.nodeLocalDns = { read: [nodeLocal] };
    },
    found: "fails dns",
    fix: "target.dns",
  },
  "a cache on the nodes under Cilium": {
    on: "talos",
    cluster: (s) => {
      s.nodeLocalDns = { read: [nodeLocal] };
    },
    settings: [put("target.dns", [...kubeDns, { kind: "address", address: "169.254.20.10" }])],
    found: "fails dns on nodes",
  },
  "no answer of Pod Security": {
    on: "talos",
    cluster: (s) => {
      s.podSecurityAnswers = { read: false };
    },
    found: "undecided pod security",
  },
  "a fixed user on OpenShift": {
    on: "openshift",
    settings: [put("target.users", { kind: "fixed" })],
    found: "fails users",
    fix: "target.users",
  },
  "a fixed user of OpenShift's range, before there are namespaces": {
    on: "openshift",
    cluster: (s) => {
      s.namespaces = { read: [] };
    },
    settings: [put("target.users", { kind: "fixed", serving: 1_000_660_000, probes: 1_000_670_000 })],
    found: "undecided users",
    fix: "target.users",
  },
  "assigned users where nothing assigns them": {
    on: "talos",
    settings: [put("target.users", { kind: "assigned" })],
    found: "fails users",
    fix: "target.users",
  },
  "no GPU plugin": {
    on: "talos",
    cluster: (s) => {
      for (const { allocatable } of readOf(s.nodes)) delete allocatable["nvidia.com/gpu"];
    },
    found: "fails nodes of model-server",
  },
  "more GPUs than a node has": {
    on: "talos",
    settings: [put("capacity.gpus.count", 4)],
    found: "fails nodes of model-server",
    fix: "capacity.gpus.count",
  },
  "a node that is too small": {
    on: "talos",
    settings: [put("target.node", { vcpus: 96, memoryGiB: 1000 })],
    found: "fails nodes of model-server",
    fix: "target.node",
  },
  "labels that no node has": {
    on: "talos",
    settings: [put("target.nodeSelector", { pool: "gpu" })],
    found: "fails nodes of model-server",
    fix: "target.nodeSelector",
  },
  "a taint that is not tolerated": {
    on: "eks",
    settings: [put("target.tolerations", [])],
    found: "fails nodes of model-server",
    fix: "target.tolerations",
  },
  "more replicas than nodes have room for": {
    on: "eks",
    settings: [put("capacity.replicas", { min: 40, max: 40 })],
    found: "fails nodes of model-server",
    fix: "capacity.replicas",
  },
  "nodes that take no pods": {
    on: "talos",
    cluster: (s) => {
      for (const node of readOf(s.nodes)) node.unschedulable = true;
    },
    found: "fails nodes of model-server",
  },
  "no node that is ready": {
    on: "talos",
    cluster: (s) => {
      for (const node of readOf(s.nodes)) node.ready = false;
    },
    found: "fails nodes of model-server",
  },
  "a runtime class that is not there": {
    on: "rke2",
    cluster: (s) => {
      s.runtimeClasses = { read: ["nvidia-cdi"] };
    },
    found: "fails runtime class of model-server",
    fix: "target.runtimeClass",
  },
  "a runtime class that is not there, and none for GPUs": {
    on: "eks",
    settings: [put("target.runtimeClass", "nvidia")],
    found: "fails runtime class of model-server",
    fix: "target.runtimeClass",
  },
  "no runtime class on K3s": {
    on: "k3s",
    settings: [put("target.runtimeClass", undefined)],
    found: "undecided runtime class of model-server",
    fix: "target.runtimeClass",
  },
  "several nodes a replica without LeaderWorkerSet": {
    on: "talos",
    cluster: (s) => {
      delete readOf(s.apiGroups)["leaderworkerset.x-k8s.io"];
    },
    settings: [put("capacity.nodesPerReplica", 2), put("capacity.replicas", { min: 1, max: 1 })],
    found: "fails groups of model-server",
    fix: "capacity.nodesPerReplica",
  },
  "a volume that is not there": {
    on: "talos",
    settings: [put("target.weights.volume", "none")],
    found: "fails weights of model-server",
    fix: "target.weights.volume",
  },
  "a volume that is bound elsewhere": {
    on: "talos",
    cluster: (s) => {
      Object.assign(readOf(s.volumes)[0]!, { phase: "Bound", claimedIn: "another" });
    },
    found: "fails weights of model-server",
  },
  "a volume of an earlier keep": {
    on: "talos",
    cluster: (s) => {
      readOf(s.volumes)[0]!.phase = "Released";
    },
    found: "fails weights of model-server",
  },
  "a storage class that is not there": {
    on: "eks",
    settings: [put("target.weights", { kind: "storage-class", storageClass: "none" })],
    found: "fails weights of model-server",
    fix: "target.weights.storageClass",
  },
  "a storage class of one node": {
    on: "eks",
    settings: [put("target.weights", { kind: "storage-class", storageClass: "gp3" })],
    found: "fails weights of model-server",
    fix: "target.weights.storageClass",
  },
  "a storage class that is not in the catalog": {
    on: "eks",
    cluster: (s) => {
      readOf(s.storageClasses).push({ name: "own", provisioner: "example.com/own" });
    },
    settings: [put("target.weights", { kind: "storage-class", storageClass: "own" })],
    found: "undecided weights of model-server",
  },
  "a claim that is not there": {
    on: "talos",
    settings: [put("target.weights", { kind: "claim", claim: "weights" })],
    found: "fails weights of model-server",
  },
  "no cert-manager": {
    on: "talos",
    cluster: (s) => {
      delete readOf(s.apiGroups)["cert-manager.io"];
    },
    found: "fails certificates",
    fix: "certificates",
  },
  "an issuer that is not there": {
    on: "talos",
    settings: [put("certificates.issuer", "none")],
    found: "fails certificates",
    fix: "certificates.issuer",
  },
  "an issuer that is not ready": {
    on: "talos",
    cluster: (s) => {
      readOf(s.issuers)[0]!.ready = false;
    },
    found: "fails certificates",
  },
  "settings of another platform": {
    on: "aks",
    settings: [put("target.platform", "other")],
    found: "undecided platform",
    fix: "target.platform",
  },
};

const nodeLocal = {
  namespace: "kube-system",
  name: "node-local-dns",
  labels: { "k8s-app": "node-local-dns" },
  hostNetwork: true,
  addresses: ["169.254.20.10"],
  ports: [53],
  desired: 2,
};

describe("what is wrong is found", { tags: ["doctor-finds"] }, () => {
  test.each(Object.entries(cases))("%s", (_, { on, cluster = () => {}, settings = [], found, fix }) => {
    const snapshot = clusterOf(on, cluster);
    const given = asked(settingsFor(on, ...settings));
    const diagnoses = diagnose(snapshot, given);
    const one = diagnoses.find(({ state, about }) => `${state} ${about}` === found);
    expect(one, JSON.stringify(short(diagnoses))).toBeDefined();
    expect(one?.follows).toBeTruthy();
    expect(one?.fix?.path).toBe(fix);
    // Who reads it has something to do, either way.
    expect(one?.fix ?? one?.administrator).toBeTruthy();
  });
});

describe("each setting that is named fixes what it is named for", { tags: ["doctor-fixes"] }, () => {
  const fixable = Object.entries(cases).filter(([, { fix }]) => fix !== undefined);
  test("there are many", () => expect(fixable.length).toBeGreaterThan(20));

  test.each(fixable)("%s", (_, { on, cluster = () => {}, settings = [], found }) => {
    const snapshot = clusterOf(on, cluster);
    let raw: unknown = settingsFor(on, ...settings);
    // One cause after another, each by the setting that is named.
    for (let round = 0; round < 5; round++) {
      const before = diagnose(snapshot, asked(raw as Raw)).filter(({ state, fix }) => state !== "works" && fix);
      const [first] = before;
      if (first?.fix === undefined) break;
      raw = withSetting(raw, first.fix);
      const after = diagnose(snapshot, asked(raw as Raw));
      expect(after.filter(({ about, cause, state }) => about === first.about && cause === first.cause && state !== "works")).toEqual([]);
    }
    expect(short(diagnose(snapshot, asked(raw as Raw)))).not.toContain(found);
  });
});

describe("what was not read is undecided, and never in order", { tags: ["doctor-unread"] }, () => {
  const parts = Object.keys(clusterOf("eks")).filter((key) => !["format", "about", "version"].includes(key)) as (keyof Snapshot)[];
  // Parts that matter only to some settings, or to some clusters.
  const silent: readonly (keyof Snapshot)[] = ["autoscaler", "deviceClasses", "ciliumConfig", "storageClasses", "claims", "namespaces"];
  test.each(parts.filter((part) => !silent.includes(part)))("%s", (part) => {
    const whole = diagnose(clusterOf("eks"), asked(settingsFor("eks")));
    const without = diagnose(
      clusterOf("eks", (s) => Object.assign(s, { [part]: { unread: "forbidden" } })),
      asked(settingsFor("eks")),
    );
    const working = (found: readonly Diagnosis[]) => found.filter(({ state }) => state === "works").length;
    expect(without.some(({ state }) => state === "undecided")).toBe(true);
    expect(without.some(({ state }) => state === "fails")).toBe(false);
    expect(working(without)).toBeLessThan(working(whole));
  });

  test.each([
    ["storageClasses", put("target.weights", { kind: "storage-class", storageClass: "efs" }), "eks"],
    ["claims", put("target.weights", { kind: "claim", claim: "weights" }), "eks"],
    ["namespaces", put("target.users", { kind: "fixed" }), "openshift"],
  ] as const)("%s, where it matters", (part, edit, on) => {
    const found = diagnose(
      clusterOf(on, (s) => Object.assign(s, { [part]: { unread: "forbidden" } })),
      asked(settingsFor(on, edit)),
    );
    expect(found.some(({ state, seen }) => state === "undecided" && seen === "not read: forbidden")).toBe(true);
  });
});

test("worst first", () => {
  const states = diagnose(clusterOf("talos", agents("kube-flannel")), asked(settingsFor("talos", put("target.platform", "aks")))).map(
    ({ state }) => state,
  );
  expect(states).toEqual(["fails", "undecided", "works"].flatMap((state) => states.filter((one) => one === state)));
});

test("a setting that the settings refuse is not named", () => {
  const tooFew = clusterOf("talos", (s) => {
    for (const { allocatable } of readOf(s.nodes)) allocatable["nvidia.com/gpu"] = "1";
  });
  const large = settingsFor("talos", put("model.name", "DeepSeek-R1-Distill-Qwen-32B"), put("capacity.gpus", { count: 2, memoryGiB: 48 }));
  const [first] = diagnose(tooFew, asked(large));
  expect(first).toMatchObject({ state: "fails", cause: "gpus", administrator: expect.stringContaining("2 GPUs") });
  expect(first?.fix).toBeUndefined();
});

test("a setting after which another thing fails is not named", { tags: ["doctor-fix-breaks-nothing"] }, () => {
  const one = settingsFor("talos", put("target.nodeSelector", { pool: "gpu" }), put("capacity.replicas", { min: 1, max: 1 }));
  const about = (found: readonly Diagnosis[]) => found.find((finding) => finding.about === "nodes of model-server");
  const onlyFirst = (s: Snapshot) => {
    delete readOf(s.nodes)[1]!.allocatable["nvidia.com/gpu"];
  };
  expect(about(diagnose(clusterOf("talos", onlyFirst), asked(one)))).toMatchObject({ fix: { path: "target.nodeSelector" } });
  // Without the label the model would be placed where its volume is not.
  const apart = clusterOf("talos", onlyFirst, (s) => {
    readOf(s.volumes)[0]!.nodeAffinity = [[{ key: "kubernetes.io/hostname", operator: "In", values: ["talos-1"] }]];
  });
  expect(about(diagnose(apart, asked(one)))).toMatchObject({ state: "fails", administrator: expect.stringContaining("label") });
  expect(about(diagnose(apart, asked(one)))?.fix).toBeUndefined();
});

test("a keep that makes its own cluster is not looked at", () => {
  expect(() => diagnose(clusterOf("eks"), asked(eks()))).toThrow(/accepted: a stack of target existing/);
});
