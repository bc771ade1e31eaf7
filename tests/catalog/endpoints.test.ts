import { describe, expect, it, test } from "vitest";
import {
  type EndpointService,
  endpointDnsNames,
  endpointServiceName,
  endpointServices,
  endpointSlot,
  endpoints,
} from "../../catalog/endpoints.ts";

const everyKeep = ["ec2", "ecr.api", "ecr.dkr", "eks-auth", "guardduty-data", "logs", "s3"];
const ofTunnel = ["ssm", "ssmmessages"];
const ofRunner = ["eks", "kms", "sts"];

describe("endpoints of a keep on AWS", () => {
  it("are exactly what its nodes, its tunnel and its runner call", { tags: ["endpoints-exactly-as-called"] }, () => {
    expect(endpointServices({ tunnel: false, runner: false })).toEqual(everyKeep);
    expect(endpointServices({ tunnel: true, runner: false })).toEqual([...everyKeep, ...ofTunnel]);
    expect(endpointServices({ tunnel: false, runner: true })).toEqual([...everyKeep, ...ofRunner]);
    expect(endpointServices({ tunnel: true, runner: true })).toEqual([...everyKeep, ...ofTunnel, ...ofRunner]);
  });

  it("never change their place: their addresses follow from it", () => {
    const inOrder = (Object.keys(endpoints) as EndpointService[]).sort((a, b) => endpointSlot(a) - endpointSlot(b));
    expect(inOrder).toEqual([...["s3", "ec2", "ecr.api", "ecr.dkr", "eks-auth", "guardduty-data", "logs"], ...ofTunnel, ...ofRunner]);
  });

  it("answer under names of their region", () => {
    expect(endpointServiceName("ecr.api", "eu-central-1")).toBe("com.amazonaws.eu-central-1.ecr.api");
    expect(endpointDnsNames("ecr.api", "eu-central-1")).toEqual(["api.ecr.eu-central-1.amazonaws.com"]);
    expect(endpointDnsNames("s3", "eu-central-1")).toEqual([]);
  });

  test.each(Object.entries(endpoints))("%s says what calls it, and names of AWS alone", (_, { calledFor, dnsNames }) => {
    expect(calledFor).not.toBe("");
    for (const name of dnsNames) expect(name).toMatch(/^[a-z0-9.-]+\.<region>\.(amazonaws\.com|api\.aws)$/);
  });
});
