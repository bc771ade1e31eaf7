import { describe, expect, test } from "vitest";
import { type Ask, KubectlError } from "../../../doctor/record/kubectl.ts";
import { takeSnapshot } from "../../../doctor/record/take-snapshot.ts";
import { snapshotSchema } from "../../../doctor/snapshot.ts";

const secret = "s3cr3t-value";
const meta = (name: string, more: object = {}) => ({ metadata: { name, annotations: { note: secret }, ...more } });
const list = (...items: object[]) => JSON.stringify({ items });

/** Answers of a cluster by the arguments of kubectl, with something in each object that nobody asked for. */
const answers: readonly (readonly [pattern: RegExp, answer: string])[] = [
  [/--raw \/version$/, JSON.stringify({ gitVersion: "v1.34.1+k3s1", goVersion: secret })],
  [
    /--raw \/apis$/,
    JSON.stringify({
      groups: [
        { name: "apps", versions: [{ version: "v1" }] },
        { name: "cert-manager.io", versions: [{ version: "v1" }] },
        { name: "security.openshift.io", versions: [{ version: "v1" }] },
        { name: "resource.k8s.io", versions: [{ version: "v1" }] },
      ],
    }),
  ],
  [/admissionregistration/, JSON.stringify({ resources: [{ name: "validatingadmissionpolicies" }] })],
  [
    /get nodes/,
    list({
      ...meta("node-0", { labels: { pool: "gpu" }, annotations: { "k3s.io/node-args": `["server","--token","${secret}"]` } }),
      spec: { taints: [{ key: "gpu", effect: "NoSchedule", timeAdded: secret }], podCIDR: secret },
      status: {
        allocatable: { cpu: "4" },
        capacity: { cpu: secret },
        conditions: [{ type: "Ready", status: "True", message: secret }],
        nodeInfo: { osImage: "Ubuntu", machineID: secret },
        images: [{ names: [secret] }],
      },
    }),
  ],
  [/get (resourcequotas|limitranges) -n modelkeep-mine-probes/, list()],
  [/get resourcequotas/, list(meta("team", { namespace: "modelkeep-mine-serving" }))],
  [/get limitranges/, list(meta("small", { namespace: "modelkeep-mine-serving" }))],
  [
    /get validatingwebhookconfigurations/,
    list({
      ...meta("guard"),
      webhooks: [
        {
          name: "pods.example.com",
          failurePolicy: "Fail",
          clientConfig: { caBundle: secret },
          rules: [{ apiGroups: [""], operations: ["CREATE"], resources: ["pods"] }],
          namespaceSelector: { matchLabels: { guarded: "yes" }, matchExpressions: [{ key: "free", operator: "DoesNotExist" }] },
        },
        { name: "open", failurePolicy: "Ignore", rules: [{ apiGroups: [""], operations: ["CREATE"], resources: ["pods"] }] },
        { name: "own", failurePolicy: "Fail", rules: [{ apiGroups: ["example.com"], operations: ["*"], resources: ["*"] }] },
      ],
    }),
  ],
  [
    /get mutatingwebhookconfigurations/,
    list({ ...meta("every"), webhooks: [{ name: "one", rules: [{ apiGroups: ["*"], operations: ["*"], resources: ["*"] }] }] }),
  ],
  [
    /get pods/,
    list(
      {
        ...meta(secret, { namespace: "payments" }),
        spec: {
          nodeName: "node-0",
          overhead: { memory: "1Mi" },
          containers: [{ name: secret, env: [{ name: "KEY", value: secret }], resources: { requests: { cpu: "1500m", memory: "1Mi" } } }],
        },
      },
      { ...meta("next", { namespace: "payments" }), spec: { nodeName: "node-0", containers: [{ resources: { requests: { cpu: "1" } } }] } },
      { ...meta("pending", { namespace: "payments" }), spec: { containers: [{ resources: { requests: { cpu: "8" } } }] } },
      {
        ...meta("model-server", { namespace: "modelkeep-mine-serving" }),
        spec: { nodeName: "node-0", containers: [{ resources: { requests: { cpu: "8" } } }] },
      },
    ),
  ],
  [/get configmap cluster-autoscaler-status/, "configmap/cluster-autoscaler-status\n"],
  [
    /get daemonsets/,
    list(
      { ...meta("payments", { namespace: secret }), spec: { template: { spec: { containers: [{ name: secret }] } } } },
      {
        ...meta("aws-node", { namespace: "kube-system" }),
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: "aws-eks-nodeagent",
                  args: ["--enable-network-policy=true", `--token=${secret}`],
                  env: [{ name: "KEY", value: secret }],
                },
              ],
            },
          },
        },
        status: { desiredNumberScheduled: 1, numberReady: 1 },
      },
      {
        ...meta("node-local-dns", { namespace: "kube-system" }),
        spec: {
          template: {
            metadata: { labels: { "k8s-app": "node-local-dns" } },
            spec: {
              hostNetwork: true,
              containers: [
                {
                  name: "node-cache",
                  args: ["-localip", "169.254.20.10,10.43.0.10", "-conf", secret],
                  ports: [
                    { containerPort: 53, protocol: "UDP" },
                    { containerPort: 9253, protocol: "TCP" },
                  ],
                },
              ],
            },
          },
        },
        status: { desiredNumberScheduled: 1 },
      },
    ),
  ],
  [
    /get services -n kube-system/,
    list(
      {
        ...meta("kube-dns", { namespace: "kube-system" }),
        spec: {
          clusterIP: "10.43.0.10",
          selector: { "k8s-app": "kube-dns" },
          ports: [
            { name: "dns", port: 53, protocol: "UDP", targetPort: 8053 },
            { name: "metrics", port: 9153, protocol: "TCP" },
          ],
        },
      },
      { ...meta(secret, { namespace: "kube-system" }), spec: { selector: { app: secret }, ports: [{ port: 443, protocol: "TCP" }] } },
    ),
  ],
  [
    /get endpointslices\S* -n kube-system/,
    list({
      ...meta("kube-dns-1", { namespace: "kube-system", labels: { "kubernetes.io/service-name": "kube-dns" } }),
      ports: [
        { name: "dns", port: 8053, protocol: "UDP" },
        { name: "metrics", port: 9153, protocol: "TCP" },
      ],
      endpoints: [
        { addresses: ["10.42.0.3"], conditions: { ready: true }, targetRef: { name: secret } },
        { addresses: ["10.42.0.4"], conditions: { ready: false } },
      ],
    }),
  ],
  [/-n openshift-dns/, list()],
  [/get deviceclasses/, list(meta("gpu.nvidia.com"))],
  [/get runtimeclasses/, list({ ...meta("nvidia"), handler: secret })],
  [/get storageclasses/, list({ ...meta("nfs"), provisioner: "nfs.csi.k8s.io", parameters: { password: secret } })],
  [
    /get persistentvolumes/,
    list({
      ...meta("weights"),
      spec: {
        accessModes: ["ReadOnlyMany"],
        capacity: { storage: "10Gi" },
        persistentVolumeReclaimPolicy: "Retain",
        claimRef: { namespace: "payments", name: secret },
        nfs: { server: secret },
      },
      status: { phase: "Bound" },
    }),
  ],
  [
    /get persistentvolumeclaims/,
    list({
      ...meta("weights", { namespace: "modelkeep-mine-serving" }),
      spec: { accessModes: ["ReadOnlyMany"] },
      status: { phase: "Bound" },
    }),
  ],
  [
    /get clusterissuers/,
    list({
      kind: "ClusterIssuer",
      ...meta("ca"),
      spec: { acme: { token: secret } },
      status: { conditions: [{ type: "Ready", status: "True" }] },
    }),
  ],
  [/get issuers/, list()],
  [
    /get namespaces/,
    list(
      meta("payments"),
      meta("modelkeep-mine-serving", { annotations: { "openshift.io/sa.scc.uid-range": "1000660000/10000", note: secret } }),
    ),
  ],
  [/^label --dry-run=server/, ""],
];
const warning = 'Warning: existing pods in namespace "kube-system" violate the new PodSecurity enforce level "restricted:latest"';
const wanted = { serving: "modelkeep-mine-serving", probes: "modelkeep-mine-probes" };

