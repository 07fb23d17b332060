/** Kinds of free words, each with the name that a synopsis gives it. */

import { type Kind, wrong } from "./kind.ts";
import { text } from "./text.ts";

export const name = text("NAME", "a name");
const userName = unended("USER", "a user");
export const user: Kind<string> = {
  ...userName,
  read: (written) =>
    /^[a-z_][\w-]*:[a-z_][\w-]*$/i.test(written)
      ? wrong("is no user", `user and group are two words: ${written.replace(":", " ")}`)
      : userName.read(written),
};
export const group = unended("GROUP", "a group");
export const filePath = text("PATH", "a path");
export const mail = unended("MAIL", "a mail address", "blanks alone separate them");

/** Of these none ends with a sign that separates or ends statements elsewhere. */
function unended(synopsis: string, expected: string, hint?: string): Kind<string> {
  const any = text(synopsis, expected);
  return {
    ...any,
    read: (written) => (/.[,;]$/.test(written) ? wrong(`ends with "${written.at(-1)}"`, hint) : any.read(written)),
  };
}

/** Names of processes: the kernel keeps 15 bytes (TASK_COMM_LEN, linux/sched.h), keepalived puts no limit. */
export const processName = text("NAME", "a process name");

/** @param digits what the whole word must look like. */
export function hexBytes(synopsis: string, digits: RegExp, expected: string): Kind<string> {
  return {
    synopsis,
    expected,
    read: (written) =>
      digits.test(written) && written.length % 2 === 0
        ? { value: written }
        : wrong("is not a row of bytes", bytesHint(written)),
  };
}

/** As umask(1) takes it, or names of mode bits as in stat(2) without the `S_`. */
export const mask: Kind<string> = {
  synopsis: "MASK",
  expected: "an octal number from 0 to 0777, or names of mode bits such as IRWXG|IRWXO",
  read: (written) =>
    /^0[0-7]{0,3}$|^I(R|W|X|RWX)(USR|GRP|OTH|[UGO])(\|I(R|W|X|RWX)(USR|GRP|OTH|[UGO]))*$/.test(written)
      ? { value: written }
      : wrong("is not a mask"),
};

/** Six octets, or five where the virtual router's number is to be the last; as two lower-case digits each. */
export const macAddress: Kind<string> = {
  synopsis: "MAC",
  expected: "a MAC address of six octets, or of five for the virtual router's number to follow",
  read(written) {
    const octets = (/^[\da-f]{1,2}(:[\da-f]{1,2}){5}$|^[\da-f]{1,2}(:[\da-f]{1,2}){4}(?=:?$)/i.exec(written)?.[0] ?? "")
      .split(":")
      .map((octet) => octet.padStart(2, "0").toLowerCase());
    if (octets.length < 5) return wrong("is not a MAC address", macHint(written));
    const value = octets.join(":");
    if (Number.parseInt(octets[0] ?? "", 16) & 1) return wrong("is a multicast address, which no interface can have");
    if (/^00:00:5e:00:0[12]/.test(value)) return wrong("is one of RFC 5798's own", "leave it out: it is the default");
    return { value };
  },
};

/** @returns whether `text` was meant as one, though perhaps written as other systems do. */
export function looksLikeMac(text: string): boolean {
  return text.includes(":") || macHint(text) !== undefined;
}

function macHint(text: string): string | undefined {
  const digits = text.replace(/[-.]/g, "");
  if (!/^([\da-f]{2}(-[\da-f]{2}){5}|[\da-f]{4}(\.[\da-f]{4}){2})$/i.test(text)) return undefined;
  return `write ${digits.match(/../g)?.join(":")}`;
}

function bytesHint(text: string): string | undefined {
  if (/^0x/i.test(text)) return `write the digits alone: ${text.slice(2)}`;
  return text.length % 2 === 1 ? "two digits make a byte" : undefined;
}
