/** One request to the API server, as an attacker or the keep itself would send it. */
export interface Attempt {
  /** What is tried, in words. */
  what: string;
  /** The rule that judges it: the one that refuses a hostile attempt, or would refuse a good one if it were less exact. */
  rule: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  body?: object;
  /** Media type of a patch. */
  type?: string;
  /** Who sends it; the cluster's administrator where left out. */
  as?: { user: string; groups: string[] };
}

const plurals: Record<string, string> = {
  Ingress: "ingresses",
  Endpoints: "endpoints",
  ResourceQuota: "resourcequotas",
};

interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
}

/** Path of the collection in which an object is created. */
export function collection({ apiVersion, kind, metadata }: Manifest): string {
  const group = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const plural = plurals[kind] ?? `${kind.toLowerCase()}s`.replace(/ys$/, "ies").replace(/sss$/, "sses");
  return metadata.namespace ? `${group}/namespaces/${metadata.namespace}/${plural}` : `${group}/${plural}`;
}

/** The creation of an object. */
export const create = (rule: string, what: string, body: Manifest & Record<string, unknown>): Attempt => ({
  what,
  rule,
  method: "POST",
  path: collection(body),
  body,
});

/** A merge patch. */
export const patch = (rule: string, what: string, path: string, body: object): Attempt => ({
  what,
  rule,
  method: "PATCH",
  path,
  body,
  type: "application/merge-patch+json",
});
