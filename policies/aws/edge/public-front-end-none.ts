import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const edgePublicFrontEndNone: ResourceRule = {
  name: "aws-edge-public-front-end-none",
  description: "No internet-facing AWS service is in front of the model.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { nist80053r5: ["SC-7", "AC-17"] },
  database: "RDS.2: a database instance is not publicly accessible.",
  remediation: "Remove it; let clients connect over PrivateLink.",
  types: [
    "aws:cloudfront/distribution:Distribution",
    "aws:globalaccelerator/accelerator:Accelerator",
    "aws:apigateway/restApi:RestApi",
    "aws:apigatewayv2/api:Api",
    "aws:lambda/functionUrl:FunctionUrl",
    "aws:apprunner/service:Service",
    "aws:lightsail/instance:Instance",
  ],
  check: () => need(Truth.of(false), "is internet-facing; accepted: an endpoint service for named clients"),
};
