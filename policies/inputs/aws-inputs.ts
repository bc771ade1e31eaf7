import { builds } from "./builds.ts";
import { compute } from "./compute.ts";
import { entrance } from "./entrance.ts";
import { identity } from "./identity.ts";
import type { Inputs } from "./input.ts";
import { network } from "./network.ts";
import { providers } from "./providers.ts";
import { records } from "./records.ts";
import { storage } from "./storage.ts";

/** Every type of AWS that rules judge, with all the inputs that it may have. */
export const awsInputs: Inputs = { ...network, ...entrance, ...compute, ...storage, ...identity, ...records, ...builds, ...providers };
