import type { Mutation } from "./mutation.ts";

const program = { file: "infra/on-aws.ts", test: "tests/infra/on-aws.test.ts" };
const spec = { file: "infra/kubernetes/eks-keep-spec.ts", test: "tests/infra/kubernetes/eks-keep-spec.test.ts" };
const provider = { file: "infra/kubernetes/eks-provider.ts", test: "tests/infra/kubernetes/eks-provider.test.ts" };
const order = "the order in which a keep on AWS stands up";
const seen = "a keep on EKS, as the charts see it";

/** Edits that would stand the Kubernetes half up on AWS in the wrong order, in the wrong place, or open to more than it needs. */
export const onAwsMutations: Mutation[] = [
  {
    ...program,
    name: "CoreDNS is installed before a policy lets it be reached",
    find: "after: [systemPool, ...dns.policies]",
    replace: "after: [systemPool]",
    fails: `${order} > lets CoreDNS be reached before it is installed, once the deployer may enter the cluster`,
  },
  {
    ...program,
    name: "the policy of CoreDNS does not wait for the right to make it",
    find: "after: [access]",
    replace: "after: []",
    fails: `${order} > lets CoreDNS be reached before it is installed, once the deployer may enter the cluster`,
  },
  {
    ...program,
    name: "the keep's pods do not wait for DNS",
    find: "after: [home, addOns]",
    replace: "after: [home]",
    fails: `${order} > makes the first object of the keep when nodes, DNS, vault and the ways to them are there`,
  },
  {
    ...program,
    name: "the keep lands on whatever cluster the deployer last used",
    find: "{ spec, after: [home, addOns] }, { provider: kubernetes }",
    replace: "{ spec, after: [home, addOns] }, {}",
    fails: "shows every Kubernetes object in the first preview as it will be, by the cluster's own provider",
  },
  {
    name: "CoreDNS may ask any resolver",
    file: "infra/kubernetes/cluster-dns.ts",
    find: "resolvers: [address(vpc.first + 2), linkLocalResolver]",
    replace: 'resolvers: ["8.8.8.8/32"]',
    test: "tests/infra/on-aws.test.ts",
    fails: "lets CoreDNS reach the Kubernetes API and the VPC's resolvers, and nothing else",
  },
  {
    ...spec,
    name: "the loader may reach every endpoint",
    find: 'endpointAddress("s3", endpoints)}/32',
    replace: "formatRange(endpoints)}",
    fails: `${seen} > reads its weights from the vault, by one address in each zone, with credentials of Pod Identity`,
  },
  {
    ...spec,
    name: "the front door is opened to the load balancer although no client comes from there",
    find: "nodePort: outside ? frontDoorNodePort : undefined",
    replace: "nodePort: frontDoorNodePort",
    fails: `${seen} > opens a node port to the load balancer's subnets, and only where a client comes over PrivateLink`,
  },
  {
    name: "images come from the public registry",
    file: "infra/kubernetes/server-images.ts",
    find: "image.destination}@",
    replace: 'image.source.split("@")[0]}@',
    test: spec.test,
    fails: `${seen} > takes its images from its own registry, by the digests that were chosen`,
  },
  {
    ...provider,
    name: "a tunnel looks like another cluster",
    find: "clusterIdentifier: arnsOf(place).cluster",
    replace: "clusterIdentifier: kubeconfig",
    fails: "the provider > is the same cluster whichever way it is reached, so that a tunnel replaces nothing",
  },
  {
    ...provider,
    name: "a tunnel's certificate is not checked against the endpoint's name",
    find: '{ "tls-server-name": new URL(endpoint).hostname }',
    replace: '{ "insecure-skip-tls-verify": true }',
    fails: "the kubeconfig > checks the server's certificate against the endpoint's own name when it goes through a tunnel",
  },
  {
    name: "operators are in no group of the keep",
    file: "infra/aws/access-grants.ts",
    find: "groups: [operatorGroup]",
    replace: "groups: []",
    test: "tests/infra/aws/cluster-access.test.ts",
    fails: "access entries > give operators the view of EKS and the keep's own group, and nobody else a group",
  },
  {
    name: "the tunnel host takes an address of its own accord, maybe an endpoint's",
    file: "infra/aws/tunnel.ts",
    find: "        privateIp,\n",
    replace: "",
    test: "tests/infra/aws/tunnel.test.ts",
    fails: "the tunnel host (first preview: false) > has no key pair, no public address, and IMDSv2 with a hop limit of 1",
  },
];
