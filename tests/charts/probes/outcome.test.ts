import { describe, expect, test } from "vitest";
import { failurePolicy, type JobCondition, onSchedule, type ProbeResult, probeResult, worstOf } from "../../../charts/probes/outcome.ts";
import { probes } from "../../../charts/probes/probes.ts";
import { onAws } from "../keep-specs.ts";

const condition = (type: string, reason?: string, message?: string, status = "True"): JobCondition => ({ type, status, reason, message });

describe("what a run found", () => {
  test.each<[string, JobCondition[] | undefined, string, RegExp]>([
    [
      "closed",
      [condition("SuccessCriteriaMet", "CompletionsReached"), condition("Complete", "CompletionsReached")],
      "closed",
      /^every connection/,
    ],
    [
      "open",
      [condition("FailureTarget", "PodFailurePolicy"), condition("Failed", "PodFailurePolicy", "exit code 1")],
      "open",
      /does not enforce/,
    ],
    ["a control that failed", [condition("Failed", "BackoffLimitExceeded", "too many")], "unjudged", /^nothing is proven: too many$/],
    ["a pod that never started", [condition("Failed", "DeadlineExceeded")], "unjudged", /^nothing is proven: DeadlineExceeded$/],
    ["a failure without a reason", [condition("Failed")], "unjudged", /^nothing is proven: the Job failed$/],
    ["a Job that runs", [condition("Suspended")], "unjudged", /has not ended/],
    ["a Job that is about to end", [condition("FailureTarget", "PodFailurePolicy")], "unjudged", /has not ended/],
    ["no condition", [], "unjudged", /has not ended/],
    ["no status", undefined, "unjudged", /has not ended/],
    ["a condition that is over", [condition("Complete", undefined, undefined, "False")], "unjudged", /has not ended/],
    ["an end of both kinds", [condition("Complete"), condition("Failed", "PodFailurePolicy")], "open", /does not enforce/],
  ])("%s", { tags: ["probe-outcome-of-a-run"] }, (_, conditions, verdict, says) => {
    const result = probeResult("demo", "probe", conditions);
    expect(result.verdict).toBe(verdict);
    expect(result.says).toMatch(says);
    expect(result.read).toBe("kubectl -n modelkeep-demo-probes logs job/probe");
  });
});

describe("what the probes of several models found", () => {
  const of = (verdict: ProbeResult["verdict"]): ProbeResult => ({ verdict, says: verdict, read: "" });
  test.each<[ProbeResult["verdict"][], ProbeResult["verdict"]]>([
    [["closed", "closed"], "closed"],
    [["closed", "unjudged"], "unjudged"],
    [["unjudged", "open", "closed"], "open"],
    [["open", "unjudged"], "open"],
  ])("%j: %s", { tags: ["probe-worst-of-models"] }, (found, worst) => {
    expect(worstOf(found.map(of))).toEqual(of(worst));
  });

  test("a model whose probe waits for its schedule leaves the whole unjudged", () => {
    const waiting = onSchedule("demo", "probe-code");
    expect(worstOf([of("closed"), waiting])).toEqual({
      verdict: "unjudged",
      says: "nothing is proven: probe-code runs only on schedule, as its model has no replica",
      read: "kubectl -n modelkeep-demo-probes get cronjob/probe-code",
    });
  });
});

test("the exit status of an open way alone ends the Job by its policy, in the Job and on the schedule", {
  tags: ["open-way-ends-job-by-exit-status"],
}, () => {
  const specs = probes([onAws], "script").flatMap((object) => {
    if (object.kind === "Job") return [object.spec!];
    return object.kind === "CronJob" ? [object.spec!.jobTemplate.spec!] : [];
  });
  expect(specs).toHaveLength(2);
  for (const { podFailurePolicy, template } of specs) {
    expect(podFailurePolicy).toEqual(failurePolicy);
    expect(template.spec?.restartPolicy).toBe("Never");
    expect(failurePolicy.rules).toEqual([
      { action: "FailJob", onExitCodes: { containerName: template.spec?.containers[0]?.name, operator: "In", values: [1] } },
    ]);
  }
});
