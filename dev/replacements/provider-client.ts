import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import structProto from "google-protobuf/google/protobuf/struct_pb.js";

const require = createRequire(import.meta.url);
const messages = require("@pulumi/pulumi/proto/provider_pb.js");
const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb.js");

type Values = Record<string, structProto.JavaScriptValue>;

/** A provider's own executable, as far as it is asked here. */
export interface ProviderClient {
  /** Terraform's schema of what a bridged provider bridges, as JSON. */
  mapping(): Promise<string>;
  /** Inputs, by their first name, for which the provider would replace a resource that has `before` and shall have `after`. */
  replaces(type: string, before: Values, after: Values): Promise<string[]>;
  /** Inputs of a resource as the provider completes them; `__defaults` names what it filled in. */
  check(type: string, name: string, inputs: object): Promise<unknown>;
  stop(): void;
}

/** No account: dummies, none of which is to be checked. */
const offline = {
  region: "eu-central-1",
  accessKey: "preview",
  secretKey: "preview",
  skipCredentialsValidation: "true",
  skipMetadataApiCheck: "true",
  skipRegionValidation: "true",
  skipRequestingAccountId: "true",
};

/**
 * Starts an AWS provider without an account.
 * @throws Error where it does not start, or refuses its configuration
 */
export async function startProvider(program: string): Promise<ProviderClient> {
  // The address of an engine to which it would report: nobody is there, and no call here needs anybody.
  const provider = spawn(program, ["127.0.0.1:1"], { stdio: ["ignore", "pipe", "ignore"] });
  const port = await new Promise<string>((resolve, reject) => {
    provider.once("error", reject);
    provider.once("exit", (code) => reject(new Error(`${program} ended with ${code}`)));
    provider.stdout.once("data", (text) => resolve(String(text).trim()));
  });
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), { "grpc.max_receive_message_length": -1 });
  const call = <Answer>(method: string, request: unknown) =>
    new Promise<Answer>((resolve, reject) => {
      client[method](request, (error: ServiceError | null, answer: Answer) => (error ? reject(error) : resolve(answer)));
    });
  const configuration = new messages.ConfigureRequest();
  configuration.setArgs(structProto.Struct.fromJavaScript({ ...offline }));
  configuration.setAcceptsecrets(true);
  configuration.setAcceptresources(true);
  await call("configure", configuration);
  return {
    mapping: async () => {
      const request = new messages.GetMappingRequest();
      request.setKey("terraform");
      const answer = await call<{ getData_asU8(): Uint8Array }>("getMapping", request);
      return Buffer.from(answer.getData_asU8()).toString("utf8");
    },
    replaces: async (type, before, after) => {
      const request = new messages.DiffRequest();
      request.setId("id");
      request.setUrn(`urn:pulumi:asked::asked::${type}::asked`);
      request.setOlds(structProto.Struct.fromJavaScript({ id: "id", ...before }));
      request.setOldInputs(structProto.Struct.fromJavaScript(before));
      request.setNews(structProto.Struct.fromJavaScript(after));
      const answer = await call<{ getReplacesList(): string[] }>("diff", request);
      return [...new Set(answer.getReplacesList().map((path) => path.split(/[.[]/)[0]!))];
    },
    check: async (type, name, inputs) => {
      const request = new messages.CheckRequest();
      request.setUrn(`urn:pulumi:asked::asked::${type}::${name}`);
      request.setOlds(structProto.Struct.fromJavaScript({}));
      request.setNews(structProto.Struct.fromJavaScript(inputs as Values));
      // The same made-up names each time.
      request.setRandomseed(Buffer.alloc(32).toString("base64"));
      const answer = await call<{ getInputs(): structProto.Struct | undefined }>("check", request);
      return answer.getInputs()?.toJavaScript();
    },
    stop: () => {
      client.close();
      provider.kill();
    },
  };
}
