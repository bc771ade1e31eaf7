import resourceProto from "@pulumi/pulumi/proto/resource_pb.js";
import structProto from "google-protobuf/google/protobuf/struct_pb.js";
import type { PreviewResource } from "../preview.ts";
import type { Transform } from "./transforms.ts";
import { asOutputValue, outputDependencies, type WireObject, withoutOutputValues } from "./wire.ts";

/** What the program requests for one resource, after its transforms. */
export interface Goal {
  properties: WireObject;
  options: resourceProto.TransformResourceOptions;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
}

/**
 * Reads a registration and runs the transforms over it, as `RegisterResource` of `pkg/resource/deploy/source_eval.go`
 * in pulumi/pulumi does: options that are not given come from the parent, then the resource's own transforms run,
 * then those of its ancestors, then the stack's.
 */
export async function goalOf(
  request: resourceProto.RegisterResourceRequest,
  parent: PreviewResource | undefined,
  own: Transform[],
  inherited: Transform[],
): Promise<Goal> {
  const propertyDependencies: Record<string, string[]> = {};
  for (const [key, value] of request.getPropertydependenciesMap().entries()) propertyDependencies[key] = value.getUrnsList();
  let properties = (request.getObject()?.toJavaScript() ?? {}) as WireObject;
  const transforms = [...own, ...inherited];
  if (transforms.length > 0) {
    // As in the engine, only a transform of the resource itself gets the dependencies of each property.
    const carried = (key: string) => (own.length > 0 ? (propertyDependencies[key] ?? []) : []);
    properties = Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, asOutputValue(value, carried(key))]));
  }
  let options = optionsOf(request, parent);
  for (const transform of transforms) {
    const response = await transform(transformRequest(request, properties, options));
    options = response.getOptions() ?? options;
    properties = (response.getProperties()?.toJavaScript() as WireObject | undefined) ?? properties;
  }
  return { properties: withoutOutputValues(properties) as WireObject, options, ...dependenciesOf(properties) };

  /** A transform of the resource itself may have dropped a dependency; without one, those of the request apply. */
  function dependenciesOf(values: WireObject): Pick<Goal, "dependencies" | "propertyDependencies"> {
    const carried = Object.entries(values).map(([key, value]) => [key, outputDependencies(value)] as const);
    if (own.length > 0) {
      const urns = [...options.getDependsOnList(), ...carried.flatMap(([, found]) => found)];
      return { dependencies: unique(urns), propertyDependencies: nonEmpty(carried) };
    }
    const merged = carried.map(([key, found]) => [key, [...found, ...(propertyDependencies[key] ?? [])]] as const);
    return { dependencies: unique(request.getDependenciesList()), propertyDependencies: nonEmpty(merged) };
  }
}

function nonEmpty(entries: readonly (readonly [string, readonly string[]])[]): Record<string, string[]> {
  return Object.fromEntries(entries.filter(([, urns]) => urns.length > 0).map(([key, urns]) => [key, unique(urns)]));
}

function optionsOf(
  request: resourceProto.RegisterResourceRequest,
  parent: PreviewResource | undefined,
): resourceProto.TransformResourceOptions {
  const options = new resourceProto.TransformResourceOptions();
  const protect = request.hasProtect() ? request.getProtect() : parent?.protect;
  const retain = request.hasRetainondelete() ? request.getRetainondelete() : parent?.retainOnDelete;
  if (protect !== undefined) options.setProtect(protect);
  if (retain !== undefined) options.setRetainOnDelete(retain);
  if (request.getDeletebeforereplacedefined()) options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  options.setDeletedWith(request.getDeletedwith() || (parent?.deletedWith ?? ""));
  options.setDependsOnList(request.getDependenciesList());
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  options.setAliasesList(request.getAliasesList());
  options.setVersion(request.getVersion());
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  options.setProvider(request.getProvider());
  for (const [key, value] of request.getProvidersMap().entries()) options.getProvidersMap().set(key, value);
  options.setCustomTimeouts(request.getCustomtimeouts());
  options.setHideDiffList(request.getHidediffsList());
  options.setHooks(request.getHooks());
  options.setImport(request.getImportid());
  return options;
}

function transformRequest(
  request: resourceProto.RegisterResourceRequest,
  properties: WireObject,
  options: resourceProto.TransformResourceOptions,
): resourceProto.TransformRequest {
  const transformed = new resourceProto.TransformRequest();
  transformed.setType(request.getType());
  transformed.setName(request.getName());
  transformed.setCustom(request.getCustom());
  transformed.setParent(request.getParent());
  transformed.setProperties(structProto.Struct.fromJavaScript(properties));
  transformed.setOptions(options);
  return transformed;
}

/** Sorted, because the order in which a program's promises settle has no meaning. */
function unique(urns: readonly string[]): string[] {
  return [...new Set(urns)].sort();
}
