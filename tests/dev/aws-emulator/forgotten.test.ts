import { describe, expect, it } from "vitest";
import type { Answer, HandOn } from "../../../dev/aws-emulator/asked.ts";
import { type Ec2Operations, ec2Part, treeOf } from "../../../dev/aws-emulator/ec2.ts";
import { FlowLogMemory } from "../../../dev/aws-emulator/flow-logs.ts";
import { json } from "../../../dev/aws-emulator/json-service.ts";
import { LaunchTemplates, launchTemplateXml } from "../../../dev/aws-emulator/launch-templates.ts";
import { trails } from "../../../dev/aws-emulator/trails.ts";
import { VpcEndpoints } from "../../../dev/aws-emulator/vpc-endpoints.ts";
import { xml } from "./support.ts";

// What MiniStack forgets, in its words, and what the front says in its place.

/** Asks these operations; the emulator answers by what it is asked, and keeps the fields of each request. */
function asking(operations: Ec2Operations, answers: (fields: URLSearchParams) => Answer) {
  const part = ec2Part(operations);
  const seen: Record<string, string>[] = [];
  return {
    seen,
    ask: async (fields: Record<string, string>) => {
      const body = new URLSearchParams(fields).toString();
      const handOn: HandOn = async (changed = {}) => {
        const asked = new URLSearchParams(changed.body ?? body);
        seen.push(Object.fromEntries(asked));
        return answers(asked);
      };
      return part({ service: "ec2", region: "eu-central-1", method: "POST", path: "/", headers: {}, body }, handOn);
    },
  };
}

describe("VPC endpoints", () => {
  const endpoint =
    "<vpcEndpointId>vpce-1</vpcEndpointId><state>available</state><routeTableIdSet></routeTableIdSet><subnetIdSet></subnetIdSet>";
  const eni = (id: string) =>
    `<item>\n<networkInterfaceId>${id}</networkInterfaceId><privateIpAddress>10.0.9.9</privateIpAddress><interfaceType>interface</interfaceType></item>`;
  let made = 0;
  const answers = (fields: URLSearchParams): Answer => {
    switch (fields.get("Action")) {
      case "CreateVpcEndpoint":
        return xml(`<CreateVpcEndpointResponse><vpcEndpoint>${endpoint}</vpcEndpoint></CreateVpcEndpointResponse>`);
      case "DescribeVpcEndpoints":
        return xml(
          `<DescribeVpcEndpointsResponse><vpcEndpointSet><item>\n${endpoint}</item></vpcEndpointSet></DescribeVpcEndpointsResponse>`,
        );
      case "CreateNetworkInterface":
        return xml(
          `<CreateNetworkInterfaceResponse><networkInterfaceId>eni-${++made}</networkInterfaceId></CreateNetworkInterfaceResponse>`,
        );
      case "DescribeNetworkInterfaces":
        return xml(`<R><networkInterfaceSet>${["eni-1", "eni-2", "eni-other"].map(eni).join("")}</networkInterfaceSet></R>`);
      default:
        return xml("<return>true</return>");
    }
  };
  const told = {
    Action: "CreateVpcEndpoint",
    VpcEndpointType: "Interface",
    PrivateDnsEnabled: "true",
    PolicyDocument: '{"a":"<&"}',
    "SecurityGroupId.1": "sg-1",
    "SubnetId.1": "subnet-1",
    "SubnetId.2": "subnet-2",
    "SubnetConfiguration.1.SubnetId": "subnet-1",
    "SubnetConfiguration.1.Ipv4": "10.0.1.8",
    "DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint": "false",
  };

  it("keep policy, groups and DNS, have an interface in each subnet at its address, and lose them with themselves", async () => {
    made = 0;
    const { ask, seen } = asking(new VpcEndpoints().operations, answers);
    const wanted = [
      '<policyDocument>{"a":"&lt;&amp;"}</policyDocument><privateDnsEnabled>true</privateDnsEnabled>',
      "<groupSet><item><groupId>sg-1</groupId><groupName>sg-1</groupName></item></groupSet>",
      "<networkInterfaceIdSet><item>eni-1</item><item>eni-2</item></networkInterfaceIdSet>",
      "<dnsOptions><privateDnsOnlyForInboundResolverEndpoint>false</privateDnsOnlyForInboundResolverEndpoint></dnsOptions>",
    ].join("");
    expect((await ask(told))!.body).toContain(wanted);
    expect((await ask({ Action: "DescribeVpcEndpoints" }))!.body).toContain(wanted);
    expect(seen[1]).toMatchObject({ Action: "CreateNetworkInterface", SubnetId: "subnet-1", "SecurityGroupId.1": "sg-1" });
    const interfaces = (await ask({ Action: "DescribeNetworkInterfaces" }))!.body;
    expect([...interfaces.matchAll(/<privateIpAddress>([^<]+)/g)].map(([, address]) => address)).toEqual([
      "10.0.1.8",
      "10.0.9.9",
      "10.0.9.9",
    ]);
    expect([...interfaces.matchAll(/<interfaceType>([^<]+)/g)].map(([, type]) => type)).toEqual([
      "vpc_endpoint",
      "vpc_endpoint",
      "interface",
    ]);
    await ask({ Action: "DeleteVpcEndpoints", "VpcEndpointId.1": "vpce-1" });
    expect(seen.slice(-2).map((fields) => fields["NetworkInterfaceId"])).toEqual(["eni-1", "eni-2"]);
    expect((await ask({ Action: "DescribeVpcEndpoints" }))!.body).not.toContain("policyDocument");
  });

  it("change in what AWS changes in place", async () => {
    const { ask } = asking(new VpcEndpoints().operations, answers);
    await ask(told);
    const change = { Action: "ModifyVpcEndpoint", VpcEndpointId: "vpce-1" };
    await ask({
      ...change,
      PolicyDocument: "{}",
      "AddSecurityGroupId.1": "sg-2",
      "RemoveSecurityGroupId.1": "sg-1",
      PrivateDnsEnabled: "false",
    });
    const changed = (await ask({ Action: "DescribeVpcEndpoints" }))!.body;
    expect(changed).toContain(
      "<policyDocument>{}</policyDocument><privateDnsEnabled>false</privateDnsEnabled><groupSet><item><groupId>sg-2<",
    );
    await ask({ ...change, ResetPolicy: "true" });
    expect((await ask({ Action: "DescribeVpcEndpoints" }))!.body).toContain('"Action":"*"');
    const refused = await ask({ ...change, "AddSubnetId.1": "subnet-3" });
    expect([refused!.status, refused!.body]).toEqual([400, expect.stringContaining("<Code>UnsupportedOperation</Code>")]);
  });
});

