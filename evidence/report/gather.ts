import { controls } from "../../catalog/controls.ts";
import type { Preview } from "../../engine/preview.ts";
import { judge } from "../../policies/judge/judge.ts";
import { type PackConfig, ruleSettings } from "../../policies/judge/pack-config.ts";
import { rules as pack } from "../../policies/rules.ts";
import type { Inventory } from "../input/inventory.ts";
import { graphOf } from "../proofs/graph.ts";
import { type IdentitySettings, proveIdentity } from "../proofs/identity.ts";
import { proofs } from "../proofs/prove.ts";
import type { Evidence } from "./evidence.ts";
import { flowsOf } from "./flows/flows.ts";
import { reportedProof } from "./proof-controls.ts";

/** What evidence is gathered about. */
export interface Examined {
  project: string;
  stack: string;
  /** Resources with their outputs named, of a preview or of a state: so rules decide what a plain preview leaves unknown. */
  inventory: Inventory;
  outputs: Preview["outputs"];
  /** Whose the stack is, who writes its weights and who its clients are, by the settings. */
  identity: IdentitySettings;
  /** Day by which waivers are judged, `YYYY-MM-DD`. */
  today: string;
  dated?: boolean;
  /** Levels and settings of rules, as for the policy pack. */
  config?: PackConfig;
}

/**
 * Runs every rule and every proof over a stack.
 * @throws PackConfigError as the policy pack does, Error where the solver gives up
 */
export async function gather({
  project,
  stack,
  inventory,
  outputs,
  identity,
  today,
  dated = false,
  config = {},
}: Examined): Promise<Evidence> {
  const { resources } = inventory;
  const settings = ruleSettings(pack, config);
  const rules = pack.flatMap((rule) => {
    const own = settings.get(rule.name);
    return !own || own.disabled ? [] : [{ ...rule, severity: own.severity, enforcement: own.enforcement }];
  });
  const graph = graphOf(inventory, identity.clients, identity.clientIssuer);
  const results = [...proofs.map((proof) => proof(graph)), ...(await proveIdentity(inventory, identity))];
  return {
    preview: { project, stack, resources: [...resources], outputs },
    rules,
    findings: judge(resources, { rules: pack, today, config }),
    account: identity.account ?? null,
    proofs: results.map(reportedProof),
    flows: flowsOf(graph, outputs),
    controls,
    today,
    dated,
  };
}
