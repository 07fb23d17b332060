/** Kernel parameters in memory; refuses what a test tells it to, and can let a write vanish as a meddling daemon would. */

import { SystemError } from "../../lib/diag/errors.ts";
import type { Sysctls } from "../../lib/ports/sysctls.ts";

export class FakeSysctls implements Sysctls {
  readonly values: Map<string, string>;
  /** Path → errno with which setting it fails. */
  readonly refused = new Map<string, string>();
  /** Paths whose writes succeed and change nothing. */
  readonly stubborn = new Set<string>();
  /** Every successful write, in order, as `path=value`. */
  readonly writes: string[] = [];

  constructor(values: Readonly<Record<string, string>> = {}) {
    this.values = new Map(Object.entries(values));
  }

  get(path: string): string | undefined {
    return this.values.get(path);
  }

  set(path: string, value: string): void {
    const code = this.values.has(path) ? this.refused.get(path) : "ENOENT";
    if (code !== undefined) throw new SystemError("set", path, { code, reason: `refused by the test (${code})` });
    this.writes.push(`${path}=${value}`);
    if (!this.stubborn.has(path)) this.values.set(path, value);
  }
}
