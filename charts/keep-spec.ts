import type { ClientLimits } from "../catalog/client-limits.ts";
import type { DnsPeer } from "../catalog/platforms.ts";
import type { ServerId, Serves } from "./names.ts";

/**
 * Input of the charts for one model server of a keep: plain values, derived from settings and catalog before any chart is called. All sizes
 * in GiB, bandwidth in Mbit/s, times in seconds, lengths in tokens.
 */
export interface KeepSpec {
  /** The keep's name; a DNS label of at most 18 characters. */
  name: string;
  server: ServerId & {
    /** Versions of the model that its Service routes to. */
    serves: Serves;
  };
  model: {
    /** Name in the catalog. */
    name: string;
    /** Name that clients send as `model`; the same for both versions. */
    servedAs: string;
    contextTokens: number;
    kvCacheDtype: "auto" | "fp8";
    /** Size of the checkpoint; null when the catalog does not know it. */
    checkpointBytes: number | null;
    /** KV cache of one sequence of the full context, in bytes; undefined with GPUs, and where the planner lacks a fact about the model. */
    sequenceCacheBytes?: number | undefined;
    lockfile: Lockfile | undefined;
  };
  hardware: {
    accelerator: "nvidia" | "none";
    /** GPUs of one replica per node; 0 without an accelerator. */
    gpus: number;
    /** Nodes of one replica; 1 except for models that do not fit on one node. */
    nodes: number;
    tensorParallel: number;
    /**
     * The layout from the settings; undefined when the model's recipe decides about expert parallelism, and nothing else is distributed.
     */
    layout?: ServerLayout | undefined;
    /** CPU cores and memory of one node that are available to the pod. */
    vcpus: number;
    memoryGiB: number;
    /** Network bandwidth of one node; undefined on clusters that do not state it. */
    networkMbps: number | undefined;
    /** Whether weights are on local NVMe disks. */
    localNvme: boolean;
  };
  replicas: { min: number; max: number };
  /** Concurrent requests of the full context that one replica can hold. */
  concurrent: number;
  /** Clients whose grant names the model. */
  clients: readonly ClientSpec[];
  /** Full references by digest, in the registry that nodes pull from. */
  images: { server: string; envoy: string };
  weights: WeightsSource;
  placement: { nodeSelector: Record<string, string>; tolerations: readonly Toleration[]; runtimeClass: string | undefined };
  network: {
    /** On AWS: the ranges from which PrivateLink traffic reaches the node port (load-balancer subnets); empty elsewhere. */
    loadBalancerRanges: readonly string[];
    /** Node port of the front door; undefined when no client connects over PrivateLink. */
    nodePort: number | undefined;
    /** Port of the VPC endpoint and of the load balancer behind it, which forwards to the node port; undefined when that is. */
    listenerPort: number | undefined;
    /** Whether pods get AWS credentials from the EKS Pod Identity agent. */
    podIdentity: boolean;
    /** Ranges of the vault's endpoint that the loader may reach on 443; empty when weights are on a volume. */
    vaultRanges: readonly string[];
    /** Every way on which the cluster's DNS answers; at least one. */
    dns: readonly DnsPeer[];
  };
  users: PodUsers;
  /** Source of the front door's certificates: its own, and the CA of the clients. */
  certificates: ({ kind: "cert-manager"; issuer: string; issuerKind: IssuerKind } | { kind: "secrets"; server: string }) & {
    /** Secret with the CA of clients' certificates and its revocation list. */
    clientCa: string;
    /** cert-manager's issuer of clients' certificates; undefined when there is none, or the settings name none. */
    clientIssuer?: { name: string; kind: IssuerKind } | undefined;
  };
}

/**
 * Users of the pods, each also its pod's group: those that are given, or the ones that the cluster assigns to each namespace, which is
 * OpenShift's way: then no pod names one, and admission writes it into the pod.
 */
export type PodUsers = { kind: "fixed"; serving: number; probes: number } | { kind: "assigned" };

/**
 * The model servers of one keep: at least one, all with the same name, images and certificates, the current version of a model before its
 * next one.
 */
export type KeepSpecs = readonly [KeepSpec, ...KeepSpec[]];

/** Whether it is the current version of its model; objects that both versions share are created for that one. */
export const isCurrent = ({ server }: Pick<KeepSpec, "server">): boolean => server.version === "current";

/** How the GPUs of a node are used in addition to tensor parallelism. */
export interface ServerLayout {
  /** Data-parallel attention ranks, each with its own cache and scheduler; 1 for none. */
  dataParallel: number;
  /** Whether whole experts are distributed over all GPUs (expert parallelism). */
  expertParallel: boolean;
  /** Tokens per step of one rank; undefined for vLLM's default. */
  batchedTokens: number | undefined;
}

export type IssuerKind = "Issuer" | "ClusterIssuer";

/** Where a client calls from: its own VPC over PrivateLink, or pods of the cluster. Settings and charts say it alike. */
export type ClientSource =
  | {
      kind: "private-link";
      /** IAM principal that may connect an interface endpoint. */
      principal: string;
      /** Networks that it calls from, in CIDR notation; empty for any. */
      ranges: string[];
    }
  | { kind: "workload"; namespace: string; serviceAccount: string };

/** One grant. */
export interface ClientSpec {
  name: string;
  from: ClientSource;
  limits: ClientLimits;
}

/** PersistentVolumeClaim with the weights: one managed elsewhere, or the keep's own, on a given volume or on one from its storage class. */
export type ClaimSource =
  | { kind: "claim"; claim: string }
  | { kind: "volume"; volume: string; accessMode: ClaimAccessMode }
  | { kind: "storage-class"; storageClass: string; accessMode: ClaimAccessMode };

export type ClaimAccessMode = "ReadOnlyMany" | "ReadWriteOnce";

/** Where the loader reads the checkpoint. */
export type WeightsSource =
  | { kind: "vault"; bucket: string; region: string }
  /** An existing claim with weights; mounted read-only, and also verified. */
  | { kind: "claim"; from: ClaimSource };

export interface Toleration {
  key: string;
  operator: "Equal" | "Exists";
  value?: string;
  effect?: "NoSchedule" | "NoExecute" | "PreferNoSchedule";
}

/** Expected files: a file that it does not list is never loaded. */
export interface Lockfile {
  schema: 1;
  /** Name in the catalog. */
  model: string;
  source: { repo: string; commit: string; license: string };
  files: readonly { path: string; size: number; sha256: string }[];
}
