/** Bytes that a terminal sends → keys, whatever is pasted and however the bytes are cut. */

/** A printable character stands for itself; the rest has names. */
export type Key = string;

const controls: Readonly<Record<string, Key>> = { "\u0003": "interrupt", "\u000c": "redraw", "\u001a": "suspend" };

/** Of xterm and its kin, in both cursor modes; of the Linux console and rxvt where they differ. */
const sequences: Readonly<Record<string, Key>> = {
  "[A": "up",
  OA: "up",
  "[B": "down",
  OB: "down",
  "[C": "right",
  OC: "right",
  "[D": "left",
  OD: "left",
  "[5~": "page-up",
  "[6~": "page-down",
  "[H": "home",
  OH: "home",
  "[1~": "home",
  "[7~": "home",
  "[F": "end",
  OF: "end",
  "[4~": "end",
  "[8~": "end",
};

export interface Decoded {
  readonly keys: readonly Key[];
  /** Start of a sequence whose end is still to come; to be put before the next bytes. */
  readonly rest: string;
}

const escapeCharacter = "\u001b";
/** What follows an escape: CSI with parameters up to a final letter, or SS3; or the start of one at the end of the text. */
const sequence = /^(?:(\[[0-9;?]*[A-Za-z~]|O[A-Za-z])|(?:\[[0-9;?]*|O)?$)/;
/** No key's sequence is longer; something that never ends is not waited for. */
const longestSequence = 16;

/** @param text the rest of last time and what came since, as Latin-1. */
export function decodeKeys(text: string): Decoded {
  const keys: Key[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? "";
    if (character !== escapeCharacter) {
      const key = controls[character] ?? (character >= " " && character <= "~" ? character : undefined);
      if (key !== undefined) keys.push(key);
      at++;
      continue;
    }
    const [whole = "", complete] = sequence.exec(text.slice(at + 1, at + longestSequence)) ?? [];
    const ended = at + 1 + whole.length === text.length;
    if (complete === undefined && ended && whole.length < longestSequence - 1) return { keys, rest: text.slice(at) };
    const key = complete && sequences[complete];
    if (key) keys.push(key);
    at += 1 + whole.length;
  }
  return { keys, rest: "" };
}
