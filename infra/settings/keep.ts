import { z } from "zod";
import { addOnNames } from "../../catalog/eks-add-ons.ts";
import { imageNames } from "../../catalog/images.ts";
import { capacitySchema } from "./capacity.ts";
import { certificatesSchema } from "./certificates.ts";
import { clientSchema } from "./clients.ts";
import { date, dnsLabel, imageReference, sentence, text } from "./formats.ts";
import { modelSchema } from "./model.ts";
import { targetSchema } from "./target.ts";

/** Retention periods that CloudWatch Logs knows, from a year up (CKV_AWS_338). Source: PutRetentionPolicy in the CloudWatch Logs API reference. */
export const retentionDays = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] as const;

const waiver = z.strictObject({
  rule: text.describe("id of the policy rule"),
  resource: text.describe("name of the one resource it holds for"),
  reason: sentence.describe("why the exception is right"),
  owner: text.describe("who signed it"),
  expires: date.describe("last day on which it holds"),
});

const maintenance = z
  .strictObject({
    nodeRelease: z
      .string()
      .regex(/^\d+\.\d+\.\d+-[0-9a-f]{8}$/, "accepted is a Bottlerocket release such as 1.62.1-a3f4b5c6")
      .optional()
      .describe(
        "Bottlerocket AMI release of all nodes; changing it replaces them one by one; left out: EKS takes its newest when the pool is created",
      ),
    maxUnavailable: z.int().min(1).default(1).describe("nodes that may be replaced at the same time"),
    addons: z
      .partialRecord(
        z.enum(addOnNames()),
        z.string().regex(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, "accepted is an add-on version such as v1.21.1-eksbuild.1"),
      )
      .default({})
      .describe("EKS add-on versions that differ from the catalog's"),
  })
  .prefault({})
  .describe("what is pinned, and how it is replaced");

/** AWS takes 50 tags on a resource; the keep adds its own. Source: "Tag naming limits and requirements", Tagging AWS Resources user guide. */
const mostTags = 40;

const tags = z
  .record(
    z
      .string()
      .regex(
        /^(?![Aa][Ww][Ss]:)[\w .:/=+@-]{1,128}$/,
        "accepted are 1 to 128 letters, digits, blanks and any of _.:/=+-@, not beginning with aws:",
      ),
    z.string().regex(/^[\w .:/=+@-]{0,256}$/, "accepted are at most 256 letters, digits, blanks and any of _.:/=+-@"),
  )
  .refine((all) => Object.keys(all).length <= mostTags, `accepted are at most ${mostTags} tags`)
  .meta({ maxProperties: mostTags })
  .default({})
  .describe("AWS tags of every resource");

/** Name of a keep; with it the longest bucket name is exactly as long as S3 takes. */
export const keepName = dnsLabel(18);

/** The object under `modelkeep:keep`: all that a user decides. Private is the only code path: nothing here opens the keep. */
export const keepSchema = z.strictObject({
  name: keepName.optional().describe("short name of the keep, part of every resource name; left out: the stack's name"),
  model: modelSchema,
  target: targetSchema,
  capacity: capacitySchema,
  clients: z.array(clientSchema).default([]).describe("who may call the model; read it as pg_hba.conf: nobody else gets in"),
  audit: z
    .strictObject({
      retentionDays: z.literal(retentionDays).default(400).describe("how long audit and control-plane logs are kept, in days"),
    })
    .prefault({})
    .describe("the audit trail"),
  certificates: certificatesSchema,
  images: z
    .partialRecord(z.enum(imageNames()), imageReference)
    .default({})
    .describe("images by digest, where the catalog knows none or you want another"),
  waivers: z.array(waiver).default([]).describe("signed, dated exceptions to policy rules"),
  maintenance,
  tags,
});

/** Settings as somebody writes them, with defaults left out. */
export type KeepInput = z.input<typeof keepSchema>;

/** Settings after parsing, with every default filled in. */
export type KeepSettings = z.infer<typeof keepSchema>;

/** The settings with the keep's name decided too, which they may leave to the stack. */
export type Keep = KeepSettings & { name: string };
