import { describe, expect, it, test } from "vitest";
import { diffReport } from "../../../cli/view/diff-report.ts";
import { htmlDiff } from "../../../diff/formats/html/page.ts";
import { markdownDiff } from "../../../diff/formats/markdown/markdown.ts";
import type { KeepDiff } from "../../../diff/model.ts";
import type { ResourceChange } from "../../../diff/resources/resource-change.ts";
import { settingChanges } from "../../../diff/settings/setting-changes.ts";
import { whatItMeans } from "../../../diff/settings/what-it-means.ts";
import { plain } from "../../../terminal/paint.ts";
import { sidedStack } from "../sided-stack.ts";

const keep = {
  model: { name: "DeepSeek-R1-Distill-Qwen-32B" },
  target: { kind: "eks", accountId: "111122223333", region: "eu-central-1", network: { cidr: "10.64.0.0/16", zones: 2 } },
  capacity: { instance: "g6e.12xlarge" },
};
const config = (settings: object) => ({ "modelkeep:keep": JSON.stringify({ ...keep, ...settings }) });

describe("the settings that differ", () => {
  it("are told by the paths of the stack's file", () => {
    expect(settingChanges(config({}), config({ model: { name: "DeepSeek-R1-Distill-Qwen-14B" }, tags: { a: "b" } }))).toEqual([
      { path: "model.name", before: "DeepSeek-R1-Distill-Qwen-32B", after: "DeepSeek-R1-Distill-Qwen-14B" },
      { path: "tags", after: { a: "b" } },
    ]);
    expect(settingChanges(config({}), config({}))).toEqual([]);
  });

  it("know a client by its name, so that one that goes moves no other", () => {
    const clients = ["a", "b", "c"].map((name) => ({ name, limits: { concurrent: 1 } }));
    const without = clients.filter(({ name }) => name !== "b");
    expect(settingChanges(config({ clients }), config({ clients: without }))).toEqual([{ path: "clients[1]", before: clients[1] }]);
  });

  it("may be another program's", () => {
    expect(settingChanges({ "small:size": "1" }, { "small:size": "2", "small:list": '["a"]' })).toEqual([
      { path: "small:size", before: "1", after: "2" },
      { path: "small:list", after: ["a"] },
    ]);
  });
});

const server = (path: string): ResourceChange => ({
  operation: "update",
  urn: "urn",
  type: "kubernetes:apps/v1:Deployment",
  name: "modelkeep-demo-serving/model-server",
  protect: false,
  retainOnDelete: false,
  properties: [{ path, kind: "change", before: "a", after: "b", replaces: false }],
});
const side = (settings: object) => sidedStack({ config: config(settings) });
const cost = { currency: "USD" as const, basis: "b", gpuPerHour: {}, lines: [], unknown: [] };

describe("what it means", () => {
  test("that the server restarts, for how long, and what a month costs more", () => {
    const bill = { ...cost, perMonth: { before: 1000, after: 1312 }, perMonthAtMost: { before: 2000, after: 1500 } };
    expect(whatItMeans(side({}), side({}), { resources: [server("spec.template.spec.containers[0].args[1]")], cost: bill })).toEqual([
      expect.stringMatching(/^the model server restarts, about \d+ min per replica$/),
      "+312 USD a month",
      "-500 USD a month with maximum replicas",
    ]);
  });

  it("takes longer on an instance that has nothing of it yet", () => {
    const minutes = (before: object, after: object) =>
      Number(/about (\d+) min/.exec(whatItMeans(side(before), side(after), { resources: [server("spec.template")] })[0]!)?.[1]);
    expect(minutes({ capacity: { instance: "g6.12xlarge" } }, {})).toBeGreaterThan(minutes({}, {}));
  });

  test.each([
    ["the server runs on where its pods stay", [server("spec.replicas")], ["the model server keeps running"]],
    ["nothing where no resource changes", [], ["no resource changes"]],
    ["no time on hardware that the catalog does not have", [server("spec.template")], ["the model server restarts"]],
  ])("%s", (what, resources, means) => {
    const here = what.startsWith("no time") ? sidedStack({ config: {} }) : side({});
    expect(whatItMeans(here, here, { resources })).toEqual(means);
  });
});

test.each([
  ["the terminal", (diff: KeepDiff) => diffReport(diff, [], plain)],
  ["a comment", (diff: KeepDiff) => markdownDiff(diff)],
  ["a page", (diff: KeepDiff) => htmlDiff(diff)],
])("%s tells settings and what they mean before the resources", (_, told) => {
  const diff: KeepDiff = {
    base: { name: "main" },
    head: { name: "change" },
    stacks: [
      {
        stack: "demo",
        state: "changed",
        failures: [],
        settings: { changes: [{ path: "model.name", before: "A", after: "B" }], means: ["the model server restarts", "+312 USD a month"] },
        resources: [server("spec.template.spec.containers[0].args[1]")],
        exposure: [],
        findings: { added: [], fixed: [] },
        versions: [],
      },
    ],
  };
  const text = told(diff).replaceAll("&quot;", '"').replaceAll("&#34;", '"');
  const [means, setting, resource] = ["the model server restarts; +312 USD a month", "model.name", "containers[0].args[1]"].map((part) =>
    text.replaceAll("\\", "").indexOf(part),
  );
  expect(means).toBeGreaterThan(0);
  expect(setting).toBeGreaterThan(0);
  expect(resource).toBeGreaterThan(Math.max(means!, setting!));
});
