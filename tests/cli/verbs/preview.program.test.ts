import { expect, test } from "vitest";
import { runPreview } from "../../../cli/verbs/preview.ts";
import { fixture, temporaryProject } from "../../engine/in-process/temporary-program.ts";
import { captured } from "./captured.ts";

async function run(options: Parameters<typeof runPreview>[0]): Promise<{ status: number; out: string; err: string }> {
  return captured(() => runPreview(options));
}

test("prints a report without colours when piped", async () => {
  const { status, out, err } = await run({ cwd: fixture("estate"), showInputs: true, policies: false });
  expect([status, err]).toEqual([0, ""]);
  expect(out).toMatch(/^Previewing stack dev:\n\n {5}Type /);
  expect(out).toContain(" +   ├─ aws:ec2:Vpc                    main             create\n");
  expect(out).toContain("+ aws:ec2/vpc:Vpc: (create)\n    [urn=urn:pulumi:dev::estate::aws:ec2/vpc:Vpc::main]\n");
  expect(out).toContain('Outputs:\n    cidr    : "10.0.0.0/16"\n');
  expect(out).toContain("+ 13 to create: 9 resources, 3 components, 1 provider");
  expect(out).not.toContain("\u001b");
});

test("prints JSON and nothing else, without what differs between two runs", async () => {
  const { out, err } = await run({ cwd: fixture("configured"), stack: "dev", json: true });
  expect(err).toBe("");
  const preview = JSON.parse(out);
  expect(Object.keys(preview)).toEqual(["project", "stack", "resources", "outputs", "diagnostics", "findings"]);
  expect(preview).toMatchObject({ project: "configured", stack: "dev", outputs: { overridden: "stack" } });
  expect(preview.resources).toMatchObject([{ type: "pulumi:pulumi:Stack", name: "configured-dev" }]);
});

test("a program that fails: its message, status 1", async () => {
  const { status, out, err } = await run({ cwd: fixture("refused"), json: true });
  expect([status, out]).toEqual([1, ""]);
  expect(err).toBe('error: modelkeep:keep: target.region: "eu-centrall-1" is not a region\n  did you mean eu-central-1?\n');
});

test("a stack that does not exist or is not named: status 2", async () => {
  expect(await run({ cwd: fixture("default-provider"), stack: "clsed" })).toMatchObject({
    status: 2,
    err: expect.stringContaining('did you mean "closed"?'),
  });
  expect(await run({ cwd: fixture("default-provider") })).toMatchObject({
    status: 2,
    out: "",
    err: "error: name a stack with --stack: closed, dev\n",
  });
});

test("without --stack it takes demo and says so", async () => {
  const root = await temporaryProject({ "Pulumi.demo.yaml": "", "index.ts": "export const a = 1;" });
  expect((await run({ cwd: root })).out).toMatch(/^Previewing stack demo \(no --stack given; others: dev\):\n/);
});
