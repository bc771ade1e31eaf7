import { z } from "zod";
import { awsPriceNames } from "../../catalog/aws-prices.ts";
import { purchases } from "../../catalog/purchases.ts";
import { text } from "../settings/formats.ts";

const count = z.int().min(1);
const usd = z.number().min(0);
const paid = z.number().gt(0);
const name = z.string().regex(/^[A-Za-z0-9][\w.-]{0,127}$/, "accepted: 1 to 128 letters, digits and inner _, . and -");
const repository = z.string().regex(/^[\w.-]+\/[\w.-]+$/, "accepted: organisation/name, such as acme/support-32b");

const aDate = "accepted: a day such as 2026-11-20, or a month such as 2026-11";
const isDay = (date: string) => date.length === 7 || new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) === date;

/** As `catalog/sourced.ts` asks of the kit's own rows, in the words of a message. */
const sourced = {
  source: z
    .string()
    .regex(/^[\s\S]{10,}$/, "accepted: where it was read, in at least 10 characters")
    .describe("where it was read: a contract, a data sheet, a log"),
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

/** A model; its layers, heads, vocabulary, cache and longest context are read off `config`. */
export const ownModelSchema = z.strictObject({
  name: name.describe("what settings call the model"),
  repository: repository.describe("repository of its weights, on Hugging Face or a hub of one's own"),
  base: name.optional().describe("model of the catalog whose weights these are in another number format"),
  license: text.nullable().default(null).describe("licence of the weights"),
  parameters: z
    .strictObject({
      total: count.describe("all of them"),
      active: count.nullable().default(null).describe("those that one token visits; null where it is not known"),
    })
    .describe("number of parameters"),
  checkpointBytes: count.nullable().default(null).describe("size of all weight files in bytes; null: what follows from the config"),
  serveFlags: z
    .array(text)
    .nullable()
    .default(null)
    .describe("flags of the vLLM recipe, without parallel sizes, of those that recipes of the kit's catalog use"),
  verifiedGpus: z
    .array(text)
    .nullable()
    .default(null)
    .describe("GPUs of the catalog on which it was run, where its kernels do not run on every one; null: any"),
  config,
  ...sourced,
});

/** A GPU, of instances or of one's own hardware. */
export const ownGpuSchema = z.strictObject({
  name: text.describe("what the catalog calls it"),
  memoryMiB: z.int().min(1024).describe("memory as it is stated, in MiB"),
  usableGiB: paid.nullable().default(null).describe("what vLLM found on it, in GiB; null: estimated from the stated memory"),
  bandwidthGBs: paid.describe("how fast it reads its memory, in GB/s, by its data sheet"),
  denseTflops16: paid.describe("dense matrix products in 16 bits, in TFLOP/s, by its data sheet"),
  ...sourced,
});

/** An EC2 instance type. What an hour of it costs is one of the prices. */
export const ownInstanceSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]*\.[a-z0-9]+$/, "accepted: an EC2 instance type such as g6e.12xlarge")
    .describe("the EC2 instance type"),
  gpu: text.describe("its GPU, by its name in the catalog"),
  gpuCount: count.describe("how many of them"),
  vcpus: count.describe("vCPUs"),
  memoryMiB: z.int().min(1024).describe("memory of the instance, in MiB"),
  nvmeGB: count.nullable().default(null).describe("local NVMe storage, in GB; null where there is none"),
  networkMbps: z.int().min(100).describe("network rate, in Mbit/s"),
  ebsMbps: z.int().min(100).describe("rate of EBS volumes, in Mbit/s"),
  efa: z.int().min(0).default(0).describe("most Elastic Fabric Adapter interfaces"),
  networkCards: count.nullable().default(null).describe("network cards; null where it is not known"),
  ...sourced,
});

const instancePrice = z.strictObject({
  instance: text.describe("the instance type"),
  buy: z.enum(purchases).default("on-demand").describe("the way to pay that it holds for"),
  usdPerHour: paid.describe("what an hour costs, in USD"),
  ...sourced,
});

const servicePrice = z.strictObject({
  name: z.enum(awsPriceNames).describe("the price of the catalog whose place it takes"),
  usd: paid.describe("in USD, by the unit of the catalog's price"),
  ...sourced,
});

const apiPrice = z.strictObject({
  provider: text.describe("who serves it: a vendor, or a gateway of one's own"),
  model: text.describe("what the service calls it"),
  serves: z.array(text).default([]).describe("models of the catalog that this price is for; none for another vendor's model"),
  inputUsd: usd.describe("USD per million tokens in"),
  outputUsd: usd.describe("USD per million tokens out"),
  cachedInputUsd: usd
    .nullable()
    .default(null)
    .describe("USD per million tokens in that the service has cached; null where there is no such price"),
  ...sourced,
});

/** The file of a project: what it adds to the catalog, and its own prices. */
export const ownCatalogSchema = z.strictObject({
  $schema: z.string().optional().describe("JSON Schema of this file, for editors"),
  models: z.array(ownModelSchema).default([]).describe("models in addition to the kit's"),
  gpus: z.array(ownGpuSchema).default([]).describe("GPUs in addition to the kit's"),
  instances: z.array(ownInstanceSchema).default([]).describe("EC2 instance types in addition to the kit's"),
  prices: z
    .strictObject({
      instances: z.array(instancePrice).default([]).describe("what an hour of an instance type costs you, of the kit's or of this file"),
      services: z.array(servicePrice).default([]).describe("what other AWS services cost you"),
      apis: z.array(apiPrice).default([]).describe("what hosted models cost you"),
    })
    .prefault({})
    .describe("your own prices, which take the place of the kit's"),
});

export type OwnCatalogFile = z.infer<typeof ownCatalogSchema>;
