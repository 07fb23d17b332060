/** The plain description of a cluster: hosts, their links, the networks between them. No effects. */

export interface LinkSpec {
  /** Name of the network (an Ethernet segment) that the link is plugged into; default "lan". */
  readonly network?: string;
  /** Addresses with prefix length, for example "172.16.12.113/16". */
  readonly addresses?: readonly string[];
}

export interface HostSpec {
  /** By interface name as the host sees it; a bare address with prefix stands for that address on network "lan". */
  readonly links: Readonly<Record<string, LinkSpec | string>>;
  /** Written before the links come up, for example { "net.ipv4.ip_forward": 1 }. */
  readonly sysctls?: Readonly<Record<string, string | number>>;
  /** Arguments of `ip route add`, for example "default via 172.16.12.1". */
  readonly routes?: readonly string[];
}

export type ClusterSpec = Readonly<Record<string, HostSpec>>;

/** One cable: from the bridge of a network to an interface of a host. */
export interface Cable {
  readonly host: string;
  readonly interface: string;
  readonly bridge: string;
  /** Name of the bridge's end; unique in the machine and at most 15 characters. */
  readonly port: string;
  readonly addresses: readonly string[];
}

export const bridgeName = (network: string): string => `br-${network}`;

/** All cables of a cluster, in the order of its description. `first` numbers the ports from there on. */
export function cablesOf(spec: ClusterSpec, first = 0): Cable[] {
  let next = first;
  return Object.entries(spec).flatMap(([host, { links }]) =>
    Object.entries(links).map(([name, link]) => {
      const { network = "lan", addresses = [] } = typeof link === "string" ? { addresses: [link] } : link;
      return { host, interface: name, bridge: bridgeName(network), port: `p${next++}`, addresses };
    }),
  );
}
