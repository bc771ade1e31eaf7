import { listOf } from "../../rule/configured.ts";
import { Many } from "../../rule/many.ts";
import { forbid } from "../../rule/outcome.ts";
import type { Reading } from "../../rule/reading.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";

/** Account of a principal, given by ARN or ID; undefined without one, such as for a wildcard. */
const accountOf = (principal: string): string | undefined => /^(?:arn:[^:]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1];

export const kmsKeyOneAccount: ResourceRule = {
  name: "aws-kms-key-one-account",
  description: "A key policy allows principals of a single account.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D21"],
  frameworks: { fsbp: ["KMS.5"], checkov: ["CKV_AWS_33"] },
  database: "RDS.1: nothing of a database is shared with another account.",
  remediation: "Remove the principals of other accounts, or list their accounts in the rule's configuration.",
  config: {
    accounts: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "IDs of additional accounts that a key policy may allow",
    },
  },
  types: ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy"],
  check: (key, config) => {
    const principals = statementsOf(key.at("policy")).flatMap((statement) =>
      statement.allows().state === "no"
        ? new Many<Reading>([], "policy")
        : statement.principals().flatMap(({ kind, id }) => (kind === "AWS" ? id.items() : new Many<Reading>([], id.path))),
    );
    const listed = (account: string) => listOf(config, "accounts").includes(account);
    const otherAccount = (account: string, other: string) => account !== other && !listed(account) && !listed(other);
    return principals
      .each((one) => {
        const account = one.when({ known: (value) => accountOf(String(value)), unknown: () => undefined, absent: () => undefined });
        return account === undefined
          ? []
          : forbid(
              principals.some((id) => id.test((value) => otherAccount(account, accountOf(String(value)) ?? account))).at(one.path),
              "is listed together with principals of another account; accepted: principals of one",
            );
      })
      .slice(0, 1);
  },
};
