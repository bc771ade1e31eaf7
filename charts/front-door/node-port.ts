/** Kubernetes' default range of node ports is 30000 to 32767. */
const firstNodePort = 30_000;

/** Listener ports that have a node port of their own. */
export const listenerPorts = { least: 1, most: 2767, usual: 443 } as const;

/**
 * Port of a model's front door on its GPU nodes, TCP, by the port of the load balancer's listener that forwards to it. It follows from the
 * settings, because the AWS half forwards to it before the Kubernetes half exists.
 */
export const frontDoorNodePort = (listenerPort: number): number => firstNodePort + listenerPort;
