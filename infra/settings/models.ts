import { z } from "zod";
import { listenerPorts } from "../../charts/front-door/node-port.ts";
import { modelServerName } from "../../charts/names.ts";
import { modelCapacitySchema } from "./capacity.ts";
import { modelFields } from "./model.ts";
import { ownPlacement } from "./target.ts";

/** Ends of names that the keep makes from a model's key: a key that has one could be taken for another model's. */
const madeEnds = ["next", "replicas", "front-door", "probe"] as const;

/** Name of a model within its keep, and so of its Deployment and Service: the longest leaves room for what is made from it. */
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
        `port under which clients over PrivateLink reach the model; left out: ${listenerPorts.usual}, which only one model can have; on its nodes it is 30000 more (target eks)`,
      ),
  })
  .describe("a model to serve, with its own hardware");

/** The models of a keep, by their keys. */
export const modelsSchema = z
  .record(modelKey, modelEntry)
  .refine((models) => Object.keys(models).length > 0, "accepted: at least one model, by a name of its own")
  .meta({ minProperties: 1 })
  .describe("the models to serve, by names of your own; in place of `model` and `capacity`, where the keep has more than one");

export type ModelEntry = z.infer<typeof modelEntry>;

/** Key of the only model of a keep that is written as `model` and `capacity`; the same key under `models` is the same model. */
export const soleModel = modelServerName;