const asked: string[] = [];
const ask: Ask = async (...args) => {
  const text = args.join(" ");
  asked.push(text);
  const found = answers.find(([pattern]) => pattern.test(text));
  if (found === undefined) throw new KubectlError(`no answer to ${text}`);
  return { stdout: found[1], stderr: text.startsWith("label") ? warning : "" };
};

describe("a cluster is read", { tags: ["doctor-reads-little"] }, () => {
  test("as far as it is judged, without secrets and without what belongs to others", async () => {
    const snapshot = await takeSnapshot(ask, wanted, "test");
    expect(snapshotSchema.parse(snapshot)).toEqual(snapshot);
    expect(JSON.stringify(snapshot)).not.toContain(secret);
    expect(JSON.stringify(snapshot)).not.toContain("payments");
    expect(JSON.stringify(snapshot)).not.toContain("unread");
    expect(snapshot).toMatchObject({
      version: { read: "v1.34.1+k3s1" },
      admissionPolicies: { read: true },
      podSecurityAnswers: { read: true },
      nodes: { read: [{ name: "node-0", k3sNetworkPolicy: true, ready: true, taints: [{ key: "gpu", effect: "NoSchedule" }] }] },
      requested: { read: { "node-0": { pods: 2, cpu: 2.5, memory: 2 * 2 ** 20 } } },
      autoscaler: { read: "the cluster autoscaler" },
      othersRules: {
        read: [
          {
            kind: "webhook",
            name: "guard/pods.example.com",
            namespaces: [
              { key: "guarded", operator: "In", values: ["yes"] },
              { key: "free", operator: "DoesNotExist", values: [] },
            ],
          },
          { kind: "webhook", name: "every/one", namespaces: [] },
          { kind: "ResourceQuota", name: "team", namespace: "modelkeep-mine-serving" },
          { kind: "LimitRange", name: "small", namespace: "modelkeep-mine-serving" },
        ],
      },
      agents: { read: [{ name: "aws-node", containers: { "aws-eks-nodeagent": ["--enable-network-policy=true"] } }] },
      nodeLocalDns: { read: [{ hostNetwork: true, addresses: ["169.254.20.10", "10.43.0.10"], ports: [53] }] },
      dnsServices: { read: [{ name: "kube-dns", endpoints: [{ address: "10.42.0.3", ports: [{ port: 8053, protocol: "UDP" }] }] }] },
      volumes: { read: [{ name: "weights", claimedIn: "another", phase: "Bound" }] },
      issuers: { read: [{ kind: "ClusterIssuer", name: "ca", ready: true }] },
      namespaces: { read: [{ name: "modelkeep-mine-serving", uidRange: "1000660000/10000" }] },
    });
  });

  test("and nothing is written but by a dry run, and no secret is asked for", () => {
    expect(asked.filter((text) => !text.startsWith("get "))).toEqual([expect.stringMatching(/^label --dry-run=server /)]);
    expect(asked.filter((text) => /secret/.test(text))).toEqual([]);
  });
});

