/** `NAT|DR|TUN`, where TUN may name the kind of tunnel. */

import { named } from "../argument-forms.ts";
import { choice } from "../values/choice.ts";
import { port } from "../values/integer.ts";
import { forwardingWords } from "../values/other-words.ts";

const tunnel = choice("a tunnel", ["ipip", "gue", "gre"]);

export const forwarding = named(
  { method: choice("a forwarding method", ["NAT", "DR", "TUN"], forwardingWords) },
  {
    type: tunnel,
    port,
    csum: true,
    nocsum: true,
    remcsum: true,
  },
);
