import { expect, test } from "vitest";
import { parseJson } from "../../../policies/rule/json.ts";
import { isPolicyDocument } from "../../../policies/rule/policy-document.ts";

test("JSON is read as JSON.parse reads it", () => {
  for (const text of ['{"a":"b:c","d":["\\":"]}', "[]", '{"a":{"a":1},"b":[{"a":2}]}', '"a:b"', "1", "null"])
    expect(parseJson(text)).toEqual(JSON.parse(text));
});

test("a key that is there twice is refused, however it is written", { tags: ["json-no-key-twice"] }, () => {
  for (const text of ['{"a":1,"a":2}', '{"\\u0061":1,"a":2}', '[{"a":{"b":1,"b":1}}]', '{"__proto__":1,"__proto__":2}', "{a:1}"])
    expect(() => parseJson(text)).toThrow(SyntaxError);
});

test("a policy document has the elements that IAM knows", { tags: ["policy-document-known"] }, () => {
  const statement = {
    Effect: "Allow",
    Principal: { AWS: ["1"] },
    Action: "s3:GetObject",
    Resource: ["*"],
    Condition: { Bool: { a: true } },
  };
  const policy = (more: object) => ({ Version: "2012-10-17", Statement: [{ ...statement, ...more }] });
  for (const good of [policy({}), JSON.stringify(policy({ Sid: "x" })), { Statement: statement }])
    expect(isPolicyDocument(good)).toBe(true);
  for (const bad of [
    policy({ effect: "Allow" }),
    policy({ Effect: "allow" }),
    policy({ Action: [["s3:*"]] }),
    policy({ Principal: { CanonicalUser: "1" } }),
    policy({ Principal: "somebody" }),
    policy({ Condition: { Bool: "true" } }),
    { ...policy({}), statement: [] },
    { Statement: [[statement]] },
    {},
    "{",
    undefined,
  ])
    expect(isPolicyDocument(bad)).toBe(false);
});
