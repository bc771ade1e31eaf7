import type { AwsClient } from "../../aws-emulator/client.ts";
import type { PodAccount, PodIdentity } from "../../eks-node/pod-identity.ts";

const field = (xml: string, name: string) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1] ?? "";

/**
 * EKS Pod Identity by what stands in the emulator: the associations of a cluster, and the roles that it gives credentials of.
 * @param report is told whose credentials were given to whom
 */
export function emulatedPodIdentity(aws: AwsClient, cluster: string, report: (given: string) => void = () => {}): PodIdentity {
  const path = `/clusters/${cluster}/pod-identity-associations`;
  const roleOf = async ({ namespace, serviceAccount }: PodAccount): Promise<string | undefined> => {
    const query = new URLSearchParams({ namespace, serviceAccount });
    const listed = await aws.fetch({ service: "eks", path: `${path}?${query}` });
    if (!listed.ok) return undefined;
    const { associations } = (await listed.json()) as { associations: { associationId: string }[] };
    if (associations[0] === undefined) return undefined;
    const found = await aws.json<{ association: { roleArn: string } }>({
      service: "eks",
      path: `${path}/${associations[0].associationId}`,
    });
    return found.association.roleArn;
  };
  return {
    has: async (account) => (await roleOf(account)) !== undefined,
    credentialsOf: async (account) => {
      const RoleArn = await roleOf(account);
      if (RoleArn === undefined) return undefined;
      const asked = { Version: "2011-06-15", Action: "AssumeRole", RoleArn, RoleSessionName: "pod-identity" };
      const given = await aws.call({ service: "sts", method: "POST", body: new URLSearchParams(asked) });
      report(`${account.namespace}/${account.serviceAccount} was given credentials of ${RoleArn}`);
      return {
        AccessKeyId: field(given, "AccessKeyId"),
        SecretAccessKey: field(given, "SecretAccessKey"),
        Token: field(given, "SessionToken"),
        Expiration: field(given, "Expiration"),
      };
    },
  };
}
