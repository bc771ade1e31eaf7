/** A bill of materials as `npm sbom --sbom-format=cyclonedx` writes it, as far as it is changed here. */
export interface CycloneDx {
  serialNumber?: string;
  metadata: { timestamp?: string; component: { name: string } };
  [field: string]: unknown;
}

/**
 * The bill of materials without what differs between two runs: its serial number and time, which CycloneDX 1.5 leaves to whoever writes it, and
 * the name of the folder, which npm takes for that of the package.
 */
export function reproducible({ serialNumber: _serial, metadata, ...rest }: CycloneDx, name: string): CycloneDx {
  const { timestamp: _timestamp, component, ...told } = metadata;
  return { ...rest, metadata: { ...told, component: { ...component, name } } };
}

/** A package-lock.json, as far as it is read here. */
export interface Lock {
  packages: Readonly<Record<string, { dev?: boolean; [field: string]: unknown }>>;
  [field: string]: unknown;
}

/**
 * A lock file without what only builds or tests need, for `npm sbom`, whose own `--omit=dev` (11.19) leaves out a dependency that something of
 * development may use too, such as `yaml`.
 */
export function withoutDevelopment({ packages, ...rest }: Lock): Lock {
  const { "": root = {}, ...others } = packages;
  const { devDependencies: _development, ...own } = root;
  return { ...rest, packages: { "": own, ...Object.fromEntries(Object.entries(others).filter(([, { dev }]) => dev !== true)) } };
}
