import { expect, test } from "vitest";
import { sameJson } from "../../../diff/resources/policy-text.ts";

const policy = (action: unknown, ...more: object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action }, ...more] });

test.each([
  ["keys in another order", '{"a":1,"b":[1,2]}', '{ "b": [1, 2], "a": 1 }'],
  ["actions of a policy in another order", policy(["s3:GetObject", "s3:ListBucket"]), policy(["s3:ListBucket", "s3:GetObject"])],
  ["one action alone or in a list", policy("s3:GetObject"), policy(["s3:GetObject"])],
])("%s is the same", (_what, one, other) => expect(sameJson(one, other)).toBe(true));

test.each([
  ["another value", '{"a":1}', '{"a":2}'],
  ["a list that is no policy's in another order", '{"a":[1,2]}', '{"a":[2,1]}'],
  ["another action", policy("s3:GetObject"), policy("s3:PutObject")],
  ["a statement more", policy("s3:GetObject"), policy("s3:GetObject", { Effect: "Deny" })],
  ["text that is no JSON", "a", "b"],
  ["JSON that is no object", "1", "1.0"],
  ["broken JSON", "{", "{ "],
])("%s is not", { tags: ["other-action-is-a-change"] }, (_what, one, other) => expect(sameJson(one, other)).toBe(false));
