/** Names that the charts share with each other and with the AWS half. */

/** Name of a cluster-scoped object: it contains the keep's name, so that two keeps on one cluster do not collide. */
export const clusterWideName = (keep: string, what: string): string => `modelkeep-${keep}-${what}`;

/** Namespace of the model servers and their front doors. */
export const servingNamespace = (keep: string): string => clusterWideName(keep, "serving");

/** Namespace of the probes, which must find every connection blocked. */
export const probesNamespace = (keep: string): string => clusterWideName(keep, "probes");

/** Service account of the model server; on AWS the vault's reader role is associated with it. */
export const modelServerAccount = "model-server";

/** Name of the model server's container, and of the model of a keep with a single, unnamed model. */
export const modelServerName = "model-server";

/** Unix socket that vLLM listens on, in a volume that only the pod's containers share. */
export const socketPath = "/run/modelkeep/vllm.sock";

/** Port of the front door in the pod and of its Service: strict mode of the VPC CNI requires the two to be equal. */
export const frontDoorPort = 8443;

/** Labels of every object of a keep, with the name of its component. */
export const keepLabels = (keep: string, component: string): Record<string, string> => ({
  "app.kubernetes.io/part-of": "modelkeep",
  "app.kubernetes.io/instance": keep,
  "app.kubernetes.io/component": component,
  "app.kubernetes.io/managed-by": "pulumi",
});

/** Identifies a model server of a keep: a model by its key in the settings, and one of at most two versions. */
export interface ServerId {
  model: string;
  version: "current" | "next";
}

/** Versions of a model that its Service routes to. */
export type Serves = ServerId["version"] | "both";

/** Name of a server's Deployment (or LeaderWorkerSet) and PodDisruptionBudget. The Service of both versions has the model's key. */
export const serverName = ({ model, version }: ServerId): string => (version === "current" ? model : `${model}-next`);

/** Label with the version of a model that a pod serves. */
const versionLabel = "modelkeep/version";

/** Labels that select the pods of every model server of a keep. */
export const modelServersSelector = (keep: string): Record<string, string> => ({
  "app.kubernetes.io/instance": keep,
  "app.kubernetes.io/component": "model-server",
});

/** Labels that select the pods of a model, of any version. */
export const modelSelector = (keep: string, model: string): Record<string, string> => ({
  ...modelServersSelector(keep),
  "app.kubernetes.io/name": model,
});

/** Labels that select the pods of one server; they never change for a running Deployment. */
export const modelServerSelector = (keep: string, { model, version }: ServerId): Record<string, string> => ({
  ...modelSelector(keep, model),
  [versionLabel]: version,
});

/** Labels of a server's pods. */
export const modelServerLabels = (keep: string, id: ServerId): Record<string, string> => ({
  ...keepLabels(keep, "model-server"),
  ...modelServerSelector(keep, id),
});
