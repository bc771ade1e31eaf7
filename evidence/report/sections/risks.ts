import type { PreviewResource } from "../../../engine/preview.ts";
import type { ReportedAdvisories, ReportedInventory } from "../model/inventory.ts";
import type { Report } from "../model/report.ts";
import { frontDoorTexts } from "./front-door-texts.ts";
import { isPlaceholder } from "./images.ts";
import { containersOf } from "./workloads.ts";

/** What risks depend on. */
interface Context {
  target: Report["subject"]["target"];
  resources: readonly PreviewResource[];
  inventory: ReportedInventory;
  advisories: ReportedAdvisories;
}

interface Risk {
  title: string;
  text: string;
  applies: (context: Context) => boolean;
}

const always = () => true;
const onEks = ({ target }: Context) => target === "eks";
const hasType = (type: string) => (context: Context) => context.resources.some((resource) => resource.type === type);
/** What this kit does not close. Each says what it is, what bounds it, and what would close it. */
const risks: readonly Risk[] = [
  {
    title: "This is a preview, not what runs",
    text: "Rules and proofs read what the program asks for. Somebody with rights in the account or the cluster can change it afterwards. The trail records that; a scheduled preview that expects no changes finds it; this report does not.",
    applies: always,
  },
  {
    title: "Not yet run on an AWS account or a GPU",
    text: "The AWS half is shown by previews, an emulator and AWS's documentation; the Kubernetes half by a real API server with simulated nodes. Neither a real account nor vLLM on a GPU under these restrictions has been seen.",
    applies: onEks,
  },
  {
    title: "Not yet run on a GPU",
    text: "The objects were accepted by a real API server with simulated nodes. vLLM on a GPU under these restrictions (no writable root file system, no capability, text alone) has not been seen.",
    applies: ({ target }) => target === "existing",
  },
  {
    title: "Traffic on one node is always allowed",
    text: "No network policy holds between a node and its own pods, nor for pods in the node's network. Whoever has such a pod on a GPU node, or the node itself, reaches the front door's port; client certificates and the Unix socket behind it still hold. The GPU nodes' taint keeps other pods away.",
    applies: always,
  },
  {
    title: "The loader and the server share a pod",
    text: "A network policy holds for a pod, not for a container. After the loader has ended the server's pod may still reach DNS, the Pod Identity agent and the vault's endpoint on 443. It has no credentials there: they are mounted in the loader alone, the endpoint's policy and the reader's role know one bucket, read only. A loader in a pod of its own would close it.",
    applies: ({ resources }) => containersOf(resources).some((container) => container.arguments.includes("--bucket")),
  },
  {
    title: "Request bodies are not looked into",
    text: "The front door bounds a request's size, route and headers, not the fields of its JSON. Fields that past advisories came through (kv_transfer_params, chat_template, min_tokens ...) reach the server; what stands against them is the version floor, and the flags that are not given.",
    applies: ({ resources }) =>
      frontDoorTexts(resources).some((text) => !/ext_proc|envoy\.filters\.http\.(lua|wasm|golang|dynamic_modules)/.test(text)),
  },
  {
    title: "What one client is granted is not enforced yet",
    text: "Each client has connections of its own at the front door, and one that floods it takes no other's. Requests a minute, requests at once and tokens of one client are agreed in the settings and held by nothing: a client that sends more takes places that another was granted, up to the requests that all were granted together, and the others then get 503. Let nobody in who would, and watch the audit log's counts by client.",
    applies: ({ resources }) => frontDoorTexts(resources).length > 0,
  },
  {
    title: "A stolen client certificate",
    text: "It opens the front door until its serial is on the list of revoked certificates and that list is in the cluster: then no new connection after some 2 minutes (the kubelet's), no new request after 5 more, when the last old connection is closed; an answer that is under way may end. A Secret that Envoy cannot read leaves the old list in force, until that expires. How long a certificate lives is for its authority to say: Envoy checks that it has not expired, and no longest lifetime.",
    applies: ({ resources }) => frontDoorTexts(resources).length > 0,
  },
  {
    title: "What the model says",
    text: "Private hosting does not make answers true, harmless or free of what a prompt smuggled in. Treat them as input from outside; give the model no tools and no rights through its clients that an attacker who writes its prompts should not have.",
    applies: always,
  },
  {
    title: "What clients do with answers",
    text: "The keep's audit log names who asked when and how much, never the text. Leaks by a client's own logs or screens are not seen here.",
    applies: always,
  },
  {
    title: "The cloud provider",
    text: "AWS runs the hypervisor, the EKS control plane, KMS, the Pod Identity service and the physical GPUs, and its staff and legal duties are outside of any policy here. GPU memory is not encrypted against the host unless the instance offers confidential computing, which this kit does not use.",
    applies: onEks,
  },
  {
    title: "The owner of the cluster",
    text: "On an existing cluster its administrators, nodes, storage and network plugin are somebody else's. Network policies hold only where the plugin enforces them in both directions: the probes of this stack say whether it does. The controls of the AWS half are not covered here.",
    applies: ({ target }) => target === "existing",
  },
  {
    title: "Who may deploy",
    text: "The deploying role and the break-glass role can change every resource here, policies included. Hold them as the owner of a database is held: few people, a second factor, an alarm at each use.",
    applies: always,
  },
  {
    title: "PrivateLink clients share one way",
    text: "Every PrivateLink client arrives from the load balancer's addresses, so taking one grant away closes the network only with the last; until then the endpoint permission and the certificate decide. The endpoint service leads to the ports of all models that have PrivateLink clients: which of them a client may call is for each front door's list of certificates. Removing a principal does not cut a connection that was accepted: reject it as well.",
    applies: hasType("aws:ec2/vpcEndpointService:VpcEndpointService"),
  },
  {
    title: "An image's digest is a placeholder",
    text: "At least one image is named by a digest that counts 0123456789abcdef. No image has it: nothing would start. Put the real one in before this stack is approved for more than its shape.",
    applies: ({ inventory }) => inventory.images.some(({ reference }) => isPlaceholder(reference)),
  },
  {
    title: "An image is not named by digest",
    text: "At least one image is named by a tag, which whoever writes to its registry can point elsewhere.",
    applies: ({ inventory }) => inventory.images.some(({ digest }) => digest === null),
  },
  {
    title: "No weights are locked yet",
    text: "For at least one model that is served no lockfile is published, so it is not said which files the model is. The loader refuses to serve any until there is one.",
    applies: ({ inventory }) => inventory.models.some(({ lock }) => lock === null),
  },
  {
    title: "The release of the model server is not known",
    text: "No tag, source or catalog entry says which vLLM release the digest is, so every advisory may concern it. Name its source by tag and digest.",
    applies: ({ inventory, advisories }) => inventory.images.length > 0 && advisories.version === null,
  },
  {
    title: "Node images are not pinned",
    text: "A pool takes the newest Bottlerocket release of the day on which it is created. maintenance.nodeRelease pins it.",
    applies: ({ inventory }) => inventory.versions.some(({ name, version }) => name.startsWith("node image") && version === null),
  },
];

/** The open risks of a stack, in the order in which a reviewer should read them. */
export function risksSection(context: Context): Report["risks"] {
  return risks.filter(({ applies }) => applies(context)).map(({ title, text }) => ({ title, text }));
}
