import { expect, test } from "vitest";
import { OwnResources } from "../../../policies/rule/own-resources.ts";
import { Stack } from "../../../policies/rule/stack.ts";
import type { SubjectSource } from "../../../policies/rule/subject.ts";
import { SECRET } from "../../../policies/rule/unknown.ts";

const one = (type: string, name: string, inputs: SubjectSource["inputs"], more: Partial<SubjectSource> = {}): SubjectSource => ({
  urn: `urn:pulumi:x::x::${type}::${name}`,
  type,
  name,
  inputs,
  protect: false,
  ...more,
});
const role = one("aws:iam/role:Role", "role", { name: "reader" });
const alarm = one("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", { name: "sg-0123456789abcdef0" });
const outputOf = (text: string) => (text === "~role.arn.0123456789ab~" ? role.urn : undefined);

/** What is said of one input of a resource that was made from the role. */
function belongs(input: string, value: unknown, known = true, others: readonly SubjectSource[] = [role, alarm]): string {
  const asked = one("aws:x/y:Y", "asked", { [input]: value }, { propertyDependencies: { [input]: [role.urn] } });
  const stack = new Stack([...others, asked], known ? outputOf : undefined);
  const subject = stack.subjects.at(-1)!;
  const reading = subject.at(input);
  return new OwnResources(stack).of(subject, reading, [reading]).state;
}

test("a name is one of the type that the input names", { tags: ["names-by-input"] }, () => {
  expect(belongs("role", "reader")).toBe("yes");
  expect(belongs("role", "sg-0123456789abcdef0")).toBe("no");
  expect(belongs("securityGroupId", "sg-0123456789abcdef0")).toBe("no");
  expect(belongs("securityGroupId", "reader")).toBe("no");
});

test("where outputs are known, what an input is made from does not make it one's own", { tags: ["outputs-not-counted"] }, () => {
  expect(belongs("roleArn", "~role.arn.0123456789ab~")).toBe("yes");
  expect(belongs("roleArn", "~role.arn.0123456789ab~/*")).toBe("yes");
  expect(belongs("roleArn", "~theirs.arn.0123456789ab~")).toBe("no");
  expect(belongs("roleArn", "AROAEXAMPLE")).toBe("no");
  expect(belongs("roleArn", SECRET)).toBe("unknown");
  expect(belongs("roleArn", "~role.arn.0123456789ab~", true, [{ ...role, readId: "theirs" }])).toBe("no");
});

test("where they are not, the resources are counted that an input is made from", () => {
  expect(belongs("roleArn", "AROAEXAMPLE", false)).toBe("yes");
  expect(belongs("roleArn", SECRET, false)).toBe("yes");
  expect(belongs("roleArn", "AROAEXAMPLE", false, [alarm])).toBe("no");
});
