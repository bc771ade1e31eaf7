import type { Edit, Inputs } from "../holes/edit.ts";
import { allows, foreign, holesOf, own, type RefusedHole, region, register, rewrite } from "./refused-hole.ts";

const bucketPolicy = (program: Edit, edit: (document: Inputs) => void) =>
  rewrite(program, "vault-bucket-policy", "BucketPolicy", "policy", edit);
const keyPolicy = (program: Edit, edit: (document: Inputs) => void) => rewrite(program, "keys-vault", "Key", "policy", edit);
const endpoint = (program: Edit, edit: (document: Inputs) => void, name = "endpoints-s3") =>
  rewrite(program, name, "VpcEndpoint", "policy", edit);
const role = (program: Edit, assumeRolePolicy: unknown, more: Inputs = {}) =>
  register(program, "aws:iam/role:Role", "more", { name: "more", assumeRolePolicy, ...more });
const rights = (program: Edit, statement: Inputs) =>
  register(program, "aws:iam/rolePolicy:RolePolicy", "more", { name: "more", role: "modelkeep-demo-node", policy: allows(statement) });
const vault = "arn:aws:s3:::modelkeep-demo-vault-111122223333-eu-central-1";
const asEc2 = allows({ Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" });

/** Policies that say more than they seem to. */
const documents: RefusedHole[] = holesOf(
  "demo",
  [
    "a bucket's policy allows what it does not deny",
    "aws-iam-policy-no-negation",
    (program) =>
      bucketPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          NotPrincipal: { AWS: `arn:aws:iam::${foreign}:root` },
          Action: "s3:GetObject",
          Resource: `${vault}/*`,
        });
      }),
  ],
  [
    "a bucket's policy allows every action but one",
    "aws-iam-policy-no-negation",
    (program) =>
      bucketPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${own}:role/modelkeep-publisher` },
          NotAction: "s3:DeleteObject",
          Resource: `${vault}/*`,
        });
      }),
  ],
  [
    "a bucket's policy has one statement, which is no list",
    "aws-s3-bucket-policy-tls-only",
    (program) =>
      bucketPolicy(program, (policy) => {
        policy["Statement"] = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `${vault}/*` };
      }),
  ],
  [
    "a bucket's policy has lists of lists",
    "aws-resource-known-inputs",
    (program) =>
      bucketPolicy(program, (policy) => {
        policy["Statement"].push([{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `${vault}/*` }]);
      }),
  ],
  [
    "a bucket's policy says its effect twice",
    "aws-resource-known-inputs",
    (program) => {
      const inputs = program.inputs("vault-bucket-policy");
      inputs["policy"] = inputs["policy"].replace(
        '"Statement":[',
        `"Statement":[{"Effect":"Allow","Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"${vault}/*"},`,
      );
    },
  ],
  [
    "a bucket's policy has its statements twice",
    "aws-resource-known-inputs",
    (program) => {
      const inputs = program.inputs("vault-bucket-policy");
      inputs["policy"] = inputs["policy"].replace(
        "{",
        `{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"${vault}/*"}],`,
      );
    },
  ],
  [
    "a bucket's policy has a key written with an escape, twice",
    "aws-resource-known-inputs",
    (program) => {
      const inputs = program.inputs("vault-bucket-policy");
      inputs["policy"] = inputs["policy"].replace(
        "{",
        `{"\\u0053tatement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"${vault}/*"}],`,
      );
    },
  ],
  [
    "a bucket's policy has an element in small letters",
    "aws-resource-known-inputs",
    (program) =>
      bucketPolicy(program, (policy) => {
        policy["Statement"].push({ effect: "Allow", principal: "*", action: "s3:GetObject", resource: `${vault}/*` });
      }),
  ],
  [
    "a bucket's policy allows in small letters",
    "aws-resource-known-inputs",
    (program) =>
      bucketPolicy(program, (policy) => {
        policy["Statement"].push({ Effect: "allow", Principal: "*", Action: "s3:GetObject", Resource: `${vault}/*` });
      }),
  ],
  [
    "a bucket's policy has a second list of statements",
    "aws-resource-known-inputs",
    (program) =>
      bucketPolicy(program, (policy) => {
        policy["statement"] = [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `${vault}/*` }];
      }),
  ],
  [
    "a bucket's policy allows whoever's every tag is right",
    "aws-s3-bucket-policy-named-principals",
    (program) =>
      bucketPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: "s3:GetObject",
          Resource: `${vault}/*`,
          Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["ours"] } },
        });
      }),
  ],
  [
    "a bucket's policy allows whoever may be of the organisation, if anybody says so",
    "aws-s3-bucket-policy-named-principals",
    (program) =>
      bucketPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: "s3:GetObject",
          Resource: `${vault}/*`,
          Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdefghij" } },
        });
      }),
  ],
  [
    "a bucket's policy allows whoever is who he is",
    "outside-principals",
    (program) =>
      bucketPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: "s3:GetObject",
          Resource: `${vault}/\${aws:username}/*`,
          Condition: { StringEquals: { "aws:PrincipalAccount": `\${aws:PrincipalAccount}` } },
        });
      }),
  ],
  [
    "a bucket's policy allows by the referer",
    "aws-s3-bucket-policy-named-principals",
    (program) =>
      bucketPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: "s3:GetObject",
          Resource: `${vault}/*`,
          Condition: { StringLike: { "aws:Referer": "ours*" } },
        });
      }),
  ],
  [
    "a bucket's policy allows by an address",
    "aws-s3-bucket-policy-named-principals",
    (program) =>
      bucketPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: "s3:GetObject",
          Resource: `${vault}/*`,
          Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/1" } },
        });
      }),
  ],
  [
    "a bucket's policy allows a service on anybody's behalf",
    "aws-s3-bucket-policy-named-principals",
    (program) =>
      bucketPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { Service: "cloudfront.amazonaws.com" },
          Action: "s3:GetObject",
          Resource: `${vault}/*`,
        });
      }),
  ],
  [
    "a bucket's policy allows a user by a canonical id",
    "aws-resource-known-inputs",
    (program) =>
      bucketPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { CanonicalUser: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be" },
          Action: "s3:GetObject",
          Resource: `${vault}/*`,
        });
      }),
  ],
  [
    "a bucket's policy allows the logs' delivery group of old",
    "stack-no-external-references",
    (program) =>
      bucketPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1" },
          Action: "s3:GetObject",
          Resource: `${vault}/*`,
        });
      }),
  ],
  [
    "a bucket's policy no longer denies what comes without TLS",
    "aws-s3-bucket-policy-tls-only",
    (program) =>
      bucketPolicy(program, (policy) => {
        for (const one of policy["Statement"])
          if (one["Condition"]?.Bool?.["aws:SecureTransport"]) one["Condition"] = { Bool: { "aws:SecureTransport": "FALSE " } };
      }),
  ],
  [
    "a bucket's policy no longer denies reading to others",
    "stack-no-external-references",
    (program) =>
      bucketPolicy(program, (policy) => {
        for (const one of policy["Statement"])
          if (one["Sid"] === "NamedRolesAloneRead") one["Condition"]["ArnNotEquals"]["aws:PrincipalArn"].push(`arn:aws:iam::${own}:role/*`);
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${own}:role/anybody` },
          Action: "s3:GetObject",
          Resource: `${vault}/*`,
        });
      }),
  ],
  [
    "a bucket's policy denies whom it denies only if the key is there",
    "stack-no-external-references",
    (program) =>
      bucketPolicy(program, (policy) => {
        for (const one of policy["Statement"])
          if (one["Sid"] === "PublisherAloneWrites") one["Condition"] = { ArnNotEqualsIfExists: { "aws:PrincipalArn": ["arn:*"] } };
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${own}:role/anybody` },
          Action: "s3:PutObject",
          Resource: `${vault}/*`,
        });
      }),
  ],
  [
    "a bucket's policy is of the old version",
    "stack-no-external-references",
    (program) =>
      bucketPolicy(program, (policy) => {
        policy["Version"] = "2008-10-17";
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${own}:role/anybody` },
          Action: "s3:GetObject",
          Resource: `${vault}/*`,
        });
        for (const one of policy["Statement"])
          if (one["Sid"] === "NamedRolesAloneRead")
            one["Condition"]["ArnNotEquals"]["aws:PrincipalArn"].push(`arn:aws:iam::${own}:role/anybody`);
      }),
  ],
  [
    "a key's policy allows grants to anybody",
    "aws-kms-key-grants-for-services",
    (program) =>
      keyPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${own}:role/modelkeep-deployer` },
          Action: "kms:CreateGrant",
          Resource: "*",
        });
      }),
  ],
  [
    "a key's policy allows by an alias that anybody may make",
    "aws-kms-key-scoped-use",
    (program) =>
      keyPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${own}:root` },
          Action: "kms:Decrypt",
          Resource: "*",
          Condition: { "ForAnyValue:StringLike": { "kms:ResourceAliases": "alias/*" } },
        });
      }),
  ],
  [
    "a key's policy allows by a context that is anybody's",
    "aws-kms-key-scoped-use",
    (program) =>
      keyPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${own}:root` },
          Action: "kms:Decrypt",
          Resource: "*",
          Condition: { StringLike: { "kms:EncryptionContext:aws:s3:arn": "*" } },
        });
      }),
  ],
  [
    "a key's policy allows a service by its region alone",
    "aws-kms-key-scoped-use",
    (program) =>
      keyPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { Service: "lambda.amazonaws.com" },
          Action: "kms:Decrypt",
          Resource: "*",
          Condition: { StringEquals: { "aws:RequestedRegion": region } },
        });
      }),
  ],
  [
    "a key's policy allows a user of its own account",
    "stack-no-external-references",
    (program) =>
      keyPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${own}:user/somebody` },
          Action: "kms:Decrypt",
          Resource: "*",
        });
      }),
  ],
  [
    "a key's policy allows a role of its own account that nobody named",
    "stack-no-external-references",
    (program) =>
      keyPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${own}:role/anybody` },
          Action: "kms:Decrypt",
          Resource: "*",
        });
      }),
  ],
  [
    "a key's policy allows whoever is tagged",
    "aws-kms-key-scoped-use",
    (program) =>
      keyPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${own}:root` },
          Action: "kms:Decrypt",
          Resource: "*",
          Condition: { StringEquals: { "aws:PrincipalTag/keep": "demo" } },
        });
      }),
  ],
  [
    "a key's policy allows what is not there, negated",
    "aws-kms-key-scoped-use",
    (program) =>
      keyPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${own}:root` },
          Action: "kms:Decrypt",
          Resource: "*",
          Condition: { StringNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/nobody" } },
        });
      }),
  ],
  [
    "a key's policy allows a day's worth of everybody",
    "aws-kms-key-no-public-principal",
    (program) =>
      keyPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: "kms:Decrypt",
          Resource: "*",
          Condition: { DateLessThan: { "aws:CurrentTime": "2030-01-01T00:00:00Z" } },
        });
      }),
  ],
  [
    "a key's policy is of another partition's root",
    "stack-no-external-references",
    (program) =>
      keyPolicy(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: `arn:aws-us-gov:iam::${foreign}:root` },
          Action: "kms:Decrypt",
          Resource: "*",
        });
      }),
  ],
  [
    "a key's policy names an account by its number alone",
    "stack-no-external-references",
    (program) =>
      keyPolicy(program, (policy) => {
        policy["Statement"].push({ Effect: "Allow", Principal: { AWS: foreign }, Action: "kms:Decrypt", Resource: "*" });
      }),
  ],
  [
    "a key's policy names a principal by its unique id",
    "outside-principals",
    (program) =>
      keyPolicy(program, (policy) => {
        policy["Statement"].push({ Effect: "Allow", Principal: { AWS: "AROAEXAMPLEEXAMPLE123" }, Action: "kms:Decrypt", Resource: "*" });
      }),
  ],
  [
    "an endpoint's policy lets anything be written",
    "aws-ec2-vpc-endpoint-named-resources",
    (program) =>
      endpoint(program, (policy) => {
        policy["Statement"].push({ Effect: "Allow", Principal: "*", Action: "s3:Put*", Resource: "*" });
      }),
  ],
  [
    "an endpoint's policy lets all but one bucket be written",
    "aws-ec2-vpc-endpoint-named-resources",
    (program) =>
      endpoint(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: "*",
          Action: "s3:PutObject",
          NotResource: "arn:aws:s3:::x/*",
          Condition: { StringEquals: { "aws:PrincipalAccount": own } },
        });
      }),
  ],
  [
    "an endpoint's policy lets all but one action be done",
    "aws-ec2-vpc-endpoint-named-actions",
    (program) =>
      endpoint(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: "*",
          NotAction: "s3:DeleteBucket",
          Resource: `${vault}/*`,
          Condition: { StringEquals: { "aws:PrincipalAccount": own } },
        });
      }),
  ],
  [
    "an endpoint's policy lets buckets of like names be written",
    "aws-ec2-vpc-endpoint-own-buckets",
    (program) =>
      endpoint(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: "*",
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::modelkeep-demo-*/*",
          Condition: { StringEquals: { "aws:PrincipalAccount": own } },
        });
      }),
  ],
  [
    "an endpoint's policy pins the account only if it is told",
    "aws-ec2-vpc-endpoint-named-resources",
    (program) =>
      endpoint(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: "*",
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::*/*",
          Condition: { StringEquals: { "aws:PrincipalAccount": own }, StringEqualsIfExists: { "aws:ResourceAccount": own } },
        });
      }),
  ],
  [
    "an endpoint's policy pins the account by itself",
    "aws-ec2-vpc-endpoint-named-resources",
    (program) =>
      endpoint(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: "*",
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::*/*",
          Condition: { StringEquals: { "aws:ResourceAccount": `\${aws:ResourceAccount}`, "aws:PrincipalAccount": own } },
        });
      }),
  ],
  [
    "an endpoint's policy lets layers be read of a bucket like AWS's",
    "stack-no-external-references",
    (program) =>
      endpoint(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket.their.example/*",
        });
      }),
  ],
  [
    "an endpoint's policy lets layers be read of every such bucket",
    "aws-ec2-vpc-endpoint-own-buckets",
    (program) =>
      endpoint(program, (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::prod-*-starport-layer-bucket*/*",
        });
      }),
  ],
  [
    "an endpoint's policy lets images be pushed anywhere",
    "aws-ec2-vpc-endpoint-named-resources",
    (program) =>
      endpoint(
        program,
        (policy) => {
          policy["Statement"].push({
            Effect: "Allow",
            Principal: "*",
            Action: ["ecr:PutImage", "ecr:InitiateLayerUpload"],
            Resource: "*",
            Condition: { StringEquals: { "aws:PrincipalAccount": own } },
          });
        },
        "endpoints-ecr.api",
      ),
  ],
  [
    "an endpoint's policy lets logs be written to whoever's groups",
    "aws-ec2-vpc-endpoint-named-resources",
    (program) =>
      endpoint(
        program,
        (policy) => {
          policy["Statement"].push({ Effect: "Allow", Principal: "*", Action: "logs:PutLogEvents", Resource: "*" });
        },
        "endpoints-logs",
      ),
  ],
  [
    "an endpoint has no policy",
    "aws-ec2-vpc-endpoint-policy",
    (program) => {
      delete program.inputs("endpoints-logs")["policy"];
    },
  ],
  [
    "an endpoint's policy is empty text",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("endpoints-logs")["policy"] = "";
    },
  ],
  [
    "an endpoint's policy is no JSON",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("endpoints-logs")["policy"] = "{Statement: []}";
    },
  ],
);

