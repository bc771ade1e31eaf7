// Names that every keep has; the same as in charts/names.ts, repeated because this pack installs by itself. A test keeps them equal to what
// the charts render.

/** What a keep may be called. */
const keepName = "[a-z0-9](?:[a-z0-9-]{0,16}[a-z0-9])?";

/** Name of an object that the whole cluster sees, by the keep's name. */
export const clusterWideName = (keep: string, what: string): string => `modelkeep-${keep}-${what}`;

/** The serving namespace of a keep; its name is the keep's. */
export const servingNamespaceOfKeep = new RegExp(`^modelkeep-(${keepName})-serving$`);

/** The two namespaces of any keep: no others may have names like these. */
export const namespaceOfKeep = /^modelkeep-.+-(serving|probes)$/;

/** Namespaces of the cluster itself, in which a keep has the one network policy of the cluster's DNS. */
export const systemNamespaces = /^kube-(system|public|node-lease)$/;

/** Container and account of the model server, and key of the only model of a keep that names none. */
export const modelServer = "model-server";

/** Ends of names that are made from a model's key: no key has one. */
const madeEnds = ["next", "replicas", "front-door", "probe", "group-\\d+"];

/** What a model may be called within its keep. */
export const modelKey = new RegExp(`^(?=.{1,24}$)(?!.*-(?:${madeEnds.join("|")})$)[a-z](?:[a-z0-9-]*[a-z0-9])?$`);

/** A model is served in at most two versions, side by side. */
export const versions = ["current", "next"] as const;
export type Version = (typeof versions)[number];

/** Name of the workload of a version of a model, and of what else that version has of its own. */
export const serverName = (key: string, version: Version): string => (version === "current" ? key : `${key}-next`);

/** Name of the probe of a model, and of its ConfigMap. */
export const probeName = (key: string): string => (key === modelServer ? "probe" : `probe-${key}`);

/** Label with the version that a pod serves. */
export const versionLabel = "modelkeep/version";

/** Label of the nodes of a pool, and the pool of a model's nodes, where the keep makes the cluster. */
export const poolLabel = "modelkeep/pool";
export const gpuPoolOf = (key: string): string => (key === modelServer ? "gpu" : `gpu-${key}`);

/** A name of Kubernetes: a DNS subdomain. */
export const dnsName = /[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/;
