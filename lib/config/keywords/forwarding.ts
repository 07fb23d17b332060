/** `NAT|DR|TUN`, where TUN may name the kind of tunnel. */

import { named } from "../argument-forms.ts";
import { choice } from "../values/choice.ts";
import { port } from "../values/integer.ts";

const tunnel = choice("a tunnel", ["ipip", "gue", "gre"]);

export const forwarding = named(
  { method: choice("a forwarding method", ["NAT", "DR", "TUN"]) },
  {
    type: tunnel,
    port,
    csum: true,
    nocsum: true,
    remcsum: true,
  },
);
