import { z } from "zod";
import { ownCatalogSchema } from "./schema.ts";

/**
 * The JSON Schema (draft 7) of a project's own catalog, for editors: as strict as {@link ownCatalogSchema}, except for checks against the
 * kit's entries.
 */
export function ownCatalogJsonSchema(): z.core.JSONSchema.BaseSchema {
  const { $schema, ...schema } = z.toJSONSchema(ownCatalogSchema, { target: "draft-7", io: "input" }) as z.core.JSONSchema.BaseSchema;
  return { $schema: $schema ?? "http://json-schema.org/draft-07/schema#", title: "modelkeep.catalog.json", ...schema };
}
