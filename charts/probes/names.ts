/** Service account of the probes. */
export const probeAccount = "probe";

/** Service without an address of its own, whose name stands for the addresses of the replicas that are ready. */
export const replicasService = "model-server-replicas";

/** Labels that select the probe's pods. */
export const probeSelector = (keep: string): Record<string, string> => ({
  "app.kubernetes.io/instance": keep,
  "app.kubernetes.io/component": "probe",
});
