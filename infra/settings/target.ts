import { z } from "zod";
import { defaultKubernetesVersion, kubernetesVersions } from "../../catalog/eks.ts";
import { regionNames } from "../../catalog/regions.ts";
import {
  accountId,
  bucketName,
  cidr,
  dnsSubdomain,
  imageDigest,
  keyId,
  labelKey,
  labelValue,
  roleName,
  text,
  zoneName,
} from "./formats.ts";

const network = z
  .strictObject({
    cidr: cidr.describe("private IPv4 range of the VPC, /16 to /20; must not overlap the networks of the clients"),
    zones: z.int().min(2).max(3).default(2).describe("how many availability zones, 2 or 3"),
    zoneNames: z
      .array(zoneName)
      .optional()
      .describe("the zones by name, where the first ones of the region do not have the instance wanted"),
  })
  .describe("the VPC");

const runner = z
  .strictObject({
    image: imageDigest.describe("digest of the image that builds run in, pushed to the repository runner of the keep's registry"),
    stateBucket: bucketName.describe("bucket of this account and region that holds Pulumi's state and the bundle to deploy"),
    secretsKey: keyId.describe("key of the stack's secrets provider, with which the state is decrypted"),
  })
  .describe("a CodeBuild project inside the VPC that deploys the Kubernetes half, for pipelines that have no way into the VPC");

const access = z
  .strictObject({
    deployer: roleName.default("modelkeep-deployer").describe("role that runs pulumi: administers keys, vault and cluster"),
    publisher: roleName.default("modelkeep-publisher").describe("the one role that may write weights from outside the VPC endpoint"),
    operators: z
      .array(roleName)
      .default([])
      .describe("roles that may look at the cluster (AmazonEKSViewPolicy) and restart a replica, and change nothing else"),
    breakGlass: roleName.optional().describe("role with full cluster rights for emergencies; every use raises an alarm"),
    tunnel: z
      .boolean()
      .default(false)
      .describe("a small host reached by SSM Session Manager alone, to forward a port to the private cluster endpoint"),
    runner: runner.optional(),
  })
  .prefault({})
  .describe("IAM roles of this account that may touch the keep");

const vault = z
  .strictObject({
    objectLock: z
      .strictObject({
        mode: z
          .enum(["GOVERNANCE", "COMPLIANCE"])
          .default("GOVERNANCE")
          .describe("COMPLIANCE binds even the account's root user until the days are over"),
        days: z.int().min(1).max(3650).default(30).describe("days for which a published weights file cannot be deleted or changed"),
      })
      .prefault({})
      .describe("write-once protection of the weights"),
    replicaRegion: z.enum(regionNames()).optional().describe("second region that holds a copy of the weights"),
  })
  .prefault({})
  .describe("the weights bucket");

const alerts = z
  .strictObject({
    emails: z.array(z.email("accepted: an e-mail address")).default([]).describe("who is told of alarms; each address confirms once"),
    monthlyBudgetUsd: z.number().positive().optional().describe("budget of the keep in USD per month; told at 80% and 100%"),
  })
  .prefault({})
  .describe("alarms and budget");

const accountWide = z
  .strictObject({
    blockPublicAccess: z
      .boolean()
      .default(false)
      .describe(
        "turn on VPC Block Public Access (bidirectional) for EVERY VPC of this account and region; only for an account that hosts nothing public",
      ),
    guardDuty: z
      .enum(["create", "managed"])
      .default("create")
      .describe(
        "create: this keep owns the region's GuardDuty detector; managed: the organisation already runs one with EKS audit, runtime and S3 protection",
      ),
  })
  .prefault({})
  .describe("settings that reach beyond this keep, to the whole account in this region");

