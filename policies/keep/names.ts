// Names that every keep has; the same as in charts/names.ts, repeated because this pack installs by itself. A test keeps them equal to what
// the charts render.

/** Namespace of the model server and its front door, and that of the probes. */
export const servingNamespace = "modelkeep-serving";
export const probesNamespace = "modelkeep-probes";
export const keepNamespaces: readonly string[] = [servingNamespace, probesNamespace];

/** Namespaces of the cluster itself, in which a keep has the one network policy of the cluster's DNS. */
export const systemNamespaces: readonly string[] = ["kube-system", "kube-public", "kube-node-lease"];

export const modelServer = "model-server";

/** User and group of every container of the server's pod. */
export const serverUser = 2000;

/** A name of Kubernetes: a DNS subdomain. */
export const dnsName = /[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/;
