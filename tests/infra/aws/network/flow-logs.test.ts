import { beforeAll, expect, it } from "vitest";
import { FlowLogs } from "../../../../infra/aws/network/flow-logs.ts";
import { only, type Recorded, record } from "../../../support/recorder.ts";

const place = { prefix: "modelkeep-demo", accountId: "111122223333", region: "eu-central-1" };
const group = "arn:aws:logs:eu-central-1:111122223333:log-group:/modelkeep/modelkeep-demo/flow";

let recorded: Recorded[];
beforeAll(async () => {
  recorded = await record(() => new FlowLogs("flow", { place, vpcId: "vpc-1", logGroupArn: group }));
});

it("accepted and refused traffic is recorded, every minute", { tags: ["flow-logs-all-traffic"] }, () => {
  expect(only(recorded, "FlowLog").inputs).toMatchObject({
    vpcId: "vpc-1",
    trafficType: "ALL",
    maxAggregationInterval: 60,
    logDestinationType: "cloud-watch-logs",
    logDestination: group,
    iamRoleArn: "arn:aws:mock:::flow-role",
  });
});

it("a record names the addresses behind the packet, the way it left and why it was refused", () => {
  const format = only(recorded, "FlowLog").inputs["logFormat"] as string;
  for (const field of [
    "srcaddr",
    "dstaddr",
    "dstport",
    "pkt-srcaddr",
    "pkt-dstaddr",
    "action",
    "reject-reason",
    "flow-direction",
    "traffic-path",
    "pkt-dst-aws-service",
  ])
    expect(format.split(" ")).toContain(`\${${field}}`);
});

it("the role writes to the flow log group and nowhere else", () => {
  const { Statement } = JSON.parse(only(recorded, "RolePolicy").inputs["policy"]);
  for (const { Action, Resource } of Statement) {
    if (Action === "logs:DescribeLogGroups") continue;
    expect(Resource).toEqual([group, `${group}:*`]);
  }
  expect(Statement.flatMap(({ Action }: { Action: string | string[] }) => Action)).not.toContain("logs:CreateLogGroup");
});

it("only the flow log service of this account assumes the role", () => {
  const { Statement } = JSON.parse(only(recorded, "Role").inputs["assumeRolePolicy"]);
  expect(Statement).toEqual([
    expect.objectContaining({
      Principal: { Service: "vpc-flow-logs.amazonaws.com" },
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/*" },
      },
    }),
  ]);
});
