/** Kinds of free words, each with the name that a synopsis gives it. */

import { type Kind, wrong } from "./kind.ts";
import { text } from "./text.ts";

export const name = text("NAME", "a name");
export const user = text("USER", "a user");
export const group = text("GROUP", "a group");
export const filePath = text("PATH", "a path");
export const mail = text("MAIL", "a mail address");

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

/** Six octets, or five where the virtual router's number is to be the last. */
export const macAddress: Kind<string> = {
  synopsis: "MAC",
  expected: "a MAC address of six octets, or of five for the virtual router's number to follow",
  read: (written) =>
    /^[\da-f]{1,2}(:[\da-f]{1,2}){4,5}:?$/i.test(written) ? { value: written } : wrong("is not a MAC address"),
};

function bytesHint(text: string): string | undefined {
  if (/^0x/i.test(text)) return `write the digits alone: ${text.slice(2)}`;
  return text.length % 2 === 1 ? "two digits make a byte" : undefined;
}
