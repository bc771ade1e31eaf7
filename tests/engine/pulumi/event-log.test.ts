import { expect, test } from "vitest";
import { SECRET } from "../../../engine/preview.ts";
import { diagnosticsOf, stackOutputs } from "../../../engine/pulumi/event-log.ts";

function log(...events: object[]): string {
  return events.map((event) => `${JSON.stringify({ sequence: 0, ...event })}\n`).join("");
}

test("what was said is kept with its severity and resource; debug lines, passing lines and colour are not", () => {
  const say = (severity: string, message: string, more = {}) => ({ diagnosticEvent: { severity, message, ...more } });
  const events = log(
    say("debug", "Registering resource"),
    say("info", "written to standard output\n"),
    say("info#err", "written to standard error\n"),
    say("info", "still waiting", { ephemeral: true }),
    say("info", "\n"),
    say("warning", "\u001b[33mdeprecated\u001b[39m\n", { urn: "urn:a", prefix: "warning: " }),
    say("error", "refused\n"),
    { summaryEvent: {} },
  );
  expect(diagnosticsOf(events)).toEqual([
    { severity: "info", message: "written to standard output" },
    { severity: "info", message: "written to standard error" },
    { severity: "warning", message: "deprecated", urn: "urn:a" },
    { severity: "error", message: "refused" },
  ]);
});

test("outputs are those of the last event of the stack, with secrets covered", () => {
  const outputs = (type: string, values: object) => ({ resOutputsEvent: { metadata: { type, new: { outputs: values } } } });
  const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "[secret]" };
  const root = "pulumi:pulumi:Stack";
  expect(stackOutputs(log(outputs(root, {}), outputs(root, { a: 1, b: [secret] }), outputs("aws:s3/bucket:Bucket", { arn: "x" })))).toEqual(
    {
      a: 1,
      b: [SECRET],
    },
  );
  expect(stackOutputs("")).toEqual({});
});
