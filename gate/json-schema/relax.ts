import type { Json } from "../body/read-body.ts";
import { child, children, counted, isObject, keywords, named, oneOrMany, schemaBounds } from "./bounds.ts";

/**
 * The schema of a tool's arguments without what its bounds would refuse for what it costs to compile: keywords that are not known, patterns among
 * them, and counts that are too large. A tool that is not strict promises its caller nothing by them: they are hints to the model, and the schemas of
 * common agents have some. References stay, and are judged.
 */
export function relaxed(schema: Json): Json {
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([name, value]): [string, Json][] => {
      const check = Object.hasOwn(keywords, name) ? keywords[name] : undefined;
      if (check === undefined) return [];
      if (check === counted)
        return counted(value, { bounds: schemaBounds, properties: 0, alternatives: 0, depth: 0 }, name) === undefined
          ? [[name, value]]
          : [];
      if (check === child) return [[name, relaxed(value)]];
      if ((check === children || check === oneOrMany) && Array.isArray(value)) return [[name, value.map(relaxed)]];
      if (check === oneOrMany) return [[name, relaxed(value)]];
      if (check === named && isObject(value))
        return [[name, Object.fromEntries(Object.entries(value).map(([property, one]) => [property, relaxed(one)]))]];
      return [[name, value]];
    }),
  );
}
