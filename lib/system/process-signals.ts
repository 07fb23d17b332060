/** This process's signals as the Signals port. */

import type { Signals } from "../ports/signals.ts";

export const processSignals: Signals = {
  on: (name, listener) => {
    process.on(name, listener);
  },
};
