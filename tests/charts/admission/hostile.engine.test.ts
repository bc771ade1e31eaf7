import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { admission, admissionContext } from "../../../charts/admission/admission.ts";
import { operatorGroup } from "../../../charts/admission/operators.ts";
import { policyName } from "../../../charts/admission/policy.ts";
import { admissionRules } from "../../../charts/admission/rules.ts";
import { isolation } from "../../../charts/isolation/isolation.ts";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { modelServerName, probesNamespace, servingNamespace } from "../../../charts/names.ts";
import { type Answer, ApiServer, until } from "./api-server.ts";
import { type Attempt, collection } from "./attempt.ts";
import { customResource, elsewherePod, namespace, runningPod } from "./cluster-objects.ts";
import { goodAttempts } from "./good-attempts.ts";
import { hostileAttempts } from "./hostile-attempts.ts";
import { keep, options } from "./keep.ts";
import { renderedObjects } from "./rendered.ts";

const folder = mkdtempSync(join(tmpdir(), "admission-"));
const objects = admission(keep, options);
const bindings = "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings";

/** Isolation without its quotas: these would refuse some of the hostile pods as well, and so prove nothing of the rules. */
const quotas = ["ResourceQuota", "LimitRange"];
const standing = isolation(keep).filter(({ kind }) => !quotas.includes(kind));
const rules = admissionRules.map((rule) => rule(admissionContext(keep, options)).name);
const firstOf = (rule: string): Attempt => hostileAttempts.find((attempt) => attempt.rule === rule)!;

let server: ApiServer;

const refusedBy = (rule: string, { status, message }: Answer) =>
  status === 403 && message.includes(`'${policyName(rule)}'`) && message.includes(`modelkeep/${rule}: `);

async function apply(object: KubernetesObject): Promise<void> {
  const answer = await server.send({ method: "POST", path: collection(object), body: object });
  if (answer.status !== 201 && answer.status !== 409) throw new Error(`${object.kind} ${object.metadata.name}: ${answer.message}`);
}

beforeAll(async () => {
  server = await ApiServer.start(folder);
  for (const object of [namespace("support"), ...standing, runningPod(), elsewherePod()]) await apply(object);
  await apply(customResource("cilium.io", "v2", "CiliumNetworkPolicy"));
  await apply(customResource("gateway.networking.k8s.io", "v1", "HTTPRoute"));
  await until("the pod runs", async () => (await server.kubectl("-n", servingNamespace, "get", "pod", "running")).text.includes("Running"));
  for (const object of objects) await apply(object);
  for (const rule of rules) await until(`${rule} holds`, async () => refusedBy(rule, await server.attempt(firstOf(rule))));
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true });
});

test.each(hostileAttempts)("refused by $rule: $what", async (attempt) => {
  const answer = await server.attempt(attempt);
  expect(answer.message).toContain(`ValidatingAdmissionPolicy '${policyName(attempt.rule)}'`);
  expect(answer.message).toContain(`modelkeep/${attempt.rule}: `);
  expect(answer.status).toBe(403);
});

test.each(goodAttempts)("accepted under $rule: $what", async (attempt) => {
  const answer = await server.attempt(attempt);
  expect(answer.message).not.toContain("ValidatingAdmissionPolicy");
  // A connection ends at a node that is only played: it got past admission all the same.
  if (!attempt.path.includes("/proxy") && !attempt.path.includes("/exec")) expect(`${answer.status} ${answer.message}`).toMatch(/^20[01] /);
});

describe("kubectl", () => {
  const inKeep = ["-n", servingNamespace];
  test.each([
    ["exec", ["exec", ...inKeep, "running", "-c", "front-door", "--", "id"]],
    ["attach", ["attach", ...inKeep, "running", "-c", "front-door"]],
    ["port-forward", ["port-forward", ...inKeep, "pod/running", "18443:8443"]],
    ["proxy to a pod", ["get", "--raw", `/api/v1/namespaces/${servingNamespace}/pods/running:8443/proxy/v1/models`]],
    ["debug", ["debug", ...inKeep, "running", `--image=${keep.images.envoy}`, "--profile=restricted", "--target=front-door"]],
  ])("%s is refused by admission", async (_, args) => {
    const { ok, text } = await server.kubectl(...args);
    expect(ok).toBe(false);
    expect(text).toMatch(/modelkeep\/(interactive-access|ephemeral-containers): /);
  });
});

test("without its binding a rule refuses nothing, and no other rule or layer does so in its place", async () => {
  for (const rule of rules) {
    const attempts = hostileAttempts.filter((attempt) => attempt.rule === rule);
    const path = `${bindings}/${policyName(rule)}`;
    await server.send({ method: "DELETE", path });
    await until(`${rule} lets go`, async () => !refusedBy(rule, await server.attempt(attempts[0]!)));
    for (const attempt of attempts) {
      const answer = await server.attempt(attempt);
      expect(answer.message, attempt.what).not.toContain("ValidatingAdmissionPolicy");
      // Behind a connection there is no kubelet; all else is accepted in full.
      if (attempt.method !== "GET") expect(`${answer.status} ${answer.message}`, attempt.what).toMatch(/^20[01] /);
    }
    await apply(objects.find(({ kind, metadata }) => kind.endsWith("Binding") && metadata.name === policyName(rule))!);
  }
  for (const rule of rules) await until(`${rule} holds again`, async () => refusedBy(rule, await server.attempt(firstOf(rule))));
});

