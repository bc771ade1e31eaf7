/** Names that the charts share with each other and with the AWS half. */

/** Namespace of the model server and its front door. */
export const servingNamespace = "modelkeep-serving";

/** Namespace of the probes, which must find every way closed. */
export const probesNamespace = "modelkeep-probes";

/** Service account of the model server; on AWS the vault's reader role is associated with it. */
export const modelServerAccount = "model-server";

/** Name of the Deployment (or LeaderWorkerSet) and its Service. */
export const modelServerName = "model-server";

/** Where vLLM listens; a Unix socket in a volume that only the pod's containers share. */
export const socketPath = "/run/modelkeep/vllm.sock";

/** Port of the front door in the pod and of its Service: strict mode of the VPC CNI needs the two equal. */
export const frontDoorPort = 8443;

/** Labels of every object of a keep; a component adds its own name. */
export const keepLabels = (keep: string, component: string): Record<string, string> => ({
  "app.kubernetes.io/part-of": "modelkeep",
  "app.kubernetes.io/instance": keep,
  "app.kubernetes.io/component": component,
  "app.kubernetes.io/managed-by": "pulumi",
});

/** Labels that select the model server's pods; they never change for a running Deployment. */
export const modelServerSelector = (keep: string): Record<string, string> => ({
  "app.kubernetes.io/instance": keep,
  "app.kubernetes.io/component": "model-server",
});
