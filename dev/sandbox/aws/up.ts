import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AwsClient } from "../../aws-emulator/client.ts";
import { asked } from "../ask.ts";
import { Authority } from "../certificates.ts";
import { SandboxKeep } from "../keep.ts";
import { KubernetesNode } from "../kubernetes-node.ts";
import type { SandboxOptions } from "../options.ts";
import { imageRoots, made, tinyCheckpoint } from "../parts.ts";
import { Progress } from "../progress.ts";
import { lock, type SandboxState, stack } from "../state.ts";
import { counted, listedByPreview } from "./counted.ts";
import { towardsEnvironment } from "./destination.ts";
import { startHolder } from "./hold.ts";
import { mirrorImages, trusting } from "./images.ts";
import { placesOf } from "./places.ts";
import { awsFacts, awsStackFile } from "./settings.ts";
import type { Destination } from "./transforms.ts";
import { fillVault } from "./vault.ts";

/** Of the sandbox's own node: an instance of the example, a server of the keep's own and what the cluster needs, however small the machine. */
const claimed = { cores: 16, memoryGiB: 64 };

/** Key that the state of the stack is encrypted with; nothing in it is secret. */
const passphrase = "sandbox";

/** Brings a keep on AWS up, both halves, and leaves it running. @throws Error with one message where it cannot; what stands then is taken away by `down` */
export async function upOnAws(options: SandboxOptions): Promise<void> {
  const { folder } = options;
  const progress = new Progress();
  const places = placesOf(folder);
  mkdirSync(places.home, { recursive: true });

  made("dev/aws-emulator/install");
  const roots = imageRoots(options);
  progress.say(`images: the server's root is ${roots.server}`);
  const checkpoint = tinyCheckpoint();
  progress.say(`checkpoint: ${checkpoint.model}, random weights`);
  const node = await KubernetesNode.up(join(folder, "node"), claimed);
  progress.say("cluster: a node of its own");

  const model = { name: checkpoint.model, lock };
  const authority = new Authority(places.authority);
  const images = await mirrorImages(node, awsFacts(awsStackFile({ model }), stack, true).images, {
    vllm: [roots.server, trusting(authority.certFile)],
    envoy: [roots.envoy],
  });
  const python = await node.push(roots.python, "docker.io/library/python");
  progress.say(`copied into the keep's registry: ${Object.values(images).join(", ")}`);

  const stackFile = awsStackFile({ model, images });
  const files = { [lock]: checkpoint.lockfile };
  const facts = awsFacts(stackFile, stack);
  writeFileSync(places.stackFile, stackFile);
  writeFileSync(join(folder, "sandbox.json"), JSON.stringify({ options, python, stackFile, files } satisfies SandboxState));
  const emulator = await startHolder(folder, stack);
  progress.say(`AWS: an emulator at ${emulator}; Pod Identity, the vault's endpoint and the resolver of a VPC are beside the node`);

  const aws = new AwsClient(emulator, facts);
  const keep = keepOnAws(node, options, facts.account, emulator);
  const listed = await listedByPreview(stack, stackFile, files);
  const ended = new AbortController();
  const filled = fillVault(aws, facts.vault, checkpoint.folder, ended.signal);
  const { code, said } = await keep.up(stackFile, files).finally(() => ended.abort());
  const keys = await filled;
  if (code !== 0)
    throw new Error(`pulumi up ended with ${code}; all of it stays up to be looked at, "npm run sandbox -- down" takes it away\n${said}`);
  const given = /^pod identity: (.*)$/m.exec(readFileSync(places.log, "utf8"))?.[1];
  if (given === undefined) throw new Error(`the weights are there, and nobody asked for credentials; ${places.log} says more`);
  const { all, aws: onAws, kubernetes } = counted(keep.resources(), listed);
  progress.say(
    `pulumi up: ${all} resources, ${onAws} of AWS and ${kubernetes} of Kubernetes, as the preview lists; ${keys.length} files are in the vault`,
  );

  const { client } = facts;
  await node.kubectl.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: client.namespace } });
  const { answer, probe, audit, again } = await asked({ keep, kubectl: node.kubectl, client, python, model: checkpoint.model, progress });
  const state = new URL(`file://${join(folder, "keep/state")}`).href;
  console.log(`
${answer}
${probe}
the role     ${given}
${audit}

To look further, at the cluster:
  export KUBECONFIG=${node.kubeconfig} PATH=${join(node.engine.cli, "..")}:$PATH
  ${again}
  kubectl get pods -A
  kubectl -n ${keep.serving} logs deployment/model-server -c weights-loader
  kubectl -n ${keep.serving} logs deployment/model-server -c front-door
At AWS, with its own CLI or anything else that takes an endpoint:
  export AWS_ENDPOINT_URL=${emulator} AWS_ACCESS_KEY_ID=${facts.account} AWS_SECRET_ACCESS_KEY=emulator AWS_REGION=${facts.region}
  aws s3 ls --recursive s3://${facts.vault}
  aws eks list-pod-identity-associations --cluster-name ${facts.cluster}
At the stack:
  export PULUMI_BACKEND_URL=${state} PULUMI_CONFIG_PASSPHRASE=${passphrase}
  pulumi stack --stack ${stack}
To take it away:
  npm run sandbox -- down`);
}

/** A keep on AWS with its state in the folder of a sandbox, whose AWS half goes to the emulator and whose Kubernetes half to the node. */
export function keepOnAws(node: KubernetesNode, { folder, standIn }: SandboxOptions, account: string, emulator: string): SandboxKeep {
  const destination: Destination = {
    emulator,
    account,
    kubeconfig: readFileSync(node.kubeconfig, "utf8"),
    apiServer: `${node.address}/32`,
    withoutGpu: !standIn,
  };
  return new SandboxKeep({
    engine: node.engine,
    kubectl: node.kubectl,
    env: { ...towardsEnvironment(destination), PULUMI_CONFIG_PASSPHRASE: passphrase },
    folder: join(folder, "keep"),
    stack,
    main: "dev/sandbox/aws/index.ts",
  });
}
