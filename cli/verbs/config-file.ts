import { readConfig } from "../../planner/model/read-config.ts";
import type { ModelShape } from "../../planner/model/shape.ts";
import { readJson } from "./input-file.ts";

/** A model's shape from its `config.json`. @throws RangeError that names the file and what is wrong with it. */
export async function readConfigFile(path: string): Promise<ModelShape> {
  const json = await readJson(path);
  try {
    return readConfig(json);
  } catch (error) {
    throw error instanceof RangeError ? new RangeError(`${path}: ${error.message.replace(/^config\.json: /, "")}`) : error;
  }
}
