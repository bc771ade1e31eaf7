import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { platformOf } from "../../../catalog/platforms.ts";
import { admission } from "../../../charts/admission/admission.ts";
import { policyName } from "../../../charts/admission/policy.ts";
import { modelServerName } from "../../../charts/names.ts";
import { until } from "../../support/until.ts";
import { probing, serving } from "../keep-specs.ts";
import type { ApiServer } from "./api-server.ts";
import { collection } from "./attempt.ts";
import { goodAttempts } from "./good-attempts.ts";
import { hostileAttempts } from "./hostile-attempts.ts";
import { inServing, keep, options, podLabels, podSpec } from "./keep.ts";
import { bindings, firstOf, type KeepServer, objects, quotas, refusedBy, rules, startKeepServer } from "./keep-server.ts";
import { renderedObjects } from "./rendered.ts";

let keepServer: KeepServer;
let server: ApiServer;
let apply: KeepServer["apply"];
beforeAll(async () => {
  keepServer = await startKeepServer();
  ({ server, apply } = keepServer);
});
afterAll(() => keepServer?.stop());

test.each(hostileAttempts)("refused by $rule: $what", { tags: ["shows-D16"] }, async (attempt) => {
  const answer = await server.attempt(attempt);
  expect(answer.message).toContain(`ValidatingAdmissionPolicy '${policyName(keep.name, attempt.rule)}'`);
  expect(answer.message).toContain(`modelkeep/${attempt.rule}: `);
  expect(answer.status).toBe(403);
});

test.each(goodAttempts)("accepted under $rule: $what", async (attempt) => {
  const answer = await server.attempt(attempt);
  expect(answer.message).not.toContain("ValidatingAdmissionPolicy");
  // A connection ends at a node that is only played: it got past admission all the same.
  if (!attempt.path.includes("/proxy") && !attempt.path.includes("/exec")) expect(`${answer.status} ${answer.message}`).toMatch(/^20[01] /);
});

/** What the rules leave to others: Pod Security, and the API server's own validation. */
describe("refused before any rule is asked", () => {
  const privileged = { privileged: true, allowPrivilegeEscalation: true };
  test.each([
    ["a privileged pod", podSpec(({ containers: [server] }) => Object.assign(server, { securityContext: privileged })), "privileged"],
    ["a host path", podSpec(({ volumes }) => volumes.push({ name: "node", hostPath: { path: "/" } })), 'volume "node"'],
    ["the node's network", podSpec((spec) => Object.assign(spec, { hostNetwork: true })), "hostNetwork=true"],
  ])("%s, by Pod Security", async (_, spec, names) => {
    const metadata = { ...inServing("trial"), labels: podLabels };
    const path = `/api/v1/namespaces/${serving}/pods?dryRun=All`;
    const { status, message } = await server.send({ method: "POST", path, body: { apiVersion: "v1", kind: "Pod", metadata, spec } });
    expect(message).toContain('violates PodSecurity "restricted:v1.36"');
    expect(message).toContain(names);
    expect(status).toBe(403);
  });

  test("a network policy with a peer that is empty, by the API server", async () => {
    const body = {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: inServing("trial"),
      spec: { podSelector: {}, ingress: [{ from: [{}] }] },
    };
    const { status, message } = await server.send({ method: "POST", path: `${collection(body)}?dryRun=All`, body });
    expect(`${status} ${message}`).toMatch(/^422 .*spec\.ingress\[0\]\.from\[0\].*must specify a peer/);
  });
});

describe("kubectl", () => {
  const inKeep = ["-n", serving];
  test.each([
    ["exec", ["exec", ...inKeep, "running", "-c", "front-door", "--", "id"]],
    ["attach", ["attach", ...inKeep, "running", "-c", "front-door"]],
    ["port-forward", ["port-forward", ...inKeep, "pod/running", "18443:8443"]],
    ["proxy to a pod", ["get", "--raw", `/api/v1/namespaces/${serving}/pods/running:8443/proxy/v1/models`]],
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
    const path = `${bindings}/${policyName(keep.name, rule)}`;
    await server.send({ method: "DELETE", path });
    await until(`${rule} lets go`, async () => !refusedBy(rule, await server.attempt(attempts[0]!)));
    for (const attempt of attempts) {
      const answer = await server.attempt(attempt);
      expect(answer.message, attempt.what).not.toContain("ValidatingAdmissionPolicy");
      // Behind a connection there is no kubelet; all else is accepted in full.
      if (attempt.method !== "GET") expect(`${answer.status} ${answer.message}`, attempt.what).toMatch(/^20[01] /);
    }
    await apply(objects.find(({ kind, metadata }) => kind.endsWith("Binding") && metadata.name === policyName(keep.name, rule))!);
  }
  for (const rule of rules) await until(`${rule} holds again`, async () => refusedBy(rule, await server.attempt(firstOf(rule))));
});

test("the model server rolls out under the policies, and the Service finds it", async () => {
  for (const object of renderedObjects()) if (!quotas.includes(object.kind)) await apply(object);
  const asJson = async (...what: string[]) => JSON.parse((await server.kubectl("-n", serving, "get", ...what, "-o", "json")).text);
  await until("all replicas run", async () => (await asJson("deployment", modelServerName)).status?.readyReplicas === keep.replicas.min);
  await until("the controller has written the endpoints", async () => {
    const slices = await asJson("endpointslices", "-l", `kubernetes.io/service-name=${modelServerName}`);
    return slices.items.flatMap(({ endpoints }: { endpoints?: unknown[] }) => endpoints ?? []).length === keep.replicas.min;
  });
});

test("the policies of a keep on an existing cluster, without GPUs or node port, compile as well", async () => {
  const network = {
    loadBalancerRanges: [],
    nodePort: undefined,
    listenerPort: undefined,
    podIdentity: false,
    vaultRanges: [],
    dns: platformOf("gke").dns,
  };
  const laptop = { ...keep, hardware: { ...keep.hardware, accelerator: "none" as const, gpus: 0 }, network };
  for (const object of admission([laptop], { ...options, helpers: [] })) {
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

test("in the order of a destruction the namespaces go: first the policies, then they", async () => {
  const path = `/api/v1/namespaces/${probing}`;
  const refused = await server.send({ method: "DELETE", path });
  expect(refused.message).toContain("modelkeep/namespace-labels: ");
  for (const rule of rules) await server.send({ method: "DELETE", path: `${bindings}/${policyName(keep.name, rule)}` });
  await until("the namespace may be deleted", async () => (await server.send({ method: "DELETE", path })).status === 200);
  await until("it is gone", async () => (await server.send({ method: "GET", path })).status === 404);
});
