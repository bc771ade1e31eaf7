import type { AdmissionContext, AdmissionRule } from "./rule.ts";
import { accountToken } from "./rules/account-token.ts";
import { environment } from "./rules/environment.ts";
import { ephemeralContainers } from "./rules/ephemeral-containers.ts";
import { foreignNetworkPolicies } from "./rules/foreign-network-policies.ts";
import { gpuRequest } from "./rules/gpu-request.ts";
import { imageDigest } from "./rules/image-digest.ts";
import { interactiveAccess } from "./rules/interactive-access.ts";
import { knownCommand } from "./rules/known-command.ts";
import { namespaceLabels } from "./rules/namespace-labels.ts";
import { networkPeers } from "./rules/network-peers.ts";
import { networkRanges } from "./rules/network-ranges.ts";
import { nodeProxy } from "./rules/node-proxy.ts";
import { processNamespace } from "./rules/process-namespace.ts";
import { roles } from "./rules/roles.ts";
import { routes } from "./rules/routes.ts";
import { scheduled } from "./rules/scheduled.ts";
import { serverArguments } from "./rules/server-arguments.ts";
import { serviceBackends } from "./rules/service-backends.ts";
import { serviceExposure } from "./rules/service-exposure.ts";
import { serviceLinks } from "./rules/service-links.ts";
import { tokenRequest } from "./rules/token-request.ts";
import { tokenSecret } from "./rules/token-secret.ts";

/** Every rule, in the order in which they are registered: pods, access to them, network, RBAC. */
export const admissionRules: readonly ((context: AdmissionContext) => AdmissionRule)[] = [
  imageDigest,
  knownCommand,
  serverArguments,
  environment,
  serviceLinks,
  accountToken,
  processNamespace,
  scheduled,
  gpuRequest,
  interactiveAccess,
  ephemeralContainers,
  nodeProxy,
  tokenRequest,
  tokenSecret,
  networkPeers,
  networkRanges,
  foreignNetworkPolicies,
  serviceExposure,
  serviceBackends,
  routes,
  roles,
  namespaceLabels,
];
