import { admission, admissionContext } from "../../../charts/admission/admission.ts";
import { policyName } from "../../../charts/admission/policy.ts";
import { admissionRules } from "../../../charts/admission/rules.ts";
import { isolation } from "../../../charts/isolation/isolation.ts";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { until } from "../../support/until.ts";
import { serving } from "../keep-specs.ts";
import { type Answer, ApiServer } from "./api-server.ts";
import { type Attempt, collection } from "./attempt.ts";
import { customResource, elsewherePod, namespace, runningPod } from "./cluster-objects.ts";
import { hostileAttempts } from "./hostile-attempts.ts";
import { keep, options } from "./keep.ts";

/** Where bindings are, and so where a rule can be taken away. */
export const bindings = "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings";

/** The admission half of the keep that stands. */
export const objects = admission([keep], options);
export const rules = admissionRules.map((rule) => rule(admissionContext([keep], options)).name);

/** Isolation without its quotas: these would refuse some of the hostile pods as well, and so prove nothing of the rules. */
export const quotas = ["ResourceQuota", "LimitRange"];
const standing = isolation([keep]).filter(({ kind }) => !quotas.includes(kind));

export const firstOf = (rule: string): Attempt => hostileAttempts.find((attempt) => attempt.rule === rule)!;

export const refusedBy = (rule: string, { status, message }: Answer) =>
  status === 403 && message.includes(`'${policyName(keep.name, rule)}'`) && message.includes(`modelkeep/${rule}: `);

/** An API server with a keep's namespaces, a pod that runs in it, and all of its admission policies in force. */
export interface KeepServer {
  server: ApiServer;
  apply(object: KubernetesObject): Promise<void>;
  stop(): Promise<void>;
}

export async function startKeepServer(): Promise<KeepServer> {
  const server = await ApiServer.start();
  const apply = async (object: KubernetesObject) => {
    const answer = await server.send({ method: "POST", path: collection(object), body: object });
    if (answer.status !== 201 && answer.status !== 409) throw new Error(`${object.kind} ${object.metadata.name}: ${answer.message}`);
  };
  const stop = () => server.stop();
  try {
    for (const object of [namespace("support"), ...standing, runningPod(), elsewherePod()]) await apply(object);
    await apply(customResource("cilium.io", "v2", "CiliumNetworkPolicy"));
    await apply(customResource("gateway.networking.k8s.io", "v1", "HTTPRoute"));
    await until("the pod runs", async () => (await server.kubectl("-n", serving, "get", "pod", "running")).text.includes("Running"));
    for (const object of objects) await apply(object);
    for (const rule of rules) await until(`${rule} holds`, async () => refusedBy(rule, await server.attempt(firstOf(rule))));
  } catch (error) {
    await stop();
    throw error;
  }
  return { server, apply, stop };
}
