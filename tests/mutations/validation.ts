import type { Mutation } from "./mutation.ts";

/** Edits that would have a record count that shows nothing, or nothing of these GPUs. */
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
];
