import type { Mutation } from "./mutation.ts";

const endpoints = { file: "infra/aws/endpoints.ts", test: "tests/infra/aws/endpoints.test.ts" };
const policies = { file: "infra/aws/endpoint-policies.ts", test: "tests/infra/aws/endpoint-policies.test.ts" };
const firewall = { file: "infra/aws/dns-firewall.ts", test: "tests/infra/aws/dns-firewall.test.ts" };
const privateLink = { file: "infra/aws/private-link.ts", test: "tests/infra/aws/private-link.test.ts" };

/** Edits that would widen the ways out of the network (endpoints, their policies, DNS) or the one way in (PrivateLink). */
export const perimeterMutations: Mutation[] = [
  {
    ...endpoints,
    name: "nodes may send HTTPS anywhere",
    find: "prefixListId: this.s3.prefixListId,",
    replace: 'cidrIpv4: "0.0.0.0/0",',
    fails: "beyond the keep's own groups nodes reach S3, by its prefix list, and nothing else",
  },
  {
    ...endpoints,
    name: "interface endpoints have the default policy, which allows everything",
    find: "          policy: policyJson(endpointPolicy(service, scope)),\n",
    replace: "",
    fails: "every endpoint has a policy, readable in the first preview",
  },
  {
    ...endpoints,
    name: "programs miss the endpoint and look for the public service",
    find: "privateDnsEnabled: true",
    replace: "privateDnsEnabled: false",
    fails: "interface endpoints answer under the public names of their services, in every zone, behind their own group",
  },
  {
    ...policies,
    name: "endpoints admit principals of any account",
    find: 'StringEquals: { "aws:PrincipalAccount": accountId },\n});',
    replace: "Null: {},\n});",
    fails: "a credential of another account does nothing through any interface endpoint",
  },
  {
    ...policies,
    name: "the S3 gateway lets objects be written",
    find: '"s3:GetObjectVersion"',
    replace: '"s3:PutObject"',
    fails: "the S3 gateway > lets nothing be written or changed anywhere: s3:PutObject",
  },
  {
    ...policies,
    name: "the S3 gateway opens every bucket of the account",
    find: "Resource: [arns.bucket(vault), arns.objects(vault)]",
    replace: 'Resource: "*"',
    fails: "the S3 gateway > lets nobody read another bucket",
  },
  {
    ...policies,
    name: "image layers may come from any bucket",
    find: "Resource: arns.objects(layerBucket(place.region))",
    replace: 'Resource: "arn:aws:s3:::*"',
    fails: "the S3 gateway > lets nobody read another bucket",
  },
  {
    ...policies,
    name: "images may be pushed through the registry endpoints",
    find: '"PullTheKeepsImages", imagePull,',
    replace: '"PullTheKeepsImages", [...imagePull, "ecr:PutImage"],',
    fails: "the registry endpoint ecr.dkr > lets nothing be pushed, and nothing be pulled from elsewhere",
  },
  {
    ...policies,
    name: "pods get credentials of every cluster of the account",
    find: "arnsOf(place).cluster)",
    replace: 'arnsOf(place).regional("eks", "cluster/*"))',
    fails: "pod credentials are had for this cluster alone",
  },
  {
    name: "every endpoint is made, needed or not",
    file: "infra/aws/endpoint-choice.ts",
    find: "...(target.access.tunnel ? tunnel : [])",
    replace: "...tunnel",
    test: "tests/infra/aws/endpoint-choice.test.ts",
    fails: "a keep has endpoints for exactly what its nodes and pods call",
  },
  {
    name: "every name of AWS in the region resolves",
    file: "infra/aws/dns-names.ts",
    find: ".eks.amazonaws.com`",
    replace: ".amazonaws.com`",
    test: "tests/infra/aws/dns-names.test.ts",
    fails: "no wildcard covers a zone in which others can make names",
  },
  {
    ...firewall,
    name: "names that are not in use are reported, not blocked",
    find: 'action: "BLOCK",',
    replace: 'action: "ALERT",',
    fails: "the resolver > answers for the names in use first, then for no name at all",
  },
  {
    ...firewall,
    name: "names lose the final dot with which AWS keeps them",
    find: "{one}.`",
    replace: "{one}`",
    fails: "the resolver > keeps names as AWS gives them back, with their final dot, so that an update shows no change",
  },
  {
    ...firewall,
    name: "the DNS firewall fails open",
    find: 'firewallFailOpen: "DISABLED"',
    replace: 'firewallFailOpen: "ENABLED"',
    fails: "the resolver > fails closed",
  },
  {
    ...firewall,
    name: "the DNS firewall can be taken off without a second step",
    find: 'mutationProtection: "ENABLED"',
    replace: 'mutationProtection: "DISABLED"',
    fails: "the resolver > cannot be freed of its rules by mistake",
  },
  {
    ...privateLink,
    name: "the load balancer faces the internet",
    find: "internal: true",
    replace: "internal: false",
    fails: "the load balancer > is internal and cannot be deleted by mistake",
  },
  {
    ...privateLink,
    name: "the load balancer may be deleted by mistake",
    find: "enableDeletionProtection: true",
    replace: "enableDeletionProtection: false",
    fails: "the load balancer > is internal and cannot be deleted by mistake",
  },
  {
    ...privateLink,
    name: "clients are never checked by address",
    find: 'clientRanges(clients) ? "on" : "off"',
    replace: '"off"',
    fails: "the load balancer > checks the addresses of clients where all declare them",
  },
  {
    ...privateLink,
    name: "the front door cannot tell which endpoint calls",
    find: "proxyProtocolV2: true",
    replace: "proxyProtocolV2: false",
    fails: "the load balancer > tells the front door which endpoint calls",
  },
  {
    ...privateLink,
    name: "connections are accepted without a person",
    find: "acceptanceRequired: true",
    replace: "acceptanceRequired: false",
    fails: "the endpoint service > connects nobody before a person accepts",
  },
  {
    ...privateLink,
    name: "any principal finds the endpoint service",
    find: "{ vpcEndpointServiceId: this.service.id, principalArn }",
    replace: '{ vpcEndpointServiceId: this.service.id, principalArn: "*" }',
    fails: "the endpoint service > is found by the clients' principals and by no other",
  },
];
