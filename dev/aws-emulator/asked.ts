import type { IncomingHttpHeaders } from "node:http";

/** One request of an AWS API, as it came. */
export interface Asked {
  /** Service by the scope of the signature, such as `ec2`. */
  service: string;
  region: string;
  method: string;
  /** Path with its query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Answer {
  status: number;
  /** Content type. */
  type: string;
  body: string;
}

/** Asks the emulator the same, with another path, method, body or headers. */
export type HandOn = (changed?: Partial<Pick<Asked, "method" | "path" | "body" | "headers">>) => Promise<Answer>;

/** Answers what the emulator lacks, or mends its answer; undefined: the emulator's own answer stands. */
export type Part = (asked: Asked, handOn: HandOn) => Promise<Answer | undefined> | Answer | undefined;

/** What a request is refused with: a code that AWS documents for the operation. */
export class AwsError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Region and service that a request is signed for; undefined where it is not signed. */
export function scopeOf({
  authorization = "",
}: Pick<IncomingHttpHeaders, "authorization">): { region: string; service: string } | undefined {
  const [, region, service] = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\/aws4_request/.exec(authorization) ?? [];
  return region === undefined || service === undefined ? undefined : { region, service };
}
