/** A sorry server that is one of those that it stands in for. */

import { formatEndpoint } from "../../net/endpoint.ts";
import { addressOf } from "../server-head.ts";
import { headSpan } from "../syntax.ts";
import type { Check } from "./checked.ts";
import { endpointOf } from "./server-view.ts";

/** With a greater quorum it may still be up when the quorum is lost, so that the wish makes sense. */
export const sorryServerStandsApart: Check = ({ file, report }) => {
  for (const { block, value } of file.all("virtual_server")) {
    const head = addressOf(value);
    const sorry = block.last("sorry_server");
    if (!sorry?.value || (block.get("quorum") ?? 1) > 1) continue;
    const wanted = formatEndpoint(endpointOf(sorry.value, head));
    const same = block
      .all("real_server")
      .find((real) => real.value && formatEndpoint(endpointOf(real.value, head)) === wanted);
    if (same)
      report.warning(
        "LK0061",
        headSpan(sorry.statement),
        "the sorry server is one of the real servers: when it is needed, it has failed",
        {
          hint: "name a server that is not in the pool",
          related: [{ span: headSpan(same.statement), message: "the real server is here" }],
        },
      );
  }
};
