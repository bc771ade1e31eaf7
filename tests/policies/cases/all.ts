import type { RuleCase } from "../rule-case.ts";
import { bucketCases } from "./buckets.ts";
import { buildCases } from "./builds.ts";
import { clusterCases } from "./cluster.ts";
import { endpointCases } from "./endpoints.ts";
import { frontDoorCases } from "./front-door.ts";
import { iamCases } from "./iam.ts";
import { instanceCases } from "./instances.ts";
import { keyCases } from "./keys.ts";
import { kubernetesCases } from "./kubernetes.ts";
import { loadBalancerCases } from "./load-balancer.ts";
import { loggingCases } from "./logging.ts";
import { networkCases } from "./network.ts";
import { podCases } from "./pods.ts";
import { registryCases } from "./registry.ts";
import { shapeCases } from "./shapes.ts";
import { unknownThingsCases } from "./unknown-things.ts";
import { vllmCases } from "./vllm.ts";

/** Every table of cases; a new one is named here, so that none is left out by accident. */
export const ruleCases: readonly RuleCase[] = [
  ...networkCases,
  ...endpointCases,
  ...instanceCases,
  ...iamCases,
  ...keyCases,
  ...bucketCases,
  ...buildCases,
  ...registryCases,
  ...clusterCases,
  ...loadBalancerCases,
  ...loggingCases,
  ...podCases,
  ...vllmCases,
  ...kubernetesCases,
  ...frontDoorCases,
  ...unknownThingsCases,
  ...shapeCases,
];
