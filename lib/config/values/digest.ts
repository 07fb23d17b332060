/** MD5 digests of pages, as genhash prints them. */

import { type Kind, wrong } from "./kind.ts";

export const digest: Kind<string> = {
  synopsis: "MD5",
  expected: "32 hexadecimal digits, as genhash prints them",
  read(text) {
    if (/^[\da-f]{32}$/i.test(text)) return { value: text.toLowerCase() };
    if (/^[\da-f]+$/i.test(text)) return wrong(`has ${text.length} digits`);
    return wrong("is not a digest", /^MD5SUM/i.test(text) ? "write the digits alone" : undefined);
  },
};
