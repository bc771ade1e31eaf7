import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { rules } from "../../../policies/rules.ts";
import { limits } from "../../support/limits.ts";

const root = resolve(import.meta.dirname, "../../..");
const modelkeep = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "cli/main.ts"), ...args], {
    cwd: root,
    encoding: "utf8",
    timeout: limits.wait,
  });
  return { status, stdout, stderr };
};

test("lists every rule on a line of its own, and everything about them as JSON", () => {
  const { status, stdout } = modelkeep("policies");
  expect(status).toBe(0);
  for (const { name } of rules) expect(stdout).toMatch(new RegExp(`^${name} `, "m"));
  const listed = JSON.parse(modelkeep("policies", "--json").stdout) as { name: string; scope: string; remediation: string }[];
  expect(listed.map(({ name }) => name)).toEqual(rules.map(({ name }) => name));
  expect(listed.every(({ scope, remediation }) => /^(resource|stack)$/.test(scope) && remediation !== "")).toBe(true);
});

test("groups the list under a head, and shows one rule whole, also as JSON", () => {
  const { stdout } = modelkeep("policies");
  expect(stdout).toMatch(/^rule +severity {2}level\n\naws\/[a-z0-9]+ \(\d+ rules?\)\naws-/);
  const [, count] = /^aws\/eks \((\d+) rules\)$/m.exec(stdout) ?? [];
  expect(Number(count)).toBe(rules.filter(({ name }) => name.startsWith("aws-eks-")).length);
  expect(stdout).toMatch(/^kubernetes\/front-door \(\d+ rules\)\nkubernetes-/m);
  const { name, description, remediation } = rules.find((rule) => rule.name === "aws-eks-cluster-private-endpoint")!;
  const shown = modelkeep("policies", "show", name);
  expect(shown.status).toBe(0);
  for (const text of [name, description, remediation, "aws:eks/cluster:Cluster"]) expect(shown.stdout).toContain(text);
  expect(JSON.parse(modelkeep("policies", "show", name, "--json").stdout)).toMatchObject({ name, remediation });
});

test("writes a starter that names the rules, with an example of its own, and never over something", () => {
  const dir = join(mkdtempSync(join(tmpdir(), "modelkeep-policies-")), "ours");
  expect(modelkeep("policies", "init", dir)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Wrote \d{3} files into /) });
  expect(readFileSync(join(dir, "pack.ts"), "utf8")).toContain("./modelkeep/api.ts");
  expect(readFileSync(join(dir, "modelkeep/rules.ts"), "utf8")).toBe(readFileSync(join(root, "policies/rules.ts"), "utf8"));
  // The rules load from where they were copied to: they need nothing of this repository.
  const list = `import("${join(dir, "modelkeep/rules.ts")}").then(({ rules }) => console.log(rules.length))`;
  expect(spawnSync(process.execPath, ["-e", list], { cwd: dir, encoding: "utf8", timeout: limits.wait }).stdout.trim()).toBe(
    String(rules.length),
  );
  expect(modelkeep("policies", "init", dir)).toMatchObject({ status: 1, stderr: `error: ${dir} is not empty: name another folder\n` });
});

test("a configuration that names no rule is one message and a non-zero exit", () => {
  const file = join(mkdtempSync(join(tmpdir(), "modelkeep-policies-")), "config.json");
  writeFileSync(file, '{"aws-nothing": "advisory"}');
  const { status, stderr } = modelkeep("preview", "--stack", "laptop", "--policy-config", file);
  expect([status, stderr]).toEqual([
    2,
    `error: ${file}: policy configuration: aws-nothing is not a rule of the pack; accepted: all and the names that modelkeep policies lists\n`,
  ]);
});
