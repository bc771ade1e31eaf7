import { execFile } from "node:child_process";

/** A request that kubectl could not answer; the message is its own, on one line. */
export class KubectlError extends Error {
  override readonly name = "KubectlError";
}

/** Which cluster is asked. */
export interface Cluster {
  context?: string | undefined;
  kubeconfig?: string | undefined;
}

/** Runs kubectl with arguments, and gives what it writes to both streams. */
export type Ask = (...args: readonly string[]) => Promise<{ stdout: string; stderr: string }>;

/** Longest answer: the nodes of a large cluster, with their images and conditions. */
const mostBytes = 256 * 2 ** 20;

/**
 * Asks a cluster through kubectl.
 * @returns a function that throws KubectlError where kubectl is missing, or the cluster refuses or does not answer
 */
export function kubectlOf({ context, kubeconfig }: Cluster, env: NodeJS.ProcessEnv = process.env): Ask {
  const where = [
    ...(kubeconfig === undefined ? [] : ["--kubeconfig", kubeconfig]),
    ...(context === undefined ? [] : ["--context", context]),
  ];
  return (...args) =>
    new Promise((resolve, reject) => {
      execFile("kubectl", [...where, "--request-timeout=30s", ...args], { env, maxBuffer: mostBytes }, (error, stdout, stderr) => {
        if (error === null) return resolve({ stdout, stderr });
        if ((error as NodeJS.ErrnoException).code === "ENOENT")
          return reject(new KubectlError("kubectl is not on PATH; accepted: kubectl of the cluster's release, or one before or after"));
        const lines = stderr.trim().split("\n");
        return reject(new KubectlError((lines.at(-1) || error.message).slice(0, 300)));
      });
    });
}
