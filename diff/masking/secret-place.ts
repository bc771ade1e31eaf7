/** Inputs that hold secrets because of the resource type, by type token: the first part of their paths. */
const places: Readonly<Record<string, readonly string[]>> = {
  "kubernetes:core/v1:Secret": ["data", "stringData"],
  "kubernetes:core/v1:SecretPatch": ["data", "stringData"],
  "aws:secretsmanager/secretVersion:SecretVersion": ["secretString", "secretBinary"],
  "aws:ssm/parameter:Parameter": ["value", "insecureValue"],
};

/** Whether an input of a resource holds secrets, for example `data.token` of a Kubernetes Secret. */
export function isSecretPlace(type: string, path: string): boolean {
  const first = /^[^.[]*/.exec(path)![0];
  return places[type]?.includes(first) ?? false;
}
