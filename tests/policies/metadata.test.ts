import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { controls } from "../../catalog/controls.ts";
import { policyFacts } from "../../dev/policy-facts.ts";
import { rulesPage } from "../../dev/policy-rules-page.ts";
import { SECRET as PREVIEW_SECRET, UNKNOWN as PREVIEW_UNKNOWN } from "../../engine/preview.ts";
import { isStackRule, severities } from "../../policies/rule/rule.ts";
import { SECRET, UNKNOWN } from "../../policies/rule/unknown.ts";
import { rules } from "../../policies/rules.ts";

const root = resolve(import.meta.dirname, "../..");
const pack = join(root, "policies");
const files = readdirSync(pack, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.includes("node_modules"),
);
const ruleFiles = files.filter((file) => /^(aws|kubernetes|stack)\//.test(file));

test("there are rules enough, and each file under aws/, kubernetes/ and stack/ holds one of them, named after its path", () => {
  expect(rules.length).toBeGreaterThanOrEqual(70);
  const names = ruleFiles.map((file) => file.replace(/\.ts$/, "").replaceAll("/", "-")).sort();
  expect(rules.map(({ name }) => name).sort()).toEqual(names);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(rules)("$name", (rule) => {
  test("says what it asks for, why, and what to do", () => {
    expect(rule.description).toMatch(/^([A-Z]|vLLM ).*\.$/);
    expect(rule.description.slice(0, -1)).not.toMatch(/[.!?] [A-Z]/);
    expect(rule.database).toMatch(/\S.{10,}/);
    expect(rule.remediation).toMatch(/^[A-Z].{5,}\.$/);
    expect(severities).toContain(rule.severity);
    expect(["mandatory", "advisory"]).toContain(rule.enforcement);
    if (!isStackRule(rule)) expect(rule.types.every((type) => /^[a-z0-9]+:[\w./-]+:\w+$/.test(type)) && rule.types.length > 0).toBe(true);
  });

  test("names controls of the table, and ids of catalogues that the table maps to them", () => {
    const own = controls.filter(({ id }) => rule.controls.includes(id));
    expect(own).toHaveLength(rule.controls.length);
    for (const [framework, ids] of Object.entries(rule.frameworks) as [keyof (typeof own)[number]["frameworks"], string[]][]) {
      const known = own.flatMap(({ frameworks }) => frameworks[framework]);
      expect(
        ids.filter((id) => !known.includes(id)),
        framework,
      ).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
    }
    // Ids of database controls that the sentence names must be ones that the table has for these controls.
    const mirrored = [...rule.database.matchAll(/\b(RDS|SecretsManager)\.\d+/g)].map(([id]) => id);
    const all = controls.flatMap(({ databaseIds }) => databaseIds.fsbp);
    expect(mirrored.filter((id) => !all.includes(id))).toEqual([]);
  });
});

test("every control that can be judged from a preview has a rule", () => {
  const covered = new Set(rules.flatMap((rule) => rule.controls));
  expect(controls.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
});

test("type tokens are ones that the SDKs of this repository register", () => {
  const named = new Set(rules.flatMap((rule) => (isStackRule(rule) ? [] : rule.types)));
  const inFiles = new Set(
    files.flatMap((file) => [...readFileSync(join(pack, file), "utf8").matchAll(/"(aws:[\w]+\/[\w]+:[\w]+)"/g)].map(([, token]) => token!)),
  );
  const aws = new Set(readFileSync(join(root, "dev/engine/src/aws/tokens.txt"), "utf8").split(/\s+/));
  const unknown = [...named, ...inFiles].filter((token) => token.startsWith("aws:") && !aws.has(token));
  expect([...new Set(unknown)]).toEqual([]);
});

test("the pack imports nothing from outside but CrossGuard and Node.js", () => {
  for (const file of files) {
    const text = readFileSync(join(pack, file), "utf8");
    for (const [, target = ""] of text.matchAll(/(?:from|import)\s+"([^"]+)"/g)) {
      if (target.startsWith(".")) expect(resolve(pack, file, "..", target).startsWith(`${pack}/`), `${file} imports ${target}`).toBe(true);
      else if (!target.startsWith("node:")) expect(target, file).toBe("@pulumi/policy");
    }
  }
});

test.each(Object.entries(policyFacts()))(
  "what the pack knows of the house is up to date: facts/%s.json (npm run policies:facts)",
  (name, facts) => {
    expect(JSON.parse(readFileSync(join(pack, "facts", `${name}.json`), "utf8"))).toEqual(JSON.parse(JSON.stringify(facts)));
  },
);

test("the markers are those of a preview", () => {
  expect([UNKNOWN, SECRET]).toEqual([PREVIEW_UNKNOWN, PREVIEW_SECRET]);
});

test("the pack's own dependencies are those of the repository", () => {
  const dependencies = (file: string) => JSON.parse(readFileSync(join(root, file), "utf8")).dependencies as Record<string, string>;
  expect(dependencies("policies/package.json")).toEqual({ "@pulumi/policy": dependencies("package.json")["@pulumi/policy"] });
});

test("policies/RULES.md lists the rules as they are (npm run policies:facts)", () => {
  expect(readFileSync(join(pack, "RULES.md"), "utf8")).toBe(rulesPage());
});
