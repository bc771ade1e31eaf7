import { expect, it } from "vitest";
import { endpoints } from "../../../../catalog/endpoints.ts";
import { endpointServices } from "../../../../infra/aws/network/endpoint-choice.ts";
import type { Keep } from "../../../../infra/settings/keep.ts";
import { parseKeep } from "../../../../infra/settings/parse.ts";
import { existing } from "../../settings/good-settings.ts";
import { someRunner } from "../../settings/some-runner.ts";

const keep = (tunnel: boolean, runner?: typeof someRunner) => ({ target: { kind: "eks", access: { tunnel, runner } } }) as unknown as Keep;

it("a keep has endpoints for exactly what its nodes and pods call", { tags: ["endpoints-exactly-as-called"] }, () => {
  expect(endpointServices(keep(false))).toEqual(["ec2", "ecr.api", "ecr.dkr", "eks-auth", "guardduty-data", "logs", "s3"]);
});

it("Session Manager is reached only where there is a tunnel host", () => {
  expect(endpointServices(keep(true)).filter((service) => service.startsWith("ssm"))).toEqual(["ssm", "ssmmessages"]);
});

it("what Pulumi calls is reached only where it runs inside the VPC", () => {
  const added = endpointServices(keep(false, someRunner)).filter((service) => !endpointServices(keep(false)).includes(service));
  expect(added).toEqual(["eks", "kms", "sts"]);
});

it("what the catalog says is always needed is there, and each has a service behind it", () => {
  const needed = endpoints.filter(({ always }) => always).map(({ service }) => service);
  expect(endpointServices(keep(false))).toEqual(expect.arrayContaining(needed));
  const known = endpoints.map(({ service }) => service);
  expect(known).toEqual(expect.arrayContaining(endpointServices(keep(true, someRunner))));
});

it("a keep outside AWS has none", () => {
  const target = parseKeep(existing(), { stack: "lab", now: new Date() }).target;
  expect(endpointServices({ target })).toEqual([]);
});
