import { expect, test } from "vitest";
import { previewInProcess } from "../../../engine/in-process/preview.ts";
import { PreviewError } from "../../../engine/preview.ts";
import { fixture, temporaryProject } from "./temporary-program.ts";

async function messages(root: string, stack = "dev"): Promise<string[]> {
  const error: unknown = await previewInProcess({ root, stack }).catch((thrown: unknown) => thrown);
  if (!(error instanceof PreviewError)) throw new Error(`expected a PreviewError, got ${error}`);
  return error.messages;
}

test.each([
  ["refused", "dev", 'modelkeep:keep: target.region: "eu-centrall-1" is not a region\n  did you mean eu-central-1?'],
  ["duplicate", "dev", "Duplicate resource URN 'urn:pulumi:dev::duplicate::duplicate:index:Part::twin'; try giving it a unique name"],
  [
    "default-provider",
    "closed",
    "Default provider for 'aws' disabled. 'urn:pulumi:closed::default-provider::aws:s3/bucket:Bucket::open' must use an explicit provider.",
  ],
  ["default-provider", "close", 'no stack "close": there is no Pulumi.close.yaml; did you mean "closed"?\nstacks that exist: closed, dev'],
  [
    "looks-up",
    "dev",
    "aws:index/getCallerIdentity:getCallerIdentity calls a provider while the program runs, and a preview without credentials has no provider.\n" +
      "Put the value into the settings, or preview with the Pulumi CLI and credentials.",
  ],
])("%s, stack %s: one message", async (name, stack, expected) => {
  expect(await messages(fixture(name), stack)).toEqual([expected]);
});

test("a bug in the program shows where it is, and nothing of the machinery", async () => {
  const [message, ...others] = await messages(fixture("crashes"));
  expect(others).toEqual([]);
  expect(message).toMatch(/^TypeError: Cannot read properties of undefined \(reading 'name'\)\n {4}at file:.*crashes\/index\.ts:5:\d+$/);
});

test.each([
  [
    "a syntax error",
    "export const broken = ;\n",
    /^file:.*index\.ts:1\nexport const broken = ;\n +\^\n\nSyntaxError \[ERR_INVALID_TYPESCRIPT_SYNTAX\]: Expression expected$/,
  ],
  [
    "a missing module",
    'import "./missing.ts";\n',
    /^Error \[ERR_MODULE_NOT_FOUND\]: Cannot find module '.*missing\.ts' imported from .*index\.ts$/,
  ],
  ["an exit", 'console.error("out of luck"); process.exit(3);\n', /^the program ended with exit code 3\nout of luck$/],
  ["a kill", "process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 60_000);\n", /^the program was killed by SIGTERM$/],
  [
    "a packaged component",
    'import * as pulumi from "@pulumi/pulumi"; new pulumi.ComponentResource("awsx:ec2:Vpc", "net", {}, {}, true);\n',
    /^awsx:ec2:Vpc \(net\) is a packaged component/,
  ],
  [
    "a transform that throws",
    'import * as pulumi from "@pulumi/pulumi"; new pulumi.ComponentResource("a:b:C", "c", {}, { transforms: [() => { throw new Error("no thanks"); }] });\n',
    /^a transform of the program failed: .*no thanks/,
  ],
  [
    "a bad timeout",
    'import * as pulumi from "@pulumi/pulumi"; new pulumi.ComponentResource("a:b:C", "c", {}, { customTimeouts: { create: "5 minutes" } });\n',
    /^urn:pulumi:dev::temporary::a:b:C::c: customTimeouts\.create: "5 minutes" is not a duration such as 90s, 10m or 1h30m$/,
  ],
])("%s", async (_name, program, expected) => {
  const [message, ...others] = await messages(await temporaryProject({ "index.ts": program }));
  expect(others).toEqual([]);
  expect(message).toMatch(expected);
});

test("a data source whose failure the program catches does not fail the preview", async () => {
  const root = await temporaryProject({
    "index.ts": `
      import * as pulumi from "@pulumi/pulumi";
      export const said = await pulumi.runtime.invoke("a:b:getC", {}).catch((error) => error.message.split(" ")[0]);
    `,
  });
  expect((await previewInProcess({ root, stack: "dev" })).outputs).toEqual({ said: "a:b:getC" });
});

test("a configuration too long for one environment variable is told as such", async () => {
  const root = await temporaryProject({ "index.ts": "", "Pulumi.dev.yaml": `config: { "temporary:long": "${"x".repeat(140_000)}" }` });
  const [message] = await messages(root);
  expect(message).toMatch(/^the configuration of dev is 1400\d\d bytes; .* Linux accepts at most 131057$/);
});
