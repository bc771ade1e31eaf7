import { type Finding, notRead, type SettingFix } from "../finding.ts";
import type { Needs } from "../needs.ts";
import type { Snapshot } from "../snapshot.ts";

const about = "certificates";

/** Whether cert-manager and the issuer of the front door's certificate are there, where the settings name them. */
export function judgeCertificates({ apiGroups, issuers }: Snapshot, { keep: { certificates }, namespaces }: Needs): Finding[] {
  if (certificates.kind === "secrets")
    return [
      { about, state: "works", seen: `from the secrets ${certificates.server} and ${certificates.clientCa}, which are yours to make` },
    ];
  if ("unread" in apiGroups) return [notRead(about, apiGroups.unread)];
  const { issuer, issuerKind, clientCa } = certificates;
  if (!apiGroups.read["cert-manager.io"]?.includes("v1"))
    return [
      {
        about,
        state: "fails",
        seen: "cert-manager.io/v1 is not served",
        follows: "`pulumi up` fails on the front door's Certificate",
        fixes: [{ path: "certificates", value: { kind: "secrets", clientCa } }],
        administrator: "install cert-manager",
      },
    ];
  if ("unread" in issuers) return [notRead(about, issuers.unread)];
  const usable = issuers.read.filter(({ kind, namespace }) => kind === "ClusterIssuer" || namespace === namespaces.serving);
  const found = usable.find(({ name, kind }) => name === issuer && kind === issuerKind);
  const others = usable.filter((one) => one.ready && one !== found);
  const fixes = others.map(
    ({ name, kind }): SettingFix =>
      kind === issuerKind
        ? { path: "certificates.issuer", value: name }
        : { path: "certificates", value: { ...certificates, issuer: name, issuerKind: kind } },
  );
  const follows = "the front door has no certificate, and its pods do not start";
  if (found === undefined)
    return [
      { about, state: "fails", seen: `no ${issuerKind} ${issuer}`, follows, fixes, administrator: `make the ${issuerKind} ${issuer}` },
    ];
  if (!found.ready)
    return [
      {
        about,
        state: "fails",
        seen: `${issuerKind} ${issuer} is not ready`,
        follows,
        fixes,
        administrator: `see to the ${issuerKind} ${issuer}`,
      },
    ];
  return [{ about, state: "works", seen: `${issuerKind} ${issuer} is ready` }];
}
