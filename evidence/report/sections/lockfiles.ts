import { flagValue } from "../../../catalog/vllm-arguments.ts";
import { LockfileError, parseLockfile } from "../../../charts/weights/lockfile.ts";
import { sha256 } from "../../release/program-files.ts";
import type { ModelServer } from "./model-servers.ts";

const lockfileKey = "lockfile.json";

/**
 * The lockfile by which a server's loader verifies its weights: the one that its pods mount, if it has the digest that the loader is told and
 * is of the model that the loader is told. Undefined where the loader would refuse it, so that nothing is locked.
 */
export function lockfileOf({ mounted, containers }: Pick<ModelServer, "mounted" | "containers">) {
  const words = containers.flatMap((container) => container.arguments);
  const [model, digest] = [flagValue(words, "model"), flagValue(words, "lockfile-sha256")];
  const texts = mounted.map((data) => data[lockfileKey]);
  const text = texts.find((one): one is string => typeof one === "string" && sha256(one) === digest);
  if (text === undefined || model === undefined) return undefined;
  try {
    return parseLockfile(text, model);
  } catch (error) {
    if (error instanceof LockfileError) return undefined; // The loader refuses it too.
    throw error;
  }
}
