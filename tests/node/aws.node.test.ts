import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { AwsClient } from "../../dev/aws-emulator/client.ts";
import { emulatorOf } from "../../dev/sandbox/aws/hold.ts";
import { awsFacts } from "../../dev/sandbox/aws/settings.ts";
import { keepOnAws } from "../../dev/sandbox/aws/up.ts";
import { KubernetesNode } from "../../dev/sandbox/kubernetes-node.ts";
import { type SandboxState, stack } from "../../dev/sandbox/state.ts";
import { everything } from "../support/everything.ts";

// `npm run sandbox -- --aws`, as a person calls it: a node and an emulator of its own, beside whatever else is on the machine.

const root = resolve(import.meta.dirname, "../..");
const folder = join(mkdtempSync(join(tmpdir(), "modelkeep-aws-")), "sandbox");
const sandbox = async (...args: readonly string[]) => {
  const command = [join(root, "dev/node/launch.mjs"), "dev/sandbox/main.ts", ...args, "--folder", folder];
  return (await promisify(execFile)(process.execPath, command, { maxBuffer: 2 ** 26 })).stdout;
};
afterAll(async () => {
  if (existsSync(folder)) await sandbox("down");
  rmSync(join(folder, ".."), { recursive: true });
});

/** Processes of the machine whose command names the folder of the sandbox. */
const processes = () =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder);
      } catch {
        return false;
      }
    });

test("a whole keep on AWS is up by one command, answers, is as its program has it, and goes without a trace", async (context) => {
  context.skip(!everything, "a node of its own, and four minutes: npm run test:all tries it");
  const said = await sandbox("--aws", "--stand-in");
  // The command itself compares what stands with what the preview lists.
  const [, all, onAws, onKubernetes] = /pulumi up: (\d+) resources, (\d+) of AWS and (\d+) of Kubernetes/.exec(said)!.map(Number);
  expect(onAws).toBeGreaterThan(140);
  expect(onKubernetes).toBeGreaterThan(70);
  expect(said).toMatch(/^the answer {3}200 .*"finish_reason": ?"length"/m);
  expect(said).toMatch(/^the probe {4}closed: /m);
  expect(said).toMatch(/^the role {5}modelkeep-sandbox-serving\/model-server was given credentials of arn:aws:iam::\d{12}:role\/\S+$/m);
  expect(said).toMatch(/^the audit {4}\{.*"client":"spiffe:\/\/modelkeep\/sandbox\/client\/notebook".*"status":200/m);

  const node = await KubernetesNode.in(join(folder, "node"));
  const loaded = await node.kubectl.run(["-n", "modelkeep-sandbox-serving", "logs", "deployment/model-server", "-c", "weights-loader"]);
  expect(loaded).toMatch(/^weights: 4 files, .* as locked, 4 brought/m);
  const { options, stackFile, files } = JSON.parse(readFileSync(join(folder, "sandbox.json"), "utf8")) as SandboxState;
  const facts = awsFacts(stackFile, stack);
  const aws = new AwsClient(emulatorOf(folder), facts);
  expect(await aws.call({ service: "s3", path: `/${facts.vault}?list-type=2` })).toContain("model.safetensors</Key>");

  // What the emulator says of each resource is what the program says: nothing is to be changed but the provider's own entry.
  const again = await keepOnAws(node, options, facts.account, emulatorOf(folder)).pulumi(stackFile, files, "preview", "--refresh");
  expect(again.said).toMatch(new RegExp(`^ +${all} unchanged$`, "m"));
  expect(again.said.match(/^ ~ .*(?=update)/gm)).toEqual([expect.stringMatching(/pulumi:providers:aws +aws/)]);

  await expect(sandbox("--aws")).rejects.toThrow("a sandbox is in");
  const gone = await sandbox("down");
  const [, of, destroyed, left] = /of (\d+) resources (\d+) are gone, and (\d+) were left/.exec(gone)!.map(Number);
  expect([of, destroyed! + left!]).toEqual([all, all]);
  expect(left).toBeGreaterThan(0);
  expect(processes()).toEqual([]);
  expect(existsSync(folder)).toBe(false);
});
