/** Service account of the probes. */
export const probeAccount = "probe";

/** Headless Service of a model, whose name resolves to the addresses of the ready replicas. */
export const replicasService = (model: string): string => `${model}-replicas`;

/** Labels that select the probe's pods. */
export const probeSelector = (keep: string): Record<string, string> => ({
  "app.kubernetes.io/instance": keep,
  "app.kubernetes.io/component": "probe",
});
