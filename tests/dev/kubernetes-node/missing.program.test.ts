import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { limits } from "../../support/limits.ts";

const tools = resolve(import.meta.dirname, "../../../dev/kubernetes-node");

/** Runs the script with nothing on PATH but the shell's own tools and `programs` (name to shell script). */
function node(args: string[], programs: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), "path-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const tool of ["bash", "sh", "dirname", "sed", "sort", "xargs", "grep", "mkdir", "rmdir", "env", "cat", "ls", "tr", "echo"]) {
    const found = spawnSync("which", [tool], { encoding: "utf8" }).stdout.trim();
    symlinkSync(found, join(folder, tool));
  }
  for (const [name, body] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/bash\n${body}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const env = { PATH: folder, SBIN: join(folder, "sbin"), CNI_BIN: join(folder, "cni") };
  return { folder, ...spawnSync("bash", [join(tools, "node"), ...args], { env, encoding: "utf8", timeout: limits.wait }) };
}
const linux = { uname: "echo Linux" };

test("a machine that is not Linux is told so, and nothing else", () => {
  const { status, stderr } = node(["check"], { uname: "echo Darwin", id: "echo 0" });
  expect(stderr).toBe("node: this machine cannot run a node:\n  - this is Darwin, and a node is made of Linux namespaces\n");
  expect(status).toBe(1);
});

test("one message names everything that is missing, and which Debian packages give it", () => {
  const { status, stderr } = node(["check"], { ...linux, id: "echo 1000", runc: "", etcd: "", kubelet: "" });
  expect(stderr.split("\n")).toHaveLength(5);
  expect(stderr).toContain("not root (uid 1000)");
  expect(stderr).toMatch(/not on PATH: kube-apiserver .* kube-proxy netpol-agent coredns pause \(modelkeep engine build/);
  expect(stderr).toMatch(
    /not there: containerd docker-registry .*\/cni\/ptp .*\(Debian: apt-get install .*containerd containernetworking-plugins/,
  );
  expect(stderr).not.toMatch(/\brunc\b/);
  expect(status).toBe(1);
});

test("root that may not make namespaces is told so", () => {
  const { stderr } = node(["check"], { ...linux, id: "echo 0", unshare: "exit 1" });
  expect(stderr).toContain("no namespaces can be made: unshare is refused");
  expect(stderr).not.toContain("not root");
});

test("up on such a machine makes nothing", () => {
  const folder = join(tmpdir(), "never-made-node");
  const { status } = node(["up", folder], { ...linux, id: "echo 1000" });
  expect(status).toBe(1);
  expect(existsSync(folder)).toBe(false);
});

test("every package that a message names is in the list of packages", () => {
  const listed = readFileSync(join(tools, "packages"), "utf8").trim().split("\n");
  const { stderr } = node(["check"], { ...linux, id: "echo 1000" });
  const [, named = ""] = /apt-get install -y --no-install-recommends (.*)\)/.exec(stderr) ?? [];
  expect(named.split(" ")).toEqual(listed);
});

test("down removes no folder that is not a node's", () => {
  const folder = mkdtempSync(join(tmpdir(), "mine-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { status, stderr } = node(["down", folder], {});
  expect(stderr).toContain("is no folder of a node");
  expect(status).toBe(1);
  expect(existsSync(folder)).toBe(true);
});

test.each(["node", "missing.sh", "namespaces.sh", "control-plane.sh", "agents.sh"])("%s is a valid shell script", (name) => {
  expect(spawnSync("bash", ["-n", join(tools, name)], { encoding: "utf8" }).stderr).toBe("");
});
