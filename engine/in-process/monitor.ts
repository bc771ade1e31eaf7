import type { handleUnaryCall } from "@grpc/grpc-js";
import type { IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import resourceProto from "@pulumi/pulumi/proto/resource_pb.js";
import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import structProto from "google-protobuf/google/protobuf/struct_pb.js";
import type { Deployment } from "./deployment.ts";
import { Refusal } from "./refusal.ts";
import { read, register, registerOutputs } from "./registration.ts";
import type { Callbacks } from "./transforms.ts";
import type { WireObject } from "./wire.ts";

const { ResourceMonitorFeature: Feature } = resourceProto;

/** Features that an SDK queries before it relies on them, and whether this engine supports them. */
const FEATURES = [
  Feature.RESOURCE_MONITOR_FEATURE_SECRETS,
  Feature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  Feature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
  Feature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  Feature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  Feature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
  Feature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
  Feature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
  Feature.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION,
  Feature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS,
  Feature.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS,
];

/** Turns an async function into a handler; the server maps errors. */
export type Serve = <Request, Response>(answer: (request: Request) => Promise<Response>) => handleUnaryCall<Request, Response>;

/**
 * The service `pulumirpc.ResourceMonitor`: what a program calls while it runs. It answers as the Pulumi engine does in
 * a preview of a stack that does not exist yet, without any provider.
 */
export function resourceMonitor(
  deployment: Deployment,
  callbacks: Callbacks,
  serve: Serve,
  onProgramEnd: () => Promise<void>,
): IResourceMonitorServer {
  const nothing = serve(async () => new emptyProto.Empty());
  return {
    getDeploymentInfo: serve(async () => new resourceProto.DeploymentInfo().setSupportedfeaturesList(FEATURES)),
    supportsFeature: serve(async () => new resourceProto.SupportsFeatureResponse().setHassupport(false)),

    registerResource: serve(async (request: resourceProto.RegisterResourceRequest) => {
      const own = request.getTransformsList().map((callback) => callbacks.transform(callback));
      const { urn, id, state } = await register(deployment, request, own);
      return new resourceProto.RegisterResourceResponse().setUrn(urn).setId(id).setObject(struct(state));
    }),
    registerResourceOutputs: serve(async (request: resourceProto.RegisterResourceOutputsRequest) => {
      registerOutputs(deployment, request);
      return new emptyProto.Empty();
    }),
    readResource: serve(async (request: resourceProto.ReadResourceRequest) => {
      const { urn, state } = await read(deployment, request);
      return new resourceProto.ReadResourceResponse().setUrn(urn).setProperties(struct(state));
    }),
    existsResource: serve(async () => new resourceProto.ExistsResourceResponse().setUnknown(true)),

    invoke: serve(async (request: resourceProto.ResourceInvokeRequest) => {
      const urn = String(request.getArgs()?.toJavaScript()["urn"]);
      const state = request.getTok() === "pulumi:pulumi:getResource" ? deployment.stateOf(urn) : undefined;
      if (!state) throw unanswerable(request.getTok());
      return new resourceProto.ResourceInvokeResponse().setReturn(struct(state));
    }),
    call: serve(async (request: resourceProto.ResourceCallRequest) => {
      throw unanswerable(request.getTok());
    }),

    registerPackage: serve(async (request: resourceProto.RegisterPackageRequest) => {
      const parameters = request.getParameterization();
      const reference = deployment.addPackage(parameters?.getName() ?? request.getName(), parameters?.getVersion() ?? request.getVersion());
      return new resourceProto.RegisterPackageResponse().setRef(reference);
    }),
    registerStackTransform: serve(async (callback) => {
      deployment.stackTransforms.push(callbacks.transform(callback));
      return new emptyProto.Empty();
    }),
    // No provider function is ever called and no resource is ever created, so neither hook can fire.
    registerStackInvokeTransform: nothing,
    registerResourceHook: nothing,
    registerErrorHook: nothing,
    signalAndWaitForShutdown: serve(async () => {
      await onProgramEnd();
      return new emptyProto.Empty();
    }),
  };
}

function unanswerable(token: string): Refusal {
  return new Refusal(
    `${token} calls a provider while the program runs, and a preview without credentials has no provider.\n` +
      "Put the value into the settings, or preview with the Pulumi CLI and credentials.",
    { fatal: false },
  );
}

function struct(values: WireObject): structProto.Struct {
  return structProto.Struct.fromJavaScript(values);
}
