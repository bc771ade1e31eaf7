import { AwsError } from "./asked.ts";
import type { Operations } from "./json-service.ts";
import { Records } from "./records.ts";
import type { Tags } from "./tags.ts";

/** Query logs of Route 53 Resolver. It keeps what it is told, and logs nothing. Source: its API reference. */
export function queryLogs(tags: Tags): Operations {
  const configs = new Records("query log configuration", "rqlc");
  const associations = new Records("query log association", "rqlca");
  const described = (id: unknown) => {
    const config = configs.get(id);
    return { ...config, AssociationCount: associations.where({ ResolverQueryLogConfigId: config.Id }).length };
  };
  return {
    CreateResolverQueryLogConfig: ({ Name, DestinationArn, CreatorRequestId, Tags }, { account, region }) => {
      const fixed = { OwnerId: account, Status: "CREATED", ShareStatus: "NOT_SHARED", CreationTime: new Date().toISOString() };
      const config = configs.add((id) => ({
        ...{ Arn: `arn:aws:route53resolver:${region}:${account}:resolver-query-log-config/${id}` },
        ...{ Name, DestinationArn, CreatorRequestId, ...fixed },
      }));
      tags.set(config["Arn"], Tags);
      return { ResolverQueryLogConfig: described(config.Id) };
    },
    GetResolverQueryLogConfig: ({ ResolverQueryLogConfigId: id }) => ({ ResolverQueryLogConfig: described(id) }),
    DeleteResolverQueryLogConfig: ({ ResolverQueryLogConfigId: id }) => {
      if (associations.where({ ResolverQueryLogConfigId: id }).length > 0)
        throw new AwsError("InvalidRequestException", `${id} is associated with a VPC`);
      const was = described(id);
      configs.remove(id);
      return { ResolverQueryLogConfig: { ...was, Status: "DELETING" } };
    },
    AssociateResolverQueryLogConfig: ({ ResolverQueryLogConfigId, ResourceId }) => {
      configs.get(ResolverQueryLogConfigId);
      if (associations.where({ ResolverQueryLogConfigId, ResourceId }).length > 0)
        throw new AwsError("ResourceExistsException", `${ResourceId} is associated with ${ResolverQueryLogConfigId} already`);
      const fixed = { Status: "ACTIVE", Error: "NONE", ErrorMessage: "", CreationTime: new Date().toISOString() };
      return { ResolverQueryLogConfigAssociation: associations.add(() => ({ ResolverQueryLogConfigId, ResourceId, ...fixed })) };
    },
    GetResolverQueryLogConfigAssociation: ({ ResolverQueryLogConfigAssociationId: id }) => ({
      ResolverQueryLogConfigAssociation: associations.get(id),
    }),
    DisassociateResolverQueryLogConfig: ({ ResolverQueryLogConfigId, ResourceId }) => {
      const [found] = associations.where({ ResolverQueryLogConfigId, ResourceId });
      if (!found) throw new AwsError("ResourceNotFoundException", `${ResourceId} is not associated with ${ResolverQueryLogConfigId}`);
      return { ResolverQueryLogConfigAssociation: { ...associations.remove(found.Id), Status: "DELETING" } };
    },
  };
}
