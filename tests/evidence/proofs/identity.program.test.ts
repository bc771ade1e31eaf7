import { describe, expect, test } from "vitest";
import { type IdentitySettings, proveIdentity } from "../../../evidence/proofs/identity.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";
import { Edit } from "../holes/edit.ts";
import { pathsOf } from "../holes/run-hole.ts";

const ours = "111122223333";
const theirs = "444455556666";
const stack = "r1-distill-32b";
const settings: IdentitySettings = {
  account: ours,
  writers: ["modelkeep-publisher"],
  clients: [{ kind: "private-link", principal: `arn:aws:iam::${theirs}:root` }],
};
const vault = `arn:aws:s3:::modelkeep-${stack}-vault-${ours}-eu-central-1`;

// Made here, once for all tests of the file.
await symbolicExample(stack);

type Statement = Record<string, unknown> & { Sid: string };

/** Changes the statements of a policy that stands as text in an input. */
function rewrite(program: Edit, name: string, change: (statements: Statement[]) => Statement[], property = "policy", type = ""): void {
  const inputs = program.inputs(name, type);
  const document = JSON.parse(inputs[property]);
  inputs[property] = JSON.stringify({ ...document, Statement: change(document.Statement) });
}
const add = (program: Edit, name: string, statement: Record<string, unknown>, property?: string) =>
  rewrite(program, name, (all) => [...all, { Sid: "Added", Effect: "Allow", ...statement }], property);
const drop = (program: Edit, name: string, sid: string) => rewrite(program, name, (all) => all.filter(({ Sid }) => Sid !== sid));
const alter = (program: Edit, name: string, sid: string, change: (statement: Statement) => Statement, property?: string, type?: string) =>
  rewrite(program, name, (all) => all.map((one) => (one.Sid === sid ? change(one) : one)), property, type);

async function prove(edit: (program: Edit) => void = () => {}, over: Partial<IdentitySettings> = {}) {
  const program = new Edit(await symbolicExample(stack));
  edit(program);
  return proveIdentity(program.inventory, { ...settings, ...over });
}

interface Hole {
  name: string;
  proof: string;
  edit: (program: Edit) => void;
  /** Resource and statement through which the way leads. */
  through: [resource: string, why: RegExp];
  /** Other claims that fall with it. */
  also?: string[];
}

