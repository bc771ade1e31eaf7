import { controls } from "../../catalog/controls.ts";
import type { Preview } from "../../engine/preview.ts";
import { judge } from "../../policies/judge/judge.ts";
import { type PackConfig, ruleSettings } from "../../policies/judge/pack-config.ts";
import { listOf } from "../../policies/rule/configured.ts";
import { rules as pack } from "../../policies/rules.ts";
import { stackKnownTypes } from "../../policies/stack/known-types.ts";
import { ownTypes } from "../../policies/types/own-types.ts";
import type { Inventory } from "../input/inventory.ts";
import type { OwnEntries } from "../input/own-entries.ts";
import { graphOf } from "../proofs/graph.ts";
import { type IdentitySettings, proveIdentity } from "../proofs/identity.ts";
import { proofs } from "../proofs/prove.ts";
import { compare } from "../release/compare.ts";
import { releaseFindings } from "../release/findings.ts";
import { kitState, type ProgramState } from "../release/program.ts";
import { recordedTrial } from "../release/recorded-trial.ts";
import type { Rendering } from "../release/rendering.ts";
import type { Evidence, RecordedTrial, SettingsOrigin } from "./evidence.ts";
import { flowsOf } from "./flows/flows.ts";
import { reportedProof } from "./reported-proof.ts";
import { typesOf } from "./sections/resource-types.ts";

/** Input of evidence gathering. */
export interface Examined {
  project: string;
  stack: string;
  /** Resources with symbolic or real outputs, from a preview or a state, so that rules can decide what a plain preview leaves unknown. */
  inventory: Inventory;
  outputs: Preview["outputs"];
  /** Account, weight writers and clients of the stack, from the settings. */
  identity: IdentitySettings;
  /** What the release renders from the settings, to compare `inventory` with; left out where it is not compared. */
  rendering?: Rendering;
  /** The kit that produces the report. @default the running one */
  kit?: ProgramState;
  /** The previewed program, if it is not the kit's. */
  program?: ProgramState;
  settings?: SettingsOrigin;
  /** What the stack uses of the project's own catalog; left out where the project has none. */
  own?: OwnEntries;
  /** The recorded run on a real node. @default that of the kit */
  trial?: RecordedTrial | null;
  /** Day of the report, by which waivers are judged, `YYYY-MM-DD`. */
  today: string;
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
  rendering,
  kit,
  program,
  settings: origin,
  own: ownUsed,
  trial,
  today,
  config = {},
}: Examined): Promise<Evidence> {
  const { resources } = inventory;
  const settings = ruleSettings(pack, config);
  const rules = pack.flatMap((rule) => {
    const own = settings.get(rule.name);
    return !own || own.disabled ? [] : [{ ...rule, severity: own.severity, enforcement: own.enforcement }];
  });
  const answered = ownTypes(listOf(settings.get(stackKnownTypes.name)?.config ?? {}, "types"));
  const own = answered.map(({ type }) => type);
  const graph = graphOf(inventory, identity.clients, { ownTypes: own, clientIssuer: identity.clientIssuer });
  const results = [...proofs.map((proof) => proof(graph)), ...(await proveIdentity(inventory, { ...identity, ownTypes: own }))];
  const differences = rendering?.kind === "rendered" ? compare(rendering, inventory) : [];
  return {
    preview: { project, stack, resources: [...resources], outputs },
    rules,
    findings: [
      ...judge(inventory.subjects, { rules: pack, today, config, outputOf: (text) => inventory.referred(text)?.urn }),
      ...(rendering ? releaseFindings(rendering, differences, resources, today) : []),
    ],
    rendering: rendering?.kind ?? "not compared",
    rendered: rendering?.kind === "rendered" ? rendering.objects.length : 0,
    differences,
    account: identity.account ?? null,
    clientIssuer: identity.clientIssuer,
    proofs: results.map(reportedProof),
    flows: flowsOf(graph, outputs),
    controls,
    types: typesOf(resources, answered),
    today,
    kit: kit ?? kitState(),
    program: program ?? null,
    settings: origin ?? null,
    ...(ownUsed ? { own: ownUsed } : {}),
    trial: trial === undefined ? recordedTrial() : trial,
  };
}
