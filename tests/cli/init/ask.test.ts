import { expect, test } from "vitest";
import { askRest } from "../../../cli/init/ask.ts";

/** Somebody who types these lines, one after the other. */
function typing(...lines: string[]) {
  const questions: string[] = [];
  const ask = async (question: string) => {
    questions.push(question);
    return lines.shift() ?? "";
  };
  return { questions, ask };
}

test("what was given is not asked, and nothing typed is what usually stands there", async () => {
  const { questions, ask } = typing("", "444455556666");
  expect(await askRest({ target: "eks", region: "eu-west-1" }, ask)).toEqual({
    target: "eks",
    model: "DeepSeek-R1-Distill-Qwen-7B",
    account: "444455556666",
    region: "eu-west-1",
    instance: "g6.xlarge",
  });
  expect(questions.map((question) => question.split(/[[:]/)[0]?.trim())).toEqual(["Model", "AWS account", "GPU instance"]);
});

test("an answer that cannot be meant is asked for again, with what is accepted", async () => {
  const { questions, ask } = typing("cloud", "laptop", "GPT-4", "", "", "6 x 24", "6x24", "");
  expect(await askRest({}, ask)).toEqual({ target: "laptop", model: "DeepSeek-R1-Distill-Qwen-1.5B", node: "6x24", volume: "weights" });
  expect(questions[1]).toMatch(/^ {2}"cloud" is not accepted; accepted: eks, existing, laptop\nWhere/);
  expect(questions[3]).toMatch(/^ {2}"GPT-4" is not accepted; accepted: DeepSeek/);
  expect(questions.find((question) => question.includes("6 x 24"))).toMatch(/accepted: two numbers such as 32x256/);
});

test("there is no account that usually stands there", async () => {
  const { questions, ask } = typing("", "", "12", "444455556666", "", "");
  expect((await askRest({ target: "eks" }, ask)).account).toBe("444455556666");
  expect(questions[2]).toMatch(/^ {2}accepted: twelve digits\nAWS account/);
});

test("zones are asked for where the catalog does not know those of the region", { tags: ["init-asks-for-zones"] }, async () => {
  const { questions, ask } = typing("", "444455556666", "ap-east-2", "ap-east-2a", "ap-east-2a,ap-east-2b", "");
  expect((await askRest({ target: "eks" }, ask)).zones).toBe("ap-east-2a,ap-east-2b");
  expect(questions[4]).toContain("accepted: 2 or 3 names separated by commas, such as ap-east-2a,ap-east-2b");
});
