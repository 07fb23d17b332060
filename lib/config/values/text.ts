/** Words that stand for themselves: names, strings and interface names. */

import { type Kind, wrong } from "./kind.ts";

export function text(synopsis: string, expected: string): Kind<string> {
  return {
    synopsis,
    expected,
    freeText: true,
    read: (written) => (written === "" ? wrong("is empty") : { value: written }),
  };
}

/** IFNAMSIZ is 16 with the final NUL (linux/if.h); the kernel refuses `/`, `:` and blanks (dev_valid_name). */
const longestInterfaceName = 15;

export const interfaceName: Kind<string> = {
  synopsis: "INTERFACE",
  expected: `an interface name of 1 to ${longestInterfaceName} characters`,
  freeText: true,
  read(written) {
    if (Buffer.byteLength(written) > longestInterfaceName) return wrong("is too long for an interface name");
    if (/[;,]$/.test(written)) return wrong(`ends with "${written.at(-1)}"`);
    const parent = /^([^\s/:]+):\w*$/.exec(written)?.[1];
    if (parent)
      return wrong("is a label, not an interface", `write ${parent}; an address may have label ${written} besides`);
    if (written === "" || /[\s/:]/.test(written) || written === "." || written === "..")
      return wrong("cannot be an interface name");
    return { value: written };
  },
};

/** IFALIASZ does not apply: IFA_LABEL has IFNAMSIZ too (net/ipv4/devinet.c). */
export const addressLabel: Kind<string> = {
  synopsis: "LABEL",
  expected: `a label of 1 to ${longestInterfaceName} characters, such as eth0:0`,
  freeText: true,
  read: (written) =>
    written === "" || Buffer.byteLength(written) > longestInterfaceName
      ? wrong("is too long for an address label")
      : { value: written },
};
