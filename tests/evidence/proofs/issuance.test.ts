import { beforeEach, describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../engine/preview.ts";
import type { Inputs } from "../holes/edit.ts";
import { SmallCluster } from "./small-cluster.ts";

let cluster: SmallCluster;
beforeEach(() => {
  cluster = new SmallCluster();
});

const rbac = "rbac.authorization.k8s.io/v1";
/** An object whose parts are no `spec`. */
function plain(kind: string, name: string, apiVersion: string, namespace: string | undefined, rest: Inputs) {
  const group = apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
  cluster.add(`kubernetes:${group}:${kind}`, `${kind}/${name}`, {
    apiVersion,
    kind,
    metadata: { name, ...(namespace && { namespace }) },
    ...rest,
  });
}
const certificate = (spec: Inputs, kind = "Certificate") => cluster.object(kind, "a", "cert-manager.io/v1", spec);
const clientsIssuer = { name: "clients-ca", kind: "ClusterIssuer" };

/** A role with one rule, and a binding of it, everywhere or in one namespace. */
function role(rule: Inputs, { namespace, bound = true }: { namespace?: string; bound?: boolean } = {}) {
  const kind = namespace === undefined ? "ClusterRole" : "Role";
  plain(kind, "r", rbac, namespace, {
    rules: [{ apiGroups: ["cert-manager.io"], resources: ["certificaterequests"], verbs: ["create"], ...rule }],
  });
  if (bound) binding({ kind, name: "r" }, namespace);
}
const binding = (roleRef: Inputs, namespace?: string) =>
  plain(namespace === undefined ? "ClusterRoleBinding" : "RoleBinding", "b", rbac, namespace, {
    roleRef: { apiGroup: "rbac.authorization.k8s.io", ...roleRef },
    subjects: [{ kind: "ServiceAccount", name: "ci", namespace: "ci" }],
  });
const secrets = (over: Inputs = {}) => ({ apiGroups: [""], resources: ["secrets"], verbs: ["get"], ...over });
const mount = (list: string, volume: Inputs) => {
  cluster.pod["volumes"].push({ name: "stolen", ...volume });
  cluster.pod[list] ??= [];
  cluster.pod[list].push({ name: "spy", image: "spy", volumeMounts: [{ name: "stolen", mountPath: "/s" }] });
};
const proof = () => cluster.proofs.find(({ id }) => id === "front-door-callers")!;

type Row = [string, () => void];

describe("whoever can have a certificate of the clients' authority is shown", () => {
  test.each<Row>([
    ["a Certificate of its issuer", () => certificate({ secretName: "mine", issuerRef: clientsIssuer })],
    [
      "a request to its issuer",
      () => certificate({ request: "x", issuerRef: { ...clientsIssuer, group: "cert-manager.io" } }, "CertificateRequest"),
    ],
    [
      "a Certificate that writes who is trusted",
      () => certificate({ secretName: "clients", issuerRef: { name: "other", kind: "ClusterIssuer" } }),
    ],
    [
      "a request of Kubernetes' own to its issuer",
      () =>
        cluster.object("CertificateSigningRequest", "a", "certificates.k8s.io/v1", {
          signerName: "clusterissuers.cert-manager.io/clients-ca",
        }),
    ],
    [
      "its issuer itself",
      () => plain("ClusterIssuer", "clients-ca", "cert-manager.io/v1", undefined, { spec: { ca: { secretName: "key" } } }),
    ],
    ["an issuer with the key in its Secret", () => cluster.object("Issuer", "b", "cert-manager.io/v1", { ca: { secretName: "clients" } })],
    ["a Secret in its place", () => plain("Secret", "clients", "v1", "serving", { stringData: { "ca.pem": "mine" } })],
    ["another container with its Secret", () => mount("containers", { secret: { secretName: "clients" } })],
    ["an init container with its Secret", () => mount("initContainers", { secret: { secretName: "clients" } })],
    ["a container with its Secret among others", () => mount("containers", { projected: { sources: [{ secret: { name: "clients" } }] } })],
    [
      "a container with its Secret in its environment",
      () => void Object.assign(cluster.pod["containers"][0], { envFrom: [{ secretRef: { name: "clients" } }] }),
    ],
    ["who may ask for certificates", () => role({})],
    ["who may ask for them in one namespace, which a ClusterIssuer serves", () => role({}, { namespace: "anywhere" })],
    ["who may ask for anything", () => role({ apiGroups: ["*"], resources: ["*"], verbs: ["*"] })],
    ["who may change requests", () => role({ resources: ["certificaterequests/status"], verbs: ["patch"] })],
    ["who may approve them", () => role({ resources: ["signers"], verbs: ["approve"] })],
    ["who may sign for Kubernetes", () => role({ apiGroups: ["certificates.k8s.io"], resources: ["signers"], verbs: ["sign"] })],
    ["who may change every status", () => role({ resources: ["*/status"], verbs: ["update"] })],
    ["who reads every Secret", () => role(secrets())],
    ["who reads Secrets beside the door", () => role(secrets(), { namespace: "serving" })],
    ["who writes its Secret", () => role(secrets({ verbs: ["patch"], resourceNames: ["clients"] }), { namespace: "serving" })],
    ["who may become an account of the cluster", () => role({ apiGroups: [""], resources: ["serviceaccounts/token"] })],
    ["who may become anybody", () => role({ apiGroups: [""], resources: ["users"], verbs: ["impersonate"] })],
    [
      "who may give itself rights",
      () => role({ apiGroups: ["rbac.authorization.k8s.io"], resources: ["clusterroles"], verbs: ["escalate"] }),
    ],
    ["an editor of the door's namespace", () => binding({ kind: "ClusterRole", name: "edit" }, "serving")],
    ["an administrator", () => binding({ kind: "ClusterRole", name: "cluster-admin" })],
  ])("%s", { tags: ["issuance-refutes"] }, (_what, open) => {
    open();
    const found = proof();
    expect(found.status === "refuted" && found.counterexamples[0]?.says).toMatch(/client CA in Secret serving\/clients/);
  });
});

describe("what only looks like it stays proved", () => {
  test.each<Row>([
    ["a Certificate of another issuer", () => certificate({ secretName: "mine", issuerRef: { name: "other", kind: "ClusterIssuer" } })],
    ["an issuer of that name in a namespace", () => certificate({ secretName: "mine", issuerRef: { name: "clients-ca", kind: "Issuer" } })],
    ["an issuer that signs by itself", () => cluster.object("Issuer", "b", "cert-manager.io/v1", { selfSigned: {} })],
    ["a Secret of that name elsewhere", () => plain("Secret", "clients", "v1", "elsewhere", {})],
    ["another Secret", () => plain("Secret", "others", "v1", "serving", {})],
    ["a container with another Secret", () => mount("containers", { secret: { secretName: "others" } })],
    ["who reads certificates", () => role({ verbs: ["get", "list", "watch"] })],
    ["who asks for objects of another group", () => role({ apiGroups: ["apps"] })],
    ["who reads ConfigMaps", () => role({ apiGroups: [""], resources: ["configmaps"], verbs: ["*"] })],
    ["a viewer of the door's namespace", () => binding({ kind: "ClusterRole", name: "view" }, "serving")],
  ])("%s", { tags: ["issuance-stays-proved"] }, (_what, edit) => {
    edit();
    expect(proof().status).toBe("proved");
  });
});

describe("what is not known leaves it open", () => {
  test.each<[string, () => void, RegExp]>([
    [
      "an issuer with a key of its own",
      () => cluster.object("Issuer", "b", "cert-manager.io/v1", { ca: { secretName: "x" } }),
      /whose key Issuer/,
    ],
    ["an issuer elsewhere", () => cluster.object("Issuer", "b", "cert-manager.io/v1", { vault: { server: "x" } }), /whose key Issuer/],
    [
      "a Certificate of an issuer of another group",
      () => certificate({ issuerRef: { name: "x", group: "awspca.cert-manager.io" } }),
      /which issuer signs/,
    ],
    ["a Certificate of an issuer yet unknown", () => certificate({ issuerRef: { name: UNKNOWN } }), /requests or signs with/],
    [
      "a Certificate of another group",
      () => cluster.object("Certificate", "a", "networking.internal.knative.dev/v1", {}),
      /requests or signs with/,
    ],
    [
      "a request to a signer of Kubernetes'",
      () =>
        cluster.object("CertificateSigningRequest", "a", "certificates.k8s.io/v1", { signerName: "kubernetes.io/kube-apiserver-client" }),
      /which issuer signs/,
    ],
    ["a role that nobody here is bound to", () => role({}, { bound: false }), /who is bound to it/],
    ["a role from elsewhere", () => binding({ kind: "ClusterRole", name: "ci" }), /what the role ci/],
    [
      "a role that others add to",
      () => plain("ClusterRole", "r", rbac, undefined, { rules: [], aggregationRule: {} }),
      /what its rules allow/,
    ],
    ["rules that are not known", () => plain("ClusterRole", "r", rbac, undefined, { rules: UNKNOWN }), /what its rules allow/],
    ["who reads Secrets elsewhere", () => role(secrets(), { namespace: "elsewhere" }), /namespace elsewhere has a key/],
    ["who reads another Secret beside it", () => role(secrets({ resourceNames: ["x"] }), { namespace: "serving" }), /in the Secrets x/],
    ["a door that mounts its Secret whole", () => void delete cluster.pod["volumes"][2]["secret"]["items"], /private key is in it/],
    [
      "a door whose authority is not in a Secret",
      () => void Object.assign(cluster.pod["volumes"][2], { secret: undefined, emptyDir: {} }),
      /is not in a Secret/,
    ],
    ["a door whose authority nobody says", () => cluster.remove("ConfigMap/door"), /which CA signs/],
  ])("%s", { tags: ["issuance-leaves-open"] }, (_what, edit, why) => {
    edit();
    const found = proof();
    expect(found).toMatchObject({ status: "undecided" });
    expect(found.status === "undecided" && found.unknown.join("\n")).toMatch(why);
  });
});

test("where it is proved, who holds the key is an assumption, with the issuer's name, and so is every other issuer", {
  tags: ["issuance-is-assumed-by-name"],
}, () => {
  certificate({ secretName: "mine", issuerRef: { name: "servers", kind: "ClusterIssuer" } });
  const found = proof();
  expect(found.status === "proved" && found.assumptions).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/holds the private key of the client CA in Secret serving\/clients \(ClusterIssuer clients-ca\)/),
      expect.stringMatching(/^ClusterIssuer servers signs with a different key/),
    ]),
  );
  expect(found.status === "proved" && found.examined).toContain("1 CA secret");
});
