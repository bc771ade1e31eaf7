import admission from "./admission.json" with { type: "json" };
import catalog from "./catalog.json" with { type: "json" };
import controls from "./controls.json" with { type: "json" };
import filledIn from "./filled-in.json" with { type: "json" };
import environment from "./environment.json" with { type: "json" };
import frontDoor from "./front-door.json" with { type: "json" };
import kubernetes from "./kubernetes.json" with { type: "json" };
import programs from "./programs.json" with { type: "json" };
import vllm from "./vllm.json" with { type: "json" };

/** A value's name and the anchored RE2 expression that it must match. */
export interface Pattern {
  name: string;
  pattern: string;
}

/** Controls D1 to D21, with the ids of public catalogues that each answers to. */
export const controlFacts: readonly {
  id: string;
  database: string;
  model: string;
  frameworks: Readonly<Record<string, readonly string[]>>;
}[] = controls;

export const kubernetesFacts: { supportedVersions: readonly string[] } = kubernetes;

/** What the model server may be started with, and the lowest release of vLLM without an advisory that a client can reach. */
export const vllmFacts: { modelArgument: string; flags: readonly Pattern[]; environment: readonly Pattern[]; floor: string } = vllm;

/** Variables that no container may have, and those that only values which switch something off may be given to. */
export const environmentFacts: { forbidden: readonly string[]; pinned: Readonly<Record<string, readonly string[]>> } = environment;

/** Models of the kit's catalog, by their names. */
export const catalogFacts: { models: readonly string[] } = catalog;

/** The only path to a model: its port, the node ports that it may have for a load balancer, its routes, and the socket behind it. */
export const frontDoorFacts: {
  port: number;
  /** Of the load balancer's port 0, of its usual port, and the bounds. */
  nodePorts: { first: number; usual: number; least: number; most: number };
  socketPath: string;
  routes: readonly { name: string; method: string; path: string }[];
  /** What Envoy answers by itself, by status. */
  localReplies: readonly { status: number; type: string; message: string; retryAfter?: string }[];
  /** Expression of RE2 that matches every header but those that get past the front door's first step. */
  strippedHeaders: string;
} = frontDoor;

/** A policy of the admission set with its binding, as the charts render them; «...» are placeholders for what differs between keeps. */
export interface AdmissionFact {
  name: string;
  /** For which keeps it reads like this; what is not named does not matter to it. */
  when: { vault?: boolean; podIdentity?: boolean; nodePort?: boolean; group?: boolean; dnsAddress?: boolean };
  annotations: Readonly<Record<string, string>>;
  policy: object;
  binding: object;
}

/** The admission policies that a keep has, all of them. */
export const admissionFacts = admission as readonly AdmissionFact[];

/** SHA-256 of the programs that ConfigMaps of a keep carry, by file. */
export const programFacts: {
  probe: string;
  server: { configMap: string; files: Readonly<Record<string, string>> };
  loader: { configMap: string; files: Readonly<Record<string, string>> };
} = programs;

/** Values that the AWS provider gives to inputs that a program leaves out, by type and path; what each provider was asked for is in `source`. */
export const filledInFacts: { source: string; types: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>> } =
  filledIn as never;
