import t from "tap";
import { readNft } from "../../../../lib/doctor/firewall/nft.ts";

/** One rule of chain input, in table inet filter with the set `ports`, as nft 1.0.6 prints it. */
function ruleOf(...expr: readonly object[]) {
  const objects = [
    { metainfo: { version: "1.0.6", json_schema_version: 1 } },
    { table: { family: "inet", name: "filter", handle: 1 } },
    { set: { family: "inet", name: "ports", table: "filter", type: "inet_service", handle: 4, elem: [22, 443] } },
    {
      chain: {
        family: "inet",
        table: "filter",
        name: "input",
        handle: 2,
        type: "filter",
        hook: "input",
        prio: 0,
        policy: "drop",
      },
    },
    { rule: { family: "inet", table: "filter", chain: "input", handle: 7, expr } },
  ];
  const [chain] = readNft(JSON.stringify({ nftables: objects }));
  return chain?.rules[0];
}

const match = (left: object, right: unknown, op = "==") => ({ match: { op, left, right } });
const payload = (protocol: string, field: string) => ({ payload: { protocol, field } });
const meta = (key: string) => ({ meta: { key } });

t.test("chains with their hooks, priorities and policies; other families are none of IPVS's", async (t) => {
  const chains = readNft(
    JSON.stringify({
      nftables: [
        {
          chain: {
            family: "ip",
            table: "nat",
            name: "pre",
            type: "nat",
            hook: "prerouting",
            prio: -100,
            policy: "accept",
          },
        },
        { chain: { family: "ip6", table: "f", name: "fw", type: "filter", hook: "forward", prio: 10, policy: "drop" } },
        { chain: { family: "bridge", table: "b", name: "b", type: "filter", hook: "input", prio: 0, policy: "drop" } },
        {
          chain: { family: "netdev", table: "n", name: "n", type: "filter", hook: "ingress", prio: 0, policy: "drop" },
        },
        { chain: { family: "ip", table: "nat", name: "sub" } },
        { rule: { family: "ip", table: "nat", chain: "sub", handle: 3, expr: [{ return: null }] } },
      ],
    }),
  );
  t.match(chains, [
    { tool: "nft", table: "ip nat", name: "pre", kind: "nat", hook: "prerouting", priority: -100, policy: "accept" },
    { table: "ip6 f", families: ["inet6"], hook: "forward", priority: 10, policy: "drop" },
  ]);
  t.equal(chains.length, 2);
  t.match(chains[0]?.chains.get("sub"), [{ text: "handle 3", verdict: { kind: "return" } }]);
});

