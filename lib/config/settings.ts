/** The typed outcome of reading a keepalived.conf: what the daemons run on. Every object's written place stays findable. */

import type { Diagnostic } from "../diag/diagnostic.ts";
import type { Source, Span } from "../diag/source.ts";
import type { VirtualServer } from "../director/model.ts";
import type { SyncGroup, VrrpInstance } from "../vrrp/instance.ts";
import type { BlockValues, Entry } from "./block-values.ts";

export interface Settings {
  readonly routerId?: string;
  readonly syncGroups: readonly SyncGroup[];
  readonly instances: readonly VrrpInstance[];
  readonly virtualServers: readonly VirtualServer[];
}

/** Where each settings object, and each property that a person wrote, stands in the sources. */
export interface Places {
  /** @param property absent: the object's head, such as `vrrp_instance VI_1`. */
  of(settings: object, property?: string): Span | undefined;
  /** @returns the use of a keyword, or the line of a list block, that a settings object was made from. */
  from(settings: object): Entry<unknown> | undefined;
}

export interface Loaded {
  /** Usable even after errors (defaults stand in), so that later checks can still run. */
  readonly settings: Settings;
  /** Everything that is written, keyword by keyword, also what no command uses; see block-values.ts. */
  readonly values: BlockValues<"file">;
  readonly places: Places;
  /** Sorted by place; each fault once. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every file that was read, the first one first. */
  readonly sources: readonly Source[];
}
