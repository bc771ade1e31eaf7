import { auditMutations } from "./audit.ts";
import { ciMutations } from "./ci.ts";
import { comparisonMutations } from "./comparison.ts";
import { computeMutations } from "./compute.ts";
import { diffMutations } from "./diff.ts";
import { doctorMutations } from "./doctor.ts";
import { exportMutations } from "./export.ts";
import { frontDoorMutations } from "./front-door.ts";
import { gateMutations } from "./gate.ts";
import { iamMutations } from "./iam.ts";
import { inferenceMutations } from "./inference.ts";
import { isolationMutations } from "./isolation.ts";
import { issuanceMutations } from "./issuance.ts";
import { keysMutations } from "./keys.ts";
import { layoutMutations } from "./layouts.ts";
import type { Mutation } from "./mutation.ts";
import { networkMutations } from "./network.ts";
import { networkPolicyMutations } from "./network-policy.ts";
import { onAwsMutations } from "./on-aws.ts";
import { ownCatalogMutations } from "./own-catalog.ts";
import { packageMutations } from "./package.ts";
import { plannerMutations } from "./planner.ts";
import { platformMutations } from "./platforms.ts";
import { policyPackMutations } from "./policy-pack.ts";
import { providerInputsMutations } from "./provider-inputs.ts";
import { reachMutations } from "./reach.ts";
import { releaseMutations } from "./release.ts";
import { renderMutations } from "./render.ts";
import { reportMutations } from "./report.ts";
import { runnerMutations } from "./runner.ts";
import { severalModelsMutations } from "./several-models.ts";
import { shapesMutations } from "./shapes.ts";
import { symbolsMutations } from "./symbols.ts";
import { tunnelMutations } from "./tunnel.ts";
import { validationMutations } from "./validation.ts";
import { vaultMutations } from "./vault.ts";
import { weightsMutations } from "./weights.ts";

/** Every table of mutations; a new one is named here, so that none is left out by accident. */
export const allMutations: Mutation[] = [
  ...networkMutations,
  ...keysMutations,
  ...vaultMutations,
  ...auditMutations,
  ...computeMutations,
  ...onAwsMutations,
  ...ownCatalogMutations,
  ...packageMutations,
  ...isolationMutations,
  ...platformMutations,
  ...doctorMutations,
  ...gateMutations,
  ...issuanceMutations,
  ...weightsMutations,
  ...inferenceMutations,
  ...severalModelsMutations,
  ...shapesMutations,
  ...frontDoorMutations,
  ...layoutMutations,
  ...plannerMutations,
  ...policyPackMutations,
  ...providerInputsMutations,
  ...renderMutations,
  ...reportMutations,
  ...releaseMutations,
  ...networkPolicyMutations,
  ...reachMutations,
  ...symbolsMutations,
  ...iamMutations,
  ...exportMutations,
  ...tunnelMutations,
  ...runnerMutations,
  ...ciMutations,
  ...comparisonMutations,
  ...diffMutations,
  ...validationMutations,
];
