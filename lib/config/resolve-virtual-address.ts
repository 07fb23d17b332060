/** Lines of `virtual_ipaddress` → VirtualAddress: `ADDRESS[/LEN] [dev IF] [label L] [brd ADDRESS|+|-] [scope S]`. */

import { type Address, addressBytes, addressFromBytes, parseAddress } from "../net/address.ts";
import type { VirtualAddress } from "../vrrp/instance.ts";
import { type Call, readWord } from "./arguments.ts";
import type { Reading } from "./block-reader.ts";
import { isKeyword } from "./keywords.ts";
import type { PlaceBook } from "./places.ts";
import { type Block, headSpan, quote, type Statement, type Word } from "./syntax.ts";
import { ipv4Address } from "./values/address.ts";
import { integer } from "./values/integer.ts";
import type { Kind } from "./values/kind.ts";
import { addressScope } from "./values/scope.ts";
import { addressLabel, interfaceName } from "./values/text.ts";

/** @param device the instance's interface, which carries addresses that name no other. */
export function resolveVirtualAddresses(
  reading: Reading,
  places: PlaceBook,
  device: string,
  block: Block | undefined,
): readonly VirtualAddress[] {
  const found = new Map<string, VirtualAddress>();
  for (const statement of block?.statements ?? []) {
    const entry = new AddressEntry(reading, statement).read(device);
    if (entry === undefined) continue;
    const before = found.get(entry.address);
    if (before === undefined) found.set(entry.address, places.note(entry, headSpan(statement)));
    else {
      const first = places.of(before);
      reading.report.warning(
        "LK0017",
        headSpan(statement),
        `address ${entry.address} is listed twice; not used again`,
        {
          ...(first ? { related: [{ span: first, message: "listed first here" }] } : {}),
        },
      );
    }
  }
  return [...found.values()];
}

interface Options {
  device?: string;
  label?: string;
  broadcast?: Address | "+" | "-";
  scope?: VirtualAddress["scope"];
}

/** Options of keepalived's that come with the whole language, and how many words follow each. */
const notYet: Readonly<Record<string, number>> = {
  peer: 1,
  home: 0,
  "-nodad": 0,
  mngtmpaddr: 0,
  noprefixroute: 0,
  autojoin: 0,
  no_track: 0,
  preferred_lft: 1,
  use_vmac: 0,
  track_group: 1,
};

class AddressEntry {
  readonly #call: Call;
  readonly #statement: Statement;

  constructor(reading: Reading, statement: Statement) {
    this.#statement = statement;
    this.#call = { keyword: statement.keyword, words: statement.args, report: reading.report, isKeyword };
  }

  read(device: string): VirtualAddress | undefined {
    const { keyword, block } = this.#statement;
    if (block) this.#call.report.error("LK0009", block.open, "an address has no block; this one is skipped");
    const [addressText = "", lengthText, ...rest] = keyword.text.split("/");
    const address = this.#part("address", ipv4Address, rest.length > 0 ? keyword.text : addressText);
    const readable = address !== undefined && lengthText !== undefined;
    const length = readable ? this.#part("prefix length", prefixLength, lengthText) : 32;
    const options = this.#options();
    if (address === undefined || length === undefined) return undefined;
    const broadcast = this.#broadcast(address, length, options.broadcast);
    return {
      address,
      prefixLength: length,
      device: options.device ?? device,
      ...(options.label === undefined ? {} : { label: options.label }),
      ...(broadcast === undefined ? {} : { broadcast }),
      scope: options.scope ?? "global",
    };
  }

  /** Reads a part of the first word; the fault is shown at the whole word. */
  #part<T>(name: string, kind: Kind<T>, text: string): T | undefined {
    const word: Word = { ...this.#statement.keyword, text };
    return readWord({ ...this.#call, keyword: { ...word, text: name } }, kind, word);
  }

  #options(): Options {
    const options: Options = {};
    const words = this.#statement.args;
    for (let i = 0; i < words.length; i++) {
      const name = words[i];
      if (name === undefined) break;
      const skipped = Object.hasOwn(notYet, name.text) ? notYet[name.text] : undefined;
      if (skipped !== undefined) {
        this.#call.report.warning("LK0003", name.span, `"${name.text}" of an address is not implemented by lvskit yet`);
        i += skipped;
      } else if (!this.#option(options, name, words[i + 1])) return options;
      else i++;
    }
    return options;
  }

  /** @returns false where the words after it cannot be trusted to be options. */
  #option(options: Options, name: Word, value: Word | undefined): boolean {
    const read = <T>(kind: Kind<T>, keep: (value: T) => void): boolean => {
      if (value === undefined) {
        this.#call.report.error("LK0011", name.span, `"${name.text}" needs a value`, { expected: kind.expected });
        return false;
      }
      const result = readWord({ ...this.#call, keyword: name }, kind, value);
      if (result !== undefined) keep(result);
      return true;
    };
    switch (name.text) {
      case "dev":
        return read(interfaceName, (device) => (options.device = device));
      case "label":
        return read(addressLabel, (label) => (options.label = label));
      case "brd":
      case "broadcast":
        return read(broadcastKind, (broadcast) => (options.broadcast = broadcast));
      case "scope":
        return read(addressScope, (scope) => (options.scope = scope));
      default:
        return this.#unknown(name);
    }
  }

  #unknown(name: Word): false {
    const second = parseAddress(name.text.split("/")[0] ?? "") !== undefined;
    this.#call.report.error("LK0012", name.span, `${quote(name)} is not an option of an address`, {
      expected: "dev, label, brd or scope, each with a value",
      ...(second ? { hint: "one address per line" } : {}),
    });
    return false;
  }

  /** `+` is the last address of the prefix and `-` the first, as in ip-address(8). */
  #broadcast(address: Address, length: number, wanted: Options["broadcast"]): Address | undefined {
    if (wanted !== "+" && wanted !== "-") return wanted;
    const bytes = Uint8Array.from(addressBytes(address), (byte, i) => {
      const hostBits = 0xff >> Math.min(Math.max(length - 8 * i, 0), 8);
      return wanted === "+" ? byte | hostBits : byte & ~hostBits;
    });
    return addressFromBytes(bytes);
  }
}

const prefixLength = integer(0, 32, "LEN");

const broadcastKind: Kind<Address | "+" | "-"> = {
  synopsis: "ADDRESS|+|-",
  expected: "an IPv4 address, + or -",
  read: (text) => (text === "+" || text === "-" ? { value: text } : ipv4Address.read(text)),
};
