import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runRender } from "../../../cli/verbs/render.ts";
import { temporaryProject } from "../../engine/in-process/temporary-program.ts";
import { captured } from "./captured.ts";

async function run(options: Parameters<typeof runRender>[0]) {
  return captured(() => runRender(options));
}
const program = (data: string) => `
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
const provider = new k8s.Provider("k");
const home = new k8s.core.v1.Namespace("home", { metadata: { name: "home" } }, { provider });
new k8s.core.v1.ConfigMap("c", { metadata: { name: "c", namespace: "home" }, data: { a: ${data} } }, { provider, dependsOn: home });
`;

it("writes the objects of a stack in their order, and says how to deploy them", async () => {
  const cwd = await temporaryProject({ "index.ts": program('"1"') });
  const options = { cwd, stack: "dev", out: "out", format: "manifests" as const };
  expect(await run(options)).toEqual({
    status: 0,
    out: "Rendered stack dev: 2 objects, 2 files in out\nTo deploy them:\n  kubectl apply --server-side --recursive -f out\n",
    err: "",
  });
  expect(readFileSync(join(cwd, "out/20/configmap-home.c.yaml"), "utf8")).toContain('data:\n  a: "1"\n');
  expect(await run(options)).toMatchObject({ status: 1, out: "", err: expect.stringContaining("is not empty") });
  const { status, out } = await run({ ...options, force: true, json: true, format: "helm" });
  expect([status, JSON.parse(out)]).toEqual([
    0,
    {
      stack: "dev",
      format: "helm",
      out: "out",
      files: ["Chart.yaml", "values.yaml", "templates/10/namespace-home.yaml", "templates/20/configmap-home.c.yaml"],
      objects: [
        { apiVersion: "v1", kind: "Namespace", namespace: null, name: "home" },
        { apiVersion: "v1", kind: "ConfigMap", namespace: "home", name: "c" },
      ],
    },
  ]);
});

it("refuses secrets by the object's name, and a stack without objects", async () => {
  const secret = await temporaryProject({ "index.ts": program('pulumi.secret("x")') });
  expect(await run({ cwd: secret, stack: "dev", out: "out", format: "kustomize" })).toEqual({
    status: 1,
    out: "",
    err: expect.stringMatching(/error: kubernetes:core\/v1:ConfigMap c has a secret in data/),
  });
  const none = await temporaryProject({ "index.ts": "export const a = 1;" });
  expect(await run({ cwd: none, stack: "dev", out: "out", format: "helm" })).toMatchObject({
    status: 1,
    err: "error: stack dev has no Kubernetes objects\n",
  });
});
