import { isCurrent, type KeepSpecs } from "../keep-spec.ts";
import type { ChartObject } from "../kubernetes/kinds.ts";
import { clientGrants } from "./client-grants.ts";
import { defaultDeny } from "./default-deny.ts";
import { modelServerEgress } from "./model-server-egress.ts";
import { namespaces } from "./namespaces.ts";
import { priorityClasses } from "./priority-classes.ts";
import { probeEgress } from "./probe-egress.ts";
import { limitRanges, resourceQuotas } from "./quotas.ts";
import { serviceAccounts } from "./service-accounts.ts";

/**
 * The namespaces of a keep and their network policies, in order of creation: policies that deny come before those that allow, and all of it
 * before the first pod. CoreDNS has its own, `coreDnsPolicies`, which only the AWS half needs.
 * @throws Error where a grant or a way out has no address to be narrowed to
 */
export function isolation(specs: KeepSpecs): ChartObject[] {
  const [{ name: keep }] = specs;
  return [
    ...namespaces(keep),
    ...defaultDeny(keep),
    ...resourceQuotas(specs),
    ...limitRanges(specs),
    ...priorityClasses(keep),
    ...serviceAccounts(keep),
    ...specs.filter(isCurrent).flatMap(clientGrants),
    ...modelServerEgress(specs),
    ...probeEgress(specs),
  ];
}
