import { z } from "zod";
import { listenerPorts } from "../../charts/front-door/node-port.ts";
import { modelServerName } from "../../charts/names.ts";
import { modelCapacitySchema } from "./capacity.ts";
import { modelFields } from "./model.ts";
import { ownPlacement } from "./target.ts";

/** Suffixes of names that the keep derives from a model's key: a key with one could collide with another model's. */
const madeEnds = ["next", "replicas", "front-door", "probe"] as const;

/** Key of a model within its keep, and name of its Deployment and Service: the maximum length leaves room for derived names. */
export const modelKey = z
  .string()
  .regex(
    new RegExp(`^(?=.{1,24}$)(?!.*-(${madeEnds.join("|")}|group-\\d+)$)[a-z]([a-z0-9-]*[a-z0-9])?$`),
    `accepted: 1 to 24 lower-case letters, digits and inner hyphens, the first a letter, not ending in ${madeEnds.map((end) => `-${end}`).join(", ")} or -group- and a number`,
  );

/** One model of several. */
const modelEntry = z
  .strictObject({
    ...modelFields,
    capacity: modelCapacitySchema,
    ...ownPlacement,
    privateLinkPort: z
      .int()
      .min(listenerPorts.least)
      .max(listenerPorts.most)
      .optional()
      .describe(
        `port at which PrivateLink clients reach the model; default ${listenerPorts.usual}, which only one model can have; its node port is 30000 higher (target eks)`,
      ),
  })
  .describe("a model to serve, with its own hardware");

/** The models of a keep, by key. */
export const modelsSchema = z
  .record(modelKey, modelEntry)
  .refine((models) => Object.keys(models).length > 0, "accepted: at least one model, by a name of its own")
  .meta({ minProperties: 1 })
  .describe("the models to serve, by names of your choice; instead of `model` and `capacity`, if the keep has more than one");

export type ModelEntry = z.infer<typeof modelEntry>;

/** Key of the single model of a keep with `model` and `capacity`; the same key under `models` is the same model. */
export const soleModel = modelServerName;
