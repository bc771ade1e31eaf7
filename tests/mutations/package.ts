import type { Mutation } from "./mutation.ts";

/** Edits that would ship what is not the product, write over what somebody wrote, or take a program for the release that it is not. */
export const packageMutations: Mutation[] = [
  {
    name: "the package brings SDKs of its own",
    in: "packageManifest",
    find: "peerDependencies: sortedBy(dependencies, isPeer)",
    replace: "peerDependencies: {}",
    fails: "package-manifest",
  },
  {
    name: "a bill of materials differs each time",
    in: "reproducible",
    find: "serialNumber: _serial, ",
    replace: "",
    fails: "sbom-reproducible",
  },
  {
    name: "a new project is written over files that are there",
    in: "writeProject",
    find: "inTheWay.length > 0 && !force",
    replace: "inTheWay.length > 0 && false",
    fails: "init-writes-over-nothing",
  },
  {
    name: "a project whose packages cannot be installed is left half made",
    in: "withSiblingFolder",
    find: "await rm(folder, { recursive: true, force: true });",
    replace: "",
    fails: "init-all-or-nothing",
  },
  {
    name: "the account that was asked for is not the one that is written",
    in: "stack-text#changesOf",
    find: '["target.accountId", id]',
    replace: '["name", id]',
    fails: "init-answers",
  },
  {
    name: "zones that the catalog does not know are not asked for",
    in: "askRest",
    find: "known[name] !== undefined ||",
    replace: 'known[name] !== undefined || name === "zones" ||',
    fails: "init-asks-for-zones",
  },
  {
    name: "an option of another target is taken and does nothing",
    in: "stackText",
    find: "notApplicable.length > 0",
    replace: "notApplicable.length > 99",
    fails: "init-refuses",
  },
  {
    name: "a program around the kit is taken for the kit",
    in: "ownProgram",
    find: 'return [{ path: file, how: "changed" }];',
    replace: "return [];",
    fails: "own-program-told",
  },
  {
    name: "an installed kit is not looked at",
    in: "kitOf",
    find: "if (!usesPackage(root)) return root;",
    replace: "if (root !== undefined) return kitFolder;",
    fails: "installed-kit-compared",
  },
  {
    name: "an object of one's own stands wherever it says",
    in: "own-objects#ownObjects",
    find: "namespace !== serving",
    replace: 'namespace === ""',
    fails: "own-object-refused",
  },
  {
    name: "an answer that nobody gave is the example's, without a word",
    in: "unanswered",
    find: "given[name] === undefined",
    replace: "!name",
    fails: "init-names-missing-answers",
  },
];
