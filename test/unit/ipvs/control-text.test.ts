import t from "tap";
import { daemonsText, timeoutsText } from "../../../lib/ipvs/control-text.ts";
import { address } from "../../../lib/net/address.ts";

t.test("timeouts", async (t) => {
  t.equal(timeoutsText({ tcp: 900, tcpFin: 120, udp: 2_678_400 }), "Timeout (tcp tcpfin udp): 900 120 2678400\n");
});

t.test("daemons: one line each, none for none, groups as the C library writes them", async (t) => {
  t.equal(daemonsText([]), "");
  const daemon = { interface: "ens33", syncId: 7, maxLength: 1452, port: 8848, ttl: 1 };
  t.equal(
    daemonsText([
      { ...daemon, state: "master", group: address("224.0.0.81") },
      { ...daemon, state: "backup", group: address("ff05::51") },
    ]),
    "master sync daemon (mcast=ens33, syncid=7, maxlen=1452, group=224.0.0.81, port=8848, ttl=1)\n" +
      "backup sync daemon (mcast=ens33, syncid=7, maxlen=1452, group=ff05::51, port=8848, ttl=1)\n",
  );
});
