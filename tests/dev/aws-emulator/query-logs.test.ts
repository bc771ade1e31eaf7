import { expect, test } from "vitest";
import { jsonService } from "../../../dev/aws-emulator/json-service.ts";
import { queryLogs } from "../../../dev/aws-emulator/query-logs.ts";
import { Tags } from "../../../dev/aws-emulator/tags.ts";
import { account, caller } from "./support.ts";

test("a configuration of query logs counts its VPCs, and is there as long as it has one", async () => {
  const call = caller(jsonService("Route53Resolver", account, queryLogs(new Tags())), "Route53Resolver");
  const told = { Name: "queries", DestinationArn: "arn:aws:logs:::log-group:dns" };
  const { ResolverQueryLogConfig } = await call("CreateResolverQueryLogConfig", told);
  expect(ResolverQueryLogConfig).toMatchObject({ ...told, Status: "CREATED", AssociationCount: 0 });
  const ResolverQueryLogConfigId = ResolverQueryLogConfig!["Id"];
  const pair = { ResolverQueryLogConfigId, ResourceId: "vpc-1" };
  const { ResolverQueryLogConfigAssociation } = await call("AssociateResolverQueryLogConfig", pair);
  const id = { ResolverQueryLogConfigAssociationId: ResolverQueryLogConfigAssociation!["Id"] };
  expect((await call("GetResolverQueryLogConfigAssociation", id))["ResolverQueryLogConfigAssociation"]).toMatchObject({
    ...pair,
    Status: "ACTIVE",
  });
  expect((await call("GetResolverQueryLogConfig", { ResolverQueryLogConfigId }))["ResolverQueryLogConfig"]).toMatchObject({
    AssociationCount: 1,
  });
  await expect(call("AssociateResolverQueryLogConfig", pair)).rejects.toThrow("ResourceExistsException");
  await expect(call("DeleteResolverQueryLogConfig", { ResolverQueryLogConfigId })).rejects.toThrow("InvalidRequestException");
  await call("DisassociateResolverQueryLogConfig", pair);
  await expect(call("DisassociateResolverQueryLogConfig", pair)).rejects.toThrow("ResourceNotFoundException");
  await expect(call("GetResolverQueryLogConfigAssociation", id)).rejects.toThrow("ResourceNotFoundException");
  await call("DeleteResolverQueryLogConfig", { ResolverQueryLogConfigId });
  await expect(call("GetResolverQueryLogConfig", { ResolverQueryLogConfigId })).rejects.toThrow("ResourceNotFoundException");
  await expect(call("AssociateResolverQueryLogConfig", pair)).rejects.toThrow("ResourceNotFoundException");
});
