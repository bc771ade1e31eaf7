import { z } from "zod";

/** Version of this schema; a release reads only its own version. */
export const diffVersion = "modelkeep-diff/1";

const severity = z.enum(["low", "medium", "high", "critical"]);

const side = z.strictObject({ name: z.string(), commit: z.string().optional() });

/** A value on both sides; absent where it is unknown or does not exist. */
const amounts = z.strictObject({ before: z.number().optional(), after: z.number().optional() });

const resource = z.strictObject({
  operation: z.enum(["create", "update", "replace", "delete"]),
  urn: z.string(),
  formerUrn: z.string().optional(),
  type: z.string(),
  name: z.string(),
  protect: z.boolean(),
  retainOnDelete: z.boolean(),
  properties: z.array(
    z.strictObject({
      path: z.string(),
      kind: z.enum(["add", "remove", "change"]),
      before: z.unknown().optional(),
      after: z.unknown().optional(),
      replaces: z.boolean(),
    }),
  ),
  because: z.array(z.string()).optional(),
});

const exposure = z.strictObject({
  kind: z.enum([
    "path",
    "port",
    "policy",
    "principal",
    "release",
    "rule",
    "waiver",
    "proof",
    "control",
    "finding",
    "image",
    "model",
    "advisory",
    "risk",
  ]),
  direction: z.enum(["wider", "narrower", "other"]),
  text: z.string(),
});

const finding = z.strictObject({
  rule: z.string(),
  severity,
  enforcement: z.enum(["mandatory", "advisory"]),
  kind: z.enum(["violation", "undecided", "waived"]),
  urn: z.string(),
  resource: z.string(),
  path: z.string(),
  message: z.string(),
  because: z.array(z.string()).readonly().optional(),
  waiver: z
    .strictObject({ rule: z.string(), resource: z.string(), reason: z.string(), owner: z.string(), expires: z.string() })
    .readonly()
    .optional(),
});

const cost = z.strictObject({
  currency: z.literal("USD"),
  basis: z.string(),
  perMonth: amounts,
  perMonthAtMost: amounts,
  gpuPerHour: amounts,
  lines: z.array(amounts.extend({ item: z.string(), howBefore: z.string().optional(), howAfter: z.string().optional() })),
  unknown: z.array(z.string()),
});

const version = z.strictObject({
  kind: z.enum(["model", "weights", "image", "version"]),
  name: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
  brings: z.array(z.string()),
  fixes: z.array(z.string()),
});

const settings = z.strictObject({
  changes: z.array(z.strictObject({ path: z.string(), before: z.unknown().optional(), after: z.unknown().optional() })),
  means: z.array(z.string()),
});

const stack = z.strictObject({
  stack: z.string(),
  settingsFile: z.string().optional(),
  state: z.enum(["changed", "unchanged", "added", "removed", "failed"]),
  failures: z.array(z.strictObject({ side: z.string(), messages: z.array(z.string()) })),
  settings: settings.optional(),
  resources: z.array(resource),
  exposure: z.array(exposure),
  findings: z.strictObject({ added: z.array(finding), fixed: z.array(finding) }),
  cost: cost.optional(),
  versions: z.array(version),
});

/** A comparison as written to `diff.json`, secrets masked. */
export const diffReportSchema = z.strictObject({
  schema: z.literal(diffVersion),
  base: side,
  head: side,
  stacks: z.array(stack),
  gates: z.array(z.strictObject({ gate: z.string(), hit: z.boolean(), why: z.array(z.string()) })),
});

export type DiffReport = z.infer<typeof diffReportSchema>;
