import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../engine/preview.ts";
import { not } from "../../../evidence/iam/formula.ts";
import { readPolicy } from "../../../evidence/iam/policy-document.ts";
import { type Answer, findAllowed, findWider, type Wanted } from "../../../evidence/iam/question.ts";
import { byAccount, byPrincipal, isKind } from "../../../evidence/iam/request-variables.ts";
import type { Situation } from "../../../evidence/iam/situation.ts";

const ours = "111122223333";
const theirs = "444455556666";
const role = (name: string, account = ours) => `arn:aws:iam::${account}:role/${name}`;
const bucket = { Resource: "arn:aws:s3:::weights/*" };

type Written = Record<string, unknown>;
const policy = (name: string, ...statements: Written[]) =>
  readPolicy(name, {
    Version: "2012-10-17",
    Statement: statements.map((statement, i) => ({ Sid: `S${i + 1}`, Effect: "Allow", Action: "s3:GetObject", ...bucket, ...statement })),
  });
const situation = (more: Partial<Situation> = {}): Situation => ({ account: ours, delegation: "implicit", identity: "unknown", ...more });
/** With this policy on the bucket. */
const on = (...statements: Written[]) => situation({ resource: policy("bucket", ...statements) });
const strangers: Wanted = { who: not(byAccount(ours)) };
const ask = async (asked: Situation, wanted: Wanted = strangers): Promise<Answer["kind"]> => (await findAllowed(asked, wanted)).kind;

async function found(asked: Situation, wanted: Wanted = strangers) {
  const answer = await findAllowed(asked, wanted);
  if (answer.kind !== "found") throw new Error(`${answer.kind}: ${JSON.stringify(answer)}`);
  return answer;
}

