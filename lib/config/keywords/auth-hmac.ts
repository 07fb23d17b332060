/** Keywords of `auth_hmac`, which signs advertisements of VRRPv3. */

import { positional } from "../argument-forms.ts";
import { one } from "../arguments.ts";
import type { BlockTable, Rows } from "../keyword-row.ts";
import { choice } from "../values/choice.ts";
import { integer } from "../values/integer.ts";
import { text } from "../values/text.ts";
import { inside } from "./later.ts";

const id = integer(1, 255, "ID");
const key = text("KEY", "the key itself, hex: and its bytes, or file: and a path");
const since = { since: "2.4.0" } as const;

const rows = {
  key: inside(3, positional({ id, key }), "a key and its number; old ones stay for peers that still use them", {
    ...since,
    repeats: true,
    secret: true,
  }),
  active_key: inside(3, one(id), "number of the key that we sign with", since),
  time_window: inside(3, one(integer(1, 300, "SEC")), "seconds that clocks of peers may differ", since),
  anti_replay: inside(3, one(choice("a way", ["time", "monotonic"])), "what tells an old advertisement", since),
  mode: inside(
    3,
    one(choice("a mode", ["enforce", "permissive", "receive-only"])),
    "what becomes of unsigned ones",
    since,
  ),
} as const satisfies Rows;

export const authHmac: BlockTable<typeof rows> = { rows };
