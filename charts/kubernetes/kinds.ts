/**
 * The kinds that charts use, as types of Pulumi's SDK, which are generated from the OpenAPI specification of the provider's Kubernetes
 * version. Only types: Pulumi is not imported at run time (docs/decisions/0013-kubernetes-types.md).
 */

import type { admissionregistration, apps, batch, core, networking, policy, rbac, scheduling } from "@pulumi/kubernetes/types/input.js";
import type { Certificate } from "./certificate.ts";
import type { LeaderWorkerSet } from "./leader-worker-set.ts";
import type { Manifest } from "./manifest.ts";

export type ClusterRole = Manifest<rbac.v1.ClusterRole>;
export type ClusterRoleBinding = Manifest<rbac.v1.ClusterRoleBinding>;
export type ConfigMap = Manifest<core.v1.ConfigMap>;
export type CronJob = Manifest<batch.v1.CronJob>;
export type Deployment = Manifest<apps.v1.Deployment>;
export type Job = Manifest<batch.v1.Job>;
export type LimitRange = Manifest<core.v1.LimitRange>;
export type Namespace = Manifest<core.v1.Namespace>;
export type NetworkPolicy = Manifest<networking.v1.NetworkPolicy>;
export type PersistentVolumeClaim = Manifest<core.v1.PersistentVolumeClaim>;
export type PodDisruptionBudget = Manifest<policy.v1.PodDisruptionBudget>;
export type PriorityClass = Manifest<scheduling.v1.PriorityClass>;
export type ResourceQuota = Manifest<core.v1.ResourceQuota>;
export type RoleBinding = Manifest<rbac.v1.RoleBinding>;
export type Service = Manifest<core.v1.Service>;
export type ServiceAccount = Manifest<core.v1.ServiceAccount>;
export type ValidatingAdmissionPolicy = Manifest<admissionregistration.v1.ValidatingAdmissionPolicy>;
export type ValidatingAdmissionPolicyBinding = Manifest<admissionregistration.v1.ValidatingAdmissionPolicyBinding>;

/** An object that a chart returns: the compiler checks each of its fields for its version and kind. */
export type ChartObject =
  | Certificate
  | ClusterRole
  | ClusterRoleBinding
  | ConfigMap
  | CronJob
  | Deployment
  | Job
  | LeaderWorkerSet
  | LimitRange
  | Namespace
  | NetworkPolicy
  | PersistentVolumeClaim
  | PodDisruptionBudget
  | PriorityClass
  | ResourceQuota
  | RoleBinding
  | Service
  | ServiceAccount
  | ValidatingAdmissionPolicy
  | ValidatingAdmissionPolicyBinding;
