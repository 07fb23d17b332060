/** The advertisement that an instance sends, from its settings to the whole packet. Knows nothing of when it is sent. */

import type { Address } from "../net/address.ts";
import { encodeIpv4 } from "../wire/ipv4.ts";
import { type Advertisement, authenticationLength, encodeAdvertisement, vrrpProtocol } from "../wire/vrrp.ts";
import type { VrrpInstance } from "./instance.ts";

export const typeAdvertisement = 1;
/** Authentication types of RFC 2338 section 5.3.6. */
export const noAuthentication = 0;
export const simplePassword = 1;

/** Internetwork control (RFC 791), as keepalived marks its packets. */
const typeOfService = 0xc0;
/** Required by RFC 3768 section 5.2.3: proof that no router forwarded the packet. */
export const requiredTimeToLive = 255;

/**
 * @param priority the instance's own, or 0 to give up being MASTER.
 * @param identification 1..65535, one more for each packet.
 */
export function advertisementPacket(
  instance: VrrpInstance,
  sending: { readonly priority: number; readonly source: Address; readonly identification: number },
): Uint8Array {
  return encodeIpv4({
    typeOfService,
    identification: sending.identification,
    timeToLive: requiredTimeToLive,
    protocol: vrrpProtocol,
    source: sending.source,
    destination: instance.multicastGroup,
    payload: encodeAdvertisement(advertisementOf(instance, sending.priority)),
  });
}

function advertisementOf(instance: VrrpInstance, priority: number): Advertisement {
  return {
    type: typeAdvertisement,
    virtualRouterId: instance.virtualRouterId,
    priority,
    interval: Math.round(instance.advertInterval / 1000),
    addresses: instance.virtualAddresses.map((virtual) => virtual.address),
    ...authenticationOf(instance),
  };
}

/** The password as it travels: its bytes, cut or padded with zeros to 8 (RFC 2338 section 5.3.10). */
export function authenticationOf({
  authentication,
}: VrrpInstance): Pick<Advertisement, "authenticationType" | "authenticationData"> {
  const authenticationData = new Uint8Array(authenticationLength);
  if (authentication.type === "none") return { authenticationType: noAuthentication, authenticationData };
  authenticationData.set(new TextEncoder().encode(authentication.secret.reveal()).subarray(0, authenticationLength));
  return { authenticationType: simplePassword, authenticationData };
}
