import { serviceHost } from "../../charts/front-door/certificate.ts";
import { modelServerName } from "../../charts/names.ts";
import type { ProbeResult } from "../../charts/probes/outcome.ts";
import { clientPod, clientProgram } from "./client.ts";
import type { SandboxKeep } from "./keep.ts";
import type { Kubectl } from "./kubectl.ts";
import type { Progress } from "./progress.ts";

export interface Asking {
  keep: SandboxKeep;
  kubectl: Kubectl;
  client: { name: string; namespace: string };
  /** Image of Python that the node pulls. */
  python: string;
  /** Name of the model, as the server knows it. */
  model: string;
  progress: Progress;
}

/** What a client was answered, as lines for a person. */
export interface Asked {
  answer: string;
  probe: string;
  /** The front door's line of the request. */
  audit: string;
  /** Command that asks once more. */
  again: string;
}

/**
 * Makes the client, which stays, and asks once.
 * @throws Error where the answer is not 200, or the front door has logged no request
 */
export async function asked({ keep, kubectl, client: { name, namespace }, python, model, progress }: Asking): Promise<Asked> {
  const pod = { name, keep: keep.name, namespace, labelled: name, secret: `modelkeep-${name}`, image: python };
  await kubectl.apply(clientProgram(namespace), keep.clientSecret(name, namespace), clientPod(pod));
  await kubectl.run(["-n", namespace, "wait", "--for=condition=Ready", `pod/${name}`, "--timeout=300s"]);
  const program = ["python3", "/ask/ask.py", serviceHost(keep.name, modelServerName), "once", model, "16"];
  const ask = [...(namespace === "default" ? [] : ["-n", namespace]), "exec", name, "--", ...program];
  const answer = await kubectl.run(ask);
  progress.say("the client has asked");

  const probe = keep.outputs()["probe"] as ProbeResult;
  const log = (await kubectl.run(["-n", keep.serving, "logs", "deployment/model-server", "-c", "front-door"])).split("\n");
  const audited = log.filter((line) => line.includes('"record":"request"')).at(-1);
  if (!answer.startsWith("200 ")) throw new Error(`the client's answer is not 200: ${answer}`);
  if (audited === undefined) throw new Error(`the front door has logged no request:\n${log.join("\n")}`);
  return {
    answer: `the answer   ${answer}`,
    probe: `the probe    ${probe.verdict}: ${probe.says}`,
    audit: `the audit    ${audited}`,
    again: `kubectl ${ask.join(" ")}`,
  };
}
