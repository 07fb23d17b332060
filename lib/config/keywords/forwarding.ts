/** `NAT|DR|TUN`, where TUN may say which tunnel: words ⇄ Forwarding, with the combinations that the kernel does not have. */

import type { Forwarding } from "../../director/model.ts";
import type { Tunnel } from "../../ipvs/model.ts";
import { type NamedValue, named } from "../argument-forms.ts";
import { type Arguments, type Call, missing, readWord, refuseSurplus } from "../arguments.ts";
import { joinSpans, type Word } from "../syntax.ts";
import { choice } from "../values/choice.ts";
import { port } from "../values/integer.ts";
import { forwardingWords } from "../values/other-words.ts";

const method = choice("a forwarding method", ["NAT", "DR", "TUN"], forwardingWords);
const types = ["ipip", "gue", "gre"] as const;
const options = { type: choice("a type of tunnel", types), port, nocsum: true, csum: true, remcsum: true } as const;
type Written = NamedValue<Readonly<Record<never, never>>, typeof options, Readonly<Record<never, never>>>;

/** The words that name a checksum, as the kernel's settings call it. */
const checksums = { nocsum: "none", csum: "checksum", remcsum: "remote" } as const;
type ChecksumWord = keyof typeof checksums;

const documented = named({ method }, options);
const tunnelWords = named(
  {},
  options,
  {},
  {
    of: "a tunnel",
    expected: "type ipip, type gue port PORT, or type gre, then perhaps nocsum, csum or remcsum",
    hint: (word) => (types.some((type) => type === word) ? `write type ${word}` : undefined),
  },
);

export const forwarding: Arguments<Forwarding> = {
  ...documented,
  read(call) {
    const [first] = call.words;
    if (first === undefined) return missing(call, method.expected);
    const read = readWord(call, method, first);
    // What follows a word that is no method is part of the same mistake.
    if (read === undefined) return undefined;
    if (read !== "TUN") {
      refuseTunnel(call);
      return { method: read };
    }
    const rest = { ...call, words: call.words.slice(1) };
    const written = tunnelWords.read(rest);
    const tunnel = written && readTunnel(rest, written);
    return tunnel && { method: read, ...(tunnel.type === "ipip" ? {} : { tunnel }) };
  },
  write: (value) => [value.method, ...(value.tunnel ? tunnelWords.write(wordsOf(value.tunnel)) : [])],
};

/** `type` begins lines of other blocks, but here it is an option. */
function refuseTunnel(call: Call): void {
  if (!Object.hasOwn(options, call.words[1]?.text ?? "")) refuseSurplus(call, 1);
  else refuseSurplus({ ...call, isKeyword: () => false }, 1, "only TUN takes a tunnel's options");
}

/** @returns undefined after telling what the kernel's tunnels do not have (ip_vs_xmit.c). */
function readTunnel(call: Call, written: Written): Tunnel | undefined {
  const type = written.type ?? "ipip";
  const word = readChecksum(call);
  const at = (name: string) => call.words.findLast(({ text }) => text === name);
  if (type === "gue" && written.port === undefined) return tellPortless(call, at("gue"));
  if (type !== "gue" && written.port !== undefined)
    return contradiction(call, at("port"), `a tunnel of type ${type} has no port`, "type gue has one");
  if (type === "ipip" && word !== undefined && word !== "nocsum")
    return contradiction(call, at(word), "a tunnel of type ipip has no checksum", "type gue and type gre have one");
  if (type === "gre" && word === "remcsum")
    return contradiction(call, at(word), "a tunnel of type gre has no remote checksum", "write csum, or type gue");
  return { type, port: written.port ?? 0, checksum: checksums[word ?? "nocsum"] };
}

/** Of several the last counts, as in keepalived. */
function readChecksum({ words, report }: Call): ChecksumWord | undefined {
  const written = words.filter(({ text }) => Object.hasOwn(checksums, text));
  const [first] = written;
  const last = written.at(-1);
  if (first && last && first.text !== last.text)
    report.warning(
      "LK0035",
      joinSpans(first.span, last.span),
      `a tunnel has one kind of checksum; ${last.text} counts`,
    );
  return last?.text as ChecksumWord | undefined;
}

function tellPortless({ report, keyword }: Call, word: Word | undefined): undefined {
  report.error("LK0011", (word ?? keyword).span, "a tunnel of type gue needs a port", {
    expected: "port PORT on this line, the UDP port that real servers take the packets at",
  });
}

function contradiction({ report, keyword }: Call, word: Word | undefined, fault: string, hint: string): undefined {
  report.error("LK0035", (word ?? keyword).span, fault, { hint });
}

function wordsOf({ type, port: number, checksum }: Tunnel): Written {
  return {
    type: types.find((one) => one === type) ?? "ipip",
    ...(number === 0 ? {} : { port: number }),
    ...(checksum === "none" ? {} : { [checksum === "checksum" ? "csum" : "remcsum"]: true }),
  };
}
