/** What each KMS key of a keep on AWS encrypts: one customer-managed key per purpose, so that access to one decrypts nothing else. */
export const keyPurposes = {
  cluster: "data of the Kubernetes API",
  vault: "weights in the vault",
  logs: "log groups, the trail and the alarm topic",
  registry: "images in ECR",
  volumes: "volumes of the nodes",
} as const;

/** A purpose of a key. */
export type KeyPurpose = keyof typeof keyPurposes;
