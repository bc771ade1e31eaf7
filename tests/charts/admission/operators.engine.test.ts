import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operatorGroup } from "../../../charts/admission/operators.ts";
import { policyName } from "../../../charts/admission/policy.ts";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { until } from "../../support/until.ts";
import { serving } from "../keep-specs.ts";
import type { ApiServer } from "./api-server.ts";
import { type Attempt, patch } from "./attempt.ts";
import { keep } from "./keep.ts";
import { bindings, firstOf, type KeepServer, refusedBy, rules, startKeepServer } from "./keep-server.ts";

let keepServer: KeepServer;
let server: ApiServer;
let apply: KeepServer["apply"];
beforeAll(async () => {
  keepServer = await startKeepServer();
  ({ server, apply } = keepServer);
});
afterAll(() => keepServer?.stop());

/** An operator, who tries to get the policies out of the way. */
describe("an operator is refused, by the right that is missing", () => {
  const policies = "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies";
  const rule = policyName(keep.name, "image-digest");
  const olga = { user: "olga", groups: [operatorGroup(keep.name), "system:authenticated"] };
  const remove = (what: string, path: string): Attempt => ({ rule: "", what, method: "DELETE", path });
  const attempts: [Attempt, verb: string, resource: string][] = [
    [remove("the deletion of a policy", `${policies}/${rule}`), "delete", "validatingadmissionpolicies"],
    [remove("the deletion of every policy", policies), "deletecollection", "validatingadmissionpolicies"],
    [
      patch("", "a policy that fails open", `${policies}/${rule}`, { spec: { failurePolicy: "Ignore" } }),
      "patch",
      "validatingadmissionpolicies",
    ],
    [
      patch("", "a policy without its validations", `${policies}/${rule}`, { spec: { validations: [] } }),
      "patch",
      "validatingadmissionpolicies",
    ],
    [remove("the deletion of a binding", `${bindings}/${rule}`), "delete", "validatingadmissionpolicybindings"],
    [
      patch("", "a binding that only audits", `${bindings}/${rule}`, { spec: { validationActions: ["Audit"] } }),
      "patch",
      "validatingadmissionpolicybindings",
    ],
    [
      patch("", "a binding to no namespace", `${bindings}/${rule}`, {
        spec: { matchResources: { namespaceSelector: { matchLabels: { a: "b" } } } },
      }),
      "patch",
      "validatingadmissionpolicybindings",
    ],
    [patch("", "a namespace without its labels", `/api/v1/namespaces/${serving}`, { metadata: { labels: null } }), "patch", "namespaces"],
  ];
  test.each(attempts.map(([attempt, verb, resource]) => ({ what: attempt.what, attempt, verb, resource })))(
    "$what",
    async ({ attempt, verb, resource }) => {
      const { status, message } = await server.send({ ...attempt, as: olga });
      expect(message).toContain(`User "olga" cannot ${verb} resource "${resource}"`);
      expect(status).toBe(403);
    },
  );

  test("and after all of it every rule still holds", async () => {
    for (const name of rules) expect(refusedBy(name, await server.attempt(firstOf(name))), name).toBe(true);
  });
});

describe("policies and their bindings are not judged by policies", () => {
  const guard = "everything-of-admission";
  const guarded: KubernetesObject[] = [
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicy",
      metadata: { name: guard },
      spec: {
        failurePolicy: "Fail",
        matchConstraints: {
          resourceRules: [{ apiGroups: ["admissionregistration.k8s.io"], apiVersions: ["*"], operations: ["*"], resources: ["*"] }],
        },
        validations: [{ expression: "false", message: "guarded" }],
      },
    },
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicyBinding",
      metadata: { name: guard },
      spec: { policyName: guard, validationActions: ["Deny"] },
    },
  ];
  const webhook: Attempt = {
    what: "a webhook",
    rule: guard,
    method: "POST",
    path: "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations",
    body: { apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingWebhookConfiguration", metadata: { name: "x" }, webhooks: [] },
  };

  test("a policy over its own kind refuses a webhook, but not the deletion of the keep's bindings: only rights protect them", async () => {
    for (const object of guarded) await apply(object);
    await until("the guard holds", async () => (await server.attempt(webhook)).message.includes("guarded"));
    const path = `${bindings}/${policyName(keep.name, "image-digest")}`;
    expect((await server.attempt({ what: "", rule: "", method: "DELETE", path })).status).toBe(200);
    for (const { metadata } of guarded) await server.send({ method: "DELETE", path: `${bindings}/${metadata.name}` });
  });

  const cannot: [string, ...string[]][] = [
    ...["create", "update", "patch", "delete", "deletecollection"].flatMap((verb): [string, ...string[]][] => [
      [verb, "validatingadmissionpolicies.admissionregistration.k8s.io"],
      [verb, "validatingadmissionpolicybindings.admissionregistration.k8s.io"],
      [verb, "mutatingwebhookconfigurations.admissionregistration.k8s.io"],
      [verb, "clusterroles.rbac.authorization.k8s.io"],
      [verb, "clusterrolebindings.rbac.authorization.k8s.io"],
      [verb, "rolebindings.rbac.authorization.k8s.io", "-n", serving],
      [verb, "networkpolicies.networking.k8s.io", "-n", serving],
      [verb, "namespaces"],
      [verb, "pods", "-n", serving],
    ]),
    ...["exec", "attach", "portforward", "proxy"].map((sub): [string, ...string[]] => [
      "create",
      "pods",
      `--subresource=${sub}`,
      "-n",
      serving,
    ]),
    ["get", "secrets", "-n", serving],
    ["create", "serviceaccounts", "--subresource=token", "-n", serving],
    ["get", "nodes", "--subresource=proxy"],
    ["impersonate", "users"],
  ];
  const can: [string, ...string[]][] = [
    ["list", "validatingadmissionpolicies.admissionregistration.k8s.io"],
    ["get", "pods", "--subresource=log", "-n", serving],
    ["create", "pods", "--subresource=eviction", "-n", serving],
  ];
  const asks = async (question: string[]) =>
    (await server.kubectl("auth", "can-i", ...question, "--as=olga", `--as-group=${operatorGroup(keep.name)}`)).text
      .split("\n")
      .find((line) => line === "yes" || line === "no");

  test("operators have no right to write policies, rights, network or pods", { tags: ["shows-D18"] }, async () => {
    const answers = await Promise.all(cannot.map(async (question) => [question.join(" "), await asks(question)]));
    expect(answers.filter(([, answer]) => answer !== "no")).toEqual([]);
  });
  test("operators look, and restart by eviction", async () => {
    for (const question of can) expect(await asks(question), question.join(" ")).toBe("yes");
  });
});
