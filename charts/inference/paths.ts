/** Paths in the model server's container; those of the loader are in `charts/weights/paths.ts`. */

import { servedFolder } from "../weights/paths.ts";

/** The verified checkpoint: what vLLM serves, and its first argument. */
export const weightsPath = servedFolder;

/** Folder of the Unix socket, and the memory-backed volume behind it, which the server shares only with the front door. */
export const socketFolder = "/run/modelkeep";
export const socketVolume = "socket";

/** Home of the user that vLLM's image brings (2000, `vllm`): an empty volume, as the image's own file system is read-only. */
export const homePath = "/home/vllm";

/** Everything that vLLM and its libraries cache: compiled kernels, which are code. A volume of the pod, never shared with another pod. */
export const cachePath = "/home/vllm/.cache";

/** Folder of the programs that start and check vLLM, from a ConfigMap, and their names there. */
export const programFolder = "/etc/modelkeep/programs";
export const initFile = "init.py";
export const probeFile = "probe.py";