test("the model server rolls out under the policies, and the Service finds it", async () => {
  for (const object of renderedObjects()) if (!quotas.includes(object.kind)) await apply(object);
  const asJson = async (...what: string[]) => JSON.parse((await server.kubectl("-n", servingNamespace, "get", ...what, "-o", "json")).text);
  await until("all replicas run", async () => (await asJson("deployment", modelServerName)).status?.readyReplicas === keep.replicas.min);
  await until("the controller has written the endpoints", async () => {
    const slices = await asJson("endpointslices", "-l", `kubernetes.io/service-name=${modelServerName}`);
    return slices.items.flatMap(({ endpoints }: { endpoints?: unknown[] }) => endpoints ?? []).length === keep.replicas.min;
  });
});

test("the policies of a keep on an existing cluster, without GPUs or node port, compile as well", async () => {
  const network = { loadBalancerRanges: [], nodePort: undefined, podIdentity: false, vaultRanges: [] };
  const laptop = { ...keep, hardware: { ...keep.hardware, accelerator: "none" as const, gpus: 0 }, network };
  for (const object of admission(laptop, { ...options, helpers: [] })) {
    if (object.kind !== "ValidatingAdmissionPolicy") continue;
    const body = { ...object, metadata: { ...object.metadata, name: `laptop-${object.metadata.name}` } };
    const { status, message } = await server.attempt({ what: "", rule: "", method: "POST", path: collection(object), body });
    expect(`${status} ${message}`, object.metadata.name).toMatch(/^201 /);
  }
});

test("the API server finds nothing wrong with the expressions' types", async () => {
  await until("every policy is checked", async () => {
    const { text } = await server.kubectl("get", "validatingadmissionpolicies", "-o", "json");
    return (JSON.parse(text).items as Policy[]).every(({ status }) => status?.typeChecking);
  });
  const { text } = await server.kubectl("get", "validatingadmissionpolicies", "-o", "json");
  for (const { metadata, status } of JSON.parse(text).items as Policy[])
    expect(status?.typeChecking?.expressionWarnings, metadata.name).toBeUndefined();
});

interface Policy {
  metadata: { name: string };
  status?: { typeChecking?: { expressionWarnings?: unknown[] } };
}

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
    const path = `${bindings}/${policyName("image-digest")}`;
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
      [verb, "rolebindings.rbac.authorization.k8s.io", "-n", servingNamespace],
      [verb, "networkpolicies.networking.k8s.io", "-n", servingNamespace],
      [verb, "namespaces"],
      [verb, "pods", "-n", servingNamespace],
    ]),
    ...["exec", "attach", "portforward", "proxy"].map((sub): [string, ...string[]] => [
      "create",
      "pods",
      `--subresource=${sub}`,
      "-n",
      servingNamespace,
    ]),
    ["get", "secrets", "-n", servingNamespace],
    ["create", "serviceaccounts", "--subresource=token", "-n", servingNamespace],
    ["get", "nodes", "--subresource=proxy"],
    ["impersonate", "users"],
  ];
  const can: [string, ...string[]][] = [
    ["list", "validatingadmissionpolicies.admissionregistration.k8s.io"],
    ["get", "pods", "--subresource=log", "-n", servingNamespace],
    ["create", "pods", "--subresource=eviction", "-n", servingNamespace],
  ];
  const asks = async (question: string[]) =>
    (await server.kubectl("auth", "can-i", ...question, "--as=olga", `--as-group=${operatorGroup}`)).text
      .split("\n")
      .find((line) => line === "yes" || line === "no");

  test("operators have no right to write policies, rights, network or pods", async () => {
    const answers = await Promise.all(cannot.map(async (question) => [question.join(" "), await asks(question)]));
    expect(answers.filter(([, answer]) => answer !== "no")).toEqual([]);
  });
  test("operators look, and restart by eviction", async () => {
    for (const question of can) expect(await asks(question), question.join(" ")).toBe("yes");
  });
});

test("in the order of a destruction the namespaces go: first the policies, then they", async () => {
  const path = `/api/v1/namespaces/${probesNamespace}`;
  const refused = await server.send({ method: "DELETE", path });
  expect(refused.message).toContain("modelkeep/namespace-labels: ");
  for (const rule of rules) await server.send({ method: "DELETE", path: `${bindings}/${policyName(rule)}` });
  await until("the namespace may be deleted", async () => (await server.send({ method: "DELETE", path })).status === 200);
  await until("it is gone", async () => (await server.send({ method: "GET", path })).status === 404);
});
