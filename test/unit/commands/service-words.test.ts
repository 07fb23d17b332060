import t from "tap";
import { servicePicker } from "../../../lib/commands/service-words.ts";
import type { ServiceKey } from "../../../lib/ipvs/model.ts";
import { address } from "../../../lib/net/address.ts";

const at = (protocol: "tcp" | "udp", host: string, port: number): ServiceKey => ({
  kind: "address",
  protocol,
  address: address(host),
  port,
});
const keys: Readonly<Record<string, ServiceKey>> = {
  web: at("tcp", "10.0.0.1", 80),
  dns: at("udp", "10.0.0.1", 53),
  dnsTcp: at("tcp", "10.0.0.1", 53),
  six: at("tcp", "2001:db8::1", 80),
  mark: { kind: "fwmark", family: "inet", fwmark: 7 },
  mark6: { kind: "fwmark", family: "inet6", fwmark: 7 },
};

const picked = (...words: string[]) => {
  const picker = servicePicker(words);
  return picker && Object.keys(keys).filter((name) => picker(keys[name] as ServiceKey));
};

t.test("an address is all its services, a port and a protocol fewer", async (t) => {
  t.strictSame(picked("10.0.0.1"), ["web", "dns", "dnsTcp"]);
  t.strictSame(picked("10.0.0.1:53"), ["dns", "dnsTcp"]);
  t.strictSame(picked("udp", "10.0.0.1:53"), ["dns"]);
  t.strictSame(picked("TCP 10.0.0.1:80"), ["web"]);
  t.strictSame(picked("[2001:db8::1]:80"), ["six"]);
  t.strictSame(picked("2001:0db8::1"), ["six"]);
  t.strictSame(picked("10.0.0.2"), []);
});

t.test("marks as listings have them", async (t) => {
  t.strictSame(picked("FWM", "7"), ["mark"]);
  t.strictSame(picked("fwm", "7", "IPv6"), ["mark6"]);
});

t.test("what is no service", async (t) => {
  for (const words of ["web", "10.0.0.1:http", "10.0.0", "[10.0.0.1]:80", "2001:db8::1]:80", "fwm", "fwm x", "sctp"])
    t.equal(picked(...words.split(" ")), undefined, words);
});
