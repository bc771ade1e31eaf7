import type { ClientLimits } from "../catalog/client-limits.ts";
import type { ServerId, Serves } from "./names.ts";

/**
 * What the charts need to know of one model server of a keep: plain values, decided from settings and catalog before any chart is called.
 * All sizes in GiB, bandwidth in Mbit/s, times in seconds, lengths in tokens.
 */
export interface KeepSpec {
  /** The keep's name; a DNS label of at most 18 characters. */
  name: string;
  server: ServerId & {
    /** Which versions of the model its Service leads to. */
    serves: Serves;
  };
  model: {
    /** Name in the catalog. */
    name: string;
    /** Name that clients send as `model`; the same for both versions. */
    servedAs: string;
    contextTokens: number;
    kvCacheDtype: "auto" | "fp8";
    /** Size of the checkpoint; null where the catalog does not know it. */
    checkpointBytes: number | null;
    lockfile: Lockfile | undefined;
  };
  hardware: {
    accelerator: "nvidia" | "none";
    /** GPUs of one replica on one node; 0 without an accelerator. */
    gpus: number;
    /** Nodes of one replica; 1 but for models that no node holds. */
    nodes: number;
    tensorParallel: number;
    /** The layout from the settings; undefined where the model's recipe decides about experts, and nothing else is shared out. */
    layout?: ServerLayout | undefined;
    /** CPU cores and memory that one node has for the pod. */
    vcpus: number;
    memoryGiB: number;
    /** Network bandwidth of one node; undefined on clusters that do not say. */
    networkMbps: number | undefined;
    /** Whether weights lie on local NVMe disks. */
    localNvme: boolean;
  };
  replicas: { min: number; max: number };
  /** Requests of the full context that one replica holds at once. */
  concurrent: number;
  /** Clients whose grant names the model. */
  clients: readonly ClientSpec[];
  /** Full references by digest, in the registry that the nodes reach. */
  images: { server: string; envoy: string };
  weights: WeightsSource;
  placement: { nodeSelector: Record<string, string>; tolerations: readonly Toleration[]; runtimeClass: string | undefined };
  network: {
    /** On AWS: the ranges from which PrivateLink traffic reaches the node port (load-balancer subnets); empty elsewhere. */
    loadBalancerRanges: readonly string[];
    /** Node port of the front door; undefined where no client comes over PrivateLink. */
    nodePort: number | undefined;
    /** Port of the VPC endpoint and of the load balancer behind it, which forwards to the node port; undefined where that is. */
    listenerPort: number | undefined;
    /** Whether pods get AWS credentials from the EKS Pod Identity agent. */
    podIdentity: boolean;
    /** Ranges of the vault's endpoint that the loader may reach on 443; empty where weights are on a volume. */
    vaultRanges: readonly string[];
  };
  /** Where the front door's certificates come from: its own, and the authority of the clients'. */
  certificates: ({ kind: "cert-manager"; issuer: string; issuerKind: IssuerKind } | { kind: "secrets"; server: string }) & {
    /** Secret with the authority of clients' certificates and its list of revoked ones. */
    clientCa: string;
    /** cert-manager's issuer of clients' certificates; undefined where there is none, or the settings name none. */
    clientIssuer?: { name: string; kind: IssuerKind } | undefined;
  };
}

/** The model servers of one keep: at least one, all with the same name, images and certificates, the current version of a model before its next. */
export type KeepSpecs = readonly [KeepSpec, ...KeepSpec[]];

/** Whether it is the current version of its model, for which what both versions share is made. */
export const isCurrent = ({ server }: Pick<KeepSpec, "server">): boolean => server.version === "current";

/** How the GPUs of a node are used in addition to tensor parallelism. */
export interface ServerLayout {
  /** Copies of attention, each with a cache and a scheduler of its own; 1 for none. */
  dataParallel: number;
  /** Whether experts are whole and shared out over all GPUs. */
  expertParallel: boolean;
  /** Tokens of one step of one rank; undefined for vLLM's own. */
  batchedTokens: number | undefined;
}

export type IssuerKind = "Issuer" | "ClusterIssuer";

/** One grant. Exactly one of `workload` and `privateLink` is there. */
export interface ClientSpec {
  name: string;
  workload: { namespace: string; serviceAccount: string } | undefined;
  privateLink: { principal: string } | undefined;
  limits: ClientLimits;
}

/** Whose claim the weights are on: one that is managed elsewhere, or the keep's own on one volume or on one from its storage class. */
export type ClaimSource =
  | { claim: string }
  | { volume: string; accessMode: ClaimAccessMode }
  | { storageClass: string; accessMode: ClaimAccessMode };

export type ClaimAccessMode = "ReadOnlyMany" | "ReadWriteOnce";

/** Where the loader finds the checkpoint. */
export type WeightsSource =
  | { kind: "vault"; bucket: string; region: string }
  /** An existing claim with weights; mounted read-only, and verified as well. */
  | { kind: "claim"; from: ClaimSource };

export interface Toleration {
  key: string;
  operator: "Equal" | "Exists";
  value?: string;
  effect?: "NoSchedule" | "NoExecute" | "PreferNoSchedule";
}

/** What must be there, file by file: nothing that it does not name is ever loaded. */
export interface Lockfile {
  schema: 1;
  /** Name in the catalog. */
  model: string;
  source: { repo: string; commit: string; license: string };
  files: readonly { path: string; size: number; sha256: string }[];
}
