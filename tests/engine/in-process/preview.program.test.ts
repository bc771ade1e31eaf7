import { describe, expect, test } from "vitest";
import { previewInProcess } from "../../../engine/in-process/preview.ts";
import { type Preview, type PreviewResource, SECRET, UNKNOWN } from "../../../engine/preview.ts";
import { fixture } from "./temporary-program.ts";

const preview = (name: string, stack = "dev") => previewInProcess({ root: fixture(name), stack });

const named = ({ resources }: Preview, name: string): PreviewResource => {
  const found = resources.find((resource) => resource.name === name);
  if (!found) throw new Error(`no resource ${name}`);
  return found;
};

// What these tests expect of `estate`, `options` and `default-provider` is what `pulumi preview --json` (3.259.0) says of them.
describe("estate", async () => {
  const seen: string[] = [];
  const estate = await previewInProcess({ root: fixture("estate"), stack: "dev", onResource: ({ urn }) => seen.push(urn) });

  test("tells of each resource as it is registered", () => {
    expect(seen.sort()).toEqual(estate.resources.map(({ urn }) => urn).sort());
    expect(seen).toHaveLength(13);
  });

  test("types of ancestors are in the URN", () => {
    expect(named(estate, "vault-log-group").urn).toBe(
      "urn:pulumi:dev::estate::estate:data:Vault$estate:data:Log$aws:cloudwatch/logGroup:LogGroup::vault-log-group",
    );
    expect(named(estate, "private-0")).toMatchObject({ parent: named(estate, "main").urn, custom: true, inputs: { vpcId: UNKNOWN } });
    expect(named(estate, "estate-dev").parent).toBeUndefined();
  });

  test.each([
    ["vault", true, true],
    ["vault-key", true, true],
    ["vault-bucket", false, true],
    ["vault-log", true, false],
    ["vault-log-group", true, false],
    ["main", false, false],
  ])("%s: protect %s, retain %s", (name, protect, retainOnDelete) => {
    expect(named(estate, name)).toMatchObject({ protect, retainOnDelete });
  });

  test("a provider's inputs are text, its credentials are secret, its version is told", () => {
    expect(named(estate, "home").inputs).toEqual({
      accessKey: SECRET,
      secretKey: SECRET,
      defaultTags: '{"tags":{"owner":"team"}}',
      region: "eu-central-1",
      skipCredentialsValidation: "true",
      skipMetadataApiCheck: "true",
      skipRegionValidation: "true",
      skipRequestingAccountId: "true",
      version: "7.48.0",
    });
    expect(named(estate, "main").provider).toBe(`${named(estate, "home").urn}::${UNKNOWN}`);
  });

  test("dependencies, by property and by option", () => {
    const key = named(estate, "vault-key").urn;
    expect(named(estate, "vault-bucket")).toMatchObject({ dependencies: [key], propertyDependencies: { tags: [key] } });
    expect(named(estate, "vault-log").inputs).toEqual({ bucket: { resource: named(estate, "vault-bucket").urn } });
  });

  test("rare options", () => {
    expect(named(estate, "token")).toMatchObject({
      inputs: { value: SECRET, tags: { vpc: UNKNOWN } },
      ignoreChanges: ["tags"],
      customTimeouts: { create: 300 },
      deleteBeforeReplace: true,
      additionalSecretOutputs: ["arn", "value", "valueWo"],
    });
    expect(named(estate, "main")).not.toHaveProperty("ignoreChanges");
  });

  test("outputs of the stack", () => {
    expect(estate.outputs).toEqual({
      cidr: "10.0.0.0/16",
      nested: { bucket: UNKNOWN, list: [1, "two", null] },
      password: SECRET,
      vpcId: UNKNOWN,
      zones: 3,
    });
  });

  test("is plain JSON", () => {
    expect(JSON.parse(JSON.stringify(estate.resources)).length).toBe(13);
    expect(JSON.stringify(estate)).not.toContain("hunter2");
  });
});

test("transforms of the resource, its ancestors and the stack change what is registered", async () => {
  const options = await preview("options");
  const key = named(options, "key").urn;
  expect(named(options, "group-own")).toMatchObject({
    inputs: { description: UNKNOWN, tags: { a: "b", last: "group", stack: "dev" }, value: SECRET },
    protect: true,
    ignoreChanges: ["description"],
    deletedWith: key,
    dependencies: [key],
  });
  expect(named(options, "derived")).toMatchObject({
    inputs: { value: SECRET, tags: { secret: SECRET, list: SECRET, stack: "dev" } },
    customTimeouts: { create: 5400, delete: 90 },
    deleteBeforeReplace: false,
    replaceOnChanges: ["value"],
    dependencies: [named(options, "group-after").urn, named(options, "group-own").urn, key].sort(),
  });
  expect(options.outputs["list"]).toEqual([SECRET, SECRET]);
});

test("a resource without a provider gets the default one, which is no resource of the program", async () => {
  const { resources } = await preview("default-provider");
  expect(resources.map(({ name }) => name)).toEqual(["default-provider-dev", "open"]);
  expect(resources[1]?.provider).toBe(`urn:pulumi:dev::default-provider::pulumi:providers:aws::default_7_48_0::${UNKNOWN}`);
});

test("Kubernetes objects keep their names, and their secrets to themselves", async () => {
  const workload = await preview("workload");
  expect(named(workload, "server")).toMatchObject({
    inputs: { metadata: { namespace: "keep" } },
    customTimeouts: { create: 2400 },
    protect: false,
  });
  expect(named(workload, "monitor").type).toBe("kubernetes:monitoring.coreos.com/v1:PodMonitor");
  expect(named(workload, "tls").inputs["stringData"]).toBe(SECRET);
  expect(named(workload, "keep").protect).toBe(true);
});

test("the program sees its settings and where it runs", async () => {
  const { outputs } = await preview("configured");
  expect(outputs).toEqual({ shorthand: "from the project", overridden: "stack", where: "program", root: "configured" });
});

test("what the Pulumi CLI would need the cloud or a passphrase for", async () => {
  const offline = await previewInProcess({ root: fixture("offline"), stack: "dev", env: { EXTRA: "given" } });
  expect(named(offline, "shared")).toMatchObject({ readId: "vpc-0123456789abcdef0", custom: true });
  expect(named(offline, "one").inputs).toMatchObject({ vpcId: "vpc-0123456789abcdef0", tags: { cidr: UNKNOWN } });
  expect(named(offline, "token").inputs["value"]).toBe(SECRET);
  expect(named(offline, "note").inputs["source"]).toEqual({ asset: { text: "note" } });
  expect(named(offline, "reader").inputs["code"]).toEqual({ archive: { assets: { "index.js": { asset: { path: "./index.ts" } } } } });
  expect(offline.outputs).toEqual({ password: SECRET, plain: "text", vpcId: "vpc-0123456789abcdef0", mode: "1", extra: "given" });
  expect(offline.diagnostics).toEqual([
    { severity: "warning", message: "config offline:token is encrypted: the program got a placeholder for it" },
    { severity: "warning", message: "config offline:service is encrypted: the program got a placeholder for it" },
    { severity: "warning", message: "careful", urn: named(offline, "shared").urn },
    { severity: "info", message: "said by the program" },
  ]);
});
