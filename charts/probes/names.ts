/** Service account of the probes. */
export const probeAccount = "probe";

/** Headless Service, whose name resolves to the addresses of the ready replicas. */
export const replicasService = "model-server-replicas";

/** Labels that select the probe's pods. */
export const probeSelector = (keep: string): Record<string, string> => ({
  "app.kubernetes.io/instance": keep,
  "app.kubernetes.io/component": "probe",
});
