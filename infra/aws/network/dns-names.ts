import { layerBucket } from "../../../catalog/eks.ts";
import { type EndpointService, endpointDnsNames } from "../../../catalog/endpoints.ts";
import { awsNames, type Place } from "../names.ts";

/** Private DNS zone of instances in a VPC; us-east-1 has its own. Source: DNS attributes for your VPC, Amazon VPC user guide. */
const instanceZone = (region: string) => (region === "us-east-1" ? "ec2.internal" : `${region}.compute.internal`);

/**
 * Every DNS name that the keep may resolve; the resolver answers no other. A wildcard is used only where only AWS can create names, so that
 * no query can carry data to an external name server.
 * @param services endpoint services in use
 * @param registryAccounts accounts whose registries nodes pull from, in addition to the keep's own
 * @param ownBuckets buckets of the account that the keep uses in addition to the vault
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
    ...services.flatMap((service) => endpointDnsNames(service, region)),
    ...[...new Set([accountId, ...registryAccounts])].map((account) => `${account}.dkr.ecr.${region}.amazonaws.com`),
    ...buckets.map((bucket) => `${bucket}.s3.${region}.amazonaws.com`),
    // EKS assigns the name of the cluster's endpoint on creation.
    `*.${region}.eks.amazonaws.com`,
    `*.${instanceZone(region)}`,
  ].sort();
}
