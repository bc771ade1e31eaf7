import * as pulumi from "@pulumi/pulumi";
import { MockMonitor, type MockResourceArgs } from "@pulumi/pulumi/runtime/mocks.js";
import * as state from "@pulumi/pulumi/runtime/state.js";

/** Inputs of some sixty resource types; the tests that read them know which. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Inputs = Record<string, any>;

/** One resource as the program registered it. */
export interface Recorded {
  type: string;
  name: string;
  inputs: Inputs;
  parent: string;
  protect: boolean;
  retainOnDelete: boolean;
  /** Name of the resource with which it goes; empty where it goes by itself. */
  deletedWith: string;
  /** Names of what must stand before it. */
  dependsOn: string[];
  /** The same, as `type::name`, since one name may belong to several types. */
  after: string[];
  provider: string;
  /** Inputs whose change makes it anew, by the program's own word; and those whose changes are ignored. */
  replaceOnChanges: string[];
  ignoreChanges: string[];
  /** How long the engine waits for each step, as the program wrote it; empty where it did not. */
  timeouts: { create: string; update: string; delete: string };
}

/** Attributes that are known once a resource exists, by its type, for a resource of a name. */
type Computed = Record<string, (name: string) => Inputs>;

/** Attributes that a provider computes and the program reads, by type. */
const computedByAws: Computed = {
  "aws:ec2/vpc:Vpc": (name) => ({
    defaultNetworkAclId: `${name}-default-acl`,
    defaultSecurityGroupId: `${name}-default-sg`,
    defaultRouteTableId: `${name}-default-rtb`,
  }),
  "aws:eks/cluster:Cluster": (name) => ({
    endpoint: "https://cluster.example",
    certificateAuthority: { data: "Q0E=" },
    vpcConfig: { clusterSecurityGroupId: `${name}-cluster-sg` },
  }),
  "kubernetes:batch/v1:Job": () => ({ status: { conditions: [{ type: "Complete", status: "True" }] } }),
  "aws:eks/nodeGroup:NodeGroup": (name) => ({ resources: [{ autoscalingGroups: [{ name: `${name}-asg` }] }] }),
};

class Recorder extends MockMonitor {
  readonly recorded: Recorded[] = [];

  override async registerResource(...[req, callback]: Parameters<MockMonitor["registerResource"]>) {
    const timeouts = req.getCustomtimeouts();
    this.recorded.push({
      type: req.getType(),
      name: req.getName(),
      inputs: pulumi.runtime.deserializeProperties(req.getObject()) as Inputs,
      parent: req.getParent().split("::").pop() ?? "",
      protect: req.getProtect(),
      retainOnDelete: req.getRetainondelete() ?? false,
      deletedWith: req.getDeletedwith().split("::").pop() ?? "",
      dependsOn: req.getDependenciesList().map((urn: string) => urn.split("::").pop()),
      after: req.getDependenciesList().map((urn: string) => urn.replace(/^.*(?:::|\$)([^:$]+(?::[^:$]+){1,3}::)/, "$1")),
      provider: req.getProvider(),
      replaceOnChanges: req.getReplaceonchangesList(),
      ignoreChanges: req.getIgnorechangesList(),
      timeouts: { create: timeouts?.getCreate() ?? "", update: timeouts?.getUpdate() ?? "", delete: timeouts?.getDelete() ?? "" },
    });
    return super.registerResource(req, callback);
  }
}

/**
 * Runs `program` against mocks and returns what it registered, in order.
 * By default every resource gets an id (`<name>-id`) and an ARN, so that policies which hold them can be read;
 * with `preview: true` ids and computed attributes are unknown, as in a first preview. `computed` adds attributes to those of AWS.
 */
export async function record(
  program: () => unknown,
  { preview = false, computed = {} }: { preview?: boolean; computed?: Computed } = {},
): Promise<Recorded[]> {
  const attributes = { ...computedByAws, ...computed };
  const newResource = ({ type, name, inputs }: MockResourceArgs) =>
    preview
      ? { id: undefined as unknown as string, state: inputs }
      : { id: `${name}-id`, state: { arn: `arn:aws:mock:::${name}`, ...inputs, ...attributes[type]?.(name) } };
  const call = ({ token }: { token: string }) => {
    throw new Error(`the program called ${token}; a preview without credentials cannot answer it`);
  };
  const recorder = new Recorder({ newResource, call });
  pulumi.runtime.setMockOptions(recorder, "modelkeep", "test", preview);
  store().supportsDeletedWith = true;
  return withoutStacks(async () => {
    await program();
    // Registration is asynchronous; this returns once the SDK has sent all of it.
    await pulumi.runtime.disconnect();
    return recorder.recorded;
  });
}

/** What the SDK's own runner asks the engine for, which declares no types; without it the SDK refuses the option `deletedWith`. */
const { getStore: store } = state as unknown as { getStore: () => { supportsDeletedWith: boolean } };

/**
 * The SDK reads the stack of an error for every promise that it makes, to tell which one leaked, and Vitest maps each frame to its source:
 * most of the time of a test that records. An error of the program has no frames either.
 */
async function withoutStacks<T>(run: () => Promise<T>): Promise<T> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return await run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The one resource of a type (last part is enough, `Vpc`) and, where several exist, of a name. */
export function only(resources: Recorded[], type: string, name?: string): Recorded {
  const found = all(resources, type).filter((resource) => name === undefined || resource.name === name);
  const [first] = found;
  if (!first || found.length > 1)
    throw new Error(`${found.length} resources of type ${type}${name ? ` called ${name}` : ""}: ${found.map((r) => r.name).join(", ")}`);
  return first;
}

/** All resources of a type, by its last part: `Vpc` finds `aws:ec2/vpc:Vpc`. */
export function all(resources: Recorded[], type: string): Recorded[] {
  return resources.filter((resource) => resource.type === type || resource.type.split(":").pop() === type);
}
