/**
 * Port of the front door on every GPU node, TCP. Fixed, because the load balancer of the AWS half forwards to it
 * before the Kubernetes half exists; inside Kubernetes' default range 30000-32767.
 */
export const frontDoorNodePort = 30443;
