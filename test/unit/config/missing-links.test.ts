import t from "tap";
import { missingLinks } from "../../../lib/config/missing-links.ts";
import { renderOneLine } from "../../../lib/diag/render.ts";
import { loadText } from "../../support/configuration.ts";

const text = `vrrp_instance VI_1 {
    interface ens3
    virtual_router_id 12
    virtual_ipaddress {
        10.0.0.1
        10.0.0.2 dev dummy9
    }
}
`;

t.test("each missing interface is told where it is written, with the nearest that exists", async (t) => {
  const loaded = loadText(text, "k.conf");
  const told = missingLinks(loaded, ["lo", "ens33"]).map(renderOneLine);
  t.equal(told.length, 2);
  t.match(told[0], /^k\.conf:2:15: error LK0036: this host has no interface "ens3" .*did you mean "ens33"/);
  t.match(told[1], /^k\.conf:6:\d+: error LK0036: this host has no interface "dummy9"/);
  t.same(missingLinks(loaded, ["ens3", "dummy9"]), []);
});
