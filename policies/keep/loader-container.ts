import { catalogFacts } from "../facts/facts.ts";
import { Fact } from "../shape/fact.ts";
import { both, such, text } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { common, mount } from "./container.ts";
import { sha256 } from "./digest.ts";
import type { Keep, KeepServer as Server } from "./keep.ts";
import { lockedModel, lockedText } from "./lockfile.ts";

/** The loader of the weights: verifies every byte by the lockfile before the server starts. No variable and no flag but these. */
export function loaderShape(server: Server): Shape {
  const { keep, model } = server;
  const cores = model.vcpus.as((vcpus) => Math.max(1, Math.min(16, Math.floor(vcpus))));
  const resources = Fact.all(cores, model.vcpus, server.weightsGiB).as(
    ([most, vcpus, weights]): Shape => ({
      cpu: String(Math.min(most, vcpus)),
      memory: "1Gi",
      "ephemeral-storage": `${weights}Gi`,
    }),
  );
  const lockfile = lockedText(server).as(sha256);
  const fromBucket = ["--bucket", bucketOf(keep), "--region", text(/[a-z]{2}(-[a-z]+)+-\d/, "a region")];
  return {
    ...common(keep),
    name: "weights-loader",
    image: keep.images.server,
    command: ["python3", "-I", "-S", "-B", "/opt/modelkeep/weights/loader.py"],
    args: keep.vault.as(
      (vault): Shape => [
        ...["--model", checkpointOf(server), "--lockfile", "/etc/modelkeep/weights/lockfile.json", "--lockfile-sha256", lockfile],
        ...["--storage", "/weights", "--cores", cores.as(String)],
        ...(vault ? fromBucket : ["--claim", "/claim"]),
      ],
    ),
    resources: { requests: resources, limits: resources },
    volumeMounts: keep.vault.as(
      (vault): Shape => [
        mount("weights", "/weights"),
        mount("weights-lockfile", "/etc/modelkeep/weights", true),
        mount("weights-loader", "/opt/modelkeep/weights", true),
        ...(vault ? [] : [mount("weights-claim", "/claim", true)]),
      ],
    ),
  };
}

/** Models that the kit knows, and those that the project adds, as the keep's component names them. */
const knownModels = ({ stack }: Keep): readonly unknown[] => [
  ...catalogFacts.models,
  ...stack
    .peek("modelkeep:kubernetes:Keep")
    .flatMap((component) =>
      component.at("ownModels").when<unknown[]>({ known: (names) => [names].flat(), unknown: () => [], absent: () => [] }),
    ),
];

/** A model of the catalog: the one that the lockfile names, where weights are published. What clients call it is a setting of its own. */
const checkpointOf = (server: Server): Shape =>
  both(
    such("a model of the catalog, the kit's or the project's own", (value) => knownModels(server.keep).includes(value)),
    lockedText(server).as((locked) => such("the model of the lockfile", (value) => locked === "" || lockedModel(locked) === value)),
  );

/** The bucket of the weights is one of the program, where the names of its buckets are known. */
function bucketOf(keep: Keep): Shape {
  const own = keep.stack.peek("aws:s3/bucket:Bucket").flatMap((bucket) => bucket.at("bucket").texts());
  return such("a bucket of the program", (value) => own.includes(String(value)));
}
