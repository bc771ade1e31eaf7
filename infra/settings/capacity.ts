import { z } from "zod";
import { instanceNames } from "../../catalog/instances.ts";
import { systemNode } from "../../catalog/system-node.ts";
import { catalogName } from "./catalog-name.ts";
import { instant, zoneName } from "./formats.ts";

const reservationId = z.string().regex(/^cr-[0-9a-f]{8,17}$/, "accepted: a capacity reservation id such as cr-0123456789abcdef0");

/** Graviton families carry a `g` after the generation (m7g, c7gn) or are called a1; the system pool's image is for x86-64. */
const x86Instance = z
  .string()
  .regex(/^(?!a1\.|[a-z]+\d+g)[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "accepted: an x86-64 EC2 instance type such as m7i.large");

const purchase = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("on-demand") }),
    z.strictObject({
      kind: z.literal("reserved"),
      reservationId: reservationId.describe("an on-demand capacity reservation of this account"),
    }),
    z.strictObject({
      kind: z.literal("capacity-block"),
      reservationId: reservationId.describe("the purchased Capacity Block for ML"),
      zone: zoneName.describe("zone of the block, for example us-east-2a"),
      start: instant.describe("start of the block"),
      end: instant.describe("end of the block; EC2 begins to terminate instances 30 minutes before"),
    }),
  ])
  .prefault({ kind: "on-demand" })
  .describe("purchase option of the GPU instances");

const replicas = z
  .strictObject({
    min: z.int().min(0).default(1).describe("replicas of the model server; there is no autoscaling yet"),
    max: z.int().min(1).default(1).describe("limit of the node pool and of quotas, for manual scaling; there is no autoscaling yet"),
  })
  .prefault({})
  .describe("number of replicas of the model server");

const layout = z
  .strictObject({
    tensorParallel: z.int().min(1).max(16).describe("GPUs that share each layer"),
    dataParallel: z
      .int()
      .min(1)
      .max(16)
      .default(1)
      .describe("data-parallel attention ranks, each with its own KV cache; above 1 only for mixture-of-experts models, on one node"),
    expertParallel: z.boolean().describe("whether whole experts are distributed over all GPUs, instead of a slice of each on every GPU"),
  })
  .describe(
    "how the model is distributed over all GPUs of a node: tensorParallel x dataParallel is their number; default: tensor parallel as far as attention heads divide, expert parallelism according to the model's recipe",
  );

const system = z
  .strictObject({
    instance: x86Instance.default(systemNode.instance).describe("instance type of the system pool"),
    nodes: z.int().min(2).max(10).default(2).describe("nodes for CoreDNS and the keep's own controllers"),
  })
  .describe("the pool without GPUs (target eks)");

/** Default pool without GPUs of a keep on AWS. */
export const usualSystem = system.parse({});

/** Default size of the data volume of a GPU node, in GiB. */
export const usualVolumeGiB = 200;

/** Hardware of one model. */
const modelCapacity = {
  instance: catalogName(instanceNames, "AWS GPU instance type of one replica (target eks)").optional(),
  gpus: z
    .strictObject({
      count: z.int().min(1).max(16).describe("GPUs of one replica, on each of its nodes"),
      memoryGiB: z.number().positive().describe("memory of one GPU, in GiB"),
    })
    .optional()
    .describe("GPUs of one replica on an existing cluster (target existing)"),
  nodesPerReplica: z
    .int()
    .min(1)
    .max(8)
    .default(1)
    .describe(
      "nodes of one replica, for a model that does not fit on one; above 1 the cluster must run the LeaderWorkerSet controller (target existing)",
    ),
  layout: layout.optional(),
  replicas,
  concurrent: z.int().min(1).default(1).describe("concurrent requests of the full context that one replica must hold in its KV cache"),
  purchase,
  volumeGiB: z
    .int()
    .min(50)
    .max(16384)
    .optional()
    .describe(`encrypted data volume of a GPU node, for images and, without NVMe, weights (target eks); default ${usualVolumeGiB}`),
};

/** The hardware of one model among several. */
export const modelCapacitySchema = z.strictObject(modelCapacity).describe("the hardware that serves the model");

/** The hardware of a keep with one model. */
export const capacitySchema = z
  .strictObject({ ...modelCapacity, system: system.optional() })
  .describe("the hardware that serves the model");

/** The shared hardware of a keep with several models. */
export const sharedCapacitySchema = z.strictObject({ system: system.optional() }).prefault({}).describe("hardware shared by all models");

export type CapacitySettings = z.infer<typeof modelCapacitySchema>;
export type SystemSettings = z.infer<typeof system>;
