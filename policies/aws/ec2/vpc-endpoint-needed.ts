import { need, when } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const ec2VpcEndpointNeeded: StackRule = {
  name: "aws-ec2-vpc-endpoint-needed",
  description: "Session Manager's endpoints are there only with a host that is reached through them.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D1", "D18"],
  frameworks: { nist80053r5: ["SC-7"] },
  database: "listen_addresses: no way in that nobody uses.",
  remediation: "Remove the endpoint, or turn the tunnel on in the settings (access.tunnel).",
  checkStack: (stack) => {
    const host = Truth.of(stack.of("aws:ec2/instance:Instance").length > 0, "serviceName");
    return stack.of("aws:ec2/vpcEndpoint:VpcEndpoint").flatMap((endpoint) =>
      about(
        endpoint,
        when(endpoint.at("serviceName").matches(/\.(ssm|ssmmessages|ec2messages)$/), () =>
          need(host, "leads to Session Manager, and no host of this stack is reached through it; accepted is no such endpoint"),
        ),
      ),
    );
  },
};
