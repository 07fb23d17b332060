/** The table's lock and this process's signals, for a test to hold and to raise. */

import type { LockPorts } from "../../lib/commands/lvsadm-lock.ts";
import { FakeSignals } from "./fake-signals.ts";

export class FakeLock implements LockPorts {
  readonly signals = new FakeSignals();
  /** Process that has the lock. */
  heldBy: number | "unknown" | undefined;
  /** How often the lock was taken and let go. */
  readonly locks = { taken: 0, released: 0 };

  readonly lockTable: LockPorts["lockTable"] = () => {
    if (this.heldBy !== undefined) return { heldBy: this.heldBy };
    this.locks.taken++;
    return {
      release: () => {
        this.locks.released++;
      },
    };
  };
}
