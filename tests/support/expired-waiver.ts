import { readFileSync } from "node:fs";
import { variantFolder } from "./variant-folder.ts";

/** Last day of the waiver. */
export const lastDay = "2026-01-31";

const waiver = `    waivers:
      - rule: kubernetes-deployment-replicas
        resource: modelkeep-waived-serving/model-server
        reason: one replica is enough for the pilot
        owner: platform
        expires: "${lastDay}"
`;

/** A folder whose stack `waived` is the example for a laptop with a waiver that has expired. The caller removes it. */
export function expiredWaiverFolder(): string {
  return variantFolder("waived", `${readFileSync("examples/Pulumi.laptop.yaml", "utf8").trimEnd()}\n${waiver}`);
}
