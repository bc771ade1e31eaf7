import { parseGates } from "../../diff/gates/gate.ts";
import { gateVerdicts } from "../../diff/gates/verdict.ts";
import type { KeepDiff } from "../../diff/model.ts";
import { openHost, waive, waiver } from "../evidence/report/reported.ts";
import { compared } from "./sided.ts";

/** A change of an example that has something in every part of a comparison. */
export async function showcase(): Promise<KeepDiff> {
  const { stacks } = await compared("r1-distill-32b", {
    resources: (program) => {
      openHost(program);
      waive(program, waiver);
      program.remove("vault-bucket-policy", "BucketPolicy");
      program.inputs("keys-vault", "Key")["keyUsage"] = "SIGN_VERIFY";
      const { spec } = program.inputs("modelkeep-r1-distill-32b-serving/model-server", "Deployment")["spec"].template;
      for (const container of spec.initContainers)
        if (container.name === "front-door") container.image = container.image.replace(/.{8}$/, "00000000");
    },
    settings: (keep) => {
      keep["capacity"].replicas.max = 6;
      keep["target"].network.zones = 2;
    },
  });
  const failed = {
    stack: "v4-flash",
    state: "failed" as const,
    failures: [
      {
        side: "change",
        messages: ['modelkeep:keep has 1 problem; nothing was created\n  capacity.instance: "g9.huge" is no instance type of the catalog'],
      },
    ],
  };
  const nothing = { resources: [], exposure: [], findings: { added: [], fixed: [] }, versions: [] };
  return {
    base: { name: "main", commit: "53d63f2b1c9a8e7d6f5a4b3c2d1e0f9a8b7c6d5e" },
    head: { name: "feature/more-replicas", commit: "87acd97b1c9a8e7d6f5a4b3c2d1e0f9a8b7c6d5e" },
    stacks: [...stacks, { ...nothing, ...failed }, { ...nothing, stack: "demo", state: "unchanged", failures: [] }],
  };
}

export const showcaseGates = (diff: KeepDiff) => gateVerdicts(diff, parseGates("exposure,cost:+20%,replace:protected,cost:+100000USD"));
