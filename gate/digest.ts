import { createHash } from "node:crypto";

/** SHA-256 as settings, images and the audit write it: `sha256:` and 64 hexadecimal digits. */
export const digestOf = (data: string | Buffer): string => `sha256:${createHash("sha256").update(data).digest("hex")}`;
