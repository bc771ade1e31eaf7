import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { judge } from "../../../policies/judge/judge.ts";
import { isStackRule, type ResourceRule } from "../../../policies/rule/rule.ts";
import { Subject, type SubjectSource } from "../../../policies/rule/subject.ts";
import { rules } from "../../../policies/rules.ts";
import { forbiddenTypes } from "../../../policies/types/forbidden.ts";
import { knownType, knownTypes } from "../../../policies/types/known-types.ts";
import { previewed } from "../previews.ts";

/** Every type token that a package of Pulumi registers, as its compiled classes say. */
function tokensOf(name: string): string[] {
  const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".js") && !file.includes("node_modules"),
  );
  const found = files.flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/__pulumiType = '([^']+)'/g)].map(([, token]) => token!),
  );
  return [...new Set(found)].filter((token) => token.includes(":")).sort();
}

const tokens = [...tokensOf("@pulumi/aws"), ...tokensOf("@pulumi/kubernetes")];
let demo: readonly SubjectSource[];
let before: Set<string>;
const key = (finding: { rule: string; urn: string; path: string; message: string }) => Object.values(finding).slice(0, 4).join(" ");
const judged = (resources: readonly SubjectSource[]) => judge(resources, { rules, today: "2026-11-29" });

beforeAll(async () => {
  demo = await previewed("demo");
  before = new Set(judged(demo).map(key));
});

/** What resources of these types, with nothing said of them, add to what is found in the demo. */
function addedBy(types: readonly string[]) {
  const providerOf = (type: string) => demo.find((one) => one.type === `pulumi:providers:${type.split(":")[0]}`)?.urn;
  const urn = (type: string) => `urn:pulumi:demo::modelkeep::${type}::added`;
  const added = types.map((type) => ({
    urn: urn(type),
    type,
    name: "added",
    inputs: {},
    protect: true,
    custom: true,
    provider: `${providerOf(type)}::id`,
  }));
  const found = judged([...demo, ...added]).filter(
    (one) => one.kind === "violation" && one.enforcement === "mandatory" && !before.has(key(one)),
  );
  return (type: string) => found.filter((one) => one.urn === urn(type)).map(({ rule }) => rule);
}

test("a type that nothing judges is a mandatory violation, whichever of the SDKs' types it is", {
  tags: ["unknown-type-is-a-violation"],
}, () => {
  const unknown = tokens.filter((type) => knownType(type) === undefined);
  console.log(`${tokens.length} types of the SDKs of AWS and Kubernetes; ${tokens.length - unknown.length} are known`);
  expect(unknown.length).toBeGreaterThan(1000);
  const found = addedBy(unknown);
  expect(unknown.filter((type) => !found(type).includes("stack-known-types"))).toEqual([]);
});

test("a resource of a known type of which nothing is said is a mandatory violation too", () => {
  const judgedTypes = tokens.filter((type) => ["judged", "forbidden"].includes(knownType(type)?.how ?? ""));
  const found = addedBy(judgedTypes);
  const silent = judgedTypes.filter((type) => found(type).length === 0);
  expect(silent).toEqual([]);
});

test("no type is known that no package has", () => {
  const custom =
    /^kubernetes:(cert-manager\.io|leaderworkerset\.x-k8s\.io|gateway\.networking\.k8s\.io|cilium\.io|(crd\.)?projectcalico\.org)\//;
  const types = knownTypes.map(({ type }) => type);
  expect(types.filter((type) => !tokens.includes(type) && !custom.test(type) && !type.startsWith("pulumi:"))).toEqual([]);
  expect(new Set(types).size).toBe(types.length);
});

test("types are forbidden that a rule refuses outright, and no others", () => {
  const refuses = (rule: ResourceRule, type: string) =>
    rule.check(new Subject({ urn: "", type, name: "", inputs: {}, protect: true }), {}).length > 0;
  const refused = rules.flatMap((rule) =>
    !isStackRule(rule) && /^aws-.*-none$/.test(rule.name) ? rule.types.filter((type) => refuses(rule, type)) : [],
  );
  expect(forbiddenTypes.map(({ type }) => type).sort()).toEqual([...refused].sort());
});
