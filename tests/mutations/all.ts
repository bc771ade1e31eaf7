import { auditMutations } from "./audit.ts";
import { computeMutations } from "./compute.ts";
import { keysMutations } from "./keys.ts";
import type { Mutation } from "./mutation.ts";
import { networkMutations } from "./network.ts";
import { vaultMutations } from "./vault.ts";

/** Every table of mutations; a new one is named here, so that none is left out by accident. */
export const allMutations: Mutation[] = [...networkMutations, ...keysMutations, ...vaultMutations, ...auditMutations, ...computeMutations];
