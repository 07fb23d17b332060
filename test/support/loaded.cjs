/**
 * Preloaded into a command (`node --require`): says on descriptor 3, when it ends, what was loaded since: Node's own modules by name
 * and files by path, as one JSON array. Loads nothing that a bare Node has not loaded.
 */

const before = new Set(process.moduleLoadList);
const { writeSync } = require("node:fs");

process.on("exit", () => {
  const own = process.moduleLoadList.filter((name) => !before.has(name));
  const files = Object.keys(require.cache).filter((file) => file !== __filename);
  writeSync(3, JSON.stringify([...own, ...files]));
});
