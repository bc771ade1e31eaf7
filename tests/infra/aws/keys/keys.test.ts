import { describe, expect, it } from "vitest";
import { type KeyPurpose, keyPurposes } from "../../../../catalog/key-purposes.ts";
import { Keys } from "../../../../infra/aws/keys/keys.ts";
import { awsNames, placeOf } from "../../../../infra/aws/names.ts";
import { all, only, record } from "../../../support/recorder.ts";

const purposes = Object.keys(keyPurposes) as KeyPurpose[];

const place = placeOf("demo", { accountId: "111122223333", region: "eu-central-1" });
const program = () => new Keys("keys", { place, deployer: "deployer", publisher: "publisher", replicated: false }, {});

describe.each([{ preview: true }, { preview: false }])("keys, preview $preview", (mode) => {
  it("makes one key for each purpose, each under its alias", async () => {
    const resources = await record(program, mode);
    expect(all(resources, "Key").map(({ name }) => name)).toEqual(purposes.map((purpose) => `keys-${purpose}`));
    expect(all(resources, "Alias").map(({ inputs }) => inputs["name"])).toEqual(purposes.map(awsNames(place).keyAlias));
  });

  it("rotates every key, and keeps it for 30 days after its deletion is asked for", { tags: ["shows-D7", "keys-rotated"] }, async () => {
    for (const { inputs } of all(await record(program, mode), "Key"))
      expect(inputs).toMatchObject({ enableKeyRotation: true, deletionWindowInDays: 30, multiRegion: false });
  });

  it("neither deletes a key nor leaves it behind by accident", { tags: ["keys-neither-deleted-nor-left"] }, async () => {
    for (const key of all(await record(program, mode), "Key")) expect(key).toMatchObject({ protect: true, retainOnDelete: true });
  });

  it("shows every key policy as plain text, before anything exists", async () => {
    const policy = JSON.parse(only(await record(program, mode), "Key", "keys-volumes").inputs["policy"]);
    expect(policy.Statement[0].Sid).toBe("DeployerAdministers");
  });
});
