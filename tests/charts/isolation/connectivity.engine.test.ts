import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
import { isolation } from "../../../charts/isolation/isolation.ts";
import type { KeepSpec } from "../../../charts/keep-spec.ts";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { engineEnvironment } from "../../../engine/pulumi/engine.ts";
import { findEngine } from "../../../engine/pulumi/find.ts";
import { onAws, onPrem, workloadClient } from "./keep-specs.ts";
import { neighbourhood } from "./stand-ins.ts";

// netpol-analyzer is not ours: it reads the manifests and says who reaches whom by its own reading of Kubernetes' rules.
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  env = engineEnvironment(await findEngine({ root: resolve(import.meta.dirname, "../../.."), env: process.env }), process.env);
});

/** Every connection that a pod of the keep takes part in, as "from -> to: ports", sorted. */
async function connections(objects: readonly KubernetesObject[], keep: string): Promise<string[]> {
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
    writeFileSync(join(folder, "all.yaml"), [...labelled, ...neighbourhood(keep)].map((object) => stringify(object)).join("---\n"));
    const { stdout, stderr } = await promisify(execFile)("netpol-analyzer", ["list", "--dirpath", folder, "-o", "json", "-q"], { env });
    expect(stderr).toBe("");
    const found = JSON.parse(stdout) as { src: string; dst: string; conn: string }[];
    return found
      .filter(({ src, dst }) => src.startsWith("modelkeep-") || dst.startsWith("modelkeep-"))
      .map(({ src, dst, conn }) => `${src} -> ${dst}: ${conn}`.replaceAll("[Deployment]", ""))
      .sort();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const frontDoor = (from: string) => `${from} -> modelkeep-serving/model-server: TCP 8443`;
const dns = (from: string) => `${from} -> kube-system/coredns: TCP 53,UDP 53`;

test("on an existing cluster: the two clients and the probe's DNS, pod by pod, and nothing else", async () => {
  expect(await connections(isolation(onPrem), onPrem.name)).toEqual([
    dns("modelkeep-probes/probe"),
    frontDoor("search/search"),
    frontDoor("support/support-bot"),
  ]);
});

test("on AWS: the load balancer's subnets come in, the loader's three ways lead out", async () => {
  expect(await connections(isolation(onAws), onAws.name)).toEqual([
    frontDoor("10.64.1.0-10.64.1.15"),
    frontDoor("10.64.1.16-10.64.1.31"),
    dns("modelkeep-probes/probe"),
    "modelkeep-serving/model-server -> 169.254.170.23-169.254.170.23: TCP 80",
    "modelkeep-serving/model-server -> 3.5.134.0-3.5.135.255: TCP 443",
    "modelkeep-serving/model-server -> 52.219.170.0-52.219.171.255: TCP 443",
    dns("modelkeep-serving/model-server"),
    frontDoor("support/support-bot"),
  ]);
});

test("taking one grant away takes that connection away, and only that one", async () => {
  const [, kept] = onPrem.clients;
  expect(await connections(isolation({ ...onPrem, clients: [kept!] }), onPrem.name)).toEqual([
    dns("modelkeep-probes/probe"),
    frontDoor("search/search"),
  ]);
});

test("a grant to another namespace opens for its pod with that label, and no longer for the first", async () => {
  const moved: KeepSpec = { ...onPrem, clients: [workloadClient("support-bot", "strangers")] };
  expect(await connections(isolation(moved), onPrem.name)).toEqual([dns("modelkeep-probes/probe"), frontDoor("strangers/impostor")]);
});

// The judge must see what the policies do: without one of them the list has to grow.
const withdrawn: [string, string, RegExp][] = [
  ["default-deny", "modelkeep-serving", /^strangers\/stranger -> modelkeep-serving\/intruder: All Connections$/],
  ["default-deny", "modelkeep-probes", /^strangers\/stranger -> modelkeep-probes\/probe: All Connections$/],
];
for (const [name, namespace, opened] of withdrawn)
  test(`without ${namespace}/${name} strangers get in`, async () => {
    const objects = isolation(onPrem).filter(
      ({ kind, metadata }) => !(kind === "NetworkPolicy" && metadata.name === name && metadata.namespace === namespace),
    );
    const found = await connections(objects, onPrem.name);
    expect(found.filter((connection) => opened.test(connection))).toHaveLength(1);
  });
