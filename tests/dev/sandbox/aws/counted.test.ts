import { expect, test } from "vitest";
import { counted } from "../../../../dev/sandbox/aws/counted.ts";

const urn = (type: string, name: string) => `urn:pulumi:sandbox::modelkeep::${type}::${name}`;
const resource = (type: string, name: string) => ({ type, urn: urn(type, name) });
const state = [
  resource("pulumi:pulumi:Stack", "modelkeep-sandbox"),
  resource("pulumi:providers:aws", "aws"),
  resource("aws:s3/bucket:Bucket", "vault"),
  resource("aws:kms/key:Key", "key"),
  resource("kubernetes:core/v1:Namespace", "serving"),
];
const preview = state.slice(1).map(({ urn }) => urn);

test("counts each half where what stands is what the preview lists", () => {
  expect(counted(state, preview)).toEqual({ all: 4, aws: 2, kubernetes: 1 });
});

test("names what is missing, and what nobody listed", () => {
  expect(() => counted(state.slice(0, -1), preview)).toThrow(`missing: ${urn("kubernetes:core/v1:Namespace", "serving")}`);
  expect(() => counted(state, preview.slice(1))).toThrow(`more: ${urn("pulumi:providers:aws", "aws")}`);
});
