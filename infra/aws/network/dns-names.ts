import { layerBucket } from "../../../catalog/eks.ts";
import { awsNames, type Place } from "../names.ts";
import type { EndpointService } from "./endpoint-choice.ts";

/**
 * Names under which a service's endpoint answers inside the VPC (its private DNS names), by service.
 * Source: the private DNS names that `ec2 describe-vpc-endpoint-services` lists, and the endpoints in each service's AWS General Reference page.
 */
const serviceNames: Record<EndpointService, (region: string) => string[]> = {
  // Buckets are named: see allowedNames.
  s3: () => [],
  ec2: (region) => [`ec2.${region}.amazonaws.com`],
  "ecr.api": (region) => [`api.ecr.${region}.amazonaws.com`],
  // Registries are named by account: see allowedNames.
  "ecr.dkr": () => [],
  "eks-auth": (region) => [`eks-auth.${region}.api.aws`],
  "guardduty-data": (region) => [`guardduty-data.${region}.amazonaws.com`],
  logs: (region) => [`logs.${region}.amazonaws.com`],
  ssm: (region) => [`ssm.${region}.amazonaws.com`],
  ssmmessages: (region) => [`ssmmessages.${region}.amazonaws.com`],
  eks: (region) => [`eks.${region}.amazonaws.com`],
  kms: (region) => [`kms.${region}.amazonaws.com`],
  sts: (region) => [`sts.${region}.amazonaws.com`],
};

/** Zone in which the VPC's resolver names instances; us-east-1 has its own. Source: DNS attributes for your VPC, Amazon VPC user guide. */
const instanceZone = (region: string) => (region === "us-east-1" ? "ec2.internal" : `${region}.compute.internal`);

/**
 * Every DNS name that something in the keep may ask for; the resolver answers to no other.
 * A wildcard stands only where AWS alone can create names, so that no query can carry data to a name server of somebody else.
 * @param services endpoint services in use
 * @param registryAccounts accounts whose registries nodes pull from, besides the keep's own
 * @param ownBuckets buckets of the account that something in the keep reaches besides the vault
 */
export function allowedNames(
  place: Place,
  services: readonly EndpointService[],
  registryAccounts: readonly string[],
  ownBuckets: readonly string[] = [],
): string[] {
  const { region, accountId } = place;
  const buckets = [awsNames(place).vault, layerBucket(region), ...ownBuckets];
  return [
    ...services.flatMap((service) => serviceNames[service](region)),
    ...[...new Set([accountId, ...registryAccounts])].map((account) => `${account}.dkr.ecr.${region}.amazonaws.com`),
    ...buckets.map((bucket) => `${bucket}.s3.${region}.amazonaws.com`),
    // The cluster's endpoint gets its name when EKS creates it.
    `*.${region}.eks.amazonaws.com`,
    `*.${instanceZone(region)}`,
  ].sort();
}
