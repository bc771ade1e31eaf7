import * as pulumi from "@pulumi/pulumi";
import { AwsKeep } from "./aws/aws-keep.ts";
import { mirrorList } from "./aws/mirror-list.ts";
import { awsProvider } from "./providers.ts";
import { servedContext } from "./settings/context.ts";
import { loadKeep } from "./settings/load.ts";

const keep = loadKeep();
const { target } = keep;
if (target.kind !== "eks")
  throw new pulumi.RunError(
    `modelkeep:keep: target.kind "${target.kind}" is understood, and this version deploys only the AWS half; accepted: eks; nothing was created`,
  );

const provider = awsProvider("aws", keep, target, target.region);
const { replicaRegion } = target.vault;
const replicaProvider = replicaRegion ? awsProvider("aws-replica", keep, target, replicaRegion) : undefined;

const home = new AwsKeep("keep", { keep, target, ...(replicaProvider ? { replicaProvider } : {}) }, { provider });

export const model = { name: keep.model.name, contextTokens: servedContext(keep) };
export const clusterName = home.clusterName;
export const vaultBucket = home.vaultBucket;
export const endpointServiceName = home.endpointServiceName ?? "none: no client comes over PrivateLink";
export const images = mirrorList(keep, target);
