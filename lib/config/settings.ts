/** The typed outcome of reading a keepalived.conf: what the daemons run on. Every object's written place stays findable. */

import type { Diagnostic } from "../diag/diagnostic.ts";
import type { Source, Span } from "../diag/source.ts";
import type { VirtualServer } from "../director/model.ts";
import type { ServerGroup } from "../director/server-group.ts";
import type { HostAddress } from "../vrrp/host-address.ts";
import type { SyncGroup, VrrpInstance } from "../vrrp/instance.ts";
import type { Route, Rule } from "../vrrp/route.ts";
import type { Trackers } from "../vrrp/tracking.ts";
import type { BlockValues, Entry } from "./block-values.ts";

export interface Settings {
  readonly routerId?: string;
  readonly syncGroups: readonly SyncGroup[];
  readonly instances: readonly VrrpInstance[];
  readonly virtualServers: readonly VirtualServer[];
  readonly trackers: Trackers;
  readonly serverGroups: readonly ServerGroup[];
  /** What this host has whatever any instance's state. */
  readonly statics: StaticSettings;
  /** Absent: nobody gets mail. */
  readonly mail?: MailSettings;
}

export interface StaticSettings {
  readonly addresses: readonly HostAddress[];
  readonly routes: readonly Route[];
  readonly rules: readonly Rule[];
}

export interface MailSettings {
  readonly recipients: readonly string[];
  /** Absent: the daemon's user at this host. */
  readonly from?: string;
  readonly server: { readonly host: string; readonly port: number };
  /** What this host calls itself to the server; absent: its name. */
  readonly helloName?: string;
  /** Milliseconds. */
  readonly connectTimeout: number;
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
