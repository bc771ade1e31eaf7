import { z } from "zod";
import { acceptedBy } from "./accepted.ts";
import { keepSchema } from "./keep.ts";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema (draft 7, which YAML editors support best) of a whole `Pulumi.<stack>.yaml`. Pulumi's own keys and the config of other
 * namespaces are not restricted; under `modelkeep:keep` it is as strict as {@link keepSchema}, except for cross-field checks.
 */
export function stackFileSchema(): JsonSchema {
  const { $schema, ...keep } = z.toJSONSchema(keepSchema, {
    target: "draft-7",
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      const json = jsonSchema as JsonSchema;
      // Editors show this keyword instead of the pattern (vscode-json-languageservice and tools based on it).
      if (json.pattern !== undefined) json["patternErrorMessage"] = acceptedBy(zodSchema);
    },
  }) as JsonSchema;
  return {
    $schema: $schema ?? "http://json-schema.org/draft-07/schema#",
    title: "Pulumi.<stack>.yaml of modelkeep",
    description: "One stack: a keep, and Pulumi's own fields.",
    type: "object",
    properties: {
      config: {
        description: "Configuration of the stack, each key with its namespace.",
        type: "object",
        properties: { "modelkeep:keep": { description: "The keep: all user settings.", ...keep } },
        required: ["modelkeep:keep"],
      },
      environment: { description: "Pulumi ESC environments to import." },
      secretsprovider: {
        description: "What encrypts the stack's secrets, for example awskms://alias/pulumi-state?region=eu-central-1.",
        type: "string",
      },
      encryptedkey: { description: "Data key, encrypted by the secrets provider; written by Pulumi.", type: "string" },
      encryptionsalt: { description: "Salt of the passphrase provider; written by Pulumi.", type: "string" },
    },
    required: ["config"],
  };
}
