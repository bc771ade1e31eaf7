import { describe, expect, test } from "vitest";
import { externalReferencesIn } from "../../../policies/rule/external-references.ts";

const ours = "111122223333";
const own = (value: string) => value === ours || value === "our-bucket";
const found = (text: string) => externalReferencesIn(text, own).map(({ what, value }) => `${what} ${value}`);

describe("strangers in a text", () => {
  test.each<[string, string[]]>([
    [`arn:aws:iam::${ours}:role/reader`, []],
    ["arn:aws:iam::999988887777:role/reader", ["account 999988887777"]],
    ["arn:aws:iam::*:role/reader", ["account *"]],
    ["arn:aws-cn:iam::999988887777:root", ["account 999988887777"]],
    ["arn:aws:s3:::our-bucket/*", []],
    ["arn:aws:s3:::other-bucket/*", ["bucket other-bucket"]],
    ["arn:aws:s3:::*", ["bucket *"]],
    ["arn:aws:ssm:eu-central-1::document/AWS-RunShellScript", ["resource without an account ssm:document/AWS-RunShellScript"]],
    ["arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy", []],
    ["999988887777.dkr.ecr.eu-central-1.amazonaws.com/vllm", ["account 999988887777"]],
    ["sha256:0123456789999988887777abcdef", []],
    ["https://user:pass@evil.example/path?token=1", ["URL https://evil.example"]],
    ["spiffe://modelkeep/demo/client/search", []],
    ["http://169.254.170.23/v1/credentials", []],
    ["http://169.254.170.23@evil.example/", ["URL http://evil.example"]],
    ["somebody@example.net", ["e-mail address somebody@example.net"]],
    ["8.8.8.8 and 10.0.0.1", ["address 8.8.8.8"]],
    ["1.2.3.4.5, v1.2.3.4", []],
    ["~vault-bucket.arn.0123456789ab~/*", []],
  ])("%s", { tags: ["strangers-by-what-only-one-can-have"] }, (text, strangers) => {
    expect(found(text)).toEqual(strangers);
  });

  test("are told once, wherever they stand in a policy", () => {
    const statement = { Principal: { AWS: ["arn:aws:iam::999988887777:root", "999988887777"] } };
    expect(found(JSON.stringify({ Statement: [statement, statement] }))).toEqual(["account 999988887777"]);
  });
});
