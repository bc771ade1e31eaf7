import { controls } from "../catalog/controls.ts";
import { kubernetesVersions } from "../catalog/eks.ts";
import { models } from "../catalog/models.ts";
import { vllmFloor } from "../catalog/vllm.ts";
import { forbiddenVariables, pinnedVariables } from "../charts/admission/rules/environment.ts";
import { localReplies } from "../charts/front-door/local-replies.ts";
import { frontDoorNodePort, listenerPorts } from "../charts/front-door/node-port.ts";
import { headersExceptRegex, keptRequestHeaders } from "../charts/front-door/request-headers.ts";
import { allowedRoutes } from "../charts/front-door/routes.ts";
import { allowedEnvironment } from "../charts/inference/vllm-environment.ts";
import { allowedFlags, modelArgument } from "../charts/inference/vllm-flags.ts";
import { frontDoorPort, socketPath } from "../charts/names.ts";
import { admissionFacts } from "./admission-facts.ts";
import { programFacts } from "./program-facts.ts";

const pattern = ({ name, pattern: text }: { name: string; pattern: string }) => ({ name, pattern: text });

/** What the policy pack knows of the house, by file under policies/facts. A test holds the files equal to this. */
export function policyFacts(): Record<string, unknown> {
  return {
    controls: controls.map(({ id, database, model, frameworks }) => ({ id, database, model, frameworks })),
    kubernetes: { supportedVersions: kubernetesVersions() },
    vllm: { modelArgument, flags: allowedFlags.map(pattern), environment: allowedEnvironment.map(pattern), floor: vllmFloor },
    environment: { forbidden: forbiddenVariables, pinned: pinnedVariables },
    "front-door": {
      port: frontDoorPort,
      nodePorts: {
        first: frontDoorNodePort(0),
        usual: frontDoorNodePort(listenerPorts.usual),
        least: frontDoorNodePort(listenerPorts.least),
        most: frontDoorNodePort(listenerPorts.most),
      },
      socketPath,
      routes: allowedRoutes,
      localReplies,
      strippedHeaders: headersExceptRegex(keptRequestHeaders),
    },
    catalog: { models: models.map(({ name }) => name) },
    admission: admissionFacts(),
    programs: programFacts(),
  };
}
