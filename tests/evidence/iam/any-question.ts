import fc from "fast-check";
import type { Request } from "../../../evidence/iam/request.ts";
import type { Delegation } from "../../../evidence/iam/situation.ts";

/** Policies and a request, in words few enough that they often meet and often just miss each other. */

export const own = "111111111111";
export const other = "222222222222";

/** A policy document as it is written. */
export interface Document {
  Version: string;
  Statement: Record<string, unknown>[];
}

export interface Question {
  delegation: Delegation;
  identity: Document[];
  boundary: Document[] | undefined;
  /** Levels of the organisation. */
  serviceControl: Document[][];
  endpoint: Document | undefined;
  resource: Document | undefined;
  request: Request;
}

interface Words {
  delegation: Delegation;
  actions: string[];
  actionPatterns: string[];
  resources: string[];
  resourcePatterns: string[];
}

const queue = (name: string, account = own) => `arn:aws:sqs:eu-central-1:${account}:${name}`;
const key = (id: string) => `arn:aws:kms:eu-central-1:${own}:key/${id}`;
const role = (name: string) => `arn:aws:iam::${own}:role/${name}`;

const vocabularies: Words[] = [
  {
    delegation: "implicit",
    actions: ["sqs:sendmessage", "sqs:receivemessage", "sqs:deletemessage"],
    actionPatterns: ["*", "sqs:*", "SQS:SendMessage", "sqs:*Message", "sqs:Receive*", "sqs:?eceiveMessage", "sns:*"],
    resources: [queue("jobs"), queue("jobs-old"), queue("mail")],
    resourcePatterns: ["*", queue("jobs"), queue("jobs*"), queue("????"), queue("*", "*"), "arn:aws:sqs:*:*:mail", "arn:aws:sns:*:*:*"],
  },
  {
    delegation: "explicit",
    actions: ["kms:decrypt", "kms:encrypt", "kms:creategrant"],
    actionPatterns: ["*", "kms:*", "kms:Decrypt", "kms:*crypt", "kms:Create*", "kms:decryp?"],
    resources: [key("one"), key("two")],
    resourcePatterns: ["*", key("one"), key("t*"), key("*"), "arn:aws:kms:*:*:key/???"],
  },
  {
    delegation: "explicit",
    actions: ["sts:assumerole", "sts:tagsession"],
    actionPatterns: ["*", "sts:*", "sts:AssumeRole", "sts:Tag*"],
    resources: [role("target"), role("service/target")],
    resourcePatterns: ["*", role("target"), role("*"), role("service/*")],
  },
];

const callers: Request["principal"][] = [
  { kind: "iam", arn: `arn:aws:iam::${own}:user/alice` },
  { kind: "iam", arn: `arn:aws:iam::${own}:role/app`, session: "blue" },
  { kind: "iam", arn: `arn:aws:iam::${own}:role/app`, session: "green" },
  { kind: "iam", arn: `arn:aws:iam::${other}:role/app`, session: "blue" },
  { kind: "iam", arn: `arn:aws:iam::${other}:user/alice` },
  { kind: "service", name: "events.amazonaws.com" },
  { kind: "anonymous" },
];

const some = <T>(...values: T[]) => fc.constantFrom(...values);
const few = <T>(values: readonly T[], maxLength = 2) =>
  fc.subarray([...values], { minLength: 1, maxLength: Math.min(maxLength, values.length) });
const oneOrList = <T>(list: T[]) => (list.length === 1 ? list[0] : list);

const principalNames = [
  ...["*", own, other, `arn:aws:iam::${own}:root`, `arn:aws:iam::${other}:root`, `arn:aws:iam::${own}:user/alice`, role("app")],
  ...[`arn:aws:iam::${other}:role/app`, `arn:aws:sts::${own}:assumed-role/app/blue`],
];
const principal = fc.oneof(
  { weight: 1, arbitrary: fc.constant("*" as const) },
  { weight: 5, arbitrary: few(principalNames).map((AWS) => ({ AWS: oneOrList(AWS) })) },
  { weight: 1, arbitrary: few(["events.amazonaws.com", "sns.amazonaws.com"]).map((Service) => ({ Service: oneOrList(Service) })) },
  { weight: 1, arbitrary: few(principalNames, 1).map(([AWS]) => ({ AWS, Service: "events.amazonaws.com" })) },
);

const optional = (operators: string[]) =>
  fc.constantFrom(...operators).chain((name) => fc.constantFrom("", "IfExists").map((suffix) => name + suffix));
const line = (operator: fc.Arbitrary<string>, key: string, values: readonly string[]) =>
  fc.record({ operator, values: few(values) }).map((one) => ({ [one.operator]: { [key]: oneOrList(one.values) } }));

const texts = ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"];
const arns = ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"];
const compared = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
const sets = ["ForAnyValue:", "ForAllValues:"].flatMap((set) => texts.map((operator) => set + operator));

