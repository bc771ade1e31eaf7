import { describe, expect, it, test } from "vitest";
import { endpointSchema, endpointServiceName, endpoints } from "../../catalog/endpoints.ts";

describe("VPC endpoint services", () => {
  test.each(endpoints)("$service: has the shape of a service, a source and a date", (endpoint) => {
    expect(endpointSchema.parse(endpoint)).toEqual(endpoint);
    expect(endpoint.serviceName.endsWith(`.${endpoint.service}`)).toBe(true);
  });

  it("are each named once, and all have interfaces, whose addresses are the VPC's own", () => {
    expect(new Set(endpoints.map(({ service }) => service)).size).toBe(endpoints.length);
    expect(new Set(endpoints.map(({ type }) => type))).toEqual(new Set(["Interface"]));
  });

  it("include what every private cluster needs", () => {
    expect(endpoints.filter(({ always }) => always).map(({ service }) => service)).toEqual([
      "ec2",
      "ecr.api",
      "ecr.dkr",
      "s3",
      "eks-auth",
      "logs",
    ]);
  });

  it("are named after the region, but for the global one", () => {
    expect(endpointServiceName("ecr.api", "eu-central-1")).toBe("com.amazonaws.eu-central-1.ecr.api");
    expect(endpointServiceName("route53", "eu-central-1")).toBe("com.amazonaws.route53");
    expect(() => endpointServiceName("iam", "eu-central-1")).toThrow(/no VPC endpoint service "iam" in the catalog; accepted: ec2, /);
  });
});
