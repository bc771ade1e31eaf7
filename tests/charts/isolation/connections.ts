import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect } from "vitest";
import { stringify } from "yaml";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { engineEnvironment } from "../../../engine/pulumi/engine.ts";
import { findEngine } from "../../../engine/pulumi/find.ts";

/**
 * Every connection that a pod of the keep takes part in, as "from -> to: ports", sorted. netpol-analyzer is not ours: it reads the manifests
 * and says who reaches whom by its own reading of Kubernetes' rules.
 */
export async function connections(objects: readonly KubernetesObject[]): Promise<string[]> {
  const env = engineEnvironment(await findEngine({ root: resolve(import.meta.dirname, "../../.."), env: process.env }), process.env);
  const folder = mkdtempSync(join(tmpdir(), "connectivity-"));
  try {
    // Kubernetes sets this label; the analyzer reads files, which nobody has admitted.
    const labelled = objects.map((object) =>
      object.kind === "Namespace"
        ? {
            ...object,
            metadata: { ...object.metadata, labels: { ...object.metadata.labels, "kubernetes.io/metadata.name": object.metadata.name } },
          }
        : object,
    );
    writeFileSync(join(folder, "all.yaml"), labelled.map((object) => stringify(object)).join("---\n"));
    const { stdout, stderr } = await promisify(execFile)("netpol-analyzer", ["list", "--dirpath", folder, "-o", "json", "-q"], { env });
    expect(stderr).toBe("");
    const found = JSON.parse(stdout) as { src: string; dst: string; conn: string }[];
    return found
      .filter(({ src, dst }) => src.startsWith("modelkeep-") || dst.startsWith("modelkeep-"))
      .map(({ src, dst, conn }) => `${src} -> ${dst}: ${conn}`.replaceAll(/\[(Deployment|Pod)\]/g, ""))
      .sort();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A client's, or the load balancer's, way in. */
export const frontDoor = (from: string, to = "model-server") => `${from} -> modelkeep-demo-serving/${to}: TCP 8443`;
export const dns = (from: string) => `${from} -> kube-system/coredns: TCP 53,UDP 53`;
