import { beforeAll, describe, expect, test } from "vitest";
import type { PreviewResource } from "../../../engine/preview.ts";
import { UNKNOWN } from "../../../engine/preview.ts";
import { awsOptionDifferences } from "../../../evidence/release/aws-options.ts";
import { saidDifferences } from "../../../evidence/release/said.ts";
import type { Edit } from "../holes/edit.ts";
import { evidenceOf, reportOf } from "../report/reported.ts";

const resource = (type: string, name: string, inputs: Record<string, unknown>, more: Partial<PreviewResource> = {}): PreviewResource => ({
  urn: `urn:pulumi:x::modelkeep::${type}::${name}`,
  type,
  name,
  inputs,
  parent: undefined,
  custom: !type.startsWith("modelkeep:"),
  provider: undefined,
  protect: false,
  retainOnDelete: false,
  dependencies: [],
  ...more,
});

describe("what a program says of itself", () => {
  const keep = "modelkeep:aws:Keep";
  const groups = [{ type: keep, name: "keep", said: { account: "1", named: [{ value: "a", because: "b" }], waivers: [] } }];
  const same = resource(keep, "keep", { account: "1", named: [{ value: "a", because: "b" }], waivers: [] });
  const found = (...resources: PreviewResource[]) =>
    saidDifferences(groups, resources).map(({ how, name, places }) => [how, name, places.map(({ path }) => path)]);

  test("is what the settings say", { tags: ["program-says-settings"] }, () => {
    expect(found(same, resource(keep, "other", { waivers: [] }), resource("modelkeep:aws:Logs", "logs", {}))).toEqual([]);
    expect(found({ ...same, inputs: { ...same.inputs, account: "2" } })).toEqual([["changed", "keep", ["account"]]]);
    expect(found({ ...same, inputs: { ...same.inputs, named: [] } })).toEqual([["changed", "keep", ["named"]]]);
    expect(found({ ...same, inputs: { ...same.inputs, waivers: [{ rule: "x" }] } })).toEqual([["changed", "keep", ["waivers"]]]);
    expect(found(same, same)).toEqual([["changed", "keep", ["account", "named"]]]);
    expect(found(same, resource("modelkeep:aws:Anything", "more", { named: [1] }))).toEqual([["changed", "more", ["named"]]]);
    expect(found()).toEqual([["missing", "keep", []]]);
  });

  test("cannot be waived by the program", { tags: ["program-waives-not-itself"] }, async () => {
    const waives = (program: Edit) => {
      program.inputs("keep", keep)["named"] = [];
      program.inputs("keep", keep)["waivers"] = [
        { rule: "modelkeep-release", resource: "keep", reason: "because", owner: "us", expires: "2027-01-31" },
      ];
    };
    const { verdict, findings } = await reportOf("demo", waives);
    expect(verdict.state).toBe("reject");
    expect(findings).toContainEqual(expect.objectContaining({ rule: "modelkeep-release", resource: "keep", kind: "violation" }));
  });
});

describe("beside its inputs a resource of AWS", () => {
  const home = { account: "111122223333", regions: ["eu-central-1", "eu-west-1"] };
  const offline = { region: "eu-central-1", accessKey: "[secret]", skipRequestingAccountId: "true" };
  const provider = resource("pulumi:providers:aws", "aws", offline);
  const bucket = (more: Partial<PreviewResource>) =>
    resource("aws:s3/bucket:Bucket", "bucket", {}, { provider: `${provider.urn}::${UNKNOWN}`, ...more });
  const paths = (resources: readonly PreviewResource[], deployed = false) =>
    awsOptionDifferences(home, resources, deployed).flatMap(({ places }) => places.map(({ path }) => path));

  test("ignores no change, takes nothing over, and has a provider of the stack", { tags: ["aws-options-compared"] }, () => {
    expect(paths([provider, bucket({})])).toEqual([]);
    expect(paths([provider, bucket({ ignoreChanges: ["policy"] })])).toEqual(["option ignoreChanges"]);
    expect(paths([provider, bucket({ importId: "theirs" })])).toEqual(["option importId"]);
    expect(paths([provider, bucket({ readId: "theirs" })])).toEqual(["option readId"]);
    expect(paths([provider, bucket({ provider: undefined })])).toEqual(["option provider"]);
    const pool = { ...bucket({ ignoreChanges: ["scalingConfig.desiredSize"] }), type: "aws:eks/nodeGroup:NodeGroup" };
    expect(paths([provider, pool])).toEqual(["option ignoreChanges"]);
  });

  test("is made in the account and the regions of the settings", { tags: ["aws-providers-compared"] }, () => {
    const inRegion = (inputs: Record<string, unknown>) => [resource("pulumi:providers:aws", "aws", { region: "eu-west-1", ...inputs })];
    expect(paths(inRegion({ allowedAccountIds: '["111122223333"]' }))).toEqual([]);
    expect(paths(inRegion({ allowedAccountIds: '["111122223333"]', profile: "theirs" }))).toEqual(["profile"]);
    expect(paths(inRegion({ allowedAccountIds: '["111122223333","999988887777"]' }))).toEqual(["allowedAccountIds[1]"]);
    expect(paths(inRegion({}))).toEqual(["allowedAccountIds"]);
    expect(paths([resource("pulumi:providers:aws", "aws", { ...offline, region: "us-east-1" })])).toEqual(["region"]);
    expect(paths([provider], true)).toEqual(["allowedAccountIds"]);
    expect(awsOptionDifferences(undefined, [provider], false)).toHaveLength(1);
  });
});

beforeAll(async () => {
  await evidenceOf("demo");
});
