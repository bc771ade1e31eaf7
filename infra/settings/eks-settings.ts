import { z } from "zod";
import { addOnNames } from "../../catalog/eks-add-ons.ts";

/**
 * Retention periods that CloudWatch Logs supports, from one year (CKV_AWS_338). Source: PutRetentionPolicy in the CloudWatch Logs API
 * reference.
 */
export const retentionDays = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] as const;

const audit = z
  .strictObject({
    retentionDays: z.literal(retentionDays).default(400).describe("retention of audit and control-plane logs, in days"),
  })
  .describe("the audit trail (target eks)");

const maintenance = z
  .strictObject({
    nodeRelease: z
      .string()
      .regex(/^\d+\.\d+\.\d+-[0-9a-f]{8}$/, "accepted: a Bottlerocket release such as 1.62.1-a3f4b5c6")
      .optional()
      .describe(
        "Bottlerocket AMI release of all nodes; changing it replaces them one by one; default: the newest in EKS when the pool is created",
      ),
    maxUnavailable: z.int().min(1).default(1).describe("nodes that may be replaced at the same time"),
    addons: z
      .partialRecord(
        z.enum(addOnNames()),
        z.string().regex(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, "accepted: an add-on version such as v1.21.1-eksbuild.1"),
      )
      .default({})
      .describe("EKS add-on versions that differ from the catalog's"),
  })
  .describe("pinned versions, and how nodes are replaced (target eks)");

/**
 * AWS allows 50 tags per resource; the keep adds its own. Source: "Tag naming limits and requirements", Tagging AWS Resources user guide.
 */
const mostTags = 40;

const tags = z
  .record(
    z
      .string()
      .regex(
        /^(?![Aa][Ww][Ss]:)[\w .:/=+@-]{1,128}$/,
        "accepted: 1 to 128 letters, digits, blanks and any of _.:/=+-@, not beginning with aws:",
      ),
    z.string().regex(/^[\w .:/=+@-]{0,256}$/, "accepted: at most 256 letters, digits, blanks and any of _.:/=+-@"),
  )
  .refine((all) => Object.keys(all).length <= mostTags, `accepted: at most ${mostTags} tags`)
  .meta({ maxProperties: mostTags })
  .describe("AWS tags of every resource (target eks)");

/** Settings that have an effect only on AWS: optional, because an existing cluster refuses them. */
export const eksSettings = { audit: audit.optional(), maintenance: maintenance.optional(), tags: tags.optional() };

type EksSettingName = keyof typeof eksSettings;

export const eksSettingNames = Object.keys(eksSettings) as readonly EksSettingName[];

/** {@link eksSettings} as a keep on AWS has them: with their defaults. */
export interface EksSettings {
  audit: z.infer<typeof audit>;
  maintenance: z.infer<typeof maintenance>;
  tags: z.infer<typeof tags>;
}

/** The settings for AWS, with the defaults of those that are left out. */
export const withEksDefaults = (given: { [Name in EksSettingName]?: EksSettings[Name] | undefined }): EksSettings => ({
  audit: given.audit ?? audit.parse({}),
  maintenance: given.maintenance ?? maintenance.parse({}),
  tags: given.tags ?? {},
});
