import type { PreviewResource } from "../../../engine/preview.ts";
import type { Inventory } from "../../input/inventory.ts";
import { listOf, objectOf, textOf } from "../../input/value.ts";
import { type Hop, hop } from "../hop.ts";
import type { Interface } from "./interface.ts";
import type { Interfaces } from "./interfaces.ts";

/** Target of a listener. */
export interface Forwarding {
  targetGroup: PreviewResource;
  /** Port of the target. */
  port: number;
  /** Target interfaces in this inventory. */
  interfaces: readonly Interface[];
  hops: readonly Hop[];
}

export interface Listener {
  resource: PreviewResource;
  /** NaN where it is not known. */
  port: number;
  /** `TCP`, `TLS`, `UDP`, `TCP_UDP`, `HTTP`, `HTTPS` and others; undefined where it is not known or left to AWS. */
  protocol: string | undefined;
  forwardings: readonly Forwarding[];
  /** What is not known about it. */
  unknown: readonly string[];
}

/** A load balancer (application or network) with its listeners. */
export interface LoadBalancer {
  resource: PreviewResource;
  interfaces: readonly Interface[];
  listeners: readonly Listener[];
}

/** Reads the load balancers of an inventory, and which interfaces they forward to. */
export function loadBalancersOf(inventory: Inventory, interfaces: Interfaces): LoadBalancer[] {
  const listeners = inventory.of("aws:lb/listener:Listener", "aws:alb/listener:Listener");
  const rules = inventory.of("aws:lb/listenerRule:ListenerRule", "aws:alb/listenerRule:ListenerRule");
  return inventory.of("aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer").map((resource) => ({
    resource,
    interfaces: interfaces.of(resource),
    // A listener of which no load balancer of this program is known may be of any.
    listeners: listeners
      .filter(({ inputs }) => [resource, undefined].includes(inventory.referred(inputs["loadBalancerArn"])))
      .map(listener),
  }));

  function listener(resource: PreviewResource): Listener {
    const own = groupsOf(resource.inputs["defaultActions"]).map((group) => ({
      group,
      step: hop(resource, "defaultActions", listens(resource)),
    }));
    const more = rules
      .filter(({ inputs }) => inventory.referred(inputs["listenerArn"]) === resource)
      .flatMap((rule) => groupsOf(rule.inputs["actions"]).map((group) => ({ group, step: hop(rule, "actions", listens(resource)) })));
    const { port, protocol, loadBalancerArn } = resource.inputs;
    return {
      resource,
      port: typeof port === "number" || (typeof port === "string" && port !== "") ? Number(port) : Number.NaN,
      protocol: textOf(protocol),
      unknown: inventory.referred(loadBalancerArn) === undefined ? [`the load balancer of ${resource.name} is unknown`] : [],
      forwardings: [...own, ...more].flatMap(({ group, step }) => forwardings(group, step)),
    };
  }

  function forwardings(group: PreviewResource, step: Hop): Forwarding[] {
    const port = Number(group.inputs["port"]);
    const found = members(inventory, group).map(({ owner, from, port: own }): Forwarding => {
      const at = own ?? port;
      const forwards = hop(group, "port", `the target group forwards to port ${at} of its targets`);
      return {
        targetGroup: group,
        port: at,
        interfaces: interfaces.of(owner),
        hops: [step, forwards, hop(from, undefined, `${owner.name} is a target`)],
      };
    });
    return found.length > 0 ? found : [{ targetGroup: group, port, interfaces: [], hops: [step] }];
  }

  function groupsOf(actions: unknown): PreviewResource[] {
    return listOf(actions)
      .map(objectOf)
      .flatMap(({ targetGroupArn, forward }) => [
        targetGroupArn,
        ...listOf(objectOf(forward)["targetGroups"]).map((one) => objectOf(one)["arn"]),
      ])
      .flatMap((arn) => inventory.referred(arn) ?? []);
  }
}

const listens = ({ inputs }: PreviewResource): string =>
  `the load balancer listens on ${textOf(inputs["protocol"]) ?? "TCP"} ${textOf(inputs["port"])}`;

/** The targets of a group, and the resource that attaches them. */
function members(inventory: Inventory, group: PreviewResource): { owner: PreviewResource; from: PreviewResource; port?: number }[] {
  const attached = inventory
    .of("aws:lb/targetGroupAttachment:TargetGroupAttachment", "aws:alb/targetGroupAttachment:TargetGroupAttachment")
    .filter(({ inputs }) => inventory.referred(inputs["targetGroupArn"]) === group)
    .flatMap((from) => {
      const owner = inventory.referred(from.inputs["targetId"]);
      const port = Number(from.inputs["port"]);
      return owner ? [{ owner, from, ...(Number.isInteger(port) ? { port } : {}) }] : [];
    });
  const scaled = inventory
    .of("aws:autoscaling/attachment:Attachment")
    .filter(({ inputs }) => inventory.referred(inputs["lbTargetGroupArn"]) === group)
    .flatMap((from) => {
      const owner = inventory.referred(from.inputs["autoscalingGroupName"]);
      return owner ? [{ owner, from }] : [];
    });
  const own = inventory
    .of("aws:autoscaling/group:Group")
    .filter(({ inputs }) => listOf(inputs["targetGroupArns"]).some((arn) => inventory.referred(arn) === group))
    .map((owner) => ({ owner, from: owner }));
  return [...attached, ...scaled, ...own];
}