test.each([
  ['["server"]', true],
  ['["server","--disable-network-policy"]', false],
  ['["server","--disable-network-policy","true"]', false],
  ['["server","--disable-network-policy=true"]', false],
  ['["server","--disable-network-policy","--disable","traefik"]', false],
  ['["server","--disable-network-policy","false"]', true],
  ['["agent"]', undefined],
])("K3s with %s enforces: %s", async (args, enforces) => {
  const node = { ...meta("node-0", { annotations: { "k3s.io/node-args": args } }), status: {} };
  const snapshot = await takeSnapshot(
    async (...asked) => (asked.includes("nodes") ? { stdout: list(node), stderr: "" } : ask(...asked)),
    wanted,
    "test",
  );
  expect(snapshot.nodes).toHaveProperty("read.0.name", "node-0");
  expect((snapshot.nodes as { read: { k3sNetworkPolicy?: boolean }[] }).read[0]?.k3sNetworkPolicy).toBe(enforces);
});

test.each([
  ["an argument of two words", "own-cache", ["-localip", "169.254.20.10,fd00::10"], ["169.254.20.10", "fd00::10"]],
  ["an argument with a value", "own-cache", ["--localip=169.254.20.10"], ["169.254.20.10"]],
  ["none", "node-local-dns", [], []],
])("a cache on the nodes is found by its name or arguments: %s", async (_, name, args, addresses) => {
  const spec = { template: { spec: { hostNetwork: true, containers: [{ args }] } } };
  const set = { ...meta(name, { namespace: "kube-system" }), spec, status: {} };
  const snapshot = await takeSnapshot(
    async (...asked) => (asked.includes("daemonsets") ? { stdout: list(set), stderr: "" } : ask(...asked)),
    wanted,
    "test",
  );
  expect(snapshot.nodeLocalDns).toMatchObject({ read: [{ name, addresses }] });
});

