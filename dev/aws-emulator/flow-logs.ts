import { changedItems, type Ec2Operations, element, textOf } from "./ec2.ts";

/** Fields of a flow log that MiniStack (1.5.33) forgets: what a request calls them, and an answer. */
const forgotten = {
  DeliverLogsPermissionArn: "deliverLogsPermissionArn",
  LogFormat: "logFormat",
  MaxAggregationInterval: "maxAggregationInterval",
} as const;

/** Flow logs with role, format and interval, and with the tags that they are made with. */
export class FlowLogMemory {
  /** Elements of a flow log that an answer lacks, by its id. */
  readonly #told = new Map<string, string>();

  readonly operations: Ec2Operations = {
    CreateFlowLogs: async (fields, handOn, asked) => {
      // MiniStack knows this type of resource by a name of its own.
      const answer = await handOn({ body: asked.toString().replaceAll("=vpc-flow-log", "=flow-log") });
      const told = Object.entries(forgotten).flatMap(([name, tag]) => {
        const text = textOf(fields[name]);
        return text === undefined ? [] : [element(tag, text)];
      });
      for (const [, id] of answer.body.matchAll(/<item>(fl-[^<]+)</g)) this.#told.set(id!, told.join(""));
      return answer;
    },
    DescribeFlowLogs: async (_, handOn) =>
      changedItems(await handOn(), { set: "flowLogSet", id: "flowLogId" }, (item, id) =>
        item.replace("<resourceId>", () => `${this.#told.get(id) ?? ""}<resourceId>`),
      ),
  };
}