t.test("what a rule asks for", async (t) => {
  const inet = { not: false, test: { of: "family", families: ["inet"] } };
  const tcp = { not: false, test: { of: "protocol", names: ["tcp"] } };
  const cases: readonly (readonly [object, readonly unknown[]])[] = [
    [
      match(payload("ip", "daddr"), "172.16.0.80"),
      [inet, { not: false, test: { of: "destination", networks: [{ address: "172.16.0.80", prefixLength: 32 }] } }],
    ],
    [
      match(payload("ip", "saddr"), { prefix: { addr: "10.0.0.0", len: 8 } }, "!="),
      [inet, { not: true, test: { of: "source", networks: [{ address: "10.0.0.0", prefixLength: 8 }] } }],
    ],
    [
      match(payload("ip6", "daddr"), { set: [{ prefix: { addr: "2001:db8::", len: 32 } }, "::1"] }),
      [
        { not: false, test: { of: "family", families: ["inet6"] } },
        {
          not: false,
          test: {
            of: "destination",
            networks: [
              { address: "2001:db8::", prefixLength: 32 },
              { address: "::1", prefixLength: 128 },
            ],
          },
        },
      ],
    ],
    [
      match(payload("tcp", "dport"), { set: [80, { range: [8000, 8080] }] }),
      [
        tcp,
        {
          not: false,
          test: {
            of: "destination-port",
            ranges: [
              [80, 80],
              [8000, 8080],
            ],
          },
        },
      ],
    ],
    [
      match(payload("th", "sport"), { range: [1000, 2000] }),
      [{ not: false, test: { of: "source-port", ranges: [[1000, 2000]] } }],
    ],
    [
      match(payload("tcp", "dport"), "@ports"),
      [
        tcp,
        {
          not: false,
          test: {
            of: "destination-port",
            ranges: [
              [22, 22],
              [443, 443],
            ],
          },
        },
      ],
    ],
    [
      match({ ct: { key: "state" } }, ["established", "related"], "in"),
      [{ not: false, test: { of: "state", names: ["established", "related"] } }],
    ],
    [match(meta("iifname"), "lo"), [{ not: false, test: { of: "in", links: ["lo"] } }]],
    [match(meta("oif"), "eth0"), [{ not: false, test: { of: "out", links: ["eth0"] } }]],
    [
      match(meta("l4proto"), { set: ["tcp", "udp"] }),
      [{ not: false, test: { of: "protocol", names: ["tcp", "udp"] } }],
    ],
    [match(meta("nfproto"), "ipv6"), [{ not: false, test: { of: "family", families: ["inet6"] } }]],
    [match({ fib: { result: "type", flags: ["daddr"] } }, "local"), [{ not: false, test: { of: "local" } }]],
    [match({ fib: { result: "type", flags: "daddr" } }, "local"), [{ not: false, test: { of: "local" } }]],
    [match(meta("mark"), 7), [{ not: false, test: { of: "unknown" } }]],
    [match(payload("ip", "daddr"), "@missing"), [inet, { not: false, test: { of: "unknown" } }]],
    [match(payload("ip", "daddr"), { map: {} }), [inet, { not: false, test: { of: "unknown" } }]],
    [match(payload("tcp", "dport"), 80, ">"), [tcp, { not: false, test: { of: "unknown" } }]],
    [{ limit: { rate: 5, burst: 5, per: "second" } }, [{ not: false, test: { of: "unknown" } }]],
    [{ xt: { type: "match", name: "conntrack" } }, [{ not: false, test: { of: "unknown" } }]],
    [{ counter: { packets: 0, bytes: 0 } }, []],
    [{ log: { prefix: "x" } }, []],
  ];
  for (const [expression, conditions] of cases)
    t.strictSame(
      ruleOf(expression, { drop: null }),
      { text: "handle 7", conditions, verdict: { kind: "drop" } },
      JSON.stringify(expression),
    );
});

t.test("what becomes of the packet", async (t) => {
  const verdicts: readonly (readonly [object, object])[] = [
    [{ accept: null }, { kind: "accept" }],
    [{ reject: { type: "icmpx", expr: "port-unreachable" } }, { kind: "drop" }],
    [{ jump: { target: "sub" } }, { kind: "jump", chain: "sub" }],
    [{ goto: { target: "sub" } }, { kind: "goto", chain: "sub" }],
    [{ masquerade: null }, { kind: "rewrite" }],
    [{ dnat: { addr: "10.0.0.1", port: 80 } }, { kind: "rewrite" }],
    [{ notrack: null }, { kind: "untrack" }],
    [{ vmap: { key: { ct: { key: "state" } }, data: { set: [] } } }, { kind: "unknown" }],
    [{ xt: { type: "target", name: "REJECT" } }, { kind: "unknown" }],
    [{ counter: { packets: 0, bytes: 0 } }, { kind: "none" }],
  ];
  for (const [expression, verdict] of verdicts) t.strictSame(ruleOf(expression)?.verdict, verdict);
});

t.test("text that is not what nft prints is no rules", async (t) => {
  for (const text of ["", "x", "[]", "{}", '{"nftables":7}', '{"nftables":[7,{"chain":7},{"rule":null}]}'])
    t.strictSame(readNft(text), [], text);
});
