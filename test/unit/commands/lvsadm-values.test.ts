import t from "tap";
import { RememberedNames } from "../../../lib/commands/lvsadm-hosts.ts";
import { leadingNumber, parsePlace, wholeNumber } from "../../../lib/commands/lvsadm-values.ts";
import { fakeNames } from "../../support/fake-names.ts";

t.test("whole numbers", async (t) => {
  for (const [text, wanted] of [
    ["0", 0],
    ["007", 7],
    [" \t+12", 12],
    ["-0", 0],
    ["100", 100],
  ] as const)
    t.equal(wholeNumber(text, 0, 100), wanted, JSON.stringify(text));
  for (const text of ["", " ", "5x", "1.5", "0x10", "80 ", "-1", "101", "1e1", "99999999999999999999", "+-1", "٣"])
    t.equal(wholeNumber(text, 0, 100), undefined, JSON.stringify(text));
  t.equal(leadingNumber(" 64abc"), 64);
  t.equal(leadingNumber("abc"), 0);
});

/** With these hosts looked up. */
async function known(hosts: string): Promise<RememberedNames> {
  const names = new RememberedNames(fakeNames(hosts));
  for (const host of ["web", "six"]) names.addressOf(host);
  await names.lookUpMissing();
  return names;
}

t.test("places", async (t) => {
  const names = await known("10.0.0.7 web www\n2001:db8::7 web six\n");
  const show = (text: string, protocol: "tcp" | "udp" | undefined = "tcp") => {
    const place = parsePlace(text, protocol, names);
    return place && `${place.address} ${place.port ?? "-"}`;
  };
  const rows = [
    ["10.0.0.1:80", "10.0.0.1 80"],
    ["10.0.0.1", "10.0.0.1 -"],
    ["10.1:http", "10.0.0.1 80"],
    ["10.1:www", "10.0.0.1 80"],
    ["167772161:80", "10.0.0.1 80"],
    ["[2001:db8::1]:80", "2001:db8::1 80"],
    ["2001:db8::1:80", "2001:db8::1:80 -"],
    ["[10.0.0.1]:80", "10.0.0.1 -"],
    ["[web]:80", "10.0.0.7 -"],
    ["[10.0.0.1:81]:80", "10.0.0.1 81"],
    ["web:80", "10.0.0.7 80"],
    ["[::ffff:10.0.0.1]:1", "::ffff:10.0.0.1 1"],
  ] as const;
  for (const [text, wanted] of rows) t.equal(show(text), wanted, text);
  const bad = [
    "",
    "1",
    "[2001:db8::1]",
    "[2001:db8::1]80",
    "[2001:db8::1",
    "10.0.0.1:",
    "10.0.0.1:65536",
    ":80",
    "six:80",
  ];
  for (const text of [...bad, "10.0.0.1:HTTP", "10.0.0.1:80:90", "fe80::1%lo", "[fe80::1%lo]:80", "nobody:80", "[]:80"])
    t.equal(show(text), undefined, text);
  t.equal(show("10.0.0.1:http", "udp"), undefined, "names of ports are the protocol's");
  t.equal(parsePlace("10.0.0.1:http", undefined, names), undefined, "and need one");
});
