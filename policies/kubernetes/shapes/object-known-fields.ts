import { isOfKeep } from "../../keep/judge.ts";
import { otherRights } from "../../other-objects/rights.ts";
import { otherShapes } from "../../other-objects/shapes.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { examine } from "../../shape/examine.ts";
import { judgedKubernetesTypes } from "../../types/kubernetes.ts";

export const objectKnownFields: StackRule = {
  name: "kubernetes-object-known-fields",
  description: "Objects outside of the keep have only fields, labels, volumes and rights that these rules know.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D16", "D20"],
  frameworks: { nist80053r5: ["CM-7", "AC-6"] },
  database: "RDS.35: parameters are those of a reviewed group.",
  remediation: "Remove the field, or waive it for this object with a reason.",
  checkStack: (stack) => {
    const shapes = new Map([...otherShapes, ...otherRights(stack)]);
    return stack.look(stack.peek(...judgedKubernetesTypes).filter((subject) => !isOfKeep(stack, subject))).flatMap((subject) => {
      const shape = shapes.get(subject.type);
      return about(
        subject,
        shape === undefined
          ? [
              {
                kind: "violation",
                path: "kind",
                message: "is not a kind that a stack may have outside of the keep; accepted: those that the release renders",
              },
            ]
          : examine(subject.at(), shape),
      );
    });
  },
};
