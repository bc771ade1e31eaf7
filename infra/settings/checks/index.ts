import { accessCheck } from "./access.ts";
import { accountCheck } from "./account.ts";
import { capacityCheck } from "./capacity.ts";
import { capacityBlockCheck, capacityBlockOverCheck } from "./capacity-block.ts";
import { certificatesCheck } from "./certificates.ts";
import { type Check, ofEachModel } from "./check.ts";
import { clientNetworksCheck } from "./client-networks.ts";
import { clientCheck, connectionsCheck } from "./clients.ts";
import { contextCheck } from "./context.ts";
import { cpuMemoryCheck } from "./cpu-memory.ts";
import { eksOnlyCheck } from "./eks-only.ts";
import { fitCheck } from "./fit.ts";
import { imageCheck, unusedImageCheck } from "./images.ts";
import { layoutCheck } from "./layout.ts";
import { modelsCheck } from "./models.ts";
import { nameCheck } from "./name.ts";
import { networkCheck, zoneCheck } from "./network.ts";
import { nodesCheck, singleNodeWeightsCheck } from "./nodes.ts";
import { tolerationsCheck } from "./tolerations.ts";
import { expiredWaiverCheck, repeatedWaiverCheck } from "./waivers.ts";

/** Cross-field checks, and checks against the catalog. */
export const checks: readonly Check[] = [
  nameCheck,
  modelsCheck,
  ofEachModel(contextCheck),
  networkCheck,
  zoneCheck,
  accessCheck,
  accountCheck,
  ofEachModel(capacityCheck),
  eksOnlyCheck,
  ofEachModel(capacityBlockCheck),
  ofEachModel(nodesCheck),
  singleNodeWeightsCheck,
  ofEachModel(tolerationsCheck),
  ofEachModel(layoutCheck),
  ofEachModel(fitCheck),
  ofEachModel(cpuMemoryCheck),
  clientCheck,
  ofEachModel(connectionsCheck),
  certificatesCheck,
  clientNetworksCheck,
  unusedImageCheck,
  repeatedWaiverCheck,
];

/**
 * Checks for a deployment but not for a draft: a draft can be previewed before its images are chosen, the policy pack reports expired
 * waivers, and last month's commit can be compared with the one that names the next Capacity Block.
 */
export const deploymentChecks: readonly Check[] = [imageCheck, expiredWaiverCheck, ofEachModel(capacityBlockOverCheck)];
