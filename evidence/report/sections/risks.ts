import { hasFlag } from "../../../catalog/vllm-arguments.ts";
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
/** Risks that this kit does not close: what they are, what limits them, and what would close them. */
const risks: readonly Risk[] = [
  {
    title: "This is a preview, not what runs",
    text: "Rules and proofs read what the program declares. A principal with rights in the account or the cluster can change it afterwards. The trail records that, and a scheduled preview that expects no changes detects it; this report does not.",
    applies: always,
  },
  {
    title: "Not yet run on an AWS account or a GPU",
    text: "The AWS half is shown by previews, an emulator and AWS's documentation; the Kubernetes half by a real API server, and by the same charts on a real node with a program in the place of vLLM. Neither a real account nor vLLM on a GPU under these restrictions has been tested.",
    applies: onEks,
  },
  {
    title: "Not yet run on a GPU",
    text: "The objects ran on a real node with a program in the place of vLLM, and a real vLLM without a GPU ran under the same restrictions (no writable root file system, no capabilities, text only) with random weights. vLLM on a GPU has not been tested.",
    applies: ({ target }) => target === "existing",
  },
  {
    title: "Traffic on one node is always allowed",
    text: "Network policies do not apply between a node and its own pods, nor to pods in the host network. An attacker with such a pod on a GPU node, or with the node itself, reaches the front door's port; client certificates and the Unix socket behind it still protect the model server. The GPU nodes' taint keeps other pods away.",
    applies: always,
  },
  {
    title: "The loader and the server share a pod",
    text: "A network policy applies to a pod, not to a container. After the loader has finished, the server's pod can still reach DNS, the Pod Identity agent and the vault's endpoint on 443. It has no credentials there: they are mounted only in the loader, and the endpoint's policy and the reader's role allow only reads of one bucket. A separate pod for the loader would close this.",
    applies: ({ resources }) => containersOf(resources).some((container) => hasFlag(container.arguments, "bucket")),
  },
  {
    title: "Request bodies are not inspected",
    text: "The front door limits a request's size, route and headers, not the fields of its JSON. Fields exploited in past advisories (kv_transfer_params, chat_template, min_tokens ...) reach the server; the mitigations are the minimum version and flags that are not set.",
    applies: ({ resources }) =>
      frontDoorTexts(resources).some((text) => !/ext_proc|envoy\.filters\.http\.(lua|wasm|golang|dynamic_modules)/.test(text)),
  },
  {
    title: "Per-client limits are not enforced yet",
    text: "Each client has its own connection limit at the front door, so one that floods it does not use up the connections of others. Requests per minute, concurrent requests and tokens per client are agreed in the settings but not enforced: a client that sends more uses capacity granted to others, up to the total of all grants, and the others then get 503. Admit only clients that you trust not to, and watch the audit log's counts by client.",
    applies: ({ resources }) => frontDoorTexts(resources).length > 0,
  },
  {
    title: "A stolen client certificate",
    text: "It grants access to the front door until its serial is on the CRL and that CRL is in the cluster: new connections are then refused after about 2 minutes (kubelet sync), and new requests after 5 more, when the last old connection is closed; a response in progress may finish. If Envoy cannot read the Secret, the old CRL stays in force until it expires. The CA decides the lifetime of a certificate: Envoy checks that it has not expired, but does not limit its lifetime.",
    applies: ({ resources }) => frontDoorTexts(resources).length > 0,
  },
  {
    title: "Model output",
    text: "Private hosting does not make answers true, harmless or free of prompt injection. Treat them as untrusted input; give the model no tools and no rights through its clients that an attacker who writes its prompts should not have.",
    applies: always,
  },
  {
    title: "What clients do with answers",
    text: "The keep's audit log records which client sent how much and when, never the text. Leaks through a client's own logs or screens are not visible here.",
    applies: always,
  },
  {
    title: "The cloud provider",
    text: "AWS runs the hypervisor, the EKS control plane, KMS, the Pod Identity service and the physical GPUs, and its staff and legal obligations are outside of any policy here. GPU memory is not encrypted against the host unless the instance offers confidential computing, which this kit does not use.",
    applies: onEks,
  },
  {
    title: "The owner of the cluster",
    text: "On an existing cluster its administrators, nodes, storage and network plugin are outside of this program's control. Network policies are effective only if the plugin enforces them in both directions: the probes of this stack verify whether it does. The controls of the AWS half are not covered here.",
    applies: ({ target }) => target === "existing",
  },
  {
    title: "Who may deploy",
    text: "The deploying role and the break-glass role can change every resource here, policies included. Protect them like the owner of a database: few people, a second factor, an alarm on each use.",
    applies: always,
  },
  {
    title: "PrivateLink clients share one network path",
    text: "Every PrivateLink client arrives from the load balancer's addresses, so the network closes only when the last grant is removed; until then the endpoint permission and the certificate decide. The endpoint service forwards to the ports of all models that have PrivateLink clients: each front door's list of certificates decides which of them a client may call. Removing a principal does not close an accepted connection: reject it as well.",
    applies: hasType("aws:ec2/vpcEndpointService:VpcEndpointService"),
  },
  {
    title: "An image's digest is a placeholder",
    text: "At least one image has a placeholder digest of repeated 0123456789abcdef. No image has it, so nothing would start. Replace it with the real one before this stack is approved for more than its shape.",
    applies: ({ inventory }) => inventory.images.some(({ reference }) => isPlaceholder(reference)),
  },
  {
    title: "An image is not named by digest",
    text: "At least one image is named by a tag, which anyone with write access to its registry can move.",
    applies: ({ inventory }) => inventory.images.some(({ digest }) => digest === null),
  },
  {
    title: "No weights are locked yet",
    text: "No lockfile is published for at least one model, so it is not fixed which files the model consists of. The loader refuses to serve any until there is one.",
    applies: ({ inventory }) => inventory.models.some(({ lock }) => lock === null),
  },
  {
    title: "The release of the model server is unknown",
    text: "No tag, source or catalog entry identifies the vLLM release of the digest, so every advisory may affect it. Name its source by tag and digest.",
    applies: ({ inventory, advisories }) => inventory.images.length > 0 && advisories.version === null,
  },
  {
    title: "Node images are not pinned",
    text: "A pool gets the newest Bottlerocket release on the day when it is created. maintenance.nodeRelease pins it.",
    applies: ({ inventory }) => inventory.versions.some(({ name, version }) => name.startsWith("node image") && version === null),
  },
];

/** The open risks of a stack, in the order in which a reviewer should read them. */
export function risksSection(context: Context): Report["risks"] {
  return risks.filter(({ applies }) => applies(context)).map(({ title, text }) => ({ title, text }));
}
