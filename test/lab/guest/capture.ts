/** What passes on a network, as tcpdump prints it, each frame with the kernel's time stamp. */

import { Process } from "./process.ts";

export interface Frame {
  /** Milliseconds since 1970, with microseconds as the fraction; comparable to now(). */
  readonly time: number;
  /** tcpdump's line after the time stamp, link-level header first (-e), numbers only (-n). */
  readonly text: string;
}

const frameOf = (line: string): Frame | undefined => {
  const match = /^(\d+)\.(\d{6}) (.*)$/.exec(line);
  return match === null ? undefined : { time: Number(match[1]) * 1000 + Number(match[2]) / 1000, text: match[3] ?? "" };
};

export class Capture {
  readonly #tcpdump: Process;

  private constructor(tcpdump: Process) {
    this.#tcpdump = tcpdump;
  }

  /** Ends once the capture really listens. */
  static async start(link: string, filter: string): Promise<Capture> {
    const words = ["tcpdump", "-i", link, "-n", "-e", "-tt", "-l", "--immediate-mode", "-Z", "root", filter];
    const tcpdump = new Process(words.join(" "), words);
    await tcpdump.line(/listening on/, { within: 10_000 });
    return new Capture(tcpdump);
  }

  get frames(): Frame[] {
    return this.#tcpdump.lines.flatMap((line) => frameOf(line) ?? []);
  }

  /** The first frame matching `pattern` that was seen at or after `since` (ms, see now()). */
  async frame(pattern: RegExp, { within, since = 0 }: { within: number; since?: number }): Promise<Frame> {
    for (let from = 0; ; ) {
      await this.#tcpdump.line(pattern, { within, from });
      const index = this.#tcpdump.lines.findIndex((line, at) => at >= from && pattern.test(line));
      const frame = frameOf(this.#tcpdump.lines[index] ?? "");
      if (frame !== undefined && frame.time >= since) return frame;
      from = index + 1;
    }
  }

  async stop(): Promise<void> {
    await this.#tcpdump.stop();
  }
}
