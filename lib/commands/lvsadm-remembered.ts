/** The file of remembered weights: read whole or not at all, written only where it changes. */

import { CommandFailure } from "../diag/errors.ts";
import type { RememberedWeight } from "../ipvs/drain.ts";
import { formatRemembered, parseRemembered } from "../ipvs/remembered-text.ts";
import type { Files } from "../ports/files.ts";

export interface RememberedPorts {
  readonly files: Files;
  /** Where the weights of this network namespace are kept until the next boot. @throws SystemError */
  rememberedPath(): string;
}

export function readRemembered({ files, rememberedPath }: RememberedPorts): RememberedWeight[] {
  const path = rememberedPath();
  if (!files.exists(path)) return [];
  const weights = parseRemembered(files.read(path));
  if (weights !== undefined) return weights;
  throw new CommandFailure(
    `${path}, which holds the weights of drained real servers, is damaged; delete it to go on without (undrain then knows no weights)`,
    1,
  );
}

export function storeRemembered(
  { files, rememberedPath }: RememberedPorts,
  earlier: readonly RememberedWeight[],
  next: readonly RememberedWeight[],
): void {
  const path = rememberedPath();
  if (next.length === 0) {
    if (earlier.length > 0) files.remove(path);
    return;
  }
  const text = formatRemembered(next);
  if (text !== formatRemembered(earlier)) files.write(path, text, 0o600);
}
