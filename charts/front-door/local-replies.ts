import { allowedRoutes } from "./routes.ts";

/** Seconds after which a client should ask again where there is no room for its request, or its pod ends. */
const retryAfterSeconds = "1";

/** What the front door answers by itself with a status, `type` in the words of vLLM 0.33.0 where it has one. */
export interface LocalReply {
  status: number;
  type: string;
  message: string;
  retryAfter?: string;
}

/** The same for every keep: how much a client may send and how long it may take is in its contract (`modelkeep connection`). */
export const localReplies: readonly LocalReply[] = [
  {
    status: 400,
    type: "BadRequestError",
    message: "The request is not well-formed HTTP, or has something that is not accepted in a path or a header's name.",
  },
  { status: 403, type: "PermissionDeniedError", message: "The certificate has no grant for this model." },
  {
    status: 404,
    type: "NotFoundError",
    message: `No such route. Accepted, without a query: ${allowedRoutes.map(({ method, path }) => `${method} ${path}`).join(", ")}.`,
  },
  { status: 408, type: "RequestTimeoutError", message: "The request did not arrive in time." },
  { status: 413, type: "BadRequestError", message: "The body is larger than the grants for this model allow." },
  { status: 429, type: "RateLimitError", message: "Too many requests. Try again later.", retryAfter: retryAfterSeconds },
  { status: 431, type: "BadRequestError", message: "The headers are too many or too large." },
  {
    status: 503,
    type: "ServiceUnavailableError",
    message: "The model server has no room for the request, or it starts or ends. Try again on a new connection.",
    retryAfter: retryAfterSeconds,
  },
  { status: 504, type: "GatewayTimeoutError", message: "The answer was not complete within the longest time that a grant allows." },
];

/** An answer in the shape of OpenAI's API, which its clients read. */
const body = ({ type, message }: Pick<LocalReply, "type" | "message">) => ({
  json_format: { error: { message, type, code: "%RESPONSE_CODE%" } },
  content_type: "application/json",
});

/**
 * What Envoy answers by itself, as the clients' libraries expect an error, and with nothing of Envoy's own words: those name sockets, files
 * and reasons within the pod. Answers of the model server are passed on as they are.
 */
export const localReplyConfig: object = {
  mappers: localReplies.map(({ status, type, message, retryAfter }) => ({
    filter: {
      status_code_filter: { comparison: { op: "EQ", value: { default_value: status, runtime_key: `modelkeep.reply_${status}` } } },
    },
    body_format_override: body({ type, message }),
    ...(retryAfter !== undefined && { headers_to_add: [{ header: { key: "retry-after", value: retryAfter } }] }),
  })),
  body_format: body({ type: "InternalServerError", message: "The request was not answered." }),
};
