// What the machine itself must bring: each missing thing is named in one sentence with the command that gets it.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { CannotSetUp } from "./report.mjs";

/** Where on the PATH a program is, or undefined. */
export function findProgram(name) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Debian's package for each program that set-up may find missing. */
const packageOf = {
  cc: "gcc libc6-dev",
  "apt-get": "apt",
  "dpkg-deb": "dpkg",
  tar: "tar",
  flock: "util-linux",
  npm: "npm",
};

/** Throws for the first of `programs` that is missing. */
export function requirePrograms(programs) {
  const missing = programs.filter((name) => findProgram(name) === undefined);
  if (missing.length === 0) return;
  if (missing.includes("apt-get") || missing.includes("dpkg-deb"))
    throw new CannotSetUp(
      "apt's client (apt-get and dpkg-deb) is missing: the lab takes its kernel and programs from Debian's packages, " +
        "so it can be set up on Debian, Ubuntu and their like only.",
    );
  const packages = missing.map((name) => packageOf[name] ?? name).join(" ");
  throw new CannotSetUp(`${missing.join(" and ")} is missing: sudo apt-get install ${packages}`);
}

/** Node old enough to lack what the code uses is refused before anything is tried. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (process.platform !== "linux") throw new CannotSetUp(`lvskit is for Linux, and this is ${process.platform}.`);
  if (major < 20 || (major === 20 && minor < 19))
    throw new CannotSetUp(
      `Node ${process.versions.node} is too old, 20.19 or newer is needed: see https://nodejs.org/en/download, or nvm install 20.`,
    );
}
