import { z } from "zod";
import data from "./data/network-agents.json" with { type: "json" };
import { sourced } from "./sourced.ts";

/** A DaemonSet that connects pods, or enforces NetworkPolicy, and whether it does the latter. */
export const networkAgentSchema = z.strictObject({
  /** Name of its DaemonSet, in any namespace. */
  daemonSet: z.string(),
  called: z.string(),
  /** Whether it enforces NetworkPolicy; a container, or an argument of one, may turn that on. */
  enforces: z.boolean(),
  unless: z.strictObject({ container: z.string(), argument: z.string().optional() }).optional(),
  /** Other agents with which it enforces, where those connect the pods. With any other, which of the two has a pod is not known. */
  besides: z.array(z.string()).optional(),
  /** Whether an ipBlock selects addresses of nodes: always, unless stated. */
  addressesOfNodes: z.literal("by configuration").optional(),
  ...sourced,
});

export type NetworkAgent = z.infer<typeof networkAgentSchema>;

/** The file of agents. An agent that is not in it is unknown: it may enforce, or may not. */
export const networkAgentsFileSchema = z.strictObject({ agents: z.array(networkAgentSchema).min(1) });

export const networkAgents = data.agents as readonly NetworkAgent[];
