import type * as aws from "@pulumi/aws";
import { connections } from "../charts/connection.ts";
import type { Tunnel } from "./aws/access/tunnel.ts";
import { AwsKeep } from "./aws/aws-keep.ts";
import { addOnsAfterPools } from "./aws/cluster/add-on-choice.ts";
import { AddOns } from "./aws/cluster/add-ons.ts";
import { placeOf } from "./aws/names.ts";
import { mirrorList } from "./aws/vault/mirror-list.ts";
import type { Extension } from "./extension.ts";
import { ClusterDns } from "./kubernetes/cluster-dns.ts";
import { eksKeepSpecs } from "./kubernetes/eks-keep-spec.ts";
import { eksProvider } from "./kubernetes/eks-provider.ts";
import { KubernetesKeep } from "./kubernetes/kubernetes-keep.ts";
import { publishedLockfile } from "./kubernetes/published-lockfile.ts";
import { awsProvider } from "./providers.ts";
import type { EksKeep } from "./settings/checked-keep.ts";

/** Deploys a keep into an AWS account, and returns the stack's outputs. */
export function deployOnAws(keep: EksKeep, { within = {}, objects = [] }: Extension = {}) {
  const { target } = keep;
  const provider = awsProvider("aws", keep, target, target.region, within);
  const { replicaRegion } = target.vault;
  const replicaProvider = replicaRegion ? awsProvider("aws-replica", keep, target, replicaRegion, within) : undefined;
  const home = new AwsKeep("keep", { keep, ...(replicaProvider ? { replicaProvider } : {}) }, { ...within, provider });

  const { cluster, access, systemPool } = home.compute;
  const specs = eksKeepSpecs(keep, publishedLockfile);
  const kubernetes = eksProvider("kubernetes", placeOf(keep.name, target), cluster, within);
  const dns = new ClusterDns("cluster-dns", { keep, specs, after: [access] }, { ...within, provider: kubernetes });
  const addOns = new AddOns(
    "add-ons-on-nodes",
    { clusterName: cluster.name, addOns: addOnsAfterPools(keep, target), after: [systemPool, ...dns.policies] },
    { ...within, provider },
  );
  const serving = new KubernetesKeep("serving", { specs, objects, after: [home, addOns] }, { ...within, provider: kubernetes });

  return {
    clusterName: cluster.name,
    vaultBucket: home.vaultBucket,
    ...(home.tunnel ? { tunnel: wayIn(home.tunnel, cluster, target.region) } : {}),
    ...(home.runner ? { runner: home.runner.project.name } : {}),
    endpointServiceName: home.endpointServiceName ?? "none: no client comes over PrivateLink",
    images: mirrorList(keep),
    connections: connections(specs),
    probe: serving.probe,
  };
}

/** Input of `modelkeep tunnel`, without secrets. */
function wayIn({ instance }: Tunnel, { endpoint, certificateAuthority }: aws.eks.Cluster, region: string) {
  return {
    instance: instance.id,
    host: endpoint.apply((url) => url.replace("https://", "")),
    region,
    authority: certificateAuthority.data,
  };
}
