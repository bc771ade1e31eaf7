import type { Shape } from "../shape/shape.ts";
import type { Keep, KeepModel as Model, KeepServer as Server } from "./keep.ts";
import { versionLabel } from "./names.ts";

type Labels = Readonly<Record<string, Shape>>;

/** Labels of every object of a keep. */
export const labelsOf = (keep: Keep, component: string): Labels => ({
  ...selectorOf(keep, component),
  "app.kubernetes.io/managed-by": "pulumi",
  "app.kubernetes.io/part-of": "modelkeep",
});

/** Labels by which the pods of a component are found. */
export const selectorOf = (keep: Keep, component: string): Labels => ({
  "app.kubernetes.io/component": component,
  "app.kubernetes.io/instance": keep.name,
});

/** Labels by which the pods of a model are found, in any version. */
export const selectorOfModel = ({ keep, key }: Model): Labels => ({
  ...selectorOf(keep, "model-server"),
  "app.kubernetes.io/name": key,
});

/** Labels by which the pods of one version of a model are found. */
export const selectorOfServer = ({ model, version }: Server): Labels => ({ ...selectorOfModel(model), [versionLabel]: version });

/** Labels of the pods of one version of a model. */
export const labelsOfServer = (server: Server): Labels => ({ ...labelsOf(server.keep, "model-server"), ...selectorOfServer(server) });

/** The pods of some labels that have a front door: of a group only the first. */
export const withDoor = ({ group }: Model, labels: Labels): Labels => ({
  ...labels,
  ...(group && { "leaderworkerset.sigs.k8s.io/worker-index": "0" }),
});

/** The metadata of an object of a keep, without other fields: annotations and owners change what controllers do with it. */
export const metadata = (keep: Keep, component: string, name: string, namespace?: string): Labels => ({
  name,
  ...(namespace !== undefined && { namespace }),
  labels: labelsOf(keep, component),
});
