import type { Answer, Part } from "./asked.ts";
import type { Fields } from "./records.ts";

/** What MiniStack (1.5.33) forgets of a trail where it makes it, and keeps where it changes it. */
const forgotten = ["CloudWatchLogsLogGroupArn", "CloudWatchLogsRoleArn"] as const;

/** A trail of CloudTrail is made with its log group and its tags: what MiniStack forgets of it is told once more. */
export const trails: Part = async ({ service, headers, body }, handOn) => {
  const target = String(headers["x-amz-target"]);
  if (service !== "cloudtrail" || !target.endsWith(".CreateTrail")) return undefined;
  const answer = await handOn();
  if (answer.status !== 200) return answer;
  const told = JSON.parse(body) as Fields;
  const made = JSON.parse(answer.body) as Fields;
  const tell = (operation: string, fields: Fields): Promise<Answer> =>
    handOn({ headers: { ...headers, "x-amz-target": target.replace("CreateTrail", operation) }, body: JSON.stringify(fields) });

  const change = Object.fromEntries(forgotten.flatMap((field) => (told[field] === undefined ? [] : [[field, told[field]]])));
  const changed = await tell("UpdateTrail", { Name: told["Name"], ...change });
  if (changed.status !== 200) return changed;
  const { TagsList = [] } = told;
  const tagged = await tell("AddTags", { ResourceId: made["TrailARN"], TagsList });
  if (tagged.status !== 200) return tagged;
  return { ...answer, body: JSON.stringify({ ...made, ...change }) };
};
