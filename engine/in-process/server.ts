import { type handleUnaryCall, Server, ServerCredentials, status } from "@grpc/grpc-js";
import engineRpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import resourceRpc from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import type { Deployment } from "./deployment.ts";
import { engineService } from "./engine-service.ts";
import { resourceMonitor } from "./monitor.ts";
import { Refusal } from "./refusal.ts";
import { Callbacks } from "./transforms.ts";

/** The SDK's own limit on a message, in bytes: `runtime/settings.ts` of `@pulumi/pulumi`. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

export interface EngineServer {
  /** `host:port` on loopback. */
  address: string;
  close(): void;
}

/**
 * Serves both engine services for one run of a program.
 *
 * @param onFatal called when a request was refused in a way that ends the preview, or the engine itself failed
 * @param onProgramEnd called when the program has registered everything and waits for permission to exit
 */
export async function serveEngine(
  deployment: Deployment,
  { onFatal, onProgramEnd }: { onFatal: (error: Error) => void; onProgramEnd: () => Promise<void> },
): Promise<EngineServer> {
  const callbacks = new Callbacks();
  const serve = <Request, Response>(answer: (request: Request) => Promise<Response>): handleUnaryCall<Request, Response> => {
    return (call, reply) => {
      answer(call.request).then(
        (response) => reply(null, response),
        (error: Error) => {
          const fatal = !(error instanceof Refusal) || error.fatal;
          if (error instanceof Refusal) deployment.refusals.push(error.message);
          if (fatal) onFatal(error);
          // The SDK treats UNAVAILABLE as an engine shutdown and exits silently.
          reply({ code: fatal ? status.UNAVAILABLE : status.UNKNOWN, details: error.message });
        },
      );
    };
  };

  const server = new Server({ "grpc.max_receive_message_length": MAX_MESSAGE_BYTES, "grpc.max_send_message_length": MAX_MESSAGE_BYTES });
  server.addService(resourceRpc.ResourceMonitorService, resourceMonitor(deployment, callbacks, serve, onProgramEnd));
  server.addService(engineRpc.EngineService, engineService(deployment, serve));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return {
    address: `127.0.0.1:${port}`,
    close: () => {
      callbacks.close();
      server.forceShutdown();
    },
  };
}
