import { probesNamespace } from "../../../charts/names.ts";
import type { ProbeResult } from "../../../charts/probes/outcome.ts";
import { until } from "../../support/until.ts";
import { type NodeRun, stack } from "./run.ts";

const namespace = ["-n", probesNamespace(stack)];
let count = 0;

/** Starts the keep's probe as its schedule does. @returns the Job's name */
export async function startProbe({ node: { kubectl } }: NodeRun): Promise<string> {
  const job = `probe-by-hand-${process.pid}-${count++}`;
  await kubectl.run([...namespace, "create", "job", job, "--from=cronjob/probe"]);
  return job;
}

export interface ProbeLine {
  verdict: ProbeResult["verdict"];
  open: string[];
  ways: { name: string; outcome: string }[];
}

/** Takes a probe away, whether it has ended or not. */
export const endProbe = ({ node: { kubectl } }: NodeRun, job: string): Promise<string> => kubectl.run([...namespace, "delete", "job", job]);

/** Waits until the probe has ended. @returns the line that it printed; the Job is deleted */
export async function probeLine(run: NodeRun, job: string): Promise<ProbeLine> {
  const { kubectl } = run.node;
  await until(
    `${job} has ended`,
    async () => (await kubectl.run([...namespace, "get", "job", job, "-o", "jsonpath={.status.conditions[*].type}"])) !== "",
  );
  const line = (await kubectl.run([...namespace, "logs", `job/${job}`])).trim().split("\n").at(-1)!;
  await endProbe(run, job);
  return JSON.parse(line) as ProbeLine;
}

/** Waits until the probe's pod runs. @returns its name, as `namespace/pod` */
export async function probePod({ node: { kubectl } }: NodeRun, job: string): Promise<string> {
  const name = await until(`the pod of ${job} runs`, async () => {
    const found = await kubectl.run([
      ...namespace,
      "get",
      "pods",
      "-l",
      `job-name=${job}`,
      "--field-selector=status.phase=Running",
      "-o",
      "name",
    ]);
    return found === "" ? false : found;
  });
  return `${probesNamespace(stack)}/${name.replace("pod/", "")}`;
}
