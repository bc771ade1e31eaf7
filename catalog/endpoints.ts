/** What in a keep calls a service: every node and pod, the tunnel host, or builds inside the VPC. */
export type EndpointUser = "every keep" | "tunnel" | "runner";

/** One AWS service that a keep reaches through an interface endpoint of its VPC. */
export interface Endpoint {
  usedBy: EndpointUser;
  /** What calls it, and for what. */
  calledFor: string;
  /** Its private DNS names, with `<region>`; none for S3 and registries, whose names contain buckets and accounts. */
  dnsNames: readonly string[];
}

/**
 * Services in the order of their addresses: an endpoint's address in its subnet follows from its position in this table, and changing it
 * replaces the endpoint's network interface, so a new service goes to the end. The policy of each is in
 * `infra/aws/network/endpoint-policies.ts`.
 *
 * S3 has no gateway endpoint, although that is free: a gateway answers from public addresses, so a route, network ACLs and a pod's network
 * policy would have to allow them. GuardDuty's is created here because GuardDuty otherwise creates one itself, with an open security group.
 * `ec2messages` is not included: ssmmessages has replaced it since SSM Agent 3.3.40. IAM has no endpoint in most regions, which is why the
 * AWS half is deployed from outside the VPC.
 *
 * Sources: Amazon EKS user guide, "Deploy private clusters with limited internet access"; AWS PrivateLink guide; "Create VPC endpoints",
 * AWS Systems Manager user guide; the names that `ec2 describe-vpc-endpoint-services` lists. Read 2026-11-21.
 */
const table = {
  s3: { usedBy: "every keep", calledFor: "weights, and layers of images", dnsNames: [] },
  ec2: {
    usedBy: "every keep",
    calledFor: "the node's DNS name, and the addresses that the VPC CNI assigns",
    dnsNames: ["ec2.<region>.amazonaws.com"],
  },
  "ecr.api": { usedBy: "every keep", calledFor: "login to the registry", dnsNames: ["api.ecr.<region>.amazonaws.com"] },
  "ecr.dkr": { usedBy: "every keep", calledFor: "images", dnsNames: [] },
  "eks-auth": {
    usedBy: "every keep",
    calledFor: "credentials of pods: EKS Pod Identity, which takes the place of sts",
    dnsNames: ["eks-auth.<region>.api.aws"],
  },
  "guardduty-data": {
    usedBy: "every keep",
    calledFor: "telemetry of GuardDuty's runtime agent",
    dnsNames: ["guardduty-data.<region>.amazonaws.com"],
  },
  logs: { usedBy: "every keep", calledFor: "the audit log", dnsNames: ["logs.<region>.amazonaws.com"] },
  ssm: { usedBy: "tunnel", calledFor: "registration of the tunnel host", dnsNames: ["ssm.<region>.amazonaws.com"] },
  ssmmessages: { usedBy: "tunnel", calledFor: "sessions of the tunnel", dnsNames: ["ssmmessages.<region>.amazonaws.com"] },
  eks: { usedBy: "runner", calledFor: "add-ons that come after nodes", dnsNames: ["eks.<region>.amazonaws.com"] },
  kms: { usedBy: "runner", calledFor: "the key of the stack's secrets", dnsNames: ["kms.<region>.amazonaws.com"] },
  sts: { usedBy: "runner", calledFor: "whose account this is", dnsNames: ["sts.<region>.amazonaws.com"] },
} as const satisfies Record<string, Endpoint>;

/** An AWS service that a keep may reach through an interface endpoint. */
export type EndpointService = keyof typeof table;

/** Every such service with its row. */
export const endpoints: Readonly<Record<EndpointService, Endpoint>> = table;

const services = Object.keys(table) as EndpointService[];

/** Place of a service in the table, from 0. */
export const endpointSlot = (service: EndpointService): number => services.indexOf(service);

/** Features of a keep that decide which endpoints it has. */
export interface EndpointNeeds {
  tunnel: boolean;
  runner: boolean;
}

/** Only the interface endpoints that a keep on AWS needs, since each is one more egress path. Ordered by user, then by name. */
export function endpointServices(needs: EndpointNeeds): EndpointService[] {
  const users: EndpointUser[] = [
    "every keep",
    ...(needs.tunnel ? (["tunnel"] as const) : []),
    ...(needs.runner ? (["runner"] as const) : []),
  ];
  return users.flatMap((user) => services.filter((service) => endpoints[service].usedBy === user).sort());
}

/** Name of a service's endpoint in one region, for example `com.amazonaws.eu-central-1.ecr.api`. */
export const endpointServiceName = (service: EndpointService, region: string): string => `com.amazonaws.${region}.${service}`;

/** Private DNS names of a service's endpoint in one region. */
export const endpointDnsNames = (service: EndpointService, region: string): string[] =>
  endpoints[service].dnsNames.map((name) => name.replace("<region>", region));
