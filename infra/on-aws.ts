import { AwsKeep } from "./aws/aws-keep.ts";
import { mirrorList } from "./aws/mirror-list.ts";
import { awsProvider } from "./providers.ts";
import type { Keep } from "./settings/keep.ts";
import type { EksTarget } from "./settings/target.ts";

/** Deploys a keep into an AWS account, and returns the stack's outputs. */
export function deployOnAws(keep: Keep, target: EksTarget) {
  const provider = awsProvider("aws", keep, target, target.region);
  const { replicaRegion } = target.vault;
  const replicaProvider = replicaRegion ? awsProvider("aws-replica", keep, target, replicaRegion) : undefined;
  const home = new AwsKeep("keep", { keep, target, ...(replicaProvider ? { replicaProvider } : {}) }, { provider });
  return {
    clusterName: home.clusterName,
    vaultBucket: home.vaultBucket,
    endpointServiceName: home.endpointServiceName ?? "none: no client comes over PrivateLink",
    images: mirrorList(keep, target),
  };
}
