import fc from "fast-check";
import { expect, it, test } from "vitest";
import { remindersOf } from "../../../../infra/aws/nodes/capacity-block-reminders.ts";

const reservationId = "cr-0123456789abcdef0";

test.each([
  ["2027-01-04T11:30:00Z", ["cron(30 11 3 1 ? 2027)", "cron(30 9 4 1 ? 2027)"]],
  ["2027-01-01T01:00:00Z", ["cron(0 1 31 12 ? 2026)", "cron(0 23 31 12 ? 2026)"]], // across the year's end
  ["2027-03-01T12:30:00+02:00", ["cron(30 10 28 2 ? 2027)", "cron(30 8 1 3 ? 2027)"]], // an offset, and the end of February
])("reminds 24 and 2 hours before %s, in UTC", (end, schedules) => {
  expect(remindersOf({ reservationId, end }, "keep").map(({ schedule }) => schedule)).toEqual(schedules);
});

it("says that EC2 ends the instances half an hour early", () => {
  const [day] = remindersOf({ reservationId, end: "2027-01-04T11:30:00Z" }, "modelkeep-demo");
  expect(day?.message).toBe(
    `modelkeep-demo: capacity block ${reservationId} ends in 24 hours, at 2027-01-04T11:30Z; EC2 ends its instances from 2027-01-04T11:00Z on.`,
  );
});

it("reminds at exactly the right minute, whatever the end", { tags: ["capacity-block-reminded-in-time"] }, () => {
  fc.assert(
    fc.property(fc.date({ min: new Date("2026-01-01"), max: new Date("2040-01-01"), noInvalidDate: true }), (end) => {
      for (const { hours, schedule } of remindersOf({ reservationId, end: end.toISOString() }, "keep")) {
        const [minute, hour, day, month, , year] = schedule.slice("cron(".length, -1).split(" ").map(Number);
        const at = Date.UTC(year!, month! - 1, day!, hour!, minute!);
        expect(Math.floor(end.getTime() / 60_000) * 60_000 - at).toBe(hours * 3_600_000);
      }
    }),
    { numRuns: 200 },
  );
});
