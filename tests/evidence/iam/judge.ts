import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import type { Answer, Simulation } from "../../../dev/judges/iam-simulate/main.ts";
import type { Request } from "../../../evidence/iam/request.ts";
import { limits } from "../../support/limits.ts";
import { type Document, own, type Question } from "./any-question.ts";

const program = resolve(import.meta.dirname, "../../../dev/judges/iam-simulate/main.ts");

/** The caller as the judge wants it: the ARN of a session for a role that acts. */
function callerOf({ principal }: Request): Simulation["request"]["principal"] {
  if (principal.kind === "anonymous") return { type: "Anonymous" };
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

const simulationOf = ({ identity, boundary, serviceControl, endpoint, resource, request }: Question): Simulation => ({
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
});

/**
 * Whether the judge allows each request: iam-simulate, which reads the same policies by code of its own, run once for all of them.
 * @throws Error where the judge is not installed, ends early, or cannot read a question
 */
export function judged(questions: readonly Question[]): boolean[] {
  const input = questions.map((question) => `${JSON.stringify(simulationOf(question))}\n`).join("");
  const { status, error, stdout, stderr } = spawnSync(process.execPath, [program], {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    timeout: limits.wait,
  });
  const why = "; the tests' npm scripts install it (dev/judges/iam-simulate)";
  if (error || status !== 0) throw new Error(`the judge of IAM policies ended with ${status}: ${error?.message ?? stderr}${why}`);
  const answers = stdout.split("\n").slice(0, -1);
  if (answers.length !== questions.length) throw new Error(`the judge answered ${answers.length} of ${questions.length} questions`);
  return answers.map((line) => {
    const answer = JSON.parse(line) as Answer;
    if ("unreadable" in answer) throw new Error(`the judge cannot read it: ${line}`);
    return answer.allowed;
  });
}
