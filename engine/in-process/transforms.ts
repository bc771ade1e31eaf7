import { credentials } from "@grpc/grpc-js";
import callbackRpc from "@pulumi/pulumi/proto/callback_grpc_pb.js";
import callbackProto from "@pulumi/pulumi/proto/callback_pb.js";
import resourceProto from "@pulumi/pulumi/proto/resource_pb.js";
import { Refusal } from "./refusal.ts";

/** A function of the program that changes a registration before the engine processes it. */
export type Transform = (request: resourceProto.TransformRequest) => Promise<resourceProto.TransformResponse>;

/** Connections back to the program, to call its transforms. */
export class Callbacks {
  readonly #clients = new Map<string, callbackRpc.CallbacksClient>();

  /** The function behind a callback that the program registered. */
  transform(callback: callbackProto.Callback): Transform {
    const client = this.#client(callback.getTarget());
    const token = callback.getToken();
    return async (request) => {
      const invocation = new callbackProto.CallbackInvokeRequest();
      invocation.setToken(token);
      invocation.setRequest(request.serializeBinary());
      const response = await new Promise<callbackProto.CallbackInvokeResponse>((resolve, reject) => {
        client.invoke(invocation, (error, answer) =>
          error ? reject(new Refusal(`a transform of the program failed: ${error.details}`, { fatal: true })) : resolve(answer),
        );
      });
      return resourceProto.TransformResponse.deserializeBinary(response.getResponse_asU8());
    };
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
  }

  #client(target: string): callbackRpc.CallbacksClient {
    const known = this.#clients.get(target);
    if (known) return known;
    const client = new callbackRpc.CallbacksClient(target, credentials.createInsecure());
    this.#clients.set(target, client);
    return client;
  }
}
