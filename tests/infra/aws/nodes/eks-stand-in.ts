import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { launchTemplateData } from "./launch-template-data.ts";

interface Sizes {
  minSize: number;
  desiredSize: number;
  maxSize: number;
}

interface NodeGroup {
  nodegroupName: string;
  scalingConfig: Sizes;
  capacityType: string;
  launchTemplate: { id: string; version: string };
  [field: string]: unknown;
}

/** What came to the stand-in that changes a node group. */
export interface SentRequest {
  what: "create" | "update-config" | "update-version" | "delete";
  sizes?: Partial<Sizes>;
}

/**
 * A stand-in on loopback for launch templates of EC2 and node groups of EKS. It keeps what it is told and refuses what EKS refuses:
 * sizes that are not in their order (aws/containers-roadmap#1637, hashicorp/terraform-provider-aws#18310), and another version of a Capacity
 * Block's group whose desired size is not 0 ("Create a managed node group with Capacity Blocks for ML", EKS user guide). What it proves
 * is which requests the real provider sends; that EKS refuses them is shown by these sources.
 */
export class EksStandIn {
  readonly groups = new Map<string, NodeGroup>();
  readonly sent: SentRequest[] = [];
  readonly #templates = new Map<string, { name: string; version: number; data: string }>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  /** @returns its address */
  async start(): Promise<string> {
    await new Promise<void>((ready) => this.#server.listen(0, "127.0.0.1", ready));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** The one group that there is. */
  get group(): NodeGroup {
    const [group, ...others] = this.groups.values();
    if (group === undefined || others.length > 0) throw new Error(`there are ${this.groups.size} node groups`);
    return group;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const piece of request) body += piece;
    const path = (request.url ?? "").split("?")[0]!;
    if (body.startsWith("Action=")) {
      response.writeHead(200, { "content-type": "text/xml" }).end(this.#ec2(new URLSearchParams(body)));
      return;
    }
    const { status, said, error } = this.#eks(request.method!, path, body === "" ? {} : JSON.parse(body));
    response.writeHead(status, { "content-type": "application/json", ...(error ? { "x-amzn-errortype": error } : {}) });
    response.end(JSON.stringify(said));
  }

  #eks(method: string, path: string, body: Record<string, unknown>): Answer {
    const [, cluster, name = "", rest = ""] = /^\/clusters\/([^/]+)\/node-groups\/?([^/]*)\/?(.*)$/.exec(path) ?? [];
    if (path.includes("/updates/")) return ok({ update: succeeded });
    if (cluster === undefined) return ok({});
    if (method === "POST" && name === "") return this.#create(cluster, body);
    const group = this.groups.get(name);
    if (group === undefined)
      return { status: 404, said: { message: `No node group found for name: ${name}.` }, error: "ResourceNotFoundException" };
    if (method === "GET") return ok({ nodegroup: group });
    if (method === "DELETE") {
      this.sent.push({ what: "delete" });
      this.groups.delete(name);
      return ok({ nodegroup: { ...group, status: "DELETING" } });
    }
    return this.#update(group, rest, body);
  }

  #create(cluster: string, body: Record<string, unknown>): Answer {
    const made = created(cluster, body);
    this.sent.push({ what: "create", sizes: made.scalingConfig });
    const why = outOfOrder(made.scalingConfig);
    if (why) return refused(why);
    this.groups.set(made.nodegroupName, structuredClone(made));
    return ok({ nodegroup: made });
  }

