import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksAddonPinned: ResourceRule = {
  name: "aws-eks-addon-pinned",
  description: "An add-on has a pinned version, and the program overrides conflicting configuration.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D15"],
  frameworks: { nist80053r5: ["SI-2", "CM-14"] },
  database: "RDS.13: what runs is a version that was chosen.",
  remediation: "Set addonVersion, and resolveConflictsOnUpdate to OVERWRITE.",
  types: ["aws:eks/addon:Addon"],
  check: (addon) => [
    ...need(
      addon.at("addonVersion").matches(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/),
      "is not pinned; accepted: a version such as v1.22.4-eksbuild.3",
    ),
    ...need(addon.at("resolveConflictsOnUpdate").is("OVERWRITE"), "keeps manual changes; accepted: OVERWRITE"),
    ...need(addon.at("resolveConflictsOnCreate").is("OVERWRITE"), "keeps existing configuration; accepted: OVERWRITE"),
  ],
};
