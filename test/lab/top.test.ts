/** lvsadm top on a pseudo-terminal: whatever ends or stops it, the terminal is as it was. Needs python3 for the terminal. */

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { labTest } from "./lab-test.ts";

/** The sources are beside the build. */
const driver = fileURLToPath(new URL("../../../test/lab/pty.py", import.meta.url));

type Step =
  | { readonly expect: string }
  | { readonly send: string }
  | { readonly signal: string }
  | { readonly resize: readonly [rows: number, columns: number] }
  /** Seconds for which nobody reads what it writes. */
  | { readonly stall: number }
  | { readonly stopped: true }
  | { readonly ended: true };

interface Seen {
  readonly status: number;
  readonly stopped?: boolean;
  /** At each stop and at the end: the terminal's modes are those from before. */
  readonly restored: readonly boolean[];
  readonly output: string;
}

const takeScreen = "\u001b[?1049h";
const giveBack = "\u001b[?25h\u001b[?1049l";

await labTest(
  import.meta.url,
  async (lab) => {
    if ((await lab.run(["python3", "-c", "import pty"])).status !== 0) {
      lab.skip("lvsadm top on a terminal", "there is no python3 to make a pseudo-terminal with");
      return;
    }

    async function play(...steps: readonly Step[]): Promise<Seen> {
      const argv = ["python3", driver, "lvsadm", "top", "-d", "1"];
      const { status, stdout, stderr } = await lab.run(argv, { input: JSON.stringify(steps), within: 60_000 });
      assert.equal(status, 0, stderr);
      return JSON.parse(stdout) as Seen;
    }

    /** One screen taken and given back each time, in turn. */
    function holdScreens({ output, restored }: Seen, times: number): void {
      const screens = output.split(takeScreen);
      assert.equal(screens.length, times + 1, JSON.stringify(output));
      for (const screen of screens.slice(1)) assert.ok(screen.includes(giveBack), JSON.stringify(screen));
      assert.ok(
        restored.every((one) => one),
        "the modes are those from before",
      );
    }

    const shown: readonly Step[] = [{ expect: "TCP 10\\.0\\.0\\.9:80" }, { expect: "10\\.0\\.0\\.1:80" }];
    await lab.run(["ipvsadm", "-A", "-t", "10.0.0.9:80", "-s", "rr"]);
    await lab.run(["ipvsadm", "-a", "-t", "10.0.0.9:80", "-r", "10.0.0.1", "-m"]);

    await lab.check("keys are obeyed; q and Ctrl-C quit", async () => {
      const quit = await play(...shown, { send: "s" }, { expect: "by in B/s" }, { send: "q" }, { ended: true });
      assert.equal(quit.status, 0);
      holdScreens(quit, 1);
      const interrupted = await play(...shown, { send: "\u0003" }, { ended: true });
      assert.equal(interrupted.status, 0);
      holdScreens(interrupted, 1);
    });

    await lab.check("signals end it with their status", async () => {
      for (const [signal, status] of [
        ["SIGTERM", 143],
        ["SIGHUP", 129],
        ["SIGINT", 130],
      ] as const) {
        const seen = await play(...shown, { signal }, { ended: true });
        assert.equal(seen.status, status, signal);
        holdScreens(seen, 1);
      }
    });

    await lab.check(
      "stopped by Ctrl-Z or a signal the terminal is the shell's; continued, all is drawn again",
      async () => {
        for (const stop of [{ send: "\u001a" }, { signal: "SIGTSTP" }]) {
          const again: readonly Step[] = [
            { signal: "SIGCONT" },
            { expect: "\\x1b\\[2J" },
            { expect: "10\\.0\\.0\\.1:80" },
          ];
          const seen = await play(...shown, stop, { stopped: true }, ...again, { send: "q" }, { ended: true });
          assert.deepEqual([seen.stopped, seen.status, seen.restored], [true, 0, [true, true]]);
          holdScreens(seen, 2);
        }
      },
    );

    await lab.check("a new size is used at once", async () => {
      const seen = await play(
        ...shown,
        { resize: [8, 60] },
        { expect: "\\x1b\\[2J" },
        { expect: "\\x1b\\[8;1H[^\\n]*q quit" },
        { send: "q" },
        { ended: true },
      );
      assert.equal(seen.status, 0);
    });

    await lab.check("a terminal that takes no output holds up nothing: frames are left out, and q quits", async () => {
      const seen = await play(...shown, { send: "sr".repeat(400) }, { stall: 3 }, { send: "q" }, { ended: true });
      assert.equal(seen.status, 0);
      assert.deepEqual(seen.restored, [true]);
    });

    await lab.check("only what changes is written", async () => {
      const seen = await play(...shown, { stall: 4 }, { send: "q" }, { ended: true });
      const [, after = ""] = seen.output.split("10.0.0.1:80");
      assert.ok(!after.includes("weight"), "titles do not change");
      assert.ok(after.length < 1500, `${after.length} bytes in 4 s`);
    });

    await lab.check("without a terminal one sentence says so", async () => {
      const { status, stdout, stderr } = await lab.run(["lvsadm", "top"]);
      assert.deepEqual({ status, stdout }, { status: 2, stdout: "" });
      assert.match(stderr, /^lvsadm top: this is no terminal; --batch [^\n]*\n$/);
      assert.match((await lab.run(["lvsadm", "top", "--once"])).stdout, /\nTCP 10\.0\.0\.9:80 /);
    });
  },
  { secondsLimit: 240 },
);
