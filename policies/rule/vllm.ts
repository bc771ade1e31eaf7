import { type Outcome, when } from "./outcome.ts";
import { eachContainer } from "./pods.ts";
import type { Reading } from "./reading.ts";
import type { Subject } from "./subject.ts";
import type { Truth } from "./truth.ts";

/** A command line that starts vLLM's server. */
const serves = /\bvllm\s+serve\b|\bvllm\.entrypoints\b/;

/** Whether a container serves a model by vLLM: by its command, or because it has none and its image is one of vLLM. */
export function servesModel(container: Reading): Truth {
  const words = container.at("command").items().concat(container.at("args").items());
  const byImage = container
    .at("command")
    .items()
    .empty()
    .and(container.at("image").matches(/(^|\/)vllm[^/]*(@|:|$)/));
  return words
    .some((word) => word.matches(serves))
    .or(
      container
        .at("command")
        .items()
        .some((word) => word.matches(/^(.*\/)?vllm$/)),
      byImage,
    );
}

/** What is found in each container that serves a model. */
export function eachServer(subject: Subject, find: (container: Reading, pod: Reading) => Outcome[]): Outcome[] {
  return eachContainer(subject, (container, pod) => when(servesModel(container), () => find(container, pod)));
}
