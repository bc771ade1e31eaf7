import type { PreviewResource } from "../../../engine/preview.ts";
import type { ReportedPolicy, ReportedPrincipal } from "../model/access.ts";

/** Resources that name principals, and the inputs with them. */
const naming: Readonly<Record<string, (inputs: Readonly<Record<string, unknown>>) => { principal: unknown; may: string }[]>> = {
  "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple": ({ principalArn }) => [
    { principal: principalArn, may: "request a connection to the endpoint service" },
  ],
  "aws:ec2/vpcEndpointService:VpcEndpointService": ({ allowedPrincipals }) =>
    (Array.isArray(allowedPrincipals) ? allowedPrincipals : []).map((principal) => ({
      principal,
      may: "request a connection to the endpoint service",
    })),
  "aws:eks/accessEntry:AccessEntry": ({ principalArn, kubernetesGroups }) => [
    {
      principal: principalArn,
      may: `log in to the cluster${Array.isArray(kubernetesGroups) && kubernetesGroups.length > 0 ? ` in groups ${kubernetesGroups.join(", ")}` : ""}`,
    },
  ],
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": ({ principalArn, policyArn }) => [
    { principal: principalArn, may: `act in the cluster by ${String(policyArn).split("/").at(-1)}` },
  ],
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": ({ namespace, serviceAccount }) => [
    { principal: `pods of ${String(namespace)}/${String(serviceAccount)}`, may: "get credentials of a role" },
  ],
};

/** All principals named in a resource of the stack, or in an Allow statement of its policies. */
export function principalsSection(resources: readonly PreviewResource[], policies: readonly ReportedPolicy[]): ReportedPrincipal[] {
  const byResource = resources.flatMap(({ type, name, inputs }) =>
    (naming[type]?.(inputs) ?? []).map(({ principal, may }) => ({
      principal: String(principal),
      may,
      by: `${type.split(":").pop()} ${name}`,
    })),
  );
  const byPolicy = policies.flatMap(({ name, document, kind }) =>
    allowedPrincipals(document).map((principal) => ({
      principal,
      may: kind === "trust" ? "act in the role" : "what the policy allows",
      by: name,
    })),
  );
  const key = ({ principal, may, by }: ReportedPrincipal) => JSON.stringify([principal, may, by]);
  const once = new Map([...byResource, ...byPolicy].map((one) => [key(one), one]));
  return [...once.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function allowedPrincipals(document: string): string[] {
  const { Statement } = JSON.parse(document) as { Statement: unknown };
  return (Array.isArray(Statement) ? Statement : [Statement]).flatMap(
    (statement: { Effect?: string; Principal?: unknown; NotPrincipal?: unknown }) => {
      if (statement.Effect !== "Allow") return [];
      if (statement.NotPrincipal !== undefined) return [`everyone except ${texts(statement.NotPrincipal).join(", ")}`];
      return texts(statement.Principal);
    },
  );
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}