const holes: Hole[] = [
  {
    name: "a bucket for everybody",
    proof: "outside-principals",
    // Without the denial of other accounts a star is one.
    edit: (program) => {
      drop(program, "vault-bucket-policy", "OnlyThisAccount");
      drop(program, "vault-bucket-policy", "ObjectsOnlyThroughTheEndpoint");
      drop(program, "vault-bucket-policy", "NamedRolesAloneRead");
      add(program, "vault-bucket-policy", { Principal: "*", Action: "s3:GetObject", Resource: `${vault}/*` });
    },
    also: ["confused-deputy", "vault-access"],
    through: ["BucketPolicy vault-bucket-policy#policy", /statement Added of/],
  },
  {
    name: "a denial that names another account's role under NotPrincipal",
    proof: "outside-principals",
    edit: (program) => {
      alter(program, "trail-bucket-policy", "OnlyThisAccount", ({ Principal: _everyone, ...rest }) => ({
        ...rest,
        NotPrincipal: { AWS: `arn:aws:iam::${theirs}:role/reader` },
      }));
      add(program, "trail-bucket-policy", {
        Principal: { AWS: `arn:aws:iam::${theirs}:role/reader` },
        Action: "s3:GetObject",
        Resource: "*",
      });
    },
    through: ["BucketPolicy trail-bucket-policy#policy", /statement Added of/],
  },
  {
    name: "an allowance that everybody has but one",
    proof: "outside-principals",
    edit: (program) => add(program, "alarms-topic-policy", { NotPrincipal: { AWS: ours }, Action: "sns:Subscribe", Resource: "*" }),
    also: ["confused-deputy"],
    through: ["TopicPolicy alarms-topic-policy#policy", /statement Added of/],
  },
  {
    name: "a key that another account uses",
    proof: "outside-principals",
    edit: (program) => add(program, "keys-vault", { Principal: { AWS: theirs }, Action: "kms:Decrypt", Resource: "*" }),
    through: ["Key keys-vault#policy", /statement Added of/],
  },
  {
    name: "a key policy for everybody, narrowed by a condition that an outsider meets",
    proof: "outside-principals",
    edit: (program) =>
      add(program, "keys-logs", {
        Principal: "*",
        Action: "kms:*",
        Resource: "*",
        Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-ours" } },
      }),
    also: ["confused-deputy", "key-users"],
    through: ["Key keys-logs#policy", /statement Added of/],
  },
  ...[
    ["for nothing but that the caller is of the account", { StringEquals: { "kms:CallerAccount": ours } }],
    ["for roles by a pattern", { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${ours}:role/*` } }],
    ["under a condition that holds without its key", { StringEqualsIfExists: { "aws:PrincipalTag/team": "ml" } }],
  ].map(
    ([name, Condition]): Hole => ({
      name: `a key that its policy gives the whole account, ${name}`,
      proof: "key-users",
      edit: (program) =>
        add(program, "keys-vault", { Principal: { AWS: `arn:aws:iam::${ours}:root` }, Action: "kms:Decrypt", Resource: "*", Condition }),
      through: ["Key keys-vault#policy", /statement Added of/],
    }),
  ),
  {
    name: "a role that another account assumes",
    proof: "outside-principals",
    edit: (program) =>
      add(program, "pod-roles-weights-reader", { Principal: { AWS: theirs }, Action: "sts:AssumeRole" }, "assumeRolePolicy"),
    through: ["Role pod-roles-weights-reader#assumeRolePolicy", /statement Added of/],
  },
  {
    name: "a role for whom an identity provider vouches",
    proof: "outside-principals",
    edit: (program) =>
      add(
        program,
        "pod-roles-vpc-cni",
        { Principal: { Federated: "token.actions.githubusercontent.com" }, Action: "sts:AssumeRoleWithWebIdentity" },
        "assumeRolePolicy",
      ),
    through: ["Role pod-roles-vpc-cni#assumeRolePolicy", /statement Added of/],
  },
  {
    name: "a repository that everybody pulls from",
    proof: "outside-principals",
    edit: (program) =>
      program.add("aws:ecr/repositoryPolicy:RepositoryPolicy", "shared", {
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Sid: "Pull", Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage" }],
        }),
      }),
    also: ["confused-deputy"],
    through: ["RepositoryPolicy shared#policy", /statement Pull of/],
  },
  {
    name: "log delivery for any account's buckets",
    proof: "confused-deputy",
    edit: (program) => alter(program, "vault-access-logs-policy", "LogDeliveryWrites", ({ Condition: _source, ...rest }) => rest),
    through: ["BucketPolicy vault-access-logs-policy#policy", /statement LogDeliveryWrites of/],
  },
  {
    name: "alarms of any account",
    proof: "confused-deputy",
    edit: (program) =>
      alter(program, "alarms-topic-policy", "AlarmsPublish", (one) => ({
        ...one,
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:*:*:alarm:modelkeep-*" } },
      })),
    through: ["TopicPolicy alarms-topic-policy#policy", /statement AlarmsPublish of/],
  },
  {
    name: "a source that need not be there",
    proof: "confused-deputy",
    edit: (program) =>
      alter(program, "alarms-topic-policy", "BudgetsPublish", (one) => ({
        ...one,
        Condition: { StringEqualsIfExists: { "aws:SourceAccount": ours } },
      })),
    through: ["TopicPolicy alarms-topic-policy#policy", /statement BudgetsPublish of/],
  },
  {
    name: "a key that log groups of any account use",
    proof: "confused-deputy",
    edit: (program) =>
      alter(program, "keys-logs", "LogsEncryptsGroups", (one) => ({
        ...one,
        Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:*:*:log-group:*" } },
      })),
    through: ["Key keys-logs#policy", /statement LogsEncryptsGroups of/],
  },
  {
    name: "any role of the account reads the weights",
    proof: "vault-access",
    edit: (program) => drop(program, "vault-bucket-policy", "NamedRolesAloneRead"),
    through: ["BucketPolicy vault-bucket-policy#policy", /nothing in it denies it/],
  },
  {
    name: "a role that nobody has read weights",
    proof: "vault-access",
    edit: (program) =>
      alter(program, "vault-bucket-policy", "NamedRolesAloneRead", (one) => ({
        ...one,
        Condition: { ArnNotLike: { "aws:PrincipalArn": [`arn:aws:iam::${ours}:role/modelkeep-*`] } },
      })),
    through: ["BucketPolicy vault-bucket-policy#policy", /nothing in it denies it/],
  },
  {
    name: "an operator deletes weights",
    proof: "vault-access",
    edit: (program) =>
      alter(program, "vault-bucket-policy", "NobodyDeletes", (one) => ({
        ...one,
        Condition: { ArnNotEquals: { "aws:PrincipalArn": `arn:aws:iam::${ours}:role/operator` } },
      })),
    through: ["BucketPolicy vault-bucket-policy#policy", /nothing in it denies it/],
  },
  {
    name: "the publisher deletes weights",
    proof: "vault-access",
    edit: (program) =>
      alter(program, "vault-bucket-policy", "NobodyDeletes", (one) => ({
        ...one,
        Condition: { ArnNotEquals: { "aws:PrincipalArn": `arn:aws:iam::${ours}:role/modelkeep-publisher` } },
      })),
    through: ["BucketPolicy vault-bucket-policy#policy", /nothing in it denies it/],
  },
  {
    name: "anything is written through the S3 endpoint",
    proof: "endpoint-exits",
    edit: (program) =>
      add(program, "endpoints-s3", {
        Principal: "*",
        Action: "*",
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": ours } },
      }),
    through: ["VpcEndpoint endpoints-s3#policy", /and Added of/],
  },
  {
    name: "an endpoint without a policy",
    proof: "endpoint-exits",
    edit: (program) => {
      delete program.inputs("endpoints-logs")["policy"];
    },
    through: ["VpcEndpoint endpoints-logs#policy", /statement Everything of a resource of another account/],
  },
  {
    name: "an endpoint that other accounts' credentials pass",
    proof: "endpoint-exits",
    edit: (program) => alter(program, "endpoints-ecr.api", "LogInToTheRegistry", ({ Condition: _account, ...rest }) => rest),
    through: ["VpcEndpoint endpoints-ecr.api#policy", /LogInToTheRegistry/],
  },
];

describe("holes, each with the way through it", () => {
  test.each(holes)("$name", { tags: ["identity-holes-found"] }, async ({ proof, edit, through: [resource, why], also = [] }) => {
    const results = await prove(edit);
    const result = results.find(({ id }) => id === proof)!;
    expect(result.status).toBe("refuted");
    expect(pathsOf(result).map((path) => path.at(-1))).toContain(resource);
    const last = result.status === "refuted" ? result.counterexamples.map(({ hops }) => hops.at(-1)!.why) : [];
    expect(last.some((one) => why.test(one))).toBe(true);
    expect(results.filter(({ status }) => status !== "proved").map(({ id }) => id)).toEqual(expect.arrayContaining([proof, ...also]));
    expect(results.filter(({ status, id }) => status !== "proved" && ![proof, ...also].includes(id)).map(({ id }) => id)).toEqual([]);
  });
});

describe("what is not known leaves every claim undecided", () => {
  test("the account", async () => {
    const results = await prove(undefined, { account: undefined });
    expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => "undecided"));
  });

  test("a policy that cannot be read, or that stands where none is looked for", {
    tags: ["unreadable-policy-leaves-undecided"],
  }, async () => {
    const unread = await prove((program) => {
      program.inputs("keys-vault")["policy"] = "{";
    });
    expect(unread[0]).toMatchObject({ status: "undecided", unknown: ["policy Key keys-vault is not valid JSON: {"] });
    const elsewhere = await prove((program) =>
      program.add("aws:example/thing:Thing", "new", { rules: JSON.stringify({ Statement: [{ Effect: "Allow" }] }) }),
    );
    expect(elsewhere[0]).toMatchObject({
      status: "undecided",
      unknown: [
        "aws:example/thing:Thing new has a policy in rules, which is not read",
        "aws:example/thing:Thing new has a type that nothing here evaluates",
      ],
    });
  });

  test("a vault without a policy that denies is no vault that is proved", async () => {
    const [, , access] = await prove((program) => program.remove("vault-bucket-policy", "BucketPolicy"));
    expect(access).toMatchObject({ id: "vault-access", status: "undecided" });
  });
});

test("pods of a client do not read weights by a role that the stack gives them", async () => {
  const settingsWithNeighbour = { clients: [{ kind: "workload", namespace: "support" } as const] };
  const [, , access] = await prove((program) => {
    program.inputs("pod-roles-weights-reader-pods")["namespace"] = "support";
  }, settingsWithNeighbour);
  expect(access?.status).not.toBe("proved");
});
