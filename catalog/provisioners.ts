import { z } from "zod";
import data from "./data/provisioners.json" with { type: "json" };
import { sourced } from "./sourced.ts";

/** Access modes that the weights of a keep may need. */
const accessMode = z.enum(["ReadOnlyMany", "ReadWriteOnce"]);

/** Provisioners of storage classes, with the modes in which their volumes are mounted as file systems. */
export const provisionersFileSchema = z.strictObject({
  provisioners: z.array(z.strictObject({ provisioner: z.string(), accessModes: z.array(accessMode).min(1) })).min(1),
  ...sourced,
});

const known = new Map(data.provisioners.map(({ provisioner, accessModes }) => [provisioner, accessModes as readonly string[]]));

/** The access modes of a provisioner's volumes; undefined where they are not known. */
export const accessModesOf = (provisioner: string): readonly string[] | undefined => known.get(provisioner);
