import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { defaultStack, listStacks, stackFile } from "../../../engine/stack/stacks.ts";
import { temporaryProject } from "../in-process/temporary-program.ts";

const project = () => temporaryProject({ "Pulumi.prod-v4.yaml": "", "Pulumi.demo.yaml": "", "Pulumi.yaml.bak": "" });

test("are the Pulumi.<stack>.yaml files", async () => {
  expect(await listStacks(await project())).toEqual(["demo", "dev", "prod-v4"]);
});

test("an unknown stack is told which exist, and which was probably meant", async () => {
  const root = await project();
  expect(await stackFile(root, "demo")).toBe("Pulumi.demo.yaml");
  await expect(stackFile(root, "prod-v5")).rejects.toThrow(
    /Pulumi\.prod-v5\.yaml; did you mean "prod-v4"\?\nstacks that exist: demo, dev, prod-v4$/,
  );
  await expect(stackFile(root, "somewhere-else")).rejects.toThrow(
    /no stack "somewhere-else": there is no Pulumi\.somewhere-else\.yaml\nstacks that exist: /,
  );
});

test.each([
  [["demo", "prod"], "demo"],
  [["prod"], "prod"],
  [["dev", "prod"], undefined],
  [[], undefined],
])("of %j the default is %s", (stacks, expected) => {
  expect(defaultStack(stacks)).toBe(expected);
});

test("the examples hold no secret and no salt, which the CLI writes into whatever stack file it uses", async () => {
  const root = resolve(import.meta.dirname, "../../..");
  const examples = await listStacks(root);
  expect(examples).toContain("demo");
  for (const stack of examples)
    expect(readFileSync(resolve(root, await stackFile(root, stack)), "utf8"), stack).not.toMatch(/encryptionsalt|secure:/);
});