/** A keep in an AWS account: everything from the VPC up. */
export const eksTarget = z.strictObject({
  kind: z.literal("eks"),
  accountId: accountId.describe("the AWS account; the program refuses to run in any other"),
  region: z.enum(regionNames()).describe("the AWS region"),
  network,
  kubernetesVersion: z.enum(kubernetesVersions()).default(defaultKubernetesVersion).describe("Kubernetes minor version of EKS"),
  access,
  vault,
  alerts,
  accountWide,
});

const toleration = z
  .strictObject({
    key: labelKey.describe("key of the taint"),
    operator: z.enum(["Equal", "Exists"]).default("Exists").describe("Exists: whatever the taint's value is"),
    value: labelValue.optional().describe("value of the taint, for Equal"),
    effect: z.enum(["NoSchedule", "NoExecute", "PreferNoSchedule"]).optional().describe("effect of the taint; left out: each"),
  })
  .describe("a taint that the model's pods tolerate");

const node = z
  .strictObject({
    vcpus: z
      .int()
      .min(2)
      .describe(
        "allocatable CPU cores of one node (`kubectl get nodes`, status.allocatable); what DaemonSets and CoreDNS ask for is taken off",
      ),
    memoryGiB: z.int().min(4).describe("allocatable memory of one node, in whole GiB; what DaemonSets and CoreDNS ask for is taken off"),
  })
  .describe("one node for the model, beside its GPUs");

const accessMode = z
  .enum(["ReadOnlyMany", "ReadWriteOnce"])
  .default("ReadOnlyMany")
  .describe("access mode of the claim, which the volume must have; ReadWriteOnce serves one node");

/** Exactly one of a volume, a storage class and a claim. */
const weights = z
  .union([
    z.strictObject({
      volume: dnsSubdomain.describe(
        "PersistentVolume that holds the published weights; the keep binds a claim to it, and leaves it where it is",
      ),
      accessMode,
    }),
    z.strictObject({
      storageClass: dnsSubdomain.describe(
        "StorageClass whose volumes come filled, such as that of a CSI driver which mounts a share or a bucket; the keep makes the claim",
      ),
      accessMode,
    }),
    z.strictObject({
      claim: dnsSubdomain.describe(
        "PersistentVolumeClaim in the serving namespace that somebody else has made and filled; the keep mounts it",
      ),
    }),
  ])
  .describe("where the weights lie; mounted read-only, and verified against the lockfile");

/** Which nodes run a model. */
const placement = {
  nodeSelector: z.record(labelKey, labelValue).describe("labels of the nodes that may run the model"),
  tolerations: z.array(toleration).describe("taints that the model's pods tolerate"),
  runtimeClass: dnsSubdomain.describe("RuntimeClass of GPU pods, where the cluster has one"),
};

/** A keep on a conformant cluster that already exists. */
export const existingTarget = z.strictObject({
  kind: z.literal("existing"),
  context: text.optional().describe("kubeconfig context; left out: the current one"),
  accelerator: z.enum(["nvidia", "none"]).default("nvidia").describe("none: vLLM on CPUs, for a small model on a laptop cluster"),
  node,
  weights,
  nodeSelector: placement.nodeSelector.default({}),
  tolerations: placement.tolerations.default([]),
  runtimeClass: placement.runtimeClass.optional(),
});

/** What a model of a cluster that exists may have of its own; what it leaves out is the target's. */
export const ownPlacement = {
  node: node.optional(),
  weights: weights.optional(),
  nodeSelector: placement.nodeSelector.optional(),
  tolerations: placement.tolerations.optional(),
  runtimeClass: placement.runtimeClass.optional(),
};

export type OwnPlacementField = keyof typeof ownPlacement;

export const ownPlacementFields = Object.keys(ownPlacement) as readonly OwnPlacementField[];

/** Where the keep stands. */
export const targetSchema = z.discriminatedUnion("kind", [eksTarget, existingTarget]).describe("where the keep stands");

export type Runner = z.infer<typeof runner>;
export type EksTarget = z.infer<typeof eksTarget>;
export type ExistingTarget = z.infer<typeof existingTarget>;
