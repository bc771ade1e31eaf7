import type * as pulumi from "@pulumi/pulumi";
import { addOnVersion } from "../../../catalog/eks-add-ons.ts";
import type { EksKeep } from "../../settings/checked-keep.ts";
import type { EksTarget } from "../../settings/target.ts";
import { poolLabel } from "../nodes/pool-names.ts";
import type { AddOn } from "./add-ons.ts";
import { vpcCni } from "./pod-trust.ts";

type Pins = Pick<EksKeep, "maintenance">;

/** The version pinned in the settings, otherwise the catalog's for the cluster's Kubernetes version. */
function pinned(name: string, { maintenance }: Pins, { kubernetesVersion }: Pick<EksTarget, "kubernetesVersion">) {
  return { name, version: maintenance.addons[name] ?? addOnVersion(name, kubernetesVersion) };
}

/**
 * Network policy in strict mode: a pod reaches nothing until a policy allows it, instead of everything until its policies are in place
 * (`standard`, the default). The ports are the defaults of the policy agent, set explicitly to avoid conflicts.
 * Source: README of aws/amazon-vpc-cni-k8s and "Restrict Pod network traffic with Kubernetes network policies", EKS user guide.
 */
const strictNetworkPolicy = {
  enableNetworkPolicy: "true",
  env: { NETWORK_POLICY_ENFORCING_MODE: "strict" },
  nodeAgent: { healthProbeBindAddr: "8163", metricsBindAddr: "8162" },
};

/**
 * Add-ons that every node needs to become Ready, or to provide pods with credentials: DaemonSets on the host network, so no policy blocks
 * them.
 */
export function addOnsBeforePools(keep: Pins, target: EksTarget, vpcCniRoleArn: pulumi.Input<string>): AddOn[] {
  return [
    {
      ...pinned("vpc-cni", keep, target),
      configuration: strictNetworkPolicy,
      serviceAccountRole: { serviceAccount: vpcCni.serviceAccount, roleArn: vpcCniRoleArn },
    },
    pinned("kube-proxy", keep, target),
    pinned("eks-pod-identity-agent", keep, target),
  ];
}

/**
 * Add-ons that need a node to run on, or they stay degraded until their creation times out. CoreDNS also needs a network policy in
 * kube-system: in strict mode it cannot reach the Kubernetes API without it, so the policy must exist first.
 * The keep installs the GuardDuty agent only if it owns the detector; an organization that manages GuardDuty also installs agents, and two
 * would conflict. No EBS CSI driver: a keep uses no persistent volume. Weights are on the node's NVMe or its data volume, and can be loaded
 * from the vault again.
 */
export function addOnsAfterPools(keep: Pins, target: EksTarget): AddOn[] {
  return [
    { ...pinned("coredns", keep, target), configuration: { nodeSelector: { [poolLabel]: "system" } } },
    ...(target.accountWide.guardDuty === "create" ? [pinned("aws-guardduty-agent", keep, target)] : []),
  ];
}
