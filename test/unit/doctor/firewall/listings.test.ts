import t from "tap";
import { readListings } from "../../../../lib/doctor/firewall/listings.ts";

const chain = (family: string, table: string, name: string, hook: string) => ({
  chain: { family, table, name, type: "filter", hook, prio: 0, policy: "drop" },
});

t.test("what iptables-nft prints is not read a second time from nft, all else is", async (t) => {
  const nft = JSON.stringify({
    nftables: [
      chain("ip", "filter", "INPUT", "input"),
      chain("ip6", "filter", "INPUT", "input"),
      chain("inet", "filter", "input", "input"),
    ],
  });
  const save = "*filter\n:INPUT DROP [0:0]\nCOMMIT\n";
  const names = (...listings: Parameters<typeof readListings>[0]) =>
    readListings(listings).map(({ tool, table, name, families }) => `${tool} ${table} ${name} ${families}`);
  const both = ["nft ip filter INPUT inet", "nft ip6 filter INPUT inet6", "nft inet filter input inet,inet6"];
  t.strictSame(names({ kind: "nft", text: nft }), both);
  t.strictSame(
    names({ kind: "nft", text: nft }, { kind: "iptables", tool: "iptables-nft", family: "inet", text: save }),
    [...both.slice(1), "iptables-nft filter INPUT inet"],
  );
  t.strictSame(
    names({ kind: "nft", text: nft }, { kind: "iptables", tool: "iptables-legacy", family: "inet", text: save }),
    [...both, "iptables-legacy filter INPUT inet"],
    "of another part of the kernel",
  );
});
