import type { PreviewResource } from "../../../engine/preview.ts";
import type { NamedIssuer } from "../../input/settings-client-issuer.ts";
import { listOf, objectOf, textOf } from "../../input/value.ts";
import type { ReportedIssuer } from "../model/basis.ts";
import { podTemplatesOf } from "./workloads.ts";

/** A Secret that a pod mounts. */
interface MountedSecret {
  namespace: string;
  name: string;
  /** Undefined where all its keys are mounted. */
  keys: readonly string[] | undefined;
  usedBy: string;
}

/**
 * Issuers of a stack's identities: each Secret that a pod mounts, and who writes it. Certificates of cert-manager name their issuer; a
 * Secret that is not created here can be written by any principal with write access to Secrets in its namespace.
 * @param clientIssuer cert-manager's issuer of client certificates, if the settings name one; a person writes its Secret
 */
export function issuersOf(resources: readonly PreviewResource[], clientIssuer?: NamedIssuer): ReportedIssuer[] {
  const mounted = resources.filter(({ type }) => type.startsWith("kubernetes:")).flatMap(secretsOf);
  const certificates = resources.filter(({ type }) => /^kubernetes:cert-manager\.io\/.*:Certificate$/.test(type));
  const written = resources.filter(({ type }) => type.startsWith("kubernetes:core/v1:Secret"));
  const rows = mounted.map((secret): ReportedIssuer => {
    const certificate = certificates.find((one) => secretNameOf(one) === secret.name && namespaceOf(one) === secret.namespace);
    const own = written.some(({ inputs }) => {
      const { name, namespace } = objectOf(inputs["metadata"]);
      return name === secret.name && namespace === secret.namespace;
    });
    const use = useOf(secret.keys);
    const named = use === authority && clientIssuer ? `${clientIssuer.kind} ${clientIssuer.name} of cert-manager, by the settings; ` : "";
    return {
      secret: `Secret ${secret.namespace}/${secret.name}${secret.keys ? `: ${secret.keys.join(", ")}` : ""}`,
      use,
      usedBy: secret.usedBy,
      issuer: certificate
        ? issuerOf(certificate)
        : own
          ? "this stack writes it"
          : `${named}any principal that may write Secrets in ${secret.namespace}: this stack does not create it`,
    };
  });
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

function secretsOf(workload: PreviewResource): MountedSecret[] {
  const { kind, metadata } = workload.inputs as { kind?: string; metadata?: { name?: string } };
  const usedBy = `${kind}/${metadata?.name}`;
  const namespace = namespaceOf(workload);
  const keysOf = (source: unknown) => {
    const items = listOf(objectOf(source)["items"]).flatMap((item) => textOf(objectOf(item)["key"]) ?? []);
    return items.length > 0 ? items : undefined;
  };
  return podTemplatesOf(workload).flatMap(({ spec: pod }) =>
    listOf(pod["volumes"]).flatMap((volume) => {
      const { secret, projected } = objectOf(volume);
      const sources = [
        ...(secret === undefined ? [] : [{ name: objectOf(secret)["secretName"], source: secret }]),
        ...listOf(objectOf(projected)["sources"]).flatMap((one) => {
          const inner = objectOf(one)["secret"];
          return inner === undefined ? [] : [{ name: objectOf(inner)["name"], source: inner }];
        }),
      ];
      return sources.map(({ name, source }) => ({ namespace, name: textOf(name) ?? "?", keys: keysOf(source), usedBy }));
    }),
  );
}

const namespaceOf = ({ inputs }: PreviewResource): string => textOf(objectOf(inputs["metadata"])["namespace"]) ?? "default";
const secretNameOf = ({ inputs }: PreviewResource): string | undefined => textOf(objectOf(inputs["spec"])["secretName"]);

/** Use of the Secret that determines who is a client. */
const authority = "the CA of accepted client certificates";

function useOf(keys: readonly string[] | undefined): string {
  if (keys?.includes("tls.key")) return "the server certificate";
  if (keys?.length === 1 && ["ca.crt", "ca.pem"].includes(keys[0]!)) return "the CA of accepted client certificates";
  return "a secret for a pod";
}

function issuerOf({ inputs }: PreviewResource): string {
  const { kind = "Issuer", name, group } = objectOf(objectOf(inputs["spec"])["issuerRef"]);
  const from = group === undefined || group === "cert-manager.io" ? "cert-manager" : textOf(group);
  return `${textOf(kind)} ${textOf(name)} of ${from}`;
}