describe("launch templates", () => {
  const data = {
    "LaunchTemplateData.BlockDeviceMapping.1.DeviceName": "/dev/xvda",
    "LaunchTemplateData.BlockDeviceMapping.1.Ebs.KmsKeyId": "arn:key",
    "LaunchTemplateData.NetworkInterface.1.SecurityGroupId.1": "sg-1",
    "LaunchTemplateData.TagSpecification.1.ResourceType": "instance",
    "LaunchTemplateData.TagSpecification.1.Tag.1.Key": "a",
    "LaunchTemplateData.TagSpecification.1.Tag.1.Value": "b",
    "LaunchTemplateData.SecurityGroupId.1": "sg-2",
  };

  it("are answered as they are asked for, lists by the names that answers have", () => {
    const { LaunchTemplateData } = treeOf(Object.entries(data)) as unknown as {
      LaunchTemplateData: Parameters<typeof launchTemplateXml>[0];
    };
    expect(launchTemplateXml(LaunchTemplateData)).toEqual([
      "<blockDeviceMappingSet><item><deviceName>/dev/xvda</deviceName><ebs><kmsKeyId>arn:key</kmsKeyId></ebs></item></blockDeviceMappingSet>",
      "<networkInterfaceSet><item><groupSet><groupId>sg-1</groupId></groupSet></item></networkInterfaceSet>",
      "<tagSpecificationSet><item><resourceType>instance</resourceType><tagSet><item><key>a</key><value>b</value></item></tagSet></item></tagSpecificationSet>",
      "<securityGroupIdSet><item>sg-2</item></securityGroupIdSet>",
    ]);
  });

  it("keep the data of each version", async () => {
    const version = (number: number) =>
      `<item><launchTemplateId>lt-1</launchTemplateId><versionNumber>${number}</versionNumber><launchTemplateData><imageId>a</imageId></launchTemplateData></item>`;
    const { ask } = asking(new LaunchTemplates().operations, (fields) =>
      fields.get("Action") === "DescribeLaunchTemplateVersions"
        ? xml(`<R><launchTemplateVersionSet>${[3, 2, 1].map(version).join("")}</launchTemplateVersionSet></R>`)
        : xml("<launchTemplateId>lt-1</launchTemplateId><versionNumber>2</versionNumber>"),
    );
    await ask({ Action: "CreateLaunchTemplate", ...data });
    await ask({ Action: "CreateLaunchTemplateVersion", "LaunchTemplateData.InstanceType": "g6.2xlarge" });
    const { body } = (await ask({ Action: "DescribeLaunchTemplateVersions" }))!;
    const [unknown, second, first] = body.split("<versionNumber>").slice(1);
    expect(unknown).toContain("<launchTemplateData><imageId>a</imageId></launchTemplateData>");
    expect(second).toContain("<launchTemplateData><instanceType>g6.2xlarge</instanceType></launchTemplateData>");
    expect(first).toContain("<kmsKeyId>arn:key</kmsKeyId>");
  });
});

