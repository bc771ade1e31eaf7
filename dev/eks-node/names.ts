import { join } from "node:path";
import type { KubernetesNode } from "../sandbox/kubernetes-node.ts";
import { untilEnded } from "./until-ended.ts";

const program = join(import.meta.dirname, "names.py");

/** The cluster's DNS has these names, which the resolver of a VPC answers with addresses in it (private DNS). @returns what ends that */
export const answerNames = (node: KubernetesNode, addresses: Readonly<Record<string, readonly string[]>>): Promise<() => Promise<void>> =>
  untilEnded(node, program, addresses);
