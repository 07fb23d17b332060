/** The ports Links and Neighbourhood over rtnetlink: one socket for requests, one for news. */

import { NETLINK_ROUTE } from "../kernel/netlink.ts";
import { RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR, RTNLGRP_LINK } from "../kernel/rtnetlink.ts";
import type { Address } from "../net/address.ts";
import {
  type AddressKey,
  addAddressRequest,
  addressDump,
  decodeAddress,
  deleteAddressRequest,
} from "../netlink/address.ts";
import { NetlinkConnection } from "../netlink/connection.ts";
import { asSystemError, lost, NetlinkError } from "../netlink/errors.ts";
import { decodeLink, linkDump } from "../netlink/link.ts";
import type { NetlinkRequest } from "../netlink/message.ts";
import { decodeNeighbour, neighbourDump } from "../netlink/neighbour.ts";
import { readNews } from "../netlink/news.ts";
import { decodePath, pathRequest } from "../netlink/path.ts";
import { addRouteRequest, decodeRoute, deleteRouteRequest, routeDump } from "../netlink/route.ts";
import type { InterfaceAddress, Link, Links, LinksEvent, Route } from "../ports/links.ts";
import type { Neighbour, Neighbourhood, Path } from "../ports/neighbourhood.ts";
import type { NetlinkSocket, OpenNetlinkSocket } from "../ports/netlink-socket.ts";
import { openNetlinkSocket } from "./netlink-socket.ts";

const newsGroups = [RTNLGRP_LINK, RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR];

/** Of the network namespace the calling thread is in now, for as long as it is open. @throws SystemError */
export function openLinks(open: OpenNetlinkSocket = openNetlinkSocket): Links & Neighbourhood {
  return new RtnetlinkLinks(open);
}

class RtnetlinkLinks implements Links, Neighbourhood {
  readonly #open: OpenNetlinkSocket;
  readonly #connection: NetlinkConnection;
  #news: NetlinkSocket | undefined;

  constructor(open: OpenNetlinkSocket) {
    this.#open = open;
    this.#connection = new NetlinkConnection(open({ protocol: NETLINK_ROUTE }));
  }

  async links(): Promise<Link[]> {
    return this.#list("links", linkDump, decodeLink);
  }

  async addresses(): Promise<InterfaceAddress[]> {
    return this.#list("addresses", addressDump, decodeAddress);
  }

  async routes(): Promise<Route[]> {
    return this.#list("routes", routeDump, decodeRoute);
  }

  async neighbours(): Promise<Neighbour[]> {
    return this.#list("neighbours", neighbourDump, decodeNeighbour);
  }

  async pathTo(address: Address): Promise<Path> {
    try {
      const [reply] = this.#connection.request(pathRequest(address));
      if (reply === undefined) throw lost("malformed", "the kernel's answer is empty");
      return decodePath(reply.data);
    } catch (error) {
      if (error instanceof NetlinkError && error.kind === "refused") return { kind: "none", reason: error.message };
      throw asSystemError("ask for the path to", address, error);
    }
  }

  async addAddress(address: Omit<InterfaceAddress, "secondary">): Promise<void> {
    this.#change("add the address", addAddressRequest(address), address.link, addressText(address));
  }

  async deleteAddress(address: AddressKey): Promise<void> {
    this.#change("delete the address", deleteAddressRequest(address), address.link, addressText(address));
  }

  async addRoute(route: Route): Promise<void> {
    this.#change("add the route", addRouteRequest(route), route.link, routeText(route));
  }

  async deleteRoute(route: Route): Promise<void> {
    this.#change("delete the route", deleteRouteRequest(route), route.link, routeText(route));
  }

  watch(listener: (event: LinksEvent) => void): void {
    this.#news?.close();
    const news = this.#open({ protocol: NETLINK_ROUTE, groups: newsGroups });
    this.#news = news;
    news.onReadable(() => {
      for (const event of readNews(news)) {
        // The listener may have closed us.
        if (this.#news !== news) return;
        listener(event);
      }
    });
  }

  close(): void {
    this.#news?.close();
    this.#news = undefined;
    this.#connection.close();
  }

  #list<T>(what: string, request: NetlinkRequest, decode: (body: Buffer) => T | undefined): T[] {
    try {
      return this.#connection.dump(request, ({ data }) => decode(data)).filter((one) => one !== undefined);
    } catch (error) {
      throw asSystemError("list", `the ${what} of this host`, error);
    }
  }

  #change(operation: string, request: NetlinkRequest, link: number, what: string): void {
    try {
      this.#connection.request(request);
    } catch (error) {
      throw asSystemError(operation, `${what} on ${this.#nameOf(link)}`, error);
    }
  }

  /** For the sentence of an error only, so that nothing is cached. */
  #nameOf(link: number): string {
    try {
      const links = this.#list("links", linkDump, decodeLink);
      return links.find(({ index }) => index === link)?.name ?? `link ${link}`;
    } catch {
      return `link ${link}`;
    }
  }
}

function addressText(of: AddressKey): string {
  return `${of.address}/${of.prefixLength}`;
}

function routeText(of: Route): string {
  return `to ${of.destination}/${of.prefixLength}`;
}
