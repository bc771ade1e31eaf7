/** Frames of HTTP/2 (RFC 9113), byte by byte: a client that does what Node's would not. */
const frame = (type: number, flags: number, stream: number, payload: Buffer): Buffer => {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
};

/** What a client says first. */
export const preface = Buffer.concat([Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), frame(4, 0, 0, Buffer.alloc(0))]);

/** A header by the index of its name in the static table (RFC 7541, appendix A), not to be indexed. */
const header = (name: number, value: string): Buffer => Buffer.concat([Buffer.from([name, value.length]), Buffer.from(value)]);

/** `GET path` as a whole, on this stream. */
export const get = (stream: number, path: string): Buffer =>
  // 0x82 is `:method: GET`, 0x87 `:scheme: https`; 0x05 ends headers and stream.
  frame(1, 0x05, stream, Buffer.concat([Buffer.from([0x82, 0x87]), header(1, "model"), header(4, path)]));

/** The frames of a text, by type, stream and payload; an incomplete one at its end is left out. */
export function framesOf(bytes: Buffer): { type: number; stream: number; payload: Buffer }[] {
  const frames = [];
  for (let at = 0; at + 9 <= bytes.length; ) {
    const end = at + 9 + bytes.readUIntBE(at, 3);
    if (end > bytes.length) break;
    frames.push({ type: bytes.readUInt8(at + 3), stream: bytes.readUInt32BE(at + 5), payload: bytes.subarray(at + 9, end) });
    at = end;
  }
  return frames;
}

/** The last stream that a server takes, where it has said so for good: in a GOAWAY that names one. */
export const lastStream = (bytes: Buffer): number | undefined =>
  framesOf(bytes)
    .filter(({ type }) => type === 7)
    .map(({ payload }) => payload.readUInt32BE(0))
    .find((stream) => stream < 2 ** 31 - 1);
