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
import { platformSettings } from "./platform.ts";
import { weights } from "./weights.ts";

const network = z
  .strictObject({
    cidr: cidr.describe("private IPv4 range of the VPC, /16 to /20; must not overlap the networks of the clients"),
    zones: z.int().min(2).max(3).default(2).describe("number of availability zones, 2 or 3"),
    zoneNames: z.array(zoneName).optional().describe("the zones by name, if the first ones of the region do not offer the instance type"),
  })
  .describe("the VPC");

const runner = z
  .strictObject({
    image: imageDigest.describe("digest of the image that builds run in, pushed to the repository runner of the keep's registry"),
    stateBucket: bucketName.describe("bucket of this account and region with Pulumi's state and the bundle to deploy"),
    secretsKey: keyId.describe("key of the stack's secrets provider, with which the state is decrypted"),
  })
  .describe("a CodeBuild project inside the VPC that deploys the Kubernetes half, for pipelines without access to the VPC");

const access = z
  .strictObject({
    deployer: roleName.default("modelkeep-deployer").describe("role that runs pulumi: administers keys, vault and cluster"),
    publisher: roleName.default("modelkeep-publisher").describe("the only role that may write weights from outside the VPC endpoint"),
    operators: z
      .array(roleName)
      .default([])
      .describe("roles with read access to the cluster (AmazonEKSViewPolicy) that may also restart a replica"),
    breakGlass: roleName.optional().describe("role with full cluster access for emergencies; every use raises an alarm"),
    tunnel: z
      .boolean()
      .default(false)
      .describe("a small host reached only through SSM Session Manager, to forward a port to the private cluster endpoint"),
    runner: runner.optional(),
  })
  .prefault({})
  .describe("IAM roles of this account with access to the keep");

const vault = z
  .strictObject({
    objectLock: z
      .strictObject({
        mode: z
          .enum(["GOVERNANCE", "COMPLIANCE"])
          .default("GOVERNANCE")
          .describe("COMPLIANCE applies even to the account's root user until the days are over"),
        days: z.int().min(1).max(3650).default(30).describe("days for which a published weights file cannot be deleted or changed"),
      })
      .prefault({})
      .describe("Object Lock of the weights"),
    replicaRegion: z.enum(regionNames()).optional().describe("second region with a replica of the weights"),
  })
  .prefault({})
  .describe("the weights bucket");

const alerts = z
  .strictObject({
    emails: z.array(z.email("accepted: an e-mail address")).default([]).describe("subscribers of alarms; each address confirms once"),
    monthlyBudgetUsd: z.number().positive().optional().describe("budget of the keep in USD per month; notifications at 80% and 100%"),
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
        "create: this keep owns the region's GuardDuty detector; managed: the organization already runs one with EKS audit, runtime and S3 protection",
      ),
  })
  .prefault({})
  .describe("settings that affect the whole account in this region, beyond this keep");

/** A keep in an AWS account: everything from the VPC up. */
export const eksTarget = z.strictObject({
  kind: z.literal("eks"),
  accountId: accountId.describe("the AWS account; the program does not run in any other"),
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
    operator: z
      .enum(["Equal", "Exists"])
      .optional()
      .describe("Exists: any value of the taint; default: Equal if a value is given, otherwise Exists"),
    value: labelValue.optional().describe("value of the taint, for Equal"),
    effect: z.enum(["NoSchedule", "NoExecute", "PreferNoSchedule"]).optional().describe("effect of the taint; default: all effects"),
  })
  .describe("a taint that the model's pods tolerate");

const node = z
  .strictObject({
    vcpus: z
      .int()
      .min(2)
      .describe(
        "allocatable CPU cores of one node (`kubectl get nodes`, status.allocatable); requests of DaemonSets and CoreDNS are subtracted",
      ),
    memoryGiB: z.int().min(4).describe("allocatable memory of one node, in whole GiB; requests of DaemonSets and CoreDNS are subtracted"),
  })
  .describe("one node for the model, apart from its GPUs");

/** Which nodes run a model. */
const placement = {
  nodeSelector: z.record(labelKey, labelValue).describe("labels of the nodes that may run the model"),
  tolerations: z.array(toleration).describe("taints that the model's pods tolerate"),
  runtimeClass: dnsSubdomain.describe("RuntimeClass of GPU pods, if the cluster has one"),
};

/** A keep on a conformant cluster that already exists. */
export const existingTarget = z.strictObject({
  kind: z.literal("existing"),
  context: text.optional().describe("kubeconfig context; default: the current one"),
  ...platformSettings,
  accelerator: z.enum(["nvidia", "none"]).default("nvidia").describe("none: vLLM on CPUs, for a small model on a laptop cluster"),
  node,
  weights,
  nodeSelector: placement.nodeSelector.default({}),
  tolerations: placement.tolerations.default([]),
  runtimeClass: placement.runtimeClass.optional(),
});

/** Fields that a model on an existing cluster may override; the defaults are the target's. */
export const ownPlacement = {
  node: node.optional(),
  weights: weights.optional(),
  nodeSelector: placement.nodeSelector.optional(),
  tolerations: placement.tolerations.optional(),
  runtimeClass: placement.runtimeClass.optional(),
};

export type OwnPlacementField = keyof typeof ownPlacement;

export const ownPlacementFields = Object.keys(ownPlacement) as readonly OwnPlacementField[];

/** Target of the keep. */
export const targetSchema = z.discriminatedUnion("kind", [eksTarget, existingTarget]).describe("target of the keep");

export type Runner = z.infer<typeof runner>;
export type EksTarget = z.infer<typeof eksTarget>;
export type ExistingTarget = z.infer<typeof existingTarget>;
