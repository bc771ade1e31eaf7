import type { Fault } from "../fault.ts";

const isolation = { project: "node", test: "tests/node/isolation.node.test.ts", title: "every way between every two pods" } as const;
const inside = { project: "node", test: "tests/node/inside.node.test.ts" } as const;
const life = { project: "node", test: "tests/node/life.node.test.ts" } as const;
const models = { project: "node", test: "tests/node/models.node.test.ts" } as const;

/** Mistakes in the program that only a keep on a real node shows: each is deployed by `pulumi up`, and a test of packets, processes or tokens must fail. */
export const nodeFaults: Fault[] = [
  {
    name: "the policy that denies everything is not made",
    file: "charts/isolation/default-deny.ts",
    find: "return keepNamespaces(keep).map(",
    replace: "return keepNamespaces(keep).slice(2).map(",
    ...isolation,
  },
  {
    name: "a peer means every pod of its namespace, not those with the client's label",
    file: "charts/isolation/peers.ts",
    find: "return { ...everyPodOf(namespace), podSelector: { matchLabels: labels } };",
    replace: "return { ...everyPodOf(namespace) } as Peer;",
    ...isolation,
  },
  {
    name: "the server runs as another user",
    file: "charts/inference/server-security.ts",
    find: '  ...runAs(spec, "serving"),\n  privileged: false,',
    replace: "  runAsUser: 3000,\n  runAsGroup: 3000,\n  privileged: false,",
    ...inside,
  },
  {
    name: "the root of the server's container can be written",
    file: "charts/inference/server-security.ts",
    find: "readOnlyRootFilesystem: true,",
    replace: "readOnlyRootFilesystem: false,",
    ...inside,
  },
  {
    name: "the front door can write where the socket lies",
    file: "charts/front-door/container.ts",
    find: "{ name: socketVolume, mountPath: socketFolder, readOnly: true }",
    replace: "{ name: socketVolume, mountPath: socketFolder }",
    ...inside,
  },
  {
    name: "a service account's token is mounted",
    file: "charts/inference/server-pod.ts",
    find: "      automountServiceAccountToken: false,",
    replace: "      automountServiceAccountToken: true,",
    ...inside,
  },
  {
    name: "there is no second replica",
    file: "charts/inference/model-server-deployment.ts",
    find: "replicas: spec.replicas.min,",
    replace: "replicas: 1,",
    ...inside,
  },
  {
    name: "readiness asks /health and not for a token",
    file: "charts/inference/server-probes.ts",
    find: '...command(spec, "ready", tokenSeconds)',
    replace: '...command(spec, "live", tokenSeconds)',
    ...life,
    title: "an engine that stands still",
  },
  {
    name: "nothing is waited for before a server is told to end",
    file: "charts/inference/server-probe.py",
    find: '    end = time.monotonic() + seconds\n    place(path, CLOSING, "ending")\n    time.sleep(min(SETTLE, seconds))',
    replace: "    end = time.monotonic()",
    ...life,
    title: "a stream under way",
  },
  {
    name: "the loader does not look at what it brings",
    file: "charts/weights/loader/folder.py",
    find: "    if digest.hexdigest() != file.sha256:",
    replace: "    if False:",
    project: "node",
    test: "tests/node/weights.node.test.ts",
    title: "one bit that is another",
  },
  {
    name: "the server's pod reaches all of the VPC, not the vault's endpoint alone",
    file: "charts/isolation/model-server-egress.ts",
    find: 'networks(spec.network.vaultRanges, "the vault\'s endpoint")',
    replace: 'networks(spec.network.vaultRanges.map(() => "10.0.0.0/8"), "the vault\'s endpoint")',
    project: "node",
    test: "tests/node/vault.node.test.ts",
    title: "out of the server's pod three ways lead",
  },
  {
    name: "both versions are to serve, and the address leads to the current one alone",
    file: "charts/front-door/selector.ts",
    find: 'if (serves === "both") return frontDoorPods(spec);\n  return { ...modelServerSelector(spec.name, { model, version: serves })',
    replace: 'return { ...modelServerSelector(spec.name, { model, version: serves === "next" ? "next" : "current" })',
    ...models,
    title: "leads to every replica of both versions",
  },
  {
    name: "a grant of one model opens the front doors of all",
    file: "charts/front-door/selector.ts",
    find: "return { ...modelSelector(spec.name, spec.server.model), ...withDoor(spec) };",
    replace:
      'const { "app.kubernetes.io/name": _, ...all } = modelSelector(spec.name, spec.server.model);\n  return { ...all, ...withDoor(spec) };',
    ...models,
    title: "each client's packets",
  },
  {
    name: "the next version is loaded by the current one's lockfile",
    file: "infra/settings/served-model.ts",
    find: "lock: next.lock,",
    replace: "lock,",
    ...models,
    title: "has the files of its own lockfile",
  },
  {
    name: "liveness does not ask whether the engine is stuck",
    file: "charts/inference/server-probes.ts",
    find: '...command(spec, "live", 15, stuckSeconds(spec)),',
    replace: '...command(spec, "live", 15, 1e9),',
    project: "node",
    test: "tests/node/hardship.node.test.ts",
    title: "an engine that stays stuck",
  },
  {
    name: "a container that is started anew finds the socket of the one before it",
    file: "charts/inference/server-init.py",
    find: 'for left in (path, f"{path}.unanswered"):',
    replace: 'for left in (f"{path}.unanswered",):',
    project: "node",
    test: "tests/node/hardship.node.test.ts",
    title: "a server that takes more than its memory",
  },
  {
    name: "the server asks for less memory than it may take",
    file: "charts/inference/server-resources.ts",
    find: "requests: { ...same, ...disk(leastScratchGiB) },",
    replace: 'requests: { ...same, memory: "1Gi", ...disk(leastScratchGiB) },',
    project: "node",
    test: "tests/node/eviction.node.test.ts",
  },
];
