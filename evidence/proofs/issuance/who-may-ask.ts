import { type PreviewResource, UNKNOWN } from "../../../engine/preview.ts";
import { listOf, objectOf, textOf } from "../../input/value.ts";
import { hop, place } from "../../reach/hop.ts";
import type { Graph } from "../graph.ts";
import type { PossiblePath } from "../proof.ts";
import { type Authority, called } from "./authority.ts";

/** Built-in roles, and whether they allow requesting certificates or reading Secrets. Source: Kubernetes, "User-facing roles". */
const builtIn: Readonly<Record<string, boolean>> = { "cluster-admin": true, admin: true, edit: true, view: false };

/** Rights that allow obtaining a certificate or changing the trusted CA: group, resources, verbs, and what they allow. */
const rights: readonly { group: string; resources: readonly string[]; verbs: readonly string[]; does: string }[] = [
  {
    group: "cert-manager.io",
    resources: ["certificates", "certificaterequests", "certificaterequests/status", "issuers", "clusterissuers"],
    verbs: ["create", "update", "patch"],
    does: "may have certificates issued",
  },
  { group: "cert-manager.io", resources: ["signers"], verbs: ["approve", "sign"], does: "may approve certificates" },
  {
    group: "certificates.k8s.io",
    resources: ["certificatesigningrequests", "certificatesigningrequests/approval", "certificatesigningrequests/status"],
    verbs: ["create", "update", "patch"],
    does: "may have certificates issued",
  },
  { group: "certificates.k8s.io", resources: ["signers"], verbs: ["approve", "sign", "attest"], does: "may approve certificates" },
  {
    group: "",
    resources: ["secrets"],
    verbs: ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"],
    does: "may read keys, or change the trusted CA",
  },
  { group: "", resources: ["serviceaccounts/token"], verbs: ["create"], does: "may act as another service account" },
  { group: "", resources: ["users", "groups", "serviceaccounts"], verbs: ["impersonate"], does: "may impersonate others" },
  {
    group: "rbac.authorization.k8s.io",
    resources: ["roles", "clusterroles"],
    verbs: ["bind", "escalate"],
    does: "may grant itself all rights",
  },
];

/** Scope of a right: one namespace, or all. */
type Scope = string | undefined;

/** Roles and bindings of the stack that allow obtaining a certificate of a CA. */
export function whoMayAsk({ inventory, clients }: Graph, authority: Authority): PossiblePath[] {
  const kind = ({ type }: PreviewResource) =>
    type.startsWith("kubernetes:rbac.authorization.k8s.io/") ? type.split(":").pop() : undefined;
  const all = inventory.resources.filter(({ custom }) => custom);
  const roles = all.filter((one) => ["Role", "ClusterRole"].includes(kind(one) ?? ""));
  const bindings = all.filter((one) => ["RoleBinding", "ClusterRoleBinding"].includes(kind(one) ?? ""));
  const watched = new Set([
    authority.namespace,
    ...(clients ?? []).flatMap((client) => (client.kind === "workload" ? [client.namespace] : [])),
  ]);
  const bound = new Set<PreviewResource>();
  const way = (resources: readonly PreviewResource[], property: string, does: string, unknown: string[]): PossiblePath => ({
    says: `a holder of ${resources.map((one) => `${kind(one)} ${one.name}`).join(" with ")} ${does}, and so can become a client through ${called(authority)}`,
    hops: [
      ...resources.map((one, i) =>
        hop(one, i === resources.length - 1 ? property : "roleRef", i === resources.length - 1 ? does : "binds"),
      ),
      place("the front door", "accepts the client named in its certificate"),
    ],
    unknown,
  });
  const byBinding = bindings.flatMap((binding) => {
    const { roleRef } = binding.inputs;
    const scope: Scope = kind(binding) === "ClusterRoleBinding" ? undefined : namespaceOf(binding);
    const name = textOf(objectOf(roleRef)["name"]);
    if (name === undefined || hidden(roleRef)) return [way([binding], "roleRef", "has unknown rights", ["which role it binds"])];
    const role = roles.find(
      (one) =>
        nameOf(one) === name && kind(one) === objectOf(roleRef)["kind"] && (kind(one) === "ClusterRole" || namespaceOf(one) === scope),
    );
    if (role) {
      bound.add(role);
      return granted(role, scope, authority, watched).map(({ property, does, unknown }) => way([binding, role], property, does, unknown));
    }
    if (name in builtIn)
      return builtIn[name] ? [way([binding], "roleRef", `has the role ${name}: it may read Secrets and write most objects`, [])] : [];
    return [way([binding], "roleRef", `has the role ${name}`, [`what the role ${name}, which is not in this program, allows`])];
  });
  const unbound = roles
    .filter((role) => !bound.has(role))
    .flatMap((role) =>
      granted(role, kind(role) === "Role" ? namespaceOf(role) : undefined, authority, watched).map(({ property, does, unknown }) =>
        way([role], property, does, [...unknown, "who is bound to it outside of this program"]),
      ),
    );
  return [...byBinding, ...unbound];
}

/** Relevant rights of a role, with the path of the rule. */
function granted(role: PreviewResource, scope: Scope, authority: Authority, watched: ReadonlySet<string>) {
  const { rules, aggregationRule } = role.inputs;
  if (hidden(rules) || aggregationRule !== undefined)
    return [{ property: "rules", does: "has unknown rights", unknown: ["what its rules allow"] }];
  return listOf(rules).flatMap((value, i) => {
    const { apiGroups, resources, verbs, resourceNames } = objectOf(value);
    const names = listOf(resourceNames);
    return rights.flatMap((right) => {
      const has = (list: unknown, ...wanted: readonly string[]) => listOf(list).some((one) => one === "*" || wanted.includes(String(one)));
      const anyPart = listOf(resources).some(
        (one) => /^\*\/./.test(String(one)) && right.resources.some((own) => own.endsWith(String(one).slice(1))),
      );
      if (!has(apiGroups, right.group) || !(has(resources, ...right.resources) || anyPart) || !has(verbs, ...right.verbs)) return [];
      const property = `rules[${i}]`;
      if (right.group !== "" || scope === undefined || watched.has(scope)) {
        const other = right.resources.includes("secrets") && names.length > 0 && !names.includes(authority.secret);
        return [{ property, does: right.does, unknown: other ? [`what is in the Secrets ${names.join(", ")}`] : [] }];
      }
      return [{ property, does: right.does, unknown: [`whether namespace ${scope} has a key of the CA or of a client`] }];
    });
  });
}

const nameOf = ({ inputs, name }: PreviewResource) => textOf(objectOf(inputs["metadata"])["name"]) ?? name;
const namespaceOf = ({ inputs }: PreviewResource) => textOf(objectOf(inputs["metadata"])["namespace"]) ?? "default";
const hidden = (value: unknown) => value === undefined || (JSON.stringify(value) ?? UNKNOWN).includes(UNKNOWN);
