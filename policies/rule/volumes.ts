import { Many } from "./many.ts";
import type { Reading } from "./reading.ts";
import type { Subject } from "./subject.ts";

export const volumeTypes: readonly string[] = [
  "aws:ec2/instance:Instance",
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:ebs/volume:Volume",
];

/** A volume, by its properties. */
export type Volume = (property: "encrypted" | "kmsKeyId") => Reading;

/** The volumes that a resource makes. A mapping to a disk of the instance itself, or to none, makes no volume; any other without `ebs` makes one of the image's. */
export function volumesOf(subject: Subject): Many<Volume> {
  if (subject.type === "aws:ebs/volume:Volume") return new Many<Volume>([(property) => subject.at(property)], "");
  const mapped = subject
    .at("blockDeviceMappings")
    .items()
    .flatMap((mapping) => {
      const none = mapping.at("virtualName").present().or(mapping.at("noDevice").present());
      return none.state === "yes" ? new Many<Reading>([], mapping.path) : new Many([mapping.at("ebs")], mapping.path);
    });
  const listed = subject.at("ebsBlockDevices").items().concat(subject.at("rootBlockDevice").items());
  return mapped.concat(listed).map(
    (volume): Volume =>
      (property) =>
        volume.at(property),
  );
}
