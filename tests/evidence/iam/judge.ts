import { anonymousPrincipal, runSimulation } from "@cloud-copilot/iam-simulate";
import type { Request } from "../../../evidence/iam/request.ts";
import { type Document, own, type Question } from "./any-question.ts";

/** The caller as the judge wants it: the ARN of a session for a role that acts. */
function callerOf({ principal }: Request) {
  if (principal.kind === "anonymous") return anonymousPrincipal;
  if (principal.kind === "service") return principal.name;
  if (principal.kind === "federated") return principal.provider;
  const [, account, , role] = /^arn:aws:iam::(\d+):role\/(.*\/)?([^/]+)$/.exec(principal.arn) ?? [];
  return role === undefined ? principal.arn : `arn:aws:sts::${account}:assumed-role/${role}/${principal.session}`;
}

/** The keys that follow from who asks, which the judge wants to be told. */
function impliedBy({ principal }: Request): Record<string, string> {
  if (principal.kind === "anonymous") return { "aws:PrincipalAccount": "anonymous" };
  if (principal.kind === "iam")
    return {
      "aws:PrincipalArn": principal.arn,
      "aws:PrincipalAccount": principal.arn.split(":")[4]!,
      "aws:PrincipalIsAWSService": "false",
    };
  return principal.kind === "service" ? { "aws:PrincipalIsAWSService": "true", "aws:PrincipalServiceName": principal.name } : {};
}

const named = (documents: readonly Document[]) => documents.map((policy, i) => ({ name: `policy ${i}`, policy }));

const asLevels = (documents: readonly (readonly Document[])[]) =>
  documents.map((policies, i) => ({ orgIdentifier: `level-${i}`, policies: named(policies) }));

/** Whether the judge allows the request: the library iam-simulate, which reads the same policies by code of its own. */
export async function judged({ identity, boundary, serviceControl, endpoint, resource, request }: Question): Promise<boolean> {
  const result = await runSimulation(
    {
      request: {
        principal: callerOf(request),
        action: request.action,
        resource: { resource: request.resource, accountId: own },
        contextVariables: { ...(request.context as Record<string, string | string[]>), ...impliedBy(request) },
      },
      identityPolicies: named(identity),
      serviceControlPolicies: asLevels(serviceControl),
      resourceControlPolicies: [],
      ...(endpoint ? { vpcEndpointPolicies: named([endpoint]) } : {}),
      ...(resource ? { resourcePolicy: resource } : {}),
      ...(boundary ? { permissionBoundaryPolicies: named(boundary) } : {}),
    },
    {},
  );
  if (result.resultType === "error") throw new Error(`the judge cannot read it: ${JSON.stringify(result)}`);
  return result.overallResult === "Allowed";
}
