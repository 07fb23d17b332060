/**
 * Preloaded into a command (`node --require`): it is killed (SIGKILL) right after the netlink datagram whose number is in
 * LVSKIT_KILLED_AT_SEND, so that a crash in the middle of many requests is the same at every run.
 */

let left = Number(process.env.LVSKIT_KILLED_AT_SEND);

function killing(addon) {
  return {
    ...addon,
    send(...words) {
      const sent = addon.send(...words);
      if (--left === 0) process.kill(process.pid, "SIGKILL");
      return sent;
    },
  };
}

const load = process.dlopen;
process.dlopen = (module, ...rest) => {
  load.call(process, module, ...rest);
  module.exports = killing(module.exports);
};
