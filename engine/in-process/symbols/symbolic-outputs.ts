import type { Wire, WireObject } from "../wire.ts";
import { isPlainObject } from "../wire.ts";
import type { DeclaredOutputs, Members } from "./declared-outputs.ts";
import type { DeclaredType, OutputType } from "./output-type.ts";
import type { Symbols } from "./symbol.ts";

/** Maximum depth of objects; programs read up to three levels (`resources[0].autoscalingGroups[0].name`), and some types are recursive. */
const deepest = 6;

/**
 * The outputs of a resource as if it had been created: the program's inputs, and a symbol for each other string or number.
 *
 * A list has one element. Booleans, maps and values of unknown shape stay missing, hence unknown: a made-up value of these would influence
 * the program's decisions, whereas a symbol is only passed on.
 */
export function symbolicOutputs(urn: string, given: WireObject, { members, interfaceOf }: DeclaredOutputs, symbols: Symbols): WireObject {
  return complete(given, members, "", 0);

  function complete(known: WireObject, declared: Members, path: string, depth: number): WireObject {
    const completed = { ...known };
    for (const [name, { type, optional }] of declared) {
      const at = path === "" ? name : `${path}.${name}`;
      const value = known[name];
      if (value !== undefined && value !== null) completed[name] = extend(value, type, at, depth);
      // An optional field of an object is absent unless it was given; an optional output is unknown until then.
      else if (depth === 0 ? !(optional && type.kind === "object") : !optional) {
        const made = make({ type, optional }, at, depth);
        if (made !== undefined) completed[name] = made;
      }
    }
    return completed;
  }

  function extend(value: Wire, type: OutputType, path: string, depth: number): Wire {
    if (type.kind === "list" && Array.isArray(value)) return value.map((item, i) => extend(item, type.of, `${path}[${i}]`, depth));
    const inner = type.kind === "object" && depth < deepest && isPlainObject(value) ? interfaceOf(type.path) : undefined;
    return inner ? complete(value as WireObject, inner, path, depth + 1) : value;
  }

  function make({ type }: DeclaredType, path: string, depth: number): Wire | undefined {
    switch (type.kind) {
      case "text":
        return symbols.text(urn, path);
      case "number":
        return symbols.number(urn, path);
      case "list": {
        const item = make({ type: type.of, optional: false }, `${path}[0]`, depth);
        return item === undefined ? undefined : [item];
      }
      case "object": {
        const inner = depth < deepest ? interfaceOf(type.path) : undefined;
        return inner && complete({}, inner, path, depth + 1);
      }
      case "other":
        return undefined;
    }
  }
}
