/** Where the weights lie in the model server's pod. */

import type { VolumeMount } from "../kubernetes/parts.ts";

/** Volume of the node that the loader fills. */
export const weightsVolume = "weights";

/** Where that volume is mounted, in the loader and in the server. */
export const weightsMount = "/weights";

/** What the server loads. It appears by one rename once every byte is verified (`SERVED` in loader/loader.py). */
export const servedFolder = `${weightsMount}/checkpoint`;

/** Where the loader finds a claim's files. */
export const claimMount = "/claim";

/** Where it finds the lockfile and its own text. */
export const lockfileMount = "/etc/modelkeep/weights";
export const scriptsMount = "/opt/modelkeep/weights";

/** The server's mount of the weights: it cannot write there. */
export const serverWeightsMount = { name: weightsVolume, mountPath: weightsMount, readOnly: true } as const satisfies VolumeMount;