  #update(group: NodeGroup, what: string, body: Record<string, unknown>): Answer {
    if (what === "update-config") {
      const sizes = body["scalingConfig"] as Partial<Sizes> | undefined;
      this.sent.push({ what, ...(sizes ? { sizes } : {}) });
      const why = outOfOrder({ ...group.scalingConfig, ...sizes });
      if (why) return refused(why);
      Object.assign(group.scalingConfig, sizes);
      return ok({ update: succeeded });
    }
    if (what !== "update-version") throw new Error(`the stand-in knows no ${what}`);
    this.sent.push({ what });
    if (group.capacityType === "CAPACITY_BLOCK" && group.scalingConfig.desiredSize > 0)
      return refused("the desired size of a node group with a Capacity Block must be 0");
    const { id, version } = { ...group.launchTemplate, ...(body["launchTemplate"] as object | undefined) };
    Object.assign(group, { launchTemplate: { id, version } }, body["releaseVersion"] ? { releaseVersion: body["releaseVersion"] } : {});
    return ok({ update: succeeded });
  }

  #ec2(asked: URLSearchParams): string {
    const action = asked.get("Action")!;
    const answer = (content: string) =>
      `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${content}</${action}Response>`;
    const templates = this.#templates;
    if (action === "CreateLaunchTemplate") {
      const id = `lt-${String(templates.size + 1).padStart(17, "0")}`;
      templates.set(id, { name: asked.get("LaunchTemplateName")!, version: 1, data: launchTemplateData(asked) });
      return answer(`<launchTemplate>${this.#template(id)}</launchTemplate>`);
    }
    const id = asked.get("LaunchTemplateId") ?? asked.get("LaunchTemplateId.1") ?? [...templates.keys()].at(-1)!;
    const template = templates.get(id)!;
    const version = `<launchTemplateId>${id}</launchTemplateId><versionNumber>`;
    if (action === "CreateLaunchTemplateVersion") {
      Object.assign(template, { version: template.version + 1, data: launchTemplateData(asked) });
      return answer(`<launchTemplateVersion>${version}${template.version}</versionNumber></launchTemplateVersion>`);
    }
    if (action === "ModifyLaunchTemplate" || action === "DeleteLaunchTemplate")
      return answer(`<launchTemplate>${this.#template(id)}</launchTemplate>`);
    if (action === "DescribeLaunchTemplates") return answer(`<launchTemplates><item>${this.#template(id)}</item></launchTemplates>`);
    if (action === "DescribeLaunchTemplateVersions") {
      const item = `${version}${template.version}</versionNumber><defaultVersion>true</defaultVersion>${template.data}`;
      return answer(`<launchTemplateVersionSet><item>${item}</item></launchTemplateVersionSet>`);
    }
    throw new Error(`the stand-in knows no ${action}`);
  }

  #template(id: string): string {
    const { name, version } = this.#templates.get(id)!;
    const numbers = `<defaultVersionNumber>${version}</defaultVersionNumber><latestVersionNumber>${version}</latestVersionNumber>`;
    return `<launchTemplateId>${id}</launchTemplateId><launchTemplateName>${name}</launchTemplateName>${numbers}`;
  }
}

interface Answer {
  status: number;
  said: object;
  error?: string;
}

const ok = (said: object): Answer => ({ status: 200, said });

const refused = (message: string): Answer => ({ status: 400, said: { message }, error: "InvalidParameterException" });

const succeeded = { id: "u1", status: "Successful", type: "ConfigUpdate" };

/** In the words of EKS. */
function outOfOrder({ minSize, desiredSize, maxSize }: Sizes): string | undefined {
  if (minSize > desiredSize) return `Minimum capacity ${minSize} can't be greater than desired size ${desiredSize}`;
  if (desiredSize > maxSize) return `desired capacity ${desiredSize} can't be greater than max size ${maxSize}`;
  return undefined;
}

const created = (cluster: string, { clientRequestToken: _, ...body }: Record<string, unknown>): NodeGroup => ({
  ...(body as NodeGroup),
  status: "ACTIVE",
  clusterName: cluster,
  nodegroupArn: `arn:aws:eks:eu-central-1:111122223333:nodegroup/${cluster}/${body["nodegroupName"]}/x`,
  resources: { autoScalingGroups: [{ name: "asg" }] },
  version: "1.36",
});