const principals: RefusedHole[] = holesOf(
  "demo",
  [
    "a role is for every role of the account",
    "aws-iam-role-no-open-account-trust",
    (program) => role(program, allows({ Principal: { AWS: own }, Action: "sts:AssumeRole" })),
  ],
  [
    "a role is for roles of another account that know a word",
    "stack-no-external-references",
    (program) =>
      role(
        program,
        allows({
          Principal: { AWS: `arn:aws:iam::${foreign}:root` },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": "word" } },
        }),
      ),
  ],
  [
    "a role is for roles of an organisation",
    "aws-iam-role-named-trust",
    (program) =>
      role(
        program,
        allows({
          Principal: { AWS: "*" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } },
        }),
      ),
  ],
  [
    "a role is for the workloads of a trust anchor",
    "aws-iam-role-known-services",
    (program) =>
      role(
        program,
        allows({
          Principal: { Service: "rolesanywhere.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
        }),
      ),
  ],
  [
    "a role is for functions",
    "aws-iam-role-known-services",
    (program) => role(program, allows({ Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" })),
  ],
  [
    "a role is for stacks of CloudFormation",
    "aws-iam-role-known-services",
    (program) =>
      role(
        program,
        allows({
          Principal: { Service: "cloudformation.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": own } },
        }),
      ),
  ],
  [
    "a role is for a service of another partition",
    "aws-iam-role-known-services",
    (program) => role(program, allows({ Principal: { Service: "ec2.amazonaws.com.cn" }, Action: "sts:AssumeRole" })),
  ],
  [
    "a role is for a role that is not of the stack",
    "stack-no-external-references",
    (program) => role(program, allows({ Principal: { AWS: `arn:aws:iam::${own}:role/anybody` }, Action: "sts:AssumeRole" })),
  ],
  [
    "a role of the keep also trusts another one of the account",
    "stack-no-external-references",
    (program) =>
      rewrite(program, "pod-roles-weights-reader", "role:Role", "assumeRolePolicy", (policy) => {
        policy["Statement"].push({ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${own}:role/anybody` }, Action: "sts:AssumeRole" });
      }),
  ],
  [
    "a role's trust is of pods of any cluster",
    "aws-iam-role-pod-identity-named",
    (program) =>
      rewrite(program, "pod-roles-weights-reader", "role:Role", "assumeRolePolicy", (policy) => {
        for (const one of policy["Statement"]) delete one["Condition"];
      }),
  ],
  [
    "a role's trust denies in vain",
    "aws-iam-role-named-trust",
    (program) => role(program, allows({ NotPrincipal: { AWS: `arn:aws:iam::${foreign}:root` }, Action: "sts:AssumeRole" })),
  ],
  [
    "a role may do what no rule knows",
    "aws-iam-policy-known-actions",
    (program) => {
      rights(program, { Action: "bedrock:InvokeModel", Resource: "arn:aws:bedrock:eu-central-1::foundation-model/x" });
    },
  ],
  [
    "a role may do what no rule knows, in other letters",
    "aws-iam-policy-known-actions",
    (program) => {
      rights(program, { Action: "SQS:sendMessage", Resource: `arn:aws:sqs:${region}:${own}:q` });
    },
  ],
  [
    "a role may write objects anywhere",
    "aws-iam-policy-no-wildcard-resource",
    (program) => {
      rights(program, { Action: "s3:PutObject", Resource: "*" });
    },
  ],
  [
    "a role may write to a bucket of somebody else",
    "stack-no-external-references",
    (program) => {
      rights(program, { Action: "s3:PutObject", Resource: "arn:aws:s3:::their-bucket/*" });
    },
  ],
  [
    "a role may write to buckets of any name",
    "stack-no-external-references",
    (program) => {
      rights(program, { Action: "s3:PutObject", Resource: "arn:aws:s3:::modelkeep-*/*" });
    },
  ],
  [
    "a role may write to a bucket by a variable",
    "stack-no-external-references",
    (program) => {
      rights(program, { Action: "s3:PutObject", Resource: `arn:aws:s3:::\${aws:PrincipalTag/bucket}/*` });
    },
  ],
  [
    "a role of nodes may write weights",
    "vault-access",
    (program) => {
      rights(program, { Action: "s3:PutObject", Resource: `${vault}/*` });
      bucketPolicy(program, (policy) => {
        for (const one of policy["Statement"])
          if (one["Sid"] === "PublisherAloneWrites" || one["Sid"] === "ObjectsOnlyThroughTheEndpoint")
            one["Condition"]["ArnNotEquals"]["aws:PrincipalArn"].push(`arn:aws:iam::${own}:role/modelkeep-demo-node`);
      });
    },
  ],
  [
    "a role of nodes may read weights",
    "vault-access",
    (program) => {
      rights(program, { Action: "s3:GetObject", Resource: `${vault}/*` });
      bucketPolicy(program, (policy) => {
        for (const one of policy["Statement"])
          if (one["Sid"] === "NamedRolesAloneRead")
            one["Condition"]["ArnNotEquals"]["aws:PrincipalArn"].push(`arn:aws:iam::${own}:role/modelkeep-demo-node`);
      });
    },
  ],
  [
    "a role of nodes may take on another role",
    "aws-iam-policy-known-actions",
    (program) => {
      rights(program, { Action: "sts:AssumeRole", Resource: `arn:aws:iam::${own}:role/Admin` });
    },
  ],
  [
    "a role of nodes may take on a role of another account",
    "stack-no-external-references",
    (program) => {
      rights(program, { Action: "sts:AssumeRole", Resource: `arn:aws:iam::${foreign}:role/theirs` });
    },
  ],
  [
    "a role of nodes may send commands to others",
    "aws-iam-policy-known-actions",
    (program) => {
      rights(program, { Action: "ssm:SendCommand", Resource: "*" });
    },
  ],
  [
    "a role of nodes may do all but something",
    "aws-iam-policy-no-negation",
    (program) => {
      rights(program, { NotAction: ["iam:*"], Resource: `arn:aws:ec2:${region}:${own}:instance/*` });
    },
  ],
  [
    "a role of nodes may change who may take it on",
    "aws-iam-policy-no-privilege-escalation",
    (program) => {
      rights(program, { Action: "iam:UpdateAssumeRolePolicy", Resource: `arn:aws:iam::${own}:role/modelkeep-demo-node` });
    },
  ],
  [
    "a policy of its own is attached by its ARN",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "more", {
        role: "modelkeep-demo-node",
        policyArn: `arn:aws:iam::${own}:policy/handmade`,
      });
    },
  ],
  [
    "a policy belongs to a role of somebody else",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:iam/rolePolicy:RolePolicy", "more", {
        name: "more",
        role: "their-role",
        policy: allows({ Action: "logs:PutLogEvents", Resource: `arn:aws:logs:${region}:${own}:log-group:x` }),
      });
    },
  ],
  [
    "a profile hands on a role of somebody else",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:iam/instanceProfile:InstanceProfile", "more", { name: "more", role: "Admin" });
    },
  ],
  [
    "a role hides in a path",
    "aws-resource-known-inputs",
    (program) => role(program, asEc2, { path: "/aws-service-role/ec2.amazonaws.com/" }),
  ],
  [
    "a role's boundary is another policy",
    "aws-resource-known-inputs",
    (program) => role(program, asEc2, { permissionsBoundary: `arn:aws:iam::${own}:policy/x` }),
  ],
  [
    "a policy of logs lets another account's service write",
    "aws-cloudwatch-log-resource-policy-named-source",
    (program) => {
      register(program, "aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "more", {
        policyName: "more",
        policyDocument: allows({ Principal: { Service: "delivery.logs.amazonaws.com" }, Action: "logs:PutLogEvents", Resource: "*" }),
      });
    },
  ],
  [
    "a topic's policy lets everybody listen",
    "aws-sns-topic-policy-named-source",
    (program) =>
      rewrite(program, "alarms-topic-policy", "TopicPolicy", "policy", (policy) => {
        policy["Statement"].push({
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: ["sns:Subscribe", "sns:Receive"],
          Resource: "*",
          Condition: { StringLike: { "sns:Endpoint": "*" } },
        });
      }),
  ],
  [
    "a topic has its policy inside",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-topic")["policy"] = allows({ Principal: "*", Action: "sns:*", Resource: "*" });
    },
  ],
  [
    "a secret's policy is for an account",
    "stack-no-external-references",
    (program) => {
      register(program, "aws:secretsmanager/secret:Secret", "more", {
        name: "more",
        kmsKeyId: program.output("keys-vault", "arn", "Key"),
        policy: allows({ Principal: { AWS: `arn:aws:iam::${foreign}:root` }, Action: "secretsmanager:GetSecretValue", Resource: "*" }),
      });
    },
  ],
  [
    "a secret is replicated",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:secretsmanager/secret:Secret", "more", {
        name: "more",
        kmsKeyId: program.output("keys-vault", "arn", "Key"),
        replicas: [{ region: "us-east-1" }],
      });
    },
  ],
  [
    "a repository's policy lets another account pull",
    "aws-ecr-repository-policy-own-account",
    (program) => {
      register(program, "aws:ecr/repositoryPolicy:RepositoryPolicy", "more", {
        repository: "modelkeep-demo/vllm",
        policy: allows({ Principal: { AWS: foreign }, Action: ["ecr:BatchGetImage"] }),
      });
    },
  ],
  [
    "a repository's policy lets any role push",
    "aws-ecr-repository-policy-own-account",
    (program) => {
      register(program, "aws:ecr/repositoryPolicy:RepositoryPolicy", "more", {
        repository: "modelkeep-demo/vllm",
        policy: allows({
          Principal: { AWS: `arn:aws:iam::${own}:role/anybody` },
          Action: ["ecr:PutImage", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload"],
        }),
      });
    },
  ],
);

export const identities: RefusedHole[] = [...documents, ...principals];
