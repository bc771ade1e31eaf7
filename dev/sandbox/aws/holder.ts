// Lives beside a sandbox, in a process of its own: the emulator of AWS, what stands before it, and what EKS and a VPC give the pods. Ends when told to.
// usage: holder.ts FOLDER STACK, FOLDER that of the sandbox
import { once } from "node:events";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { AwsClient } from "../../aws-emulator/client.ts";
import { front } from "../../aws-emulator/front.ts";
import { startMiniStack } from "../../aws-emulator/ministack.ts";
import { EksNode } from "../../eks-node/eks-node.ts";
import { Authority } from "../certificates.ts";
import { KubernetesNode } from "../kubernetes-node.ts";
import { placesOf } from "./places.ts";
import { emulatedPodIdentity } from "./pod-identity.ts";
import { awsFacts } from "./settings.ts";

const [folder, stack] = process.argv.slice(2);
if (folder === undefined || stack === undefined) throw new Error("usage: holder.ts FOLDER STACK");
const places = placesOf(folder);
const facts = awsFacts(readFileSync(places.stackFile, "utf8"), stack);
const told = Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
// One request that fails is no reason to end.
process.on("unhandledRejection", (error) => console.error(error));

const miniStack = await startMiniStack(places.emulator, facts);
const server = front(miniStack.url, facts.account);
await once(server.listen(0, "127.0.0.1"), "listening");
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const node = await KubernetesNode.in(join(folder, "node"));
const aws = new AwsClient(url, facts);
const eks = await EksNode.up(node, {
  spec: facts.spec,
  authority: new Authority(places.authority),
  folder: places.sockets,
  service: new URL(url),
  identity: emulatedPodIdentity(aws, facts.cluster, (given) => console.log(`pod identity: ${given}`)),
});
writeFileSync(`${places.ready}.new`, JSON.stringify({ url }));
renameSync(`${places.ready}.new`, places.ready);

await told;
await eks.down();
server.close();
server.closeAllConnections();
await miniStack.stop();
process.exit(0);
