import { type PreviewResource, UNKNOWN } from "../../../engine/preview.ts";
import { objectOf, textOf } from "../../input/value.ts";
import { hop, place } from "../../reach/hop.ts";
import type { Graph } from "../graph.ts";
import type { PossiblePath } from "../proof.ts";
import { type Authority, called } from "./authority.ts";

/** Kinds for requesting and signing certificates, and the API group with known fields. */
const groups: Readonly<Record<string, string>> = {
  Certificate: "cert-manager.io",
  CertificateRequest: "cert-manager.io",
  Issuer: "cert-manager.io",
  ClusterIssuer: "cert-manager.io",
  CertificateSigningRequest: "certificates.k8s.io",
};

/**
 * Issuers and requests of the stack: those that may get a certificate signed by a CA, and the names of issuers that sign others. Their
 * names do not show that they have a different key.
 */
export function signers({ inventory }: Graph, authority: Authority): { against: PossiblePath[]; others: string[] } {
  const against: PossiblePath[] = [];
  const others = new Set<string>();
  for (const resource of inventory.resources) {
    const kind = resource.type.split(":").pop()!;
    const group = groups[kind];
    if (group === undefined || !resource.custom || !resource.type.startsWith("kubernetes:")) continue;
    const way = (says: string, unknown: string[] = []): PossiblePath => ({
      says: `${kind} ${resource.name} ${says}`,
      hops: [hop(resource, "spec", says), place("the front door", `accepts every client with a certificate of ${called(authority)}`)],
      unknown,
    });
    if (resource.type.split(":")[1]?.split("/")[0] !== group || JSON.stringify(resource.inputs["spec"] ?? UNKNOWN).includes(UNKNOWN)) {
      against.push(way(`may be signed by ${called(authority)}`, [`what ${resource.type} ${resource.name} requests or signs with`]));
      continue;
    }
    const spec = objectOf(resource.inputs["spec"]);
    if (kind === "Issuer" || kind === "ClusterIssuer") against.push(...asIssuer(resource, kind, spec, authority, way));
    else {
      const signer = kind === "CertificateSigningRequest" ? signerOf(spec) : issuerOf(spec);
      const written = textOf(spec["secretName"]) === authority.secret && namespaceOf(resource) === authority.namespace;
      if (written) against.push(way(`writes the trusted CA: ${called(authority)}`));
      if (signer === undefined) against.push(way(`may be signed by ${called(authority)}`, [`which issuer signs ${kind} ${resource.name}`]));
      else if (authority.issuer && signer === `${authority.issuer.kind} ${authority.issuer.name}`)
        against.push(way(`has a certificate signed by ${called(authority)}`));
      else others.add(signer);
    }
  }
  return { against, others: [...others].sort() };
}

type Way = (says: string, unknown?: string[]) => PossiblePath;

function asIssuer(
  resource: PreviewResource,
  kind: string,
  spec: Readonly<Record<string, unknown>>,
  authority: Authority,
  way: Way,
): PossiblePath[] {
  const name = textOf(objectOf(resource.inputs["metadata"])["name"]);
  const secret = textOf(objectOf(spec["ca"])["secretName"]);
  if (authority.issuer?.kind === kind && authority.issuer.name === name)
    return [way(`signs any request in this cluster with ${called(authority)}`)];
  if (secret === authority.secret && (kind === "ClusterIssuer" || namespaceOf(resource) === authority.namespace))
    return [way(`signs with the key in the Secret of ${called(authority)}`)];
  // Its self-signed certificates have no CA, and grant no access.
  if (Object.keys(spec).length === 1 && spec["selfSigned"] !== undefined) return [];
  return [way(`may sign with ${called(authority)}`, [`with whose key ${kind} ${resource.name} signs`])];
}

/** The issuer in a request, for example `ClusterIssuer private-ca`; undefined where it is not one of cert-manager's own. */
function issuerOf(spec: Readonly<Record<string, unknown>>): string | undefined {
  const { name, kind, group } = objectOf(spec["issuerRef"]);
  const own = textOf(name);
  const ofCertManager = group === undefined || group === "cert-manager.io";
  return own !== undefined && ofCertManager ? `${textOf(kind) ?? "Issuer"} ${own}` : undefined;
}

/** The issuer in a Kubernetes CertificateSigningRequest. Source: "Kubernetes CertificateSigningRequests" in the manual of cert-manager. */
function signerOf({ signerName }: Readonly<Record<string, unknown>>): string | undefined {
  const [, sort, name] = /^(clusterissuers|issuers)\.cert-manager\.io\/(?:[^.]+\.)?(.+)$/.exec(textOf(signerName) ?? "") ?? [];
  return name === undefined ? undefined : `${sort === "issuers" ? "Issuer" : "ClusterIssuer"} ${name}`;
}

function namespaceOf({ inputs }: PreviewResource): string {
  return textOf(objectOf(inputs["metadata"])["namespace"]) ?? "default";
}
