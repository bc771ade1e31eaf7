import type { Mutation } from "./mutation.ts";

/** Edits after which the pack would take for the provider's doing what is not, or would refuse what is. */
export const providerInputsMutations: Mutation[] = [
  {
    name: "a field that a provider leaves out where it is empty may be missing where it is not",
    in: "orLeftOut",
    find: 'examine(reading.absent().state === "yes" ? reading.as(leftOut[field]) : reading, shape)',
    replace: 'reading.absent().state === "yes" ? [] : examine(reading, shape)',
    fails: "left-out-only-where-empty",
  },
  {
    name: "a field that a provider leaves out where it is empty must be there",
    in: "orLeftOut",
    find: 'reading.absent().state === "yes" ? reading.as(leftOut[field]) : reading',
    replace: "reading",
    fails: "left-out-by-the-provider",
  },
  {
    name: "any value passes for an input that a provider fills in",
    in: "isFilledIn",
    find: 'value.is(inputs[path]!).state === "yes"',
    replace: 'value.present().state === "yes"',
    fails: "filled-in-by-the-provider",
  },
  {
    name: "any text passes for the path of a kubeconfig",
    in: "filePath",
    find: 'typeof value === "string" &&',
    replace: 'typeof value === "string" ||',
    fails: "kubeconfig-path",
  },
  {
    name: "an output of a deployed resource is nobody's",
    in: "OwnResources",
    find: "madeFrom.some((from) => isOutputOf(from, textOf(one)))",
    replace: "madeFrom.some(() => false)",
    fails: "outputs-belong",
  },
  {
    name: "a foreign server passes beside the own cluster's authority",
    in: "OwnResources",
    find: "!same.some((one) => isOutputOf(from, textOf(one)))",
    replace: "from !== undefined",
    fails: "outputs-of-what-it-was-made-from",
  },
  {
    name: "an output is looked for at any resource's side",
    in: "stackNoExternalReferences",
    find: "ownResources.isOutput(subject, path, value)",
    replace: "value.startsWith(path.slice(0, 0))",
    fails: "outputs-of-what-it-was-made-from",
  },
  {
    name: "two providers of one kind count as one",
    in: "crossguard#sources",
    find: "provider: provider && ",
    replace: "provider: provider?.urn ?? ",
    fails: "crossguard-provider-told",
  },
  {
    name: "what a program gave to a resource counts as its output",
    in: "outputTexts",
    find: ".filter((one) => !given.has(one))",
    replace: ".filter((one) => given.size >= 0 && one !== undefined)",
    fails: "crossguard-outputs-told",
  },
  {
    name: "a resource passes for a group",
    in: "crossguard#sources",
    find: "provider !== undefined || ",
    replace: "",
    fails: "crossguard-groups-told",
  },
];
