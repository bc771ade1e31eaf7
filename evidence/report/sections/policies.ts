import type { PreviewResource } from "../../../engine/preview.ts";
import type { ReportedPolicy } from "../model/access.ts";

/** Every policy document of a stack: any input of an AWS resource that is JSON with statements. */
export function policiesSection(resources: readonly PreviewResource[]): ReportedPolicy[] {
  return resources
    .filter(({ type, custom }) => custom && type.startsWith("aws:"))
    .flatMap(({ urn, type, name, inputs }) =>
      documentsIn(inputs, "").map(({ path, document }) => ({
        name: `${type.split(":").pop()} ${name}, ${path}`,
        urn,
        kind: kindOf(type, path),
        document,
      })),
    );
}

function documentsIn(value: unknown, path: string): { path: string; document: string }[] {
  if (typeof value === "string") return isDocument(value) ? [{ path, document: value }] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    documentsIn(inner, path === "" ? key : Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`),
  );
}

function isDocument(text: string): boolean {
  if (!text.includes('"Statement"')) return false;
  try {
    return typeof (JSON.parse(text) as { Statement?: unknown }).Statement === "object";
  } catch {
    return false;
  }
}

function kindOf(type: string, path: string): ReportedPolicy["kind"] {
  if (path.startsWith("assumeRolePolicy")) return "trust";
  if (type.startsWith("aws:kms/")) return "key";
  if (type.includes("vpcEndpoint")) return "endpoint";
  return type.startsWith("aws:iam/") ? "identity" : "resource";
}
