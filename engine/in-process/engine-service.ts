import type { IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engineProto from "@pulumi/pulumi/proto/engine_pb.js";
import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import type { Severity } from "../preview.ts";
import type { Deployment } from "./deployment.ts";
import type { Serve } from "./monitor.ts";

const SEVERITIES: Record<number, Severity> = {
  [engineProto.LogSeverity.INFO]: "info",
  [engineProto.LogSeverity.WARNING]: "warning",
  [engineProto.LogSeverity.ERROR]: "error",
};

/** The service `pulumirpc.Engine`: where a program's log lines go. Debug lines and lines that a terminal would overwrite are dropped. */
export function engineService(deployment: Deployment, serve: Serve): IEngineServer {
  let root = "";
  return {
    log: serve(async (request: engineProto.LogRequest) => {
      const severity = SEVERITIES[request.getSeverity()];
      const urn = request.getUrn();
      if (severity && !request.getEphemeral())
        deployment.diagnostics.push({ severity, message: request.getMessage(), ...(urn && { urn }) });
      return new emptyProto.Empty();
    }),
    setRootResource: serve(async (request: engineProto.SetRootResourceRequest) => {
      root = request.getUrn();
      return new engineProto.SetRootResourceResponse();
    }),
    getRootResource: serve(async () => new engineProto.GetRootResourceResponse().setUrn(root)),
    // There is no CLI whose version could be too old.
    requirePulumiVersion: serve(async () => new engineProto.RequirePulumiVersionResponse()),
    startDebugging: serve(async () => new emptyProto.Empty()),
  };
}
