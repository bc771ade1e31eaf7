import { describe, expect, test } from "vitest";
import { destinationOf, namedDestination } from "../../tunnel/destination.ts";
import { TunnelError } from "../../tunnel/tunnel-error.ts";

const instance = "i-0123456789abcdef0";
const host = "0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com";
const tunnel = { instance, host, region: "eu-central-1", authority: Buffer.from("PEM").toString("base64") };

test("a stack's output names host, instance, region, and the cluster's authority", () => {
  expect(destinationOf({ tunnel }, "mine")).toEqual({ instance, host, region: "eu-central-1", authority: "PEM" });
});

describe("a destination that is none is one message", () => {
  test.each([
    [{}, "stack mine has no tunnel: set target.access.tunnel: true and deploy the first step"],
    [{ tunnel: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }, "lacks instance, host, region or authority"],
    [{ tunnel: { ...tunnel, authority: undefined } }, "lacks instance, host, region or authority"],
    [{ tunnel: { ...tunnel, instance: "--target" } }, 'instance "--target" is not an EC2 instance ID'],
  ])("%j", (outputs, message) => {
    expect(() => destinationOf(outputs, "mine")).toThrow(TunnelError);
    expect(() => destinationOf(outputs, "mine")).toThrow(message);
  });

  test.each([
    ["my-host", host, "not an EC2 instance ID; accepted: an ID such as i-0123456789abcdef0"],
    [instance, `https://${host}`, "is not an endpoint hostname; accepted: a hostname without https:// and port"],
    [instance, `${host}:443`, "is not an endpoint hostname"],
    [instance, "localhost", "is not an endpoint hostname"],
  ])("--instance %s --host %s", { tags: ["bad-tunnel-destination-refused"] }, (asked, name, message) => {
    expect(() => namedDestination({ instance: asked, host: name })).toThrow(message);
  });
});
