import { z } from "zod";
import { awsPriceNames } from "../../catalog/aws-prices.ts";
import { purchases } from "../../catalog/purchases.ts";
import { text } from "../settings/formats.ts";

const count = z.int().min(1);
const usd = z.number().min(0);
const paid = z.number().gt(0);
const name = z.string().regex(/^[A-Za-z0-9][\w.-]{0,127}$/, "accepted: 1 to 128 letters, digits and inner _, . and -");
const repository = z.string().regex(/^[\w.-]+\/[\w.-]+$/, "accepted: organization/name, such as acme/support-32b");

const aDate = "accepted: a day such as 2026-11-20, or a month such as 2026-11";
const isDay = (date: string) => date.length === 7 || new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) === date;

/** As `catalog/sourced.ts` requires for the kit's own rows, with messages. */
const sourced = {
  source: z
    .string()
    .regex(/^[\s\S]{10,}$/, "accepted: the source, in at least 10 characters")
    .describe("the source: a contract, a data sheet, a log"),
  date: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/, aDate)
    .refine((date) => !/^\d{4}-\d{2}(-\d{2})?$/.test(date) || Number.isNaN(Date.parse(date)) || isDay(date), aDate)
    .describe("day, or month, on which it was true or was read"),
};

const config = z
  .union([repository, z.looseObject({})])
  .describe(
    "its config.json as published with the weights, or a repository of the kit's catalog whose shape it has, such as Qwen/Qwen3-32B",
  );

/** A model; its layers, heads, vocabulary, cache and longest context are read from `config`. */
export const ownModelSchema = z.strictObject({
  name: name.describe("name of the model in settings"),
  repository: repository.describe("repository of its weights, on Hugging Face or your own hub"),
  base: name.optional().describe("model of the catalog whose weights these are in another number format"),
  license: text.nullable().default(null).describe("license of the weights"),
  parameters: z
    .strictObject({
      total: count.describe("total"),
      active: count.nullable().default(null).describe("active parameters per token; null if not known"),
    })
    .describe("number of parameters"),
  checkpointBytes: count.nullable().default(null).describe("size of all weight files in bytes; null: derived from the config"),
  serveFlags: z
    .array(text)
    .nullable()
    .default(null)
    .describe("flags of the vLLM recipe, without parallel sizes, of those that recipes of the kit's catalog use"),
  verifiedGpus: z
    .array(text)
    .nullable()
    .default(null)
    .describe("catalog GPUs on which it was verified, if its kernels do not run on every one; null: any"),
  config,
  ...sourced,
});

/** A GPU, of instances or of your own hardware. */
export const ownGpuSchema = z.strictObject({
  name: text.describe("name in the catalog"),
  memoryMiB: z.int().min(1024).describe("nominal memory, in MiB"),
  usableGiB: paid.nullable().default(null).describe("memory that vLLM can use, in GiB; null: estimated from the nominal memory"),
  bandwidthGBs: paid.describe("memory bandwidth in GB/s, from its data sheet"),
  denseTflops16: paid.describe("dense 16-bit matrix throughput in TFLOP/s, from its data sheet"),
  ...sourced,
});

/** An EC2 instance type. Its hourly price is one of the prices. */
export const ownInstanceSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]*\.[a-z0-9]+$/, "accepted: an EC2 instance type such as g6e.12xlarge")
    .describe("the EC2 instance type"),
  gpu: text.describe("name of its GPU in the catalog"),
  gpuCount: count.describe("number of GPUs"),
  vcpus: count.describe("vCPUs"),
  memoryMiB: z.int().min(1024).describe("memory of the instance, in MiB"),
  nvmeGB: count.nullable().default(null).describe("local NVMe storage, in GB; null if there is none"),
  networkMbps: z.int().min(100).describe("network bandwidth, in Mbit/s"),
  ebsMbps: z.int().min(100).describe("EBS bandwidth, in Mbit/s"),
  efa: z.int().min(0).default(0).describe("maximum number of Elastic Fabric Adapter interfaces"),
  networkCards: count.nullable().default(null).describe("network cards; null if not known"),
  ...sourced,
});

const instancePrice = z.strictObject({
  instance: text.describe("the instance type"),
  buy: z.enum(purchases).default("on-demand").describe("the purchase option that it applies to"),
  usdPerHour: paid.describe("hourly price, in USD"),
  ...sourced,
});

const servicePrice = z.strictObject({
  name: z.enum(awsPriceNames).describe("the catalog price that it overrides"),
  usd: paid.describe("in USD, in the unit of the catalog's price"),
  ...sourced,
});

const apiPrice = z.strictObject({
  provider: text.describe("provider: a vendor, or your own gateway"),
  model: text.describe("name of the model at the service"),
  serves: z.array(text).default([]).describe("catalog models that this price is for; none for another vendor's model"),
  inputUsd: usd.describe("USD per million input tokens"),
  outputUsd: usd.describe("USD per million output tokens"),
  cachedInputUsd: usd.nullable().default(null).describe("USD per million cached input tokens; null if there is no such price"),
  ...sourced,
});

/** The file of a project: its additions to the catalog, and its own prices. */
export const ownCatalogSchema = z.strictObject({
  $schema: z.string().optional().describe("JSON Schema of this file, for editors"),
  models: z.array(ownModelSchema).default([]).describe("models in addition to the kit's"),
  gpus: z.array(ownGpuSchema).default([]).describe("GPUs in addition to the kit's"),
  instances: z.array(ownInstanceSchema).default([]).describe("EC2 instance types in addition to the kit's"),
  prices: z
    .strictObject({
      instances: z.array(instancePrice).default([]).describe("your hourly prices of instance types, of the kit or of this file"),
      services: z.array(servicePrice).default([]).describe("your prices of other AWS services"),
      apis: z.array(apiPrice).default([]).describe("your prices of hosted models"),
    })
    .prefault({})
    .describe("your own prices, which override the kit's"),
});

export type OwnCatalogFile = z.infer<typeof ownCatalogSchema>;