const conditions = fc.oneof(
  line(optional(texts), "aws:PrincipalTag/team", ["red", "Red", "r*", "blue", "?ed"]),
  line(optional(texts), "aws:PrincipalOrgID", ["o-ours", "o-*"]),
  line(optional(texts), "aws:SourceVpce", ["vpce-1", "vpce-2", "vpce-?"]),
  line(optional(texts), "aws:PrincipalAccount", [own, other, "1*"]),
  line(optional(texts), "aws:PrincipalArn", [role("app"), "arn:aws:iam::*:role/app", "*alice", "*:role/*"]),
  line(optional(arns), "aws:PrincipalArn", [role("app"), "arn:aws:iam::*:role/*", "arn:*:iam::*:user/alice", "arn:aws:sts::*:*"]),
  line(optional(arns), "aws:SourceArn", [
    "arn:aws:events:*:*:rule/nightly",
    `arn:aws:events:eu-central-1:${own}:rule/*`,
    "arn:aws:sns:*:*:topic",
  ]),
  line(optional(["Bool"]), "aws:SecureTransport", ["true", "false", "False"]),
  line(optional(["IpAddress", "NotIpAddress"]), "aws:SourceIp", [
    "10.0.0.0/8",
    "10.1.0.0/16",
    "192.168.1.1/32",
    "fd00::/16",
    "2001:db8::/32",
  ]),
  line(optional(compared.map((name) => `Numeric${name}`)), "aws:MultiFactorAuthAge", ["1", "2", "1.5"]),
  line(optional(compared.map((name) => `Date${name}`)), "aws:CurrentTime", ["2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z"]),
  line(some(...sets), "aws:TagKeys", ["owner", "team", "t*"]),
  line(some("Null"), "aws:SourceVpce", ["true", "false"]),
  line(some("Null"), "aws:TagKeys", ["true", "false"]),
);

const merged = (lines: Record<string, Record<string, unknown>>[]) => {
  const all: Record<string, Record<string, unknown>> = {};
  for (const [operator, keys] of lines.flatMap((one) => Object.entries(one))) all[operator] = { ...all[operator], ...keys };
  return all;
};

const statement = (words: Words, withPrincipal: boolean): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .record({
      Effect: some("Allow", "Allow", "Allow", "Allow", "Allow", "Deny"),
      actions: few(words.actionPatterns),
      notAction: some(false, false, false, false, true),
      resources: few(words.resourcePatterns),
      notResource: some(false, false, false, true),
      lines: fc.oneof(fc.constant([]), fc.array(conditions, { minLength: 1, maxLength: 2 })),
      principal,
      notPrincipal: some(false, false, false, true),
    })
    .map(({ Effect, actions, notAction, resources, notResource, lines, principal, notPrincipal }) => ({
      Effect,
      [notAction ? "NotAction" : "Action"]: oneOrList(actions),
      [notResource ? "NotResource" : "Resource"]: oneOrList(resources),
      ...(lines.length > 0 ? { Condition: merged([...lines]) } : {}),
      ...(withPrincipal ? { [notPrincipal ? "NotPrincipal" : "Principal"]: principal } : {}),
    }));

const document = (words: Words, withPrincipal = false): fc.Arbitrary<Document> =>
  fc.array(statement(words, withPrincipal), { minLength: 1, maxLength: 3 }).map((Statement) => ({ Version: "2012-10-17", Statement }));

/** What bounds others mostly allows much, or nothing would ever come past it. */
const wide = (words: Words): fc.Arbitrary<Document> =>
  fc.tuple(document(words), some(true, true, false)).map(([{ Version, Statement }, open]) => ({
    Version,
    Statement: open ? [{ Effect: "Allow", Action: "*", Resource: "*" }, ...Statement] : Statement,
  }));

/** The policy of an endpoint names nobody, and must say so. */
const forEverybody = ({ Version, Statement }: Document): Document => ({
  Version,
  Statement: Statement.map((one) => ({ ...one, Principal: "*" })),
});

/** There in one of three. `freq` of fast-check counts the times that it is there. */
const perhaps = <T>(one: fc.Arbitrary<T>) => fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: one });

export const anyContext = fc
  .record(
    {
      "aws:principaltag/team": some("red", "Red", "blue", "green"),
      "aws:principalorgid": some("o-ours", "o-theirs", "x"),
      "aws:sourcevpce": some("vpce-1", "vpce-2", "vpce-99"),
      "aws:sourcearn": some(
        `arn:aws:events:eu-central-1:${own}:rule/nightly`,
        `arn:aws:events:eu-west-1:${other}:rule/x`,
        "arn:aws:sns:::topic",
      ),
      "aws:securetransport": some("true", "false"),
      "aws:sourceip": some("10.1.2.3", "10.200.0.1", "192.168.1.1", "8.8.8.8", "2001:db8::1"),
      "aws:multifactorauthage": some("1", "2", "3", "1.5"),
      "aws:currenttime": some("2025-12-31T00:00:00Z", "2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z"),
      "aws:tagkeys": fc.uniqueArray(some("owner", "team", "cost"), { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: ["aws:securetransport"] },
  )
  .map((values) => values as Request["context"]);

const withOrganisation = ({ principal, ...request }: Request): Request => {
  const { "aws:principalorgid": _organisation, ...rest } = request.context;
  return { principal, ...request, context: principal.kind === "iam" ? request.context : rest };
};

export const anyQuestion: fc.Arbitrary<Question> = fc.constantFrom(...vocabularies).chain((words) =>
  fc
    .record({
      identity: fc.array(document(words), { minLength: 1, maxLength: 2 }),
      boundary: perhaps(fc.array(wide(words), { minLength: 1, maxLength: 1 })),
      level: perhaps(fc.array(wide(words), { minLength: 1, maxLength: 2 })),
      endpoint: perhaps(wide(words).map(forEverybody)),
      resource: words.delegation === "implicit" ? fc.option(document(words, true), { freq: 4, nil: undefined }) : document(words, true),
      principal: fc.constantFrom(...callers),
      action: fc.constantFrom(...words.actions),
      target: fc.constantFrom(...words.resources),
      context: anyContext,
    })
    .map(({ identity, boundary, level, endpoint, resource, principal, action, target, context: values }) => {
      const known = principal.kind === "iam";
      return {
        delegation: words.delegation,
        identity: known ? identity : [],
        boundary: known ? boundary : undefined,
        serviceControl: known && level ? [level] : [],
        endpoint,
        resource,
        request: withOrganisation({ principal, action, resource: target, context: values }),
      };
    }),
);
