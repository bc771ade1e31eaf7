import { vi } from "vitest";

/** What a verb printed, on each stream, and its exit status. */
export interface Captured {
  status: number;
  out: string;
  err: string;
}

/** Runs a verb in this process, and keeps what it prints from the terminal. */
export async function captured(act: () => Promise<number>): Promise<Captured> {
  const streams = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, "write").mockReturnValue(true));
  try {
    const status = await act();
    const [out = "", err = ""] = streams.map(({ mock }) => mock.calls.map(([text]) => text).join(""));
    return { status, out, err };
  } finally {
    for (const stream of streams) stream.mockRestore();
  }
}
