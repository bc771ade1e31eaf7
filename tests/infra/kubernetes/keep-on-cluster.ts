import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PolicyEvent } from "../../../engine/pulumi/policy-events.ts";
import { openWorkspace } from "../../../engine/pulumi/workspace.ts";
import { judgedOverState } from "../../support/judged-over-state.ts";
import { variantFolder } from "../../support/variant-folder.ts";
import type { TestCluster } from "./cluster.ts";

/** How a command of the CLI ended, and all that it said. */
export interface Run {
  code: number;
  said: string;
}

/** A stack on a test cluster: one state over many commands, each with the stack file that it is given. */
export interface KeepOnCluster {
  run(stackFile: string, ...command: string[]): Promise<Run>;
  /** Previews with the policy pack of this repository over the state: how it ended, and what the pack said. */
  judged(stackFile: string): Promise<{ code: number; events: PolicyEvent[] }>;
  /** What `pulumi stack export` prints of it. */
  exported(): string;
  /** Outputs of the stack by its state: what an update prints of them is not always all. */
  outputs(): Record<string, unknown>;
  close(): void;
}

/** A keep of the program under test, as the example `stack` names it. */
export function keepOnCluster(cluster: () => TestCluster, stack: string): KeepOnCluster {
  const stateDir = mkdtempSync(join(tmpdir(), "modelkeep-state-"));
  const folders = [stateDir];
  const deployment = () => JSON.parse(readFileSync(join(stateDir, ".pulumi/stacks/modelkeep", `${stack}.json`), "utf8")).checkpoint.latest;
  const open = (stackFile: string) => {
    const root = variantFolder(stack, stackFile);
    folders.push(root);
    const { engine, kubeconfig } = cluster();
    return openWorkspace({ engine, root, stack, env: { KUBECONFIG: kubeconfig }, stateDir });
  };
  return {
    run: async (stackFile, ...command) => {
      const opened = await open(stackFile);
      const { code, stdout, stderr } = await opened.run(command).finally(opened.close);
      return { code, said: `${stdout}\n${stderr}` };
    },
    judged: async (stackFile) => {
      const opened = await open(stackFile);
      return judgedOverState(opened).finally(opened.close);
    },
    exported: () => JSON.stringify({ version: 3, deployment: deployment() }),
    outputs: () => {
      const { resources }: { resources: { type: string; outputs: Record<string, unknown> }[] } = deployment();
      return resources.find(({ type }) => type === "pulumi:pulumi:Stack")!.outputs;
    },
    close: () => {
      for (const folder of folders) rmSync(folder, { recursive: true });
    },
  };
}

/** Resources that an update changed, from its JSON events, as `type name operation`. */
export function changed(said: string): string[] {
  return said
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line).resOutputsEvent?.metadata as { op: string; urn: string; type: string } | undefined)
    .filter((event) => event !== undefined && event.op !== "same")
    .map((event) => `${event?.type} ${event?.urn.split("::").pop()} ${event?.op}`)
    .sort();
}

/** Objects of a keep that are there, namespaced or not, as `kind/name`, a line each. */
export async function leftovers({ kubectl }: TestCluster): Promise<string> {
  const kinds = "namespaces,validatingadmissionpolicies,validatingadmissionpolicybindings,clusterroles,clusterrolebindings,priorityclasses";
  const names = await kubectl(["get", kinds, "-o", "name"]);
  return names
    .split("\n")
    .filter((name) => name.includes("modelkeep"))
    .join("\n");
}
