import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { generated } from "../../dev/generated.ts";
import { type CopiedProgram, copiedProgram } from "../support/copied-program.ts";
import { limits } from "../support/limits.ts";

const here = import.meta.dirname;
const patches = readdirSync(here)
  .filter((file) => file.endsWith(".patch"))
  .map((file) => file.slice(0, -".patch".length));

/** Files of the product that a patch edits: neither tests nor what a program writes. */
function editedBy(patch: string): string[] {
  const text = readFileSync(join(here, `${patch}.patch`), "utf8");
  const written = generated.flatMap(({ writes }) => writes);
  return [...text.matchAll(/^\+\+\+ b\/(.+)$/gm)]
    .map(([, file]) => file!)
    .filter((file) => !file.startsWith("tests/") && !written.some((path) => file === path || file.startsWith(`${path}/`)));
}

/** Rows of the table in docs/extending.md: files by patch. */
const documented = new Map(
  [...readFileSync("docs/extending.md", "utf8").matchAll(/^\| .+? \| (\d+) \| .+ \| `(\w+)` \|$/gm)].map(([, files, patch]) => [
    patch!,
    Number(files),
  ]),
);

test("docs/extending.md counts the files of each patch", () => {
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(patches.map((patch) => [patch, editedBy(patch).length])));
});

describe("all patches together", () => {
  let copy: CopiedProgram;
  const node = (...args: string[]) =>
    execFileSync(process.execPath, args, { cwd: copy.folder, encoding: "utf8", timeout: limits.wait, stdio: ["ignore", "pipe", "pipe"] });
  /** What an expression is in the copy, after the imports of its modules. */
  const evaluated = (imports: string, expression: string) =>
    JSON.parse(node("--input-type=module", "-e", `${imports}; console.log(JSON.stringify(${expression}))`));

  beforeAll(() => {
    const rooms = readdirSync(".").filter((name) => !/^(node_modules|\..*|docs|release\.json)$/.test(name));
    copy = copiedProgram(rooms);
    for (const patch of patches)
      execFileSync("git", ["apply", join(here, `${patch}.patch`)], { cwd: copy.folder, stdio: ["ignore", "pipe", "pipe"] });
    node("dev/write-policy-facts.ts");
  });
  afterAll(() => copy.remove());

  it("compile", () => {
    expect(node("node_modules/@typescript/native/bin/tsc", "--project", "tsconfig.json")).toBe("");
  });

  it("have a model that is planned for", () => {
    const found = evaluated(
      'import { findModel } from "./catalog/models.ts"; import { planFit } from "./planner/fit.ts"',
      'planFit({ model: findModel("DeepSeek-R1-Distill-Qwen-1.6B"), gpu: { count: 1, memoryMiB: 22888 }, contextTokens: 8192, concurrent: 1 }).fits',
    );
    expect(found).toBe(true);
  });

  it("have an instance type with a price", () => {
    const found = evaluated(
      'import { catalogPrices } from "./planner/cost/prices.ts"; import { findInstance } from "./catalog/instances.ts"',
      '[findInstance("g5.3xlarge").vcpus, catalogPrices.instance("g5.3xlarge", "on-demand")]',
    );
    expect(found).toEqual([12, 1.006]);
  });

  it("have an endpoint with an address, a policy and a name that resolves", () => {
    const preview = JSON.parse(node("cli/main.ts", "preview", "--stack", "demo", "--json", "--no-policies"));
    const named = (name: string) => preview.resources.find((one: { name: string }) => one.name === name)?.inputs;
    expect(named("endpoints-monitoring")).toMatchObject({
      serviceName: "com.amazonaws.eu-central-1.monitoring",
      policy: expect.stringContaining("cloudwatch:PutMetricData"),
      subnetConfigurations: [{ ipv4: expect.stringMatching(/\.20$/) }, { ipv4: expect.stringMatching(/\.84$/) }],
    });
    expect(JSON.stringify(preview.resources)).toContain("monitoring.eu-central-1.amazonaws.com");
  });

  it("have a limit of a client in the contract, and charts that hold to it", () => {
    const preview = JSON.parse(node("cli/main.ts", "preview", "--stack", "demo", "--json", "--no-policies"));
    expect(preview.outputs.connections[0].limits).toMatchObject({ secondsPerRequest: 600 });
    expect(
      evaluated(
        'import { longestRequestSeconds } from "./charts/inference/request-time.ts"',
        'longestRequestSeconds({ hardware: { accelerator: "none" }, model: { contextTokens: 1e6 }, clients: [{ limits: { inputTokens: 1e5, outputTokens: 1e5, secondsPerRequest: 90 } }] })',
      ),
    ).toBe(90);
  });

  it("have a proof that a resource refutes", () => {
    const service =
      '{ urn: "u", type: "kubernetes:core/v1:Service", name: "out", inputs: { spec: { externalName: "example.com" } }, dependencies: [] }';
    const status = evaluated(
      'import { Inventory } from "./evidence/input/inventory.ts"; import { prove } from "./evidence/proofs/prove.ts"',
      `prove(new Inventory([${service}], () => undefined)).find(({ id }) => id === "no-external-name").status`,
    );
    expect(status).toBe("refuted");
  });

  it("have a rule in the pack and in its list", () => {
    expect(evaluated('import { rules } from "./policies/rules.ts"', 'rules.some(({ name }) => name === "aws-sqs-queue-encrypted")')).toBe(
      true,
    );
    expect(readFileSync(join(copy.folder, "policies/RULES.md"), "utf8")).toContain("**aws-sqs-queue-encrypted**");
  });
});
