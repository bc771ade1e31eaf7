import type { Mutation } from "./mutation.ts";

const isolation = (file: string) => `charts/isolation/${file}.ts`;
const tested = (file: string) => `tests/charts/isolation/${file}.test.ts`;
const probesTest = "tests/charts/probes/probes.test.ts";

/** Edits that would open the keep's namespaces, or blind the probe that watches them. */
export const isolationMutations: Mutation[] = [
  {
    name: "default-deny leaves egress open",
    file: isolation("default-deny"),
    find: "{ ingress: [], egress: [] }",
    replace: "{ ingress: [] }",
    test: tested("isolation"),
    fails: "on AWS: every pod of every namespace is denied in both directions",
  },
  {
    name: "Pod Security only warns",
    file: isolation("namespaces"),
    find: '["enforce", "audit", "warn"]',
    replace: '["audit", "warn"]',
    test: tested("isolation"),
    fails: "on AWS: namespaces are restricted in all three modes, at the newest version the catalog knows",
  },
  {
    name: "pods get a Kubernetes token",
    file: isolation("service-accounts"),
    find: "automountServiceAccountToken: false",
    replace: "automountServiceAccountToken: true",
    test: tested("isolation"),
    fails: "on AWS: no service account mounts a token, the default ones neither",
  },
  {
    name: "a grant admits every pod of the client's namespace",
    file: isolation("client-grants"),
    find: "[podsOf(workload.namespace, { [clientLabel]: name })]",
    replace: '[{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": workload.namespace } } }]',
    test: tested("client-grants"),
    fails: "a workload gets in from its namespace with its label, on the front door's port alone",
  },
  {
    name: "a list of ranges may be empty, which is everybody",
    file: isolation("peers"),
    find: "if (ranges.length === 0)",
    replace: "if (ranges.length < 0)",
    test: tested("client-grants"),
    fails: "refused: PrivateLink without ranges would admit every address",
  },
  {
    name: "every address passes for a grant",
    file: isolation("peers"),
    find: "if (!(prefix >= shortest))",
    replace: "if (prefix < 0)",
    test: tested("client-grants"),
    fails: "refused: every address in two halves",
  },
  {
    name: "an empty rule passes",
    file: isolation("network-policy"),
    find: "if (rule.to.length === 0 || rule.ports.length === 0)",
    replace: "if (rule.to.length < 0)",
    test: tested("network-policy"),
    fails: "an empty list, which Kubernetes reads as everything, is refused and the policy named",
  },
  {
    name: "the model server keeps ways out although its weights are on a claim",
    file: isolation("model-server-egress"),
    find: 'if (spec.weights.kind === "claim") return [];',
    replace: 'if (spec.weights.kind === "claim" && spec.network.vaultRanges.length === 0) return [];',
    test: tested("isolation"),
    fails: "the model server on a claim reaches nothing, whatever the network offers",
  },
  {
    name: "the Pod Identity agent is open to pods without an identity",
    file: isolation("model-server-egress"),
    find: "...(spec.network.podIdentity\n",
    replace: "...(true\n",
    test: tested("isolation"),
    fails: "without Pod Identity nothing leads to its agent",
  },
  {
    name: "load balancers may be made in the serving namespace",
    file: isolation("quotas"),
    find: '"services.loadbalancers": "0",\n      "services.nodeports": network',
    replace: '"services.nodeports": network',
    test: tested("isolation"),
    fails: "quotas hold the largest number of replicas and one more, on the nodes they stand on",
  },
  {
    name: "CoreDNS answers every namespace's pods for whoever asks",
    file: isolation("core-dns"),
    find: "dnsNamespaces(spec).map(everyPodOf)",
    replace: '[...dnsNamespaces(spec), "default"].map(everyPodOf)',
    test: tested("core-dns"),
    fails: "it does not answer a model server that needs no names",
  },
  {
    name: "a failed probe is tried until it passes",
    file: "charts/probes/probes.ts",
    find: "backoffLimit: 0",
    replace: "backoffLimit: 6",
    test: probesTest,
    fails: "no retry hides a failure, and a finished Job stays to be read",
  },
  {
    name: "the probe passes where the front door is not up",
    file: "charts/probes/plan.ts",
    find: "mustResolve: true });",
    replace: "mustResolve: false });",
    test: probesTest,
    fails: "the plan tries the internet, the metadata service, the Kubernetes API and the front door, by each address family",
  },
];
