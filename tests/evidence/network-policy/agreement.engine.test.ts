import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { engineEnvironment } from "../../../engine/pulumi/engine.ts";
import { findEngine } from "../../../engine/pulumi/find.ts";
import { readCluster } from "../../../evidence/network-policy/cluster.ts";
import type { Pod } from "../../../evidence/network-policy/pod.ts";
import { formatPorts, noPorts, type PortSet, type Protocol, ports, unionOf } from "../../../evidence/network-policy/port-set.ts";
import { outsideOf, portsBetween } from "../../../evidence/network-policy/reachability.ts";
import { parseCidr } from "../../../network-range/cidr.ts";
import { type AddressRange, covers, pieces } from "../../../network-range/range.ts";
import { anyCluster } from "./any-cluster.ts";

const sets = 1000;
const workers = 4;

// netpol-analyzer is not ours: it reads the same manifests by its own reading of Kubernetes' rules.
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  env = engineEnvironment(await findEngine({ root: resolve(import.meta.dirname, "../../.."), env: process.env }), process.env);
});

interface Connection {
  src: string;
  dst: string;
  conn: string;
}

async function judged(objects: readonly KubernetesObject[], folder: string): Promise<Connection[]> {
  // Version 1.1, in which a label's value "y" needs quotes: Kubernetes reads it so.
  writeFileSync(join(folder, "all.yaml"), objects.map((object) => stringify(object, { version: "1.1" })).join("---\n"));
  const { stdout, stderr } = await promisify(execFile)("netpol-analyzer", ["list", "--dirpath", folder, "-o", "json", "-q"], {
    env,
  });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

/** Reads `SCTP 1-65535,TCP 50-80,443`, which is how the judge writes ports. */
function readPorts(text: string): PortSet {
  let protocol: Protocol = "TCP";
  const all = (["TCP", "UDP", "SCTP"] as const).map((one) => ports(one, 1, 65535));
  if (text === "All Connections") return unionOf(all);
  return unionOf(
    text.split(",").map((part) => {
      const [, name, first, last] = /^(?:(TCP|UDP|SCTP) )?(\d+)(?:-(\d+))?$/.exec(part) ?? [];
      if (name) protocol = name as Protocol;
      return ports(protocol, Number(first), Number(last ?? first));
    }),
  );
}

/** Reads `10.0.0.0-10.255.255.255`; undefined for the name of a pod. */
function readRange(text: string): AddressRange | undefined {
  const [first, last] = text.split("-");
  return /^[\d.]+-[\d.]+$/.test(text) ? { ...parseCidr(`${first}/32`), last: parseCidr(`${last}/32`).last } : undefined;
}

const nameOf = ({ namespace, name }: Pod) => `${namespace}/${name.replace("Pod/", "")}[Pod]`;

/** The addresses that are worth a question: one piece for each way in which the policies treat addresses. */
const questions = (objects: readonly KubernetesObject[]) => {
  const cidrs = [...JSON.stringify(objects).matchAll(/\d+\.\d+\.\d+\.\d+\/\d+/g)].map(([text]) => parseCidr(text));
  return pieces(cidrs).filter(({ family }) => family === "ipv4");
};

/** Who reaches whom, a line for each pair, by us and by the judge. */
async function bothReadings(objects: readonly KubernetesObject[], folder: string): Promise<{ ours: string[]; theirs: string[] }> {
  const cluster = readCluster(objects);
  const connections = await judged(objects, folder);
  const ours: string[] = [];
  const theirs: string[] = [];
  const ask = (question: string, own: PortSet, matches: (connection: Connection) => boolean) => {
    ours.push(`${question}: ${formatPorts(own)}`);
    theirs.push(`${question}: ${formatPorts(unionOf(connections.filter(matches).map(({ conn }) => readPorts(conn))))}`);
  };
  for (const from of cluster.pods)
    for (const to of cluster.pods)
      if (from !== to)
        ask(
          `${nameOf(from)} -> ${nameOf(to)}`,
          portsBetween(cluster, from, to),
          ({ src, dst }) => src === nameOf(from) && dst === nameOf(to),
        );
  for (const pod of cluster.pods)
    for (const direction of ["ingress", "egress"] as const) {
      const outside = outsideOf(cluster, pod, direction);
      for (const piece of questions(objects))
        ask(
          `${nameOf(pod)} ${direction} ${piece.first}`,
          outside.find(({ addresses }) => covers(addresses, piece))?.ports ?? noPorts,
          ({ src, dst }) => {
            const [own, range] = direction === "ingress" ? [dst, readRange(src)] : [src, readRange(dst)];
            return own === nameOf(pod) && range !== undefined && covers(range, piece);
          },
        );
    }
  return { ours, theirs };
}

test(`agrees with netpol-analyzer on every pair of ${sets} generated clusters`, async () => {
  const clusters = fc.sample(anyCluster, { seed: 20261125, numRuns: sets });
  const verdicts = { none: 0, some: 0, all: 0 };
  const worker = async (offset: number) => {
    const folder = mkdtempSync(join(tmpdir(), "agreement-"));
    for (let i = offset; i < clusters.length; i += workers) {
      const { ours, theirs } = await bothReadings(clusters[i]!, folder);
      const differing = ours.flatMap((line, n) => (line === theirs[n] ? [] : [`${line}, the judge: ${theirs[n]!.split(": ")[1]}`]));
      if (differing.length > 0) throw new Error([`cluster ${i}`, ...differing, JSON.stringify(clusters[i], undefined, 1)].join("\n"));
      for (const line of ours) verdicts[line.endsWith("no port") ? "none" : line.endsWith("all ports") ? "all" : "some"]++;
    }
    rmSync(folder, { recursive: true });
  };
  await Promise.all(Array.from({ length: workers }, (_, offset) => worker(offset)));
  console.log(`connections over ${sets} clusters: ${JSON.stringify(verdicts)}`);
  expect(Math.min(...Object.values(verdicts))).toBeGreaterThan(sets);
});
