/** What a template of the pipelines says for a clone of the kit, and what it says where the kit is a package of the project. */
const replacements: readonly [clone: RegExp, project: string][] = [
  [/npm run --silent modelkeep -- /g, "npx --no -- modelkeep "],
  // A clone brings these programs; a project installs them, as locked and without a script of any package.
  [/^ +sparse-checkout: pipelines\n/gm, ""],
  [/^( *- )(run: )?node pipelines\/([\w/-]+)\.ts$/gm, "$1$2npm ci --ignore-scripts\n$1$2node node_modules/modelkeep/pipelines/$3.js"],
  [/(?<![\w/])docs\/([\w-]+)\.md/g, "node_modules/modelkeep/docs/$1.md"],
];

/** A pipeline for a project that uses the kit as a package, from that of a clone. */
export const forPackage = (pipeline: string): string =>
  replacements.reduce((text, [clone, project]) => text.replaceAll(clone, project), pipeline);
