/** What the repository's package.json says, as far as a release reads it. */
export interface RepositoryManifest {
  name: string;
  version: string;
  description: string;
  license: string;
  engines: { node: string };
  dependencies: Readonly<Record<string, string>>;
}

/** Each is one small file that says what it exports; the path is that of the source, without its ending. */
export const entries = {
  ".": "infra/api",
  "./charts": "charts/api",
  "./planner": "planner/api",
  "./policies": "policies/api",
  "./evidence": "evidence/api",
} as const;

/** An SDK holds the state of the program that runs, so the program and the kit have to load the same copy of it. */
const isPeer = (name: string) => name.startsWith("@pulumi/");

const sortedBy = (all: Readonly<Record<string, string>>, wanted: (name: string) => boolean) =>
  Object.fromEntries(
    Object.entries(all)
      .filter(([name]) => wanted(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/**
 * The package.json of the package, made from the repository's: the SDKs of Pulumi become peers at the versions that the tests ran with;
 * scripts and what only builds or tests need are left out.
 */
export function packageManifest({ name, version, description, license, engines, dependencies }: RepositoryManifest) {
  return {
    name,
    version,
    description,
    license,
    type: "module",
    engines,
    bin: { modelkeep: "bin/modelkeep.mjs" },
    exports: {
      ...Object.fromEntries(Object.entries(entries).map(([at, path]) => [at, { types: `./${path}.d.ts`, default: `./${path}.js` }])),
      "./package.json": "./package.json",
    },
    dependencies: sortedBy(dependencies, (one) => !isPeer(one)),
    peerDependencies: sortedBy(dependencies, isPeer),
  };
}