describe("who is let in", () => {
  test("nobody from outside without a policy, or by one that names the account", async () => {
    expect(await ask(situation())).toBe("none");
    expect(await ask(on({ Principal: { AWS: `arn:aws:iam::${ours}:root` } }))).toBe("none");
  });

  test("everybody by a star, an anonymous caller too, with the statement that lets them in", async () => {
    const { request, explanation } = await found(on({ Principal: "*" }), { who: isKind("anonymous") });
    expect(request).toEqual({
      principal: { kind: "anonymous" },
      action: "s3:getobject",
      resource: expect.stringMatching(/^arn:aws:s3:::weights\//),
      context: expect.anything(),
    });
    expect(explanation).toEqual({ allowedBy: ["S1 of bucket"], deniedBy: [] });
  });

  test("another account that is named, and no third", async () => {
    const named = on({ Principal: { AWS: theirs } });
    expect((await found(named)).request.principal).toMatchObject({ kind: "iam", arn: expect.stringContaining(`::${theirs}:`) });
    expect(await ask(named, { who: byAccount("777788889999") })).toBe("none");
  });

  test("everybody but one by NotPrincipal in an allowance", { tags: ["not-principal-lets-in-others"] }, async () => {
    const but = on({ NotPrincipal: { AWS: role("app") } });
    expect(await ask(but)).toBe("found");
    expect(await ask({ ...but, identity: [] }, { who: byPrincipal(role("app")) })).toBe("none");
  });

  test("NotPrincipal in a denial leaves out the one that is named", async () => {
    const only = on({ Principal: "*" }, { Effect: "Deny", NotPrincipal: { AWS: [role("app"), ours] } });
    expect(await ask(only)).toBe("none");
    expect(await ask(only, { who: byPrincipal(role("app")) })).toBe("found");
  });

  test("an explicit denial goes before any allowance, and is gone with its condition", { tags: ["denial-before-allowance"] }, async () => {
    const everything = { Effect: "Deny", Principal: "*", Action: "s3:*" };
    expect(await ask(on({ Principal: "*" }, everything))).toBe("none");
    const withoutTls = { Condition: { Bool: { "aws:SecureTransport": "false" } } };
    expect((await found(on({ Principal: "*" }, { ...everything, ...withoutTls }))).request.context["aws:securetransport"]).toBe("true");
  });

  test("an anonymous caller has no account", { tags: ["anonymous-caller-no-account"] }, async () => {
    const own = on({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalAccount": ours } } });
    expect(await ask(own, { who: isKind("anonymous") })).toBe("none");
    expect(await ask(own, { who: byAccount(ours) })).toBe("found");
  });

  test("an organisation by a condition, but not who has none with IfExists", { tags: ["organisation-by-condition"] }, async () => {
    const outside: Wanted = { ...strangers, conditions: [{ operator: "StringNotEquals", key: "aws:principalorgid", values: ["o-ours"] }] };
    const within = (operator: string) => on({ Principal: "*", Condition: { [operator]: { "aws:PrincipalOrgID": "o-ours" } } });
    expect(await ask(within("StringEquals"), outside)).toBe("none");
    expect((await found(within("StringEqualsIfExists"), outside)).request.context).not.toHaveProperty("aws:principalorgid");
  });
});

describe("whose policies count", () => {
  const allow = policy("role", {});

  test("within an account either side suffices; between accounts both must allow", { tags: ["both-accounts-must-allow"] }, async () => {
    const whose = (account: string): Wanted => ({ who: byPrincipal(role("app", account)) });
    expect(await ask(situation({ identity: [allow] }), whose(ours))).toBe("found");
    expect(await ask({ ...on({ Principal: { AWS: role("app") } }), identity: [] }, whose(ours))).toBe("found");
    const shared = on({ Principal: { AWS: role("app", theirs) } });
    expect(await ask({ ...shared, identity: [] }, whose(theirs))).toBe("none");
    expect(await ask({ ...shared, identity: [allow] }, whose(theirs))).toBe("found");
    expect(await ask(situation({ identity: [allow] }), whose(theirs))).toBe("none");
  });

  test("a key's policy alone decides unless it names the account", { tags: ["key-policy-decides-alone"] }, async () => {
    const key = (...statements: Written[]) =>
      situation({ delegation: "explicit", identity: [allow], resource: policy("key", ...statements) });
    const app: Wanted = { who: byPrincipal(role("app")) };
    expect(await ask(key({ Principal: { AWS: role("admin") } }), app)).toBe("none");
    expect(await ask(key({ Principal: { AWS: role("app") } }), app)).toBe("found");
    expect(await ask(key({ Principal: { AWS: ours } }), app)).toBe("found");
    expect(await ask({ ...key({ Principal: { AWS: ours } }), identity: [] }, app)).toBe("none");
  });

  test("a boundary bounds what a resource gives to a role, not to a user, a session or everybody", {
    tags: ["boundary-bounds-roles"],
  }, async () => {
    const boundary = [policy("boundary", { Action: "s3:PutObject" })];
    const given = (principal: unknown) => ({ ...on({ Principal: principal }), identity: [], boundary });
    const app: Wanted = { who: byPrincipal(role("app")) };
    const user = `arn:aws:iam::${ours}:user/alice`;
    expect(await ask(given({ AWS: role("app") }), app)).toBe("none");
    expect(await ask(given({ AWS: `arn:aws:sts::${ours}:assumed-role/app/blue` }), app)).toBe("found");
    expect(await ask(given({ AWS: user }), { who: byPrincipal(user) })).toBe("found");
    expect(await ask(given("*"), app)).toBe("found");
  });

  test("a boundary, a level of the organisation and an endpoint each must allow", { tags: ["every-level-must-allow"] }, async () => {
    const app: Wanted = { who: byPrincipal(role("app")) };
    const own = situation({ identity: [allow] });
    const other = policy("other", { Action: "s3:PutObject" });
    const endpoint = (document: Written) => policy("endpoint", { Principal: "*", ...document });
    for (const more of [{ boundary: [other] }, { serviceControl: [[allow], [other]] }, { endpoint: endpoint({ Action: "s3:PutObject" }) }])
      expect(await ask({ ...own, ...more }, app)).toBe("none");
    for (const more of [{ boundary: [allow] }, { serviceControl: [[allow], [allow, other]] }, { endpoint: endpoint({}) }])
      expect(await ask({ ...own, ...more }, app)).toBe("found");
  });
});

describe("patterns", () => {
  const app: Wanted = { who: byPrincipal(role("app")) };
  const may = (statement: Written, wanted: Wanted) => ask(situation({ identity: [policy("role", statement)] }), { ...app, ...wanted });

  test("actions have no case, resources have; NotAction and NotResource are the rest", {
    tags: ["action-and-resource-patterns"],
  }, async () => {
    expect(await may({ Action: "S3:get*" }, { actions: ["s3:GetObject"] })).toBe("found");
    expect(await may({ Action: "s3:?et*" }, { actions: ["s3:PutObjectAcl"] })).toBe("none");
    expect(await may({ Resource: "arn:aws:s3:::Weights/*" }, { resources: ["arn:aws:s3:::weights/*"] })).toBe("none");
    expect(await may({ Action: undefined, NotAction: "s3:*" }, { actions: ["s3:*"] })).toBe("none");
    expect(await may({ Action: undefined, NotAction: "s3:*" }, { actions: ["kms:*"] })).toBe("found");
    expect(await may({ Resource: undefined, NotResource: "arn:aws:s3:::weights/*" }, { resources: ["arn:aws:s3:::weights/x"] })).toBe(
      "none",
    );
  });

  test("a question mark is one character", { tags: ["question-mark-is-one-character"] }, async () => {
    expect(await may({ Action: "s3:Get?bject" }, { actions: ["s3:GetObject"] })).toBe("found");
    expect(await may({ Action: "s3:Get?" }, { actions: ["s3:GetObject", "s3:Get"] })).toBe("none");
  });

  test("a wildcard stays in its part of an ARN", { tags: ["wildcard-within-arn-part"] }, async () => {
    expect(await may({ Resource: "arn:aws:logs:*:group:x" }, { resources: ["arn:aws:logs:eu-central-1:111122223333:group:x"] })).toBe(
      "none",
    );
    const source = { Condition: { ArnLike: { "aws:SourceArn": "arn:aws:logs:*:group:x" } } };
    const group = "arn:aws:logs:eu-central-1:111122223333:group:x";
    expect(await may(source, { conditions: [{ operator: "StringEquals", key: "aws:sourcearn", values: [group] }] })).toBe("none");
    const from = { Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:app" } } };
    expect(await may(from, {})).toBe("none");
    expect(await may({ Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/a*" } } }, {})).toBe("found");
    expect(await may({ Condition: { StringLike: { "aws:PrincipalArn": "arn:*:role/app" } } }, {})).toBe("found");
    expect(await may({ Condition: { StringLike: { "aws:PrincipalArn": "*9:role/app" } } }, {})).toBe("none");
  });
});

describe("what cannot be decided is never passed over", () => {
  const unclear = (statement: Written) => findAllowed(on({ Principal: "*", ...statement }), strangers);

  test("policy variables, unknown values, operators and principals that are not understood", {
    tags: ["iam-unknown-not-passed-over"],
  }, async () => {
    expect(await unclear({ Resource: `arn:aws:s3:::weights/\${aws:username}/*` })).toEqual({
      kind: "undecided",
      why: [`the policy variable \${aws:username}`],
    });
    expect(await unclear({ Condition: { StringEquals: { "aws:SourceVpce": UNKNOWN } } })).toMatchObject({
      why: ["a value that is not known yet"],
    });
    expect(await unclear({ Condition: { StringAlmost: { "aws:SourceVpce": "x" } } })).toMatchObject({ why: ["the operator StringAlmost"] });
    expect(await unclear({ Principal: { CanonicalUser: "abc" } })).toMatchObject({ why: ["the principal CanonicalUser abc"] });
  });

  test("but what does not depend on it is decided", { tags: ["iam-independent-part-decided"] }, async () => {
    const denied = on(
      { Principal: "*", Resource: `arn:aws:s3:::weights/\${aws:username}` },
      { Effect: "Deny", Principal: "*", Resource: "*" },
    );
    expect(await ask(denied)).toBe("none");
    const beside = on({ Principal: "*", Resource: `arn:aws:s3:::weights/\${aws:username}` }, { Principal: "*" });
    expect(await ask(beside)).toBe("found");
    const hidden = on({ Principal: "*" }, { Effect: "Deny", Principal: "*", Condition: { StringEquals: { "aws:SourceVpce": UNKNOWN } } });
    const throughAnEndpoint: Wanted = { conditions: [{ operator: "Null", key: "aws:sourcevpce", values: ["false"] }] };
    expect(await ask(hidden, { ...strangers, ...throughAnEndpoint })).toBe("undecided");
    expect((await found(hidden)).request.context).not.toHaveProperty("aws:sourcevpce");
  });

  test("a policy that IAM would refuse is refused, and named", () => {
    expect(() => policy("bucket", { Principle: "*" })).toThrow('S1 of policy bucket has the element "Principle"');
    expect(() => policy("bucket", { Effect: "Maybe" })).toThrow('S1 of policy bucket has the effect "Maybe"; accepted: Allow and Deny');
    expect(() => policy("bucket", { NotAction: "s3:*" })).toThrow("S1 of policy bucket has both Action and NotAction");
    expect(() => readPolicy("bucket", "{")).toThrow("policy bucket is not valid JSON: {");
  });
});

describe("which of two is wider", () => {
  const wider = async (before: Situation, after: Situation) => (await findWider(before, after)).kind;
  const narrow = on({ Principal: "*", Condition: { IpAddress: { "aws:SourceIp": "10.1.0.0/16" } } });
  const wide = on({ Principal: "*", Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } });

  test("a request that only one of them allows is shown", async () => {
    expect(await wider(wide, narrow)).toBe("none");
    const answer = await findWider(narrow, wide);
    expect(answer).toMatchObject({ kind: "found", request: { context: { "aws:sourceip": expect.stringMatching(/^10\./) } } });
  });

  test("the same said otherwise is not wider", async () => {
    const split = on({ Principal: "*", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::weights/a*", "arn:aws:s3:::weights/*"] });
    expect(await wider(on({ Principal: "*" }), split)).toBe("none");
    expect(await wider(split, on({ Principal: "*" }))).toBe("none");
  });

  test("numbers and dates are compared as such", async () => {
    const age = (operator: string, value: string) => on({ Principal: "*", Condition: { [operator]: { "aws:MultiFactorAuthAge": value } } });
    expect(await wider(age("NumericLessThan", "300"), age("NumericLessThanEquals", "299.5"))).toBe("none");
    expect(await wider(age("NumericLessThan", "300"), age("NumericLessThanEquals", "300"))).toBe("found");
    const until = (date: string) => on({ Principal: "*", Condition: { DateLessThan: { "aws:CurrentTime": date } } });
    expect(await wider(until("2026-06-01T00:00:00Z"), until("2026-01-01T00:00:00+02:00"))).toBe("none");
    expect(await wider(until("2026-01-01T00:00:00Z"), until("2026-01-01T00:00:00-02:00"))).toBe("found");
  });

  test("a statement that is not understood is not wider than itself", async () => {
    const own = { Principal: "*", Resource: `arn:aws:s3:::weights/\${aws:username}` };
    expect(await wider(on(own), on(own))).toBe("none");
    expect(await wider(on(own), on({ ...own, Resource: `arn:aws:s3:::weights/a/\${aws:username}` }))).toBe("undecided");
  });

  test("sets of values: any and all", async () => {
    const tags = (operator: string, ...values: string[]) => on({ Principal: "*", Condition: { [operator]: { "aws:TagKeys": values } } });
    expect(await wider(tags("ForAnyValue:StringEquals", "a", "b"), tags("ForAnyValue:StringEquals", "a"))).toBe("none");
    expect(await wider(tags("ForAnyValue:StringEquals", "a"), tags("ForAllValues:StringEquals", "a"))).toBe("found");
    expect(await wider(tags("ForAllValues:StringLike", "a*"), tags("ForAllValues:StringEquals", "ab", "ac"))).toBe("none");
  });
});
