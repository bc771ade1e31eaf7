import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runPreview } from "../../../cli/verbs/preview.ts";
import { runRender } from "../../../cli/verbs/render.ts";
import { fixture, temporaryProject } from "../../engine/in-process/temporary-program.ts";
import { variantFolder } from "../../support/variant-folder.ts";
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

test("prints a summary by default, with the outputs where they are asked for", async () => {
  const { status, out, err } = await run({ cwd: fixture("estate"), policies: false });
  expect([status, err]).toEqual([0, ""]);
  expect(out).toMatch(/^Previewing stack dev:\n\nResources {2}9 to create/);
  expect(out).not.toMatch(/Type +Name|Outputs:/);
  expect(out).not.toContain("\u001b");
  expect((await run({ cwd: fixture("estate"), policies: false, outputs: true })).out).toContain(
    '\nOutputs:\n    cidr    : "10.0.0.0/16"\n',
  );
});

test("a keep without the digest of an image is previewed with a placeholder that is marked, and no other verb takes it", async () => {
  const stack = "undigested";
  const cwd = variantFolder(stack, (await readFile("examples/Pulumi.laptop.yaml", "utf8")).replace(/\n +images:[\s\S]*$/, "\n"));
  try {
    const { status, out } = await run({ cwd, stack });
    expect(status).toBe(0);
    expect(out).toContain("PLACEHOLDER for vllm-cpu: no digest is given");
    expect(out).toMatch(/^Fits +with \d+\.\d GiB of memory spare/m);
    expect(out).toMatch(/^Proofs +4 of 4 hold$/m);
    expect(out).toMatch(/^Verdict +Shape only, not what would run: the digest of vllm-openai-cpu is a placeholder/m);
    expect(out).toContain("crane digest docker.io/vllm/vllm-openai-cpu:v");
    const all = await run({ cwd, stack, all: true });
    expect(all.out).toContain("warning: images.vllm-cpu: no digest is given, so a placeholder is used here; a deployment rejects it");
    const rendered = await captured(() => runRender({ cwd, stack, out: join(tmpdir(), "modelkeep-undigested"), format: "manifests" }));
    expect(rendered).toMatchObject({ status: 1, err: expect.stringContaining("images.vllm-cpu: is missing") });
  } finally {
    await rm(cwd, { recursive: true });
  }
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