describe("flow logs", () => {
  it("keep role, format and interval, and their tags", async () => {
    const { ask, seen } = asking(new FlowLogMemory().operations, (fields) =>
      fields.get("Action") === "CreateFlowLogs"
        ? xml("<flowLogIdSet><item>fl-1</item></flowLogIdSet>")
        : xml("<R><flowLogSet><item>\n<flowLogId>fl-1</flowLogId><resourceId>vpc-1</resourceId></item></flowLogSet></R>"),
    );
    const tag = "TagSpecification.1.ResourceType";
    await ask({
      Action: "CreateFlowLogs",
      DeliverLogsPermissionArn: "arn:role",
      LogFormat: "{version}",
      MaxAggregationInterval: "60",
      [tag]: "vpc-flow-log",
    });
    expect(seen[0]![tag]).toBe("flow-log");
    expect((await ask({ Action: "DescribeFlowLogs" }))!.body).toContain(
      "<deliverLogsPermissionArn>arn:role</deliverLogsPermissionArn><logFormat>{version}</logFormat><maxAggregationInterval>60</maxAggregationInterval><resourceId>",
    );
  });
});

describe("trails", () => {
  const asked = (operation: string, body: object) => ({
    ...{ service: "cloudtrail", region: "eu-central-1", method: "POST", path: "/", body: JSON.stringify(body) },
    headers: { "x-amz-target": `CloudTrail_20131101.${operation}` },
  });

  it("are told of their log group and their tags once more", async () => {
    const seen: [string, unknown][] = [];
    const own = asked("CreateTrail", { Name: "t", CloudWatchLogsLogGroupArn: "arn:group", TagsList: [{ Key: "a", Value: "b" }] });
    const handOn: HandOn = async (changed = {}) => {
      const { headers, body } = { ...own, ...changed };
      seen.push([String(headers["x-amz-target"]).split(".")[1]!, JSON.parse(body)]);
      return json(200, { Name: "t", TrailARN: "arn:t" });
    };
    const answer = await trails(own, handOn);
    expect(JSON.parse(answer!.body)).toEqual({ Name: "t", TrailARN: "arn:t", CloudWatchLogsLogGroupArn: "arn:group" });
    expect(seen.slice(1)).toEqual([
      ["UpdateTrail", { Name: "t", CloudWatchLogsLogGroupArn: "arn:group" }],
      ["AddTags", { ResourceId: "arn:t", TagsList: [{ Key: "a", Value: "b" }] }],
    ]);
  });

  it("are refused as the emulator refuses them, and read as it has them", async () => {
    const refused = json(400, { __type: "InvalidTrailNameException" });
    expect(await trails(asked("CreateTrail", {}), async () => refused)).toBe(refused);
    expect(await trails(asked("GetTrail", {}), async () => refused)).toBeUndefined();
  });
});
