import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";
import { allOf } from "../../rule/truth.ts";

export const ec2VpcEndpointServiceNotification: StackRule = {
  name: "aws-ec2-vpc-endpoint-service-notification",
  description: "Endpoint services notify on Connect, Accept, Reject and Delete.",
  severity: "low",
  enforcement: "mandatory",
  controls: ["D9", "D19"],
  frameworks: { nist80053r5: ["AU-12", "SI-4"] },
  database: "log_connections: a database logs its connections.",
  remediation: "Add an aws.ec2.VpcEndpointConnectionNotification for Connect, Accept, Reject and Delete.",
  checkStack: (stack) =>
    stack.of("aws:ec2/vpcEndpointService:VpcEndpointService").flatMap((service) =>
      about(
        service,
        need(
          stack.some(["aws:ec2/vpcEndpointConnectionNotification:VpcEndpointConnectionNotification"], (one) =>
            refersTo(one, "vpcEndpointServiceId", service).and(
              allOf(
                ["Connect", "Accept", "Reject", "Delete"].map((event) =>
                  one
                    .at("connectionEvents")
                    .items()
                    .some((item) => item.is(event)),
                ),
              ),
            ),
          ),
          "has no notification for some connection events; accepted: one for Connect, Accept, Reject and Delete",
          "notification",
        ),
      ),
    ),
};
