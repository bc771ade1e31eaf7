import { readsImageLayers } from "../../rule/image-layers.ts";
import { need, when } from "../../rule/outcome.ts";
import { endpointPolicyTypes } from "../../rule/policies-of.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { type Statement, statementsOf } from "../../rule/statement.ts";
import { allOf, Truth } from "../../rule/truth.ts";

const touchesS3 = (statement: Statement): Truth => statement.actions().some((action) => action.matches(/^(\*|s3:)/i));

export const ec2VpcEndpointOwnBuckets: ResourceRule = {
  name: "aws-ec2-vpc-endpoint-own-buckets",
  description: "An S3 endpoint allows only buckets of named accounts, and AWS's buckets of image layers.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1", "D21"],
  frameworks: { nist80053r5: ["SC-7", "SC-7(11)"] },
  database: "COPY TO: a database writes only to permitted files.",
  remediation: "Add a condition on aws:ResourceAccount to each Allow.",
  types: endpointPolicyTypes,
  check: (endpoint) =>
    when(endpoint.at("serviceName").matches(/\.s3$/).or(endpoint.at("serviceName").absent()), () =>
      statementsOf(endpoint.at("policy")).each((statement) =>
        when(statement.allows().and(touchesS3(statement), readsImageLayers(statement).not()), () =>
          need(
            statement
              .conditions()
              .some(({ operator, key, values }) =>
                allOf([
                  Truth.of(
                    /^(ForAnyValue:)?String(Equals|Like)$/.test(operator) && ["aws:resourceaccount", "aws:resourceorgid"].includes(key),
                  ),
                  values.every((value) => value.matches(/^(\d{12}|o-[a-z0-9]+)$/)),
                  values.empty().not(),
                ]),
              ),
            "allows buckets of other accounts, to which data can be exfiltrated; accepted: a condition on aws:ResourceAccount",
            statement.reading.path,
          ),
        ),
      ),
    ),
};
