/** The loader's files, in `charts/weights/loader/`; keys of its ConfigMap. */
export const loaderFiles = [
  "bring.py",
  "claim.py",
  "folder.py",
  "loader.py",
  "lockfile.py",
  "pod_identity.py",
  "refusal.py",
  "signature.py",
  "vault.py",
] as const;

/** Text of each file, by its name; reading them is for whoever calls the chart. */
export type LoaderScripts = Readonly<Record<(typeof loaderFiles)[number], string>>;
