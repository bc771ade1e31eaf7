import { need, when } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const ec2VpcEndpointInUse: StackRule = {
  name: "aws-ec2-vpc-endpoint-in-use",
  description: "Session Manager's endpoints exist only together with a host that is reached through them.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D1", "D18"],
  frameworks: { nist80053r5: ["SC-7"] },
  database: "listen_addresses: no unused listener.",
  remediation: "Remove the endpoint, or enable the tunnel in the settings (access.tunnel).",
  checkStack: (stack) => {
    const host = Truth.of(stack.of("aws:ec2/instance:Instance").length > 0, "serviceName");
    return stack.of("aws:ec2/vpcEndpoint:VpcEndpoint").flatMap((endpoint) =>
      about(
        endpoint,
        when(endpoint.at("serviceName").matches(/\.(ssm|ssmmessages|ec2messages)$/), () =>
          need(host, "is for Session Manager, which no host in this stack uses; accepted: no such endpoint"),
        ),
      ),
    );
  },
};
