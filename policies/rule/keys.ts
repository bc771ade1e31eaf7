import type { Reading } from "./reading.ts";
import { given, type Stack } from "./stack.ts";
import type { Subject } from "./subject.ts";
import type { Truth } from "./truth.ts";

/** Resources by which a program names a customer-managed key. */
const keyTypes = ["aws:kms/key:Key", "aws:kms/alias:Alias", "aws:kms/replicaKey:ReplicaKey", "aws:kms/externalKey:ExternalKey"];

/** Whether a property names a customer-managed key, known or to be made. */
export const keyGiven = (stack: Stack, subject: Subject, reading: Reading): Truth => given(stack, subject, reading, keyTypes);
