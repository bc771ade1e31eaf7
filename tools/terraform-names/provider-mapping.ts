import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { credentials, type ServiceError } from "@grpc/grpc-js";

const require = createRequire(import.meta.url);
const messages = require("@pulumi/pulumi/proto/provider_pb.js");
const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb.js");

/**
 * What a bridged provider says of the Terraform provider within it, as JSON: the call by which `pulumi convert` learns it.
 * @param program the provider's own executable
 * @throws Error where it does not start, or does not answer
 */
export async function providerMapping(program: string): Promise<string> {
  // The address of an engine to which it would report: nobody is there, and the call needs nobody.
  const provider = spawn(program, ["127.0.0.1:1"], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const port = await new Promise<string>((resolve, reject) => {
      provider.once("error", reject);
      provider.stdout.once("data", (text) => resolve(String(text).trim()));
    });
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), { "grpc.max_receive_message_length": -1 });
    const request = new messages.GetMappingRequest();
    request.setKey("terraform");
    return await new Promise<string>((resolve, reject) => {
      client.getMapping(request, (error: ServiceError | null, answer: { getData_asU8(): Uint8Array }) =>
        error ? reject(error) : resolve(Buffer.from(answer.getData_asU8()).toString("utf8")),
      );
    });
  } finally {
    provider.kill();
  }
}
