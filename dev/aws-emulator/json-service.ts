import { type Answer, type Asked, AwsError, type Part } from "./asked.ts";
import type { Fields } from "./records.ts";

/** Account and region that a request is for. */
export interface Home {
  account: string;
  region: string;
}
/** Operations of a service by name: each from its input to its output. */
export type Operations = Readonly<Record<string, (input: Fields, home: Home) => Fields>>;

/** An answer in JSON. */
export const json = (status: number, body: object): Answer => ({ status, type: "application/json", body: JSON.stringify(body) });

/** What is refused, as a service of JSON says it; anything else is thrown on. */
export function refused(error: unknown): Answer {
  if (!(error instanceof AwsError)) throw error;
  return json(400, { __type: error.code, message: error.message });
}

/**
 * A service of the protocol JSON 1.1, which names its operations in a header.
 * @param target what stands before the operation in the header `X-Amz-Target`
 */
export function jsonService(target: string, account: string, operations: Operations): Part {
  return ({ headers, body, region }: Asked) => {
    const [service, operation = ""] = String(headers["x-amz-target"]).split(".");
    if (service !== target) return undefined;
    const known = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    try {
      if (!known) throw new AwsError("UnknownOperationException", `this ${target} does not know ${operation}`);
      return json(200, known(JSON.parse(body || "{}") as Fields, { account, region }));
    } catch (error) {
      return refused(error);
    }
  };
}

/** A good answer with some fields of an object within it changed; any other answer as it is. */
export function mended(answer: Answer, field: string, change: (value: Fields) => Fields): Answer {
  if (answer.status !== 200) return answer;
  const body = JSON.parse(answer.body) as Record<string, Fields | undefined>;
  const value = body[field];
  return value === undefined ? answer : { ...answer, body: JSON.stringify({ ...body, [field]: { ...value, ...change(value) } }) };
}