test("of Cilium's configuration only what decides on policies is kept, from the namespace that Cilium is in", async () => {
  const cilium = { ...meta("cilium", { namespace: "cilium" }), spec: { template: { spec: { containers: [] } } }, status: {} };
  const data = { "enable-policy": "never", "cluster-name": secret };
  const snapshot = await takeSnapshot(
    async (...asked) => {
      const text = asked.join(" ");
      if (text.startsWith("get daemonsets")) return { stdout: list(cilium), stderr: "" };
      if (text.startsWith("get configmap cilium-config -n cilium ")) return { stdout: JSON.stringify({ data }), stderr: "" };
      return ask(...asked);
    },
    wanted,
    "test",
  );
  expect(snapshot.ciliumConfig).toEqual({ read: { "enable-policy": "never" } });
});

test("what is refused is not read, with the reason, and the rest is", async () => {
  const snapshot = await takeSnapshot(
    (...args) => {
      if (args.includes("nodes")) throw new KubectlError("nodes is forbidden");
      return ask(...args);
    },
    wanted,
    "test",
  );
  expect(snapshot.nodes).toEqual({ unread: "nodes is forbidden" });
  expect(snapshot.agents).toHaveProperty("read");
});

describe("a part whose answer has another shape is not read, with what is wrong, and the rest is", { tags: ["doctor-shapes"] }, () => {
  const answering = (pattern: RegExp, stdout: string) =>
    takeSnapshot(async (...args) => (pattern.test(args.join(" ")) ? { stdout, stderr: "" } : ask(...args)), wanted, "test");

  test.each([
    ["a page of a proxy", /get nodes/, "<html>", "nodes", /^the answer has another shape: .*JSON/],
    ["no items", /get daemonsets/, "{}", "agents", /^the answer has another shape: /],
    ["an item without a name", /get nodes/, list({ metadata: {} }), "nodes", /^the answer has another shape: read\.0\.name: /],
    [
      "a quantity that is none",
      /get nodes/,
      list({ ...meta("node-0"), status: { allocatable: { cpu: "many" } } }),
      "nodes",
      /read\.0\.allocatable\.cpu: is no quantity/,
    ],
    ["a cluster without a release", /--raw \/version/, "{}", "version", /^the answer has another shape: /],
    ["no groups", /--raw \/apis$/, "null", "apiGroups", /^the answer has another shape: /],
  ] as const)("%s", async (_, pattern, stdout, part, reason) => {
    const snapshot = await answering(pattern, stdout);
    expect(snapshot[part]).toEqual({ unread: expect.stringMatching(reason) });
    expect(snapshotSchema.parse(snapshot)).toEqual(snapshot);
    expect(snapshot.storageClasses).toHaveProperty("read");
  });

  test("but a Service without pods is one: its slice has neither endpoints nor ports", async () => {
    const empty = { ...meta("kube-dns-1", { namespace: "kube-system", labels: { "kubernetes.io/service-name": "kube-dns" } }) };
    const snapshot = await answering(/get endpointslices\S* -n kube-system/, list({ ...empty, endpoints: null, ports: null }));
    expect(snapshot.dnsServices).toMatchObject({ read: [{ name: "kube-dns", endpoints: [] }] });
  });

  test("and where the groups are not known, what they would serve is asked for", async () => {
    const snapshot = await answering(/--raw \/apis$/, "null");
    expect(snapshot.issuers).toMatchObject({ read: [{ name: "ca" }] });
  });
});

test("a cluster that does not answer at all is no snapshot", async () => {
  const refused = () => Promise.reject(new KubectlError("connection refused"));
  await expect(takeSnapshot(refused, wanted, "test")).rejects.toThrow("connection refused");
});
