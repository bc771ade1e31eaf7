import { resolve } from "node:path";
import type { KeepOnNode } from "./run.ts";

const program = resolve(import.meta.dirname, "containers.py");

/** A container as its processes are on the node. */
export interface SeenContainer {
  pod: string;
  container: string;
  uids: string[];
  gids: string[];
  /** Sets of capabilities, in hexadecimal, each once. */
  capabilities: string[];
  noNewPrivileges: string;
  seccomp: string;
  /** Whether its root is mounted read-only, for any user. */
  rootReadOnly: boolean;
  /** Folders in which its user can make a file. */
  writable: string[];
  /** Whether the token of a service account lies in it. */
  token: boolean;
}

const look = async <Result>(run: Pick<KeepOnNode, "node">, namespace: string, ...args: readonly string[]) =>
  JSON.parse(await run.node.inside("python3", program, namespace, ...args)) as Result;

/** Every container of a namespace that runs. */
export const containersOf = (run: Pick<KeepOnNode, "node">, namespace: string) => look<SeenContainer[]>(run, namespace, "inside");

/** Processes whose name begins so, by pod. */
export const processesOf = (run: KeepOnNode, name: string) => look<Record<string, number[]>>(run, run.keep.serving, "pids", name);

/** Requests that each model server has under way, by pod. */
export const requestsOf = (run: KeepOnNode) => look<Record<string, number>>(run, run.keep.serving, "running");

/** Sends a signal to processes of the node. */
export const signal = (run: KeepOnNode, name: string, pids: readonly number[]) => run.node.inside("kill", `-${name}`, ...pids.map(String));
