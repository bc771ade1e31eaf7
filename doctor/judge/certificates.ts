import { type Finding, notRead, type SettingFix } from "../finding.ts";
import type { Needs } from "../needs.ts";
import type { Snapshot } from "../snapshot.ts";

const about = "certificates";

/** Whether the front door gets its certificate, and clients theirs, as far as that can be told without a look at secrets. */
export const judgeCertificates = (snapshot: Snapshot, needs: Needs): Finding[] => [
  ...ofFrontDoor(snapshot, needs),
  ...ofClients(snapshot, needs),
  secrets(needs),
];

/** Secrets are never read, so whether they are there is not known. */
function secrets({ keep: { certificates }, namespaces }: Needs): Finding {
  const names = [...(certificates.kind === "secrets" ? [certificates.server] : []), certificates.clientCa];
  return {
    about: "secrets",
    state: "undecided",
    seen: `${names.join(" and ")} in ${namespaces.serving}: no secret is looked at`,
    follows: "without them the front door's pods do not start",
    administrator: "make them before `pulumi up`",
  };
}

/** Whether the issuer of clients' certificates is there, where the settings name one. An Issuer may be in a namespace of clients. */
function ofClients({ issuers }: Snapshot, { keep: { certificates } }: Needs): Finding[] {
  const { clientIssuer } = certificates;
  if (clientIssuer === undefined) return [];
  const what = "certificates of clients";
  if ("unread" in issuers) return [notRead(what, issuers.unread)];
  const { kind, name } = clientIssuer;
  const found = issuers.read.filter((one) => one.kind === kind && one.name === name);
  if (found.some(({ ready }) => ready)) return [{ about: what, state: "works", seen: `${kind} ${name} is ready` }];
  return [
    {
      about: what,
      state: kind === "ClusterIssuer" ? "fails" : "undecided",
      seen: found.length > 0 ? `${kind} ${name} is not ready` : `no ${kind} ${name} was seen`,
      follows: "no client gets a certificate from it",
      administrator: `see to the ${kind} ${name}, or take certificates.clientIssuer out of the settings`,
    },
  ];
}

/** Whether cert-manager and the issuer of the front door's certificate are there, where the settings name them. */
function ofFrontDoor({ apiGroups, issuers }: Snapshot, { keep: { certificates }, namespaces }: Needs): Finding[] {
  if (certificates.kind === "secrets") return [];
  if ("unread" in apiGroups) return [notRead(about, apiGroups.unread)];
  const { issuer, issuerKind, clientCa, clientIssuer } = certificates;
  if (!apiGroups.read["cert-manager.io"]?.includes("v1"))
    return [
      {
        about,
        state: "fails",
        seen: "cert-manager.io/v1 is not served",
        follows: "`pulumi up` fails on the front door's Certificate",
        fixes: [{ path: "certificates", value: { kind: "secrets", clientCa, ...(clientIssuer ? { clientIssuer } : {}) } }],
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
