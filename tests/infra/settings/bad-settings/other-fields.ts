import { waiver } from "../good-settings.ts";
import { onEks, type Row } from "./row.ts";

/** Mistakes in one field: other-fields. */
export const badOtherFields: readonly Row[] = [
  onEks("audit logs for a month", "audit.retentionDays", 30, /is not possible; accepted: 365, 400, 545/),
  onEks("the retention in quotes", "audit.retentionDays", "400", /write it without quotes, 400/),
  onEks(
    "an image by tag",
    "images.vllm",
    "docker.io/vllm/vllm-openai:v0.33.0",
    /registry\/name@sha256:<64 hex digits>; a tag can be moved/,
  ),
  onEks("an image by a short digest", "images.vllm", "docker.io/vllm/vllm-openai@sha256:abc", /64 hex digits/),
  onEks("a typo in an image's name", "images.vlm", `x/y@sha256:${"0".repeat(64)}`, /did you mean "vllm"\?/),
  onEks(
    "a waiver that expires never",
    "waivers",
    [{ ...waiver, expires: undefined }],
    /is missing: last day.*calendar date/,
    "waivers[0].expires",
  ),
  onEks(
    "a waiver to a day that is none",
    "waivers",
    [{ ...waiver, expires: "2099-02-30" }],
    /calendar date, for example/,
    "waivers[0].expires",
  ),
  onEks(
    "a waiver without a reason",
    "waivers",
    [{ ...waiver, reason: "          no" }],
    /a sentence of at least 10 characters/,
    "waivers[0].reason",
  ),
  onEks("a waiver that nobody signed", "waivers", [{ ...waiver, owner: " " }], /not blank/, "waivers[0].owner"),
  onEks("a node release without its commit", "maintenance.nodeRelease", "1.62.1", /such as 1\.62\.1-a3f4b5c6/),
  onEks("no node that may be replaced", "maintenance.maxUnavailable", 0, /1 or more/),
  onEks(
    "an add-on's newest version",
    "maintenance.addons",
    { coredns: "latest" },
    /such as v1\.\d+\.\d+-eksbuild\.\d+/,
    "maintenance.addons.coredns",
  ),
  onEks(
    "a typo in an add-on's name",
    "maintenance.addons",
    { "vpc-cnt": "v1.22.4-eksbuild.3" },
    /did you mean "vpc-cni"\?/,
    "maintenance.addons.vpc-cnt",
  ),
  onEks("a tag of AWS's own", "tags", { "AWS:owner": "a" }, /is not a valid name; .*not beginning with aws:/, 'tags["AWS:owner"]'),
  onEks("a tag's value without quotes", "tags", { costCenter: 4711 }, /write it in quotes, "4711"/, "tags.costCenter"),
  onEks("a tag's value too long", "tags", { note: "a".repeat(257) }, /at most 256/, "tags.note"),
  onEks("more tags than AWS takes", "tags", Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`t${i}`, "a"])), /at most 40 tags/),
];
