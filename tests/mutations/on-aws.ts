import type { Mutation } from "./mutation.ts";

/** Edits that would stand the Kubernetes half up on AWS in the wrong order, in the wrong place, or open to more than it needs. */
export const onAwsMutations: Mutation[] = [
  {
    name: "CoreDNS is installed before a policy lets it be reached",
    in: "deployOnAws",
    find: "after: [systemPool, ...dns.policies]",
    replace: "after: [systemPool]",
    fails: "dns-reachable-before-installed",
  },
  {
    name: "the policy of CoreDNS does not wait for the right to make it",
    in: "deployOnAws",
    find: "after: [access]",
    replace: "after: []",
    fails: "dns-reachable-before-installed",
  },
  {
    name: "the keep's pods do not wait for DNS",
    in: "deployOnAws",
    find: "after: [home, addOns]",
    replace: "after: [home]",
    fails: "first-object-after-prerequisites",
  },
  {
    name: "the keep lands on whatever cluster the deployer last used",
    in: "deployOnAws",
    find: "{ spec, after: [home, addOns] }, { provider: kubernetes }",
    replace: "{ spec, after: [home, addOns] }, {}",
    fails: "objects-in-first-preview",
  },
  {
    name: "CoreDNS may ask any resolver",
    in: "ClusterDns",
    find: "resolvers: [address(vpc.first + 2), linkLocalResolver]",
    replace: 'resolvers: ["8.8.8.8/32"]',
    fails: "dns-reaches-api-and-resolvers",
  },
  {
    name: "the loader may reach every endpoint",
    in: "eksKeepSpec",
    find: 'endpointAddress("s3", endpoints)}/32',
    replace: "formatRange(endpoints)}",
    fails: "eks-weights-from-vault",
  },
  {
    name: "the front door is opened to the load balancer although no client comes from there",
    in: "eksKeepSpec",
    find: "nodePort: outside ? frontDoorNodePort : undefined",
    replace: "nodePort: frontDoorNodePort",
    fails: "eks-node-port-for-private-link",
  },
  {
    name: "images come from the public registry",
    in: "registryImages",
    find: "image.destination}@",
    replace: 'image.source.split("@")[0]}@',
    fails: "eks-images-by-digest",
  },
  {
    name: "a tunnel looks like another cluster",
    in: "eksProvider",
    find: "clusterIdentifier: arnsOf(place).cluster",
    replace: "clusterIdentifier: kubeconfig",
    fails: "same-cluster-through-tunnel",
  },
  {
    name: "a tunnel's certificate is not checked against the endpoint's name",
    in: "eksKubeconfig",
    find: '{ "tls-server-name": new URL(endpoint).hostname }',
    replace: '{ "insecure-skip-tls-verify": true }',
    fails: "kubeconfig-checks-server-name",
  },
  {
    name: "operators are in no group of the keep",
    in: "accessGrants",
    find: "groups: [operatorGroup]",
    replace: "groups: []",
    fails: "operators-view-access",
  },
  {
    name: "the tunnel host takes an address of its own accord, maybe an endpoint's",
    in: "Tunnel",
    find: "privateIp, vpcSecurityGroupIds",
    replace: "vpcSecurityGroupIds",
    fails: "tunnel-host-closed",
  },
];
