import { PolicyPack } from "@pulumi/policy";
import { crossguardPolicies } from "./crossguard/policies.ts";
import { rules } from "./rules.ts";

new PolicyPack("modelkeep", {
  displayName: "modelkeep",
  description: "A model is hosted as a core database is: private, locked down, granted, audited, recoverable.",
  enforcementLevel: "mandatory",
  policies: crossguardPolicies(rules, { today: new Date().toISOString().slice(0, 10) }),
});
