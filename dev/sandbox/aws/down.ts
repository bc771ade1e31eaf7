import { existsSync } from "node:fs";
import { join } from "node:path";
import { AwsClient } from "../../aws-emulator/client.ts";
import { KubernetesNode } from "../kubernetes-node.ts";
import type { Progress } from "../progress.ts";
import { type SandboxState, stack } from "../state.ts";
import { emulatorOf, holderOf } from "./hold.ts";
import { placesOf } from "./places.ts";
import { awsFacts } from "./settings.ts";
import { keepOnAws } from "./up.ts";

/** Destroys the keep on both halves, step by step as docs/destroy.md has it. @throws Error where a step fails */
export async function destroyOnAws({ options, stackFile, files }: SandboxState, progress: Progress): Promise<void> {
  const { folder } = options;
  if (holderOf(folder) === undefined || !existsSync(placesOf(folder).ready))
    return progress.say("AWS: the emulator is not up, and nothing is in it");
  const facts = awsFacts(stackFile, stack);
  const emulator = emulatorOf(folder);
  const keep = keepOnAws(await KubernetesNode.in(join(folder, "node")), options, facts.account, emulator);
  await liftDeletionProtection(new AwsClient(emulator, facts), facts.cluster);
  await keep.unprotect();
  const standing = keep.resources().filter(({ type }) => type !== "pulumi:pulumi:Stack");
  const { code, said } = await keep.destroy(stackFile, files);
  if (code !== 0) throw new Error(`pulumi destroy ended with ${code}:\n${said}`);
  const left = keep.resources();
  if (left.length > 0) throw new Error(`pulumi destroy left in its state: ${left.map(({ urn }) => urn).join(", ")}`);
  const kept = standing.filter(({ retainOnDelete }) => retainOnDelete === true).length;
  progress.say(
    `pulumi destroy: of ${standing.length} resources ${standing.length - kept} are gone, and ${kept} were left in the account, as a keep wants it`,
  );
}

/** Of the cluster, and of the DNS firewall. */
async function liftDeletionProtection(aws: AwsClient, cluster: string): Promise<void> {
  const path = `/clusters/${cluster}`;
  if ((await aws.fetch({ service: "eks", path })).ok)
    await aws.call({ service: "eks", method: "POST", path: `${path}/update-config`, body: JSON.stringify({ deletionProtection: false }) });
  const resolver = <T>(operation: string, body: object) =>
    aws.json<T>({
      service: "route53resolver",
      method: "POST",
      headers: { "x-amz-target": `Route53Resolver.${operation}`, "content-type": "application/x-amz-json-1.1" },
      body: JSON.stringify(body),
    });
  const { FirewallRuleGroupAssociations } = await resolver<{ FirewallRuleGroupAssociations: { Id: string }[] }>(
    "ListFirewallRuleGroupAssociations",
    {},
  );
  for (const { Id } of FirewallRuleGroupAssociations)
    await resolver("UpdateFirewallRuleGroupAssociation", { FirewallRuleGroupAssociationId: Id, MutationProtection: "DISABLED" });
}
