/** Scopes of addresses: the names of rt_scopes, or a number (linux/rtnetlink.h, enum rt_scope_t). */

import { choice } from "./choice.ts";
import type { Kind } from "./kind.ts";

const names = choice("a scope", ["global", "site", "link", "host", "nowhere"]);

type Scope = "global" | "site" | "link" | "host" | "nowhere" | number;

export const addressScope: Kind<Scope> = {
  synopsis: "SCOPE",
  expected: `${names.expected}, or a number from 0 to 255`,
  read(text) {
    if (/^\d+$/.test(text) && Number(text) <= 255) return { value: Number(text) };
    return names.read(text);
  },
};
