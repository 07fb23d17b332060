/** What a configuration can be held against on the host that it is for. Nothing is changed, and no privilege is needed. */

import type { InterfaceAddress, Link } from "./links.ts";

export interface LocalHost {
  /** @throws SystemError */
  links(): Promise<readonly Link[]>;
  /** @throws SystemError */
  addresses(): Promise<readonly InterfaceAddress[]>;
  /** @param path from the root; links in it are followed. */
  look(path: string): PathStatus;
  /** Of the files on this host; users from elsewhere are not known. */
  hasUser(name: string): boolean;
  modules(): KernelModules;
  names(file: NameFile): NameTexts;
}

/** Files of iproute2's that give numbers their names. */
export type NameFile = "rt_tables" | "rt_protos" | "rt_scopes" | "rt_dsfield" | "rt_realms" | "group";

export interface NameTexts {
  /** Of the file in /etc/iproute2; empty where there is none. */
  readonly own: string;
  /** Of what ip(8) reads besides, or instead: `rt_tables.d/NAME.conf`, and the distribution's own. */
  readonly others: readonly { readonly path: string; readonly text: string }[];
}

export type PathStatus =
  | { readonly kind: "missing" }
  /** Something on the way may not be looked at. */
  | { readonly kind: "hidden" }
  | {
      readonly kind: "file" | "folder" | "other";
      /** Somebody may run it. */
      readonly executable: boolean;
      /** Where somebody else than root may change what runs: the folder or file, the outermost; absent: nowhere. */
      readonly writable?: string;
    };

/** Names as in modules.dep, with `_` for `-`. */
export interface KernelModules {
  /** Loaded now, or built in where the kernel says so. */
  has(name: string): boolean;
  /** The kernel could load it; undefined: its list of modules is not on this host. */
  canLoad(name: string): boolean | undefined;
}
