import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";

/** The definition of LeaderWorkerSet, of the released version that the file names. */
export const leaderWorkerSetCrd = parse(readFileSync(new URL("leader-worker-set.crd.yaml", import.meta.url), "utf8")) as KubernetesObject;
