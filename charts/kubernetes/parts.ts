/** Parts of the kinds that charts use: return types of functions that build a part of an object. */

import type { admissionregistration, batch, core, meta, networking, rbac } from "@pulumi/kubernetes/types/input.js";
import type { Plain } from "./plain.ts";

export type Container = Plain<core.v1.Container>;
export type EnvironmentVariable = Plain<core.v1.EnvVar>;
export type JobSpec = Plain<batch.v1.JobSpec>;
export type LabelSelector = Plain<meta.v1.LabelSelector>;
export type Lifecycle = Plain<core.v1.Lifecycle>;
export type MatchCondition = Plain<admissionregistration.v1.MatchCondition>;
export type NetworkPeer = Plain<networking.v1.NetworkPolicyPeer>;
export type NetworkPolicyIngressRule = Plain<networking.v1.NetworkPolicyIngressRule>;
export type NetworkPolicyEgressRule = Plain<networking.v1.NetworkPolicyEgressRule>;
export type NetworkPolicySpec = Plain<networking.v1.NetworkPolicySpec>;
export type NetworkPort = Plain<networking.v1.NetworkPolicyPort>;
export type PodFailurePolicy = Plain<batch.v1.PodFailurePolicy>;
export type PodSecurityContext = Plain<core.v1.PodSecurityContext>;
export type PodSpec = Plain<core.v1.PodSpec>;
export type PolicyRule = Plain<rbac.v1.PolicyRule>;
export type Probe = Plain<core.v1.Probe>;
export type PolicySpec = Plain<admissionregistration.v1.ValidatingAdmissionPolicySpec>;
export type PolicyBindingSpec = Plain<admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec>;
export type ResourceRule = Plain<admissionregistration.v1.NamedRuleWithOperations>;

/** Requests and limits of a container. */
export interface ResourceRequirements extends Pick<Plain<core.v1.ResourceRequirements>, "requests" | "limits"> {
  readonly requests: Resources;
  readonly limits: Resources;
}

/** Quantities that a container may request; the API itself accepts any name. */
export type Resources = Readonly<Partial<Record<"cpu" | "memory" | "ephemeral-storage" | "nvidia.com/gpu", string>>>;

/** Quotas of a namespace that charts set. */
export type QuotaName =
  | "pods"
  | "persistentvolumeclaims"
  | "requests.cpu"
  | "requests.memory"
  | "requests.nvidia.com/gpu"
  | "services.loadbalancers"
  | "services.nodeports";

export type SecurityContext = Plain<core.v1.SecurityContext>;
export type ServicePort = Plain<core.v1.ServicePort>;
export type ServiceSpec = Plain<core.v1.ServiceSpec>;
export type Toleration = Plain<core.v1.Toleration>;
export type TopologySpreadConstraint = Plain<core.v1.TopologySpreadConstraint>;
export type Validation = Plain<admissionregistration.v1.Validation>;
export type Variable = Plain<admissionregistration.v1.Variable>;
export type Volume = Plain<core.v1.Volume>;
export type VolumeClaimSpec = Plain<core.v1.PersistentVolumeClaimSpec>;
export type VolumeMount = Plain<core.v1.VolumeMount>;

/** Pod template of a workload: charts set labels and annotations, but not the name. */
export interface PodTemplate {
  readonly metadata: Required<Pick<Plain<meta.v1.ObjectMeta>, "labels" | "annotations">>;
  readonly spec: PodSpec;
}
