/** Random tables with every kind of service and destination that a person can ask for, in the form the kernel reports. */

import type { DestinationState, ServiceKey, ServiceState } from "../../lib/ipvs/model.ts";
import { type Address, addressFromBytes } from "../../lib/net/address.ts";

type Below = (end: number) => number;

const v4 = (net: number, last: number): Address => addressFromBytes(Uint8Array.of(10, 0, net, last));
const v6 = (net: number, last: number): Address =>
  addressFromBytes(Uint8Array.of(0x20, 1, 0xd, 0xb8, ...Array<number>(10).fill(0), net, last));

/** @returns services and destinations once each, from so small a space that two tables have much in common. */
export function randomStates(below: Below): ServiceState[] {
  const pick = <T>(...from: readonly [T, ...T[]]): T => from[below(from.length)] ?? from[0];
  const keys: ServiceKey[] = [
    { kind: "address", protocol: "tcp", address: v4(0, 1), port: 80 },
    { kind: "address", protocol: "udp", address: v4(0, 1), port: 53 },
    { kind: "address", protocol: "sctp", address: v4(0, 2), port: 0 },
    { kind: "address", protocol: "tcp", address: v6(0, 1), port: 443 },
    { kind: "fwmark", family: "inet", fwmark: 0xffff_ffff },
    { kind: "fwmark", family: "inet6", fwmark: 7 },
  ];
  return keys.filter(() => below(3) > 0).map((key) => randomService(key, pick, below));
}

type Choose = <T>(...from: readonly [T, ...T[]]) => T;

function randomService(key: ServiceKey, pick: Choose, below: Below): ServiceState {
  const inet6 = key.kind === "fwmark" ? key.family === "inet6" : key.address.includes(":");
  const scheduler = pick("rr", "wrr", "wlc", "sh", "mh");
  const persistent: Pick<ServiceState["settings"], "persistenceTimeout"> = { persistenceTimeout: 1 + below(3) };
  return {
    key,
    settings: {
      scheduler,
      onePacket: below(4) === 0,
      schedulerFlags: pick(0, 0, 8, 0x38),
      ...pick<Partial<ServiceState["settings"]>>({}, {}, persistent, {
        ...persistent,
        netmask: inet6 ? "64" : "255.255.255.0",
      }),
      ...pick({}, {}, {}, { persistenceEngine: "sip" }),
    },
    destinations: [1, 2, 3, 4]
      .filter(() => below(3) > 0)
      .map((last) => randomDestination(inet6 ? v6(1, last) : v4(1, last), pick, below)),
  };
}

function randomDestination(address: Address, pick: Choose, below: Below): DestinationState {
  const forwarding = pick<Forwarding>(
    { forwarding: "direct" },
    { forwarding: "direct" },
    { forwarding: "masquerade" },
    { forwarding: "tunnel" },
    { forwarding: "tunnel", tunnel: { type: "gue", port: 1 + below(2), checksum: pick("none", "remote") } },
    { forwarding: "tunnel", tunnel: { type: "gre", port: 0, checksum: pick("none", "checksum") } },
  );
  const thresholds = pick({ upperThreshold: 0, lowerThreshold: 0 }, { upperThreshold: 10, lowerThreshold: 5 });
  return { key: { address, port: 80 }, settings: { ...forwarding, weight: pick(0, 1, 1, 5), ...thresholds } };
}

type Forwarding = Pick<DestinationState["settings"], "forwarding" | "tunnel">;
