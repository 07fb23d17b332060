/** The part of the raw-socket package 1.8.1 that vrrp-socket.ts uses; the package has no types of its own. */

declare module "raw-socket" {
  export interface RawSocket {
    /** setsockopt's level, option and value; a number is an int. @throws Error with strerror's text as message */
    setOption(level: number, option: number, value: number): void;
    setOption(level: number, option: number, value: Uint8Array, length: number): void;
    on(event: "message", listener: (packet: Buffer) => void): this;
    on(event: "error", listener: (error: Error) => void): this;
    /** Also after an error of polling, when the package closes the socket itself. */
    on(event: "close", listener: () => void): this;
    removeAllListeners(): this;
    /** Takes one packet now and emits it; where there is none it emits an error (EAGAIN). */
    onRecvReady(): void;
    close(): void;
    readonly wrap: {
      /** Sends at once; the socket's own `send` queues for the event loop. @throws Error with strerror's text */
      send(packet: Uint8Array, offset: number, length: number, destination: string, sent: () => void): void;
    };
  }
  export function createSocket(options: { protocol: number; bufferSize: number }): RawSocket;
}
