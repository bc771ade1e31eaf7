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

/** Text of each file, by its name; the caller of the chart reads them. */
export type LoaderScripts = Readonly<Record<(typeof loaderFiles)[number], string>>;
