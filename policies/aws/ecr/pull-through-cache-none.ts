import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const ecrPullThroughCacheNone: ResourceRule = {
  name: "aws-ecr-pull-through-cache-none",
  description: "Images enter the registry through review, not through a pull-through cache.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D15", "D16"],
  frameworks: { cisEks: ["5.1.4"], nist80053r5: ["CM-14", "SI-7"] },
  database: "Only reviewed extensions are installed.",
  remediation: "Remove the rule; copy images by digest.",
  types: ["aws:ecr/pullThroughCacheRule:PullThroughCacheRule"],
  check: () => need(Truth.of(false), "imports images without review; accepted: a copy by digest"),
};
