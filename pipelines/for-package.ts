/** Replacements that turn a pipeline for a clone of the kit into one for a project with the kit as a package. */
const replacements: readonly [clone: RegExp, project: string][] = [
  [/npm run --silent modelkeep -- /g, "npx --no -- modelkeep "],
  // A clone contains these programs; a project installs them from its lock file, without package scripts.
  [/^ +sparse-checkout: pipelines\n/gm, ""],
  [/^( *- )(run: )?node pipelines\/([\w/-]+)\.ts$/gm, "$1$2npm ci --ignore-scripts\n$1$2node node_modules/modelkeep/pipelines/$3.js"],
  [/(?<![\w/])docs\/([\w-]+)\.md/g, "node_modules/modelkeep/docs/$1.md"],
];

/** A pipeline for a project that uses the kit as a package, from the one for a clone. */
export const forPackage = (pipeline: string): string =>
  replacements.reduce((text, [clone, project]) => text.replaceAll(clone, project), pipeline);
