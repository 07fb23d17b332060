/** Blocks that have names, found by them: of two with one name the first, which is the one that counts. */

import { nearest } from "../../diag/suggest.ts";
import type { BlockValues, Entry, UseOf } from "../block-values.ts";
import type { Extras } from "../report.ts";

export type NamedBlock =
  | "vrrp_instance"
  | "vrrp_script"
  | "track_file"
  | "vrrp_track_process"
  | "bfd_instance"
  | "track_group"
  | "virtual_server_group";

/** What messages call them. */
export const nouns: Readonly<Record<NamedBlock, string>> = {
  vrrp_instance: "instance",
  vrrp_script: "script",
  track_file: "file",
  vrrp_track_process: "process",
  bfd_instance: "BFD session",
  track_group: "track group",
  virtual_server_group: "group of virtual servers",
};

/** A file of faults takes no longer than one of sense: suggestions that are made, and names that each is looked for among. */
const mostSuggestions = 100;
const mostCompared = 200;
/** Names that a message lists. */
const mostListed = 10;

type ByName<B extends NamedBlock> = ReadonlyMap<string, UseOf<"file", B>>;

export class NamedBlocks {
  readonly #file: BlockValues<"file">;
  readonly #first = new Map<NamedBlock, readonly string[]>();
  #suggestions = 0;
  readonly #found = new Map<NamedBlock, ByName<NamedBlock>>();

  constructor(file: BlockValues<"file">) {
    this.#file = file;
  }

  find<B extends NamedBlock>(block: B, name: string): UseOf<"file", B> | undefined {
    return this.#of(block).get(name);
  }

  /** @returns true where an earlier block has its name, so that this one does not count. */
  isAgain(block: NamedBlock, { value, statement }: Entry<string>): boolean {
    return value !== undefined && this.find(block, value)?.statement !== statement;
  }

  /** @returns what a message says to somebody who wrote a name that none has. */
  instead(block: NamedBlock, name: string): Extras {
    const names = this.#firstNames(block);
    const suggestion = this.#suggestions++ < mostSuggestions ? nearest(name, names) : undefined;
    const rest = names.length > mostListed ? " and others" : "";
    return {
      expected:
        names.length === 0
          ? `a ${block} block with this name`
          : `one of ${names.slice(0, mostListed).join(", ")}${rest}`,
      ...(suggestion === undefined ? {} : { hint: `did you mean ${JSON.stringify(suggestion)}?` }),
    };
  }

  #firstNames(block: NamedBlock): readonly string[] {
    const known = this.#first.get(block) ?? [...this.#of(block).keys()].slice(0, mostCompared);
    this.#first.set(block, known);
    return known;
  }

  #of<B extends NamedBlock>(block: B): ByName<B> {
    const known = this.#found.get(block) ?? this.#index(block);
    this.#found.set(block, known);
    // Its uses are of this block alone, which the map of all blocks cannot say.
    return known as unknown as ByName<B>;
  }

  #index(block: NamedBlock): ByName<NamedBlock> {
    const found = new Map<string, UseOf<"file", NamedBlock>>();
    for (const use of this.#file.all(block))
      if (use.value !== undefined && !found.has(use.value)) found.set(use.value, use);
    return found;
  }
}
