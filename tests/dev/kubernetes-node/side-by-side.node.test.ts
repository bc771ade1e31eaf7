import { chmodSync, existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { KubernetesNode } from "../../../dev/sandbox/kubernetes-node.ts";
import { runBeside } from "../../node/support/run.ts";

const folder = mkdtempSync(join(tmpdir(), "modelkeep-second-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const claimed = { cores: 2, memoryGiB: 4 };

/** What a node leaves on the machine: processes and mounts that know its folder, and cgroups and links by their name. */
function traces(at: string, link: string): string[] {
  const processes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(at);
      } catch {
        return false;
      }
    });
  return [
    ...processes.map((pid) => `process ${pid}`),
    ...readFileSync("/proc/self/mountinfo", "utf8")
      .split("\n")
      .filter((line) => line.includes(at)),
    ...globSync(`/sys/fs/cgroup/{${link},*/${link}}`),
    ...(link in networkInterfaces() ? [link] : []),
  ];
}

test("a second node comes up beside the first, has a network of its own, and leaves nothing", async () => {
  const first = (await runBeside()).node;
  const at = join(folder, "node");
  const second = await KubernetesNode.up(at, claimed);
  const link = readFileSync(join(at, "link"), "utf8").trim();
  expect(second.address).not.toBe(first.address);
  expect(await second.kubectl.run(["get", "namespaces", "-o", "name"])).not.toContain("elsewhere");
  expect(await first.kubectl.run(["get", "namespaces", "-o", "name"])).toContain("elsewhere");
  expect(await second.kubectl.run(["get", "nodes", "-o", "jsonpath={.items[*].status.capacity.cpu}"])).toBe("2");
  expect(traces(at, link).length).toBeGreaterThan(5);
  await expect(KubernetesNode.up(at, claimed)).rejects.toThrow("is in use; run 'down' first");
  await second.down();
  expect(traces(at, link)).toEqual([]);
  expect(existsSync(at)).toBe(false);
});

test("a node of which a program ends while it comes up says which, takes the rest down and keeps the logs", async () => {
  const at = join(folder, "broken");
  const bin = join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "containerd"), "#!/bin/sh\necho it is broken >&2\nexit 3\n");
  chmodSync(join(bin, "containerd"), 0o755);
  const path = process.env["PATH"];
  process.env["PATH"] = [bin, path].join(delimiter);
  try {
    await expect(KubernetesNode.up(at, claimed)).rejects.toThrow(/containerd has ended: it is broken[\s\S]*nothing of it runs/);
  } finally {
    process.env["PATH"] = path;
  }
  expect(traces(at, "no link")).toEqual([]);
  expect(readFileSync(join(at, "log/containerd"), "utf8")).toContain("it is broken");
});
