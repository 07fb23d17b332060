/** Counts how often a command said that much is to come. */

import type { BulkWork } from "../../lib/ports/bulk-work.ts";

export class FakeBulkWork implements BulkWork {
  said = 0;

  begins(): void {
    this.said++;
  }
}
