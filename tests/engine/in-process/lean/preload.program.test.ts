import { expect, test } from "vitest";
import { previewInProcess } from "../../../../engine/in-process/preview.ts";
import { PreviewError } from "../../../../engine/preview.ts";
import { temporaryProject } from "../temporary-program.ts";

async function outputs(program: string, env: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const root = await temporaryProject({ "index.ts": program });
  return (await previewInProcess({ root, stack: "dev", env })).outputs;
}

test("the SDK's source maps, its compiler, npm's dependency tree and its exporters of traces are not loaded", async () => {
  const found = await outputs(`
    import { createRequire } from "node:module";
    import "@pulumi/pulumi";
    const files = Object.keys(createRequire(import.meta.url).cache);
    export const sdk = files.some((file) => file.endsWith("/@pulumi/pulumi/resource.js"));
    export const maps = files.filter((file) => file.endsWith("/source-map-support.js"));
    export const others = files.filter((file) => /[/](typescript|arborist|sdk-trace-node|exporter-zipkin)[/]/.test(file));
  `);
  expect(found).toEqual({ sdk: true, maps: [], others: [] });
});

test("a function is serialized all the same, with its packages", async () => {
  const found = await outputs(`
    import * as pulumi from "@pulumi/pulumi";
    const factor = 6;
    class Multiplier { by(n: number) { return n * factor; } }
    const { text } = await pulumi.runtime.serializeFunction((n: number) => new Multiplier().by(n));
    export const knows = [text.includes("factor: 6"), text.includes("return n * factor")];
    export const paths = (await pulumi.runtime.computeCodePaths()) instanceof Map;
  `);
  expect(found).toEqual({ knows: [true, true], paths: true });
});

test("a function that cannot be serialized is told with its place", async () => {
  const { said } = await outputs(`
    import * as pulumi from "@pulumi/pulumi";
    const bound = Math.max.bind(null, 1);
    export const said = await pulumi.runtime.serializeFunction(() => bound(2)).then(() => "serialized", ({ message }) => message);
  `);
  expect(said).toContain("Error serializing '() => bound(2)': index.ts(4,");
  expect(said).toContain("it was a native code function");
});

test("no debugger is enabled, which would make each promise slower", async () => {
  const found = await outputs(`
    import { createRequire } from "node:module";
    const hooks = createRequire(import.meta.url)("@pulumi/pulumi/runtime/closure/v8Hooks.js");
    export const before = hooks.getScriptUrl("1") ?? "no script is known";
    await hooks.getSessionAsync();
    export const scripts = Array.from({ length: 10_000 }, (_, id) => hooks.getScriptUrl(String(id))).filter((url) => url?.endsWith("/pulumi/output.js"));
  `);
  expect(found["before"]).toBe("no script is known");
  expect(found["scripts"]).toHaveLength(1);
});

test("a program that uses the compiler itself is given it", async () => {
  const found = await outputs(`
    import ts from "typescript";
    export const text = ts.transpile("const a: number = 1;").split("\\n");
  `);
  expect(found["text"]).toContain("const a = 1;");
});

test("lines of a program come through in their order, but those for debugging", async () => {
  const root = await temporaryProject({
    "index.ts": `
      import * as pulumi from "@pulumi/pulumi";
      void pulumi.log.info("first");
      await pulumi.log.debug("between");
      void pulumi.log.warn("second");
    `,
  });
  const { diagnostics } = await previewInProcess({ root, stack: "dev" });
  expect(diagnostics).toEqual([
    { severity: "info", message: "first" },
    { severity: "warning", message: "second" },
  ]);
});

const leaks = `
  import * as pulumi from "@pulumi/pulumi";
  new pulumi.ComponentResource("a:b:C", "c", { never: new Promise(() => {}) }, {}, false);
  class Waits extends pulumi.CustomResource {}
  new Waits("a:b:D", "d", { never: new Promise(() => {}) });
`;

test.each([
  ["says where a promise that leaked was made where it is asked to", { PULUMI_DEBUG_PROMISE_LEAKS: "1" }, true],
  ["says of a leaked promise that there is one", {}, false],
])("%s", async (_what, env, tells) => {
  const failed: unknown = await outputs(leaks, env).catch((error: unknown) => error);
  if (!(failed instanceof PreviewError)) throw new Error(`expected a PreviewError, got ${failed}`);
  const [message] = failed.messages;
  expect(message).toContain("registrations could complete");
  expect(/STACK_TRACE:\nError(: )?\n +at .*debuggable/.test(message!)).toBe(tells);
});
