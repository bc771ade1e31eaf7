import type { Mutation } from "./mutation.ts";

/** Edits that would have a record count, of GPUs or of a real node, that does not show what it is said to. */
export const validationMutations: Mutation[] = [
  {
    name: "a record counts whatever its signature",
    in: "validated-configurations#isSigned",
    find: "publicKey !== undefined && verify",
    replace: "publicKey !== undefined || verify",
    fails: "validation-by-signature",
  },
  {
    name: "a record may be older than its key",
    in: "validated-configurations#isSigned",
    find: "record.date < key.date",
    replace: 'record.date === ""',
    fails: "validation-by-key",
  },
  {
    name: "a record is of every GPU",
    in: "validated-configurations#validationText",
    find: "isOfCatalog(record.gpu, gpu) &&",
    replace: "",
    fails: "validation-of-this-hardware",
  },
  {
    name: "a GPU with more memory is the same",
    in: "validated-configurations#isOfCatalog",
    find: "<= memoryTolerance",
    replace: "<= 1",
    fails: "validation-by-gpu",
  },
  {
    name: "a trial of other facts is of this kit",
    in: "object-files#imported",
    find: "matchAll",
    replace: 'replaceAll("from", "").matchAll',
    fails: "trial-current",
  },
  {
    name: "a failed trial takes nothing away from a held one",
    in: "report/sections/trial#trialSection",
    find: ".filter((id) => !refuted.has(id))",
    replace: "",
    fails: "trial-refuted",
  },
];
