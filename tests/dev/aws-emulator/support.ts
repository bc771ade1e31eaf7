import type { Answer, Asked, HandOn, Part } from "../../../dev/aws-emulator/asked.ts";

export const account = "111122223333";

/** An emulator that is not to be asked. */
export const nobody: HandOn = () => {
  throw new Error("the emulator was asked");
};

/** What a part answers, read as JSON. */
export async function answerTo(
  part: Part,
  asked: Partial<Asked>,
  handOn: HandOn = nobody,
): Promise<{ status: number; body: unknown } | undefined> {
  const answer = await part({ service: "", region: "eu-central-1", method: "GET", path: "/", headers: {}, body: "", ...asked }, handOn);
  return answer && { status: answer.status, body: answer.body === "" ? "" : JSON.parse(answer.body) };
}

/** Calls a service of the protocol JSON 1.1; what it refuses is thrown as its code. */
export const caller =
  (part: Part, target: string) =>
  async (operation: string, body: object = {}): Promise<Record<string, Record<string, unknown>>> => {
    const headers = { "x-amz-target": `${target}.${operation}` };
    const answer = await answerTo(part, { service: target.toLowerCase(), method: "POST", headers, body: JSON.stringify(body) });
    if (answer?.status !== 200) throw new Error((answer?.body as { __type?: string } | undefined)?.__type ?? "no answer");
    return answer.body as Record<string, Record<string, unknown>>;
  };

export const xml = (body: string): Answer => ({ status: 200, type: "text/xml", body });
