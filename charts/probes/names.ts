import { modelServerName } from "../names.ts";

/** Service account of the probes. */
export const probeAccount = "probe";

/** Name of the probe of a model: of its Job, its CronJob and the ConfigMap with its script and plan. */
export const probeName = (model: string): string => (model === modelServerName ? "probe" : `probe-${model}`);

/** Headless Service of a model, whose name resolves to the addresses of the ready replicas. */
export const replicasService = (model: string): string => `${model}-replicas`;

/** Labels that select the probe's pods. */
export const probeSelector = (keep: string): Record<string, string> => ({
  "app.kubernetes.io/instance": keep,
  "app.kubernetes.io/component": "probe",
});
