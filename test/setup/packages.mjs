// The Debian packages that the lab needs: fetched with apt's own client and unpacked into the cache. Nothing is
// installed, no maintainer script runs, no service starts, and the machine's own apt state is only read.
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { cacheFolder, withLock } from "./cache.mjs";
import { lastLines, run } from "./child.mjs";
import { requirePrograms } from "./preflight.mjs";
import { CannotSetUp, timedStep } from "./report.mjs";

/** What is fetched together, and how it is called when it is. */
const sets = {
  lab: {
    title: "the lab's Debian packages (about 70 MB; unpacked, not installed)",
    names: [
      "user-mode-linux",
      "ipvsadm",
      "keepalived",
      "nginx-light",
      "tcpdump",
      "iproute2",
      "kmod",
      "curl",
      "iputils-ping",
      "netbase",
      "mandoc",
      "nftables",
      "iptables",
      "zsh",
    ],
  },
  build: {
    title: "make, python3 and g++ for building raw-socket (about 70 MB; unpacked, not installed)",
    names: ["make", "python3", "g++"],
  },
};

/** In the packages' dependencies, but on every Debian already or only for maintainer scripts, which never run here. */
const leftOut =
  /^(libc6|libc-bin|gcc-\d+-base|libgcc-s1|libcrypt1|perl|perl-base|perl-modules-.*|lib.*-perl|usrmerge|dpkg|tar|debconf|passwd|adduser|init-system-helpers|sysvinit-utils|lsb-base|pci\.ids|libsemanage.*|libpam-.*|base-files|cdebconf|libdebian-installer4|debianutils|sensible-utils|ucf)$/;

/** Parts of packages that nothing in the lab reads. */
const notUnpacked = ["doc", "locale", "man", "i18n", "lintian", "bug"].map((name) => `--exclude=./usr/share/${name}`);

function release() {
  const text = readFileSync("/etc/os-release", "utf8");
  const field = (name) => new RegExp(`^${name}="?([^"\n]*)`, "m").exec(text)?.[1] ?? "unknown";
  return `${field("ID")}-${field("VERSION_ID")}`.replace(/[^\w.-]/g, "");
}

/** The folder that holds an unpacked set for this Debian release and list of names, whether or not it exists yet. */
export function packagesRoot(set = "lab") {
  // In the lab's machine there is no cache, and nothing to fetch from.
  if (process.env.LVSKIT_IN_LAB === "1") return "/lab/debian";
  const contents = JSON.stringify([sets[set].names, `${leftOut}`, notUnpacked]);
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 8);
  return join(cacheFolder(), `${set}-${release()}-${hash}`);
}

/** Makes sure that a set ("lab" or "build") is unpacked and answers with its root. Quick when it is. */
export async function ensurePackages(set = "lab") {
  const root = packagesRoot(set);
  if (existsSync(root)) return root;
  return withLock("packages", async () => {
    if (!existsSync(root)) await timedStep(`fetching ${sets[set].title}`, () => fetchInto(root, sets[set].names));
    return root;
  });
}

async function fetchInto(root, wanted) {
  requirePrograms(["apt-get", "dpkg-deb", "tar"]);
  const work = join(cacheFolder(), "fetching");
  rmSync(work, { recursive: true, force: true });
  for (const folder of ["lists/partial", "apt/archives/partial", "debs", "root/usr"])
    mkdirSync(join(work, folder), { recursive: true });
  const apt = ["-c", writeAptConfiguration(work), "-qq"];
  const update = await run("apt-get", [...apt, "update"]);
  const names = await resolveNames(apt, wanted, update);
  const download = await run("apt-get", [...apt, "download", ...names], { cwd: join(work, "debs") });
  if (download.status !== 0) throw aptFailed("download packages", download);
  await unpack(join(work, "debs"), join(work, "root"));
  renameSync(join(work, "root"), root);
  rmSync(work, { recursive: true, force: true });
}

/** apt with lists, archives and package state of our own: an empty state makes it name every dependency. */
function writeAptConfiguration(work) {
  const file = join(work, "apt.conf");
  writeFileSync(join(work, "status"), "");
  const lines = [
    "#clear APT::Update::Pre-Invoke;",
    "#clear APT::Update::Post-Invoke;",
    "#clear APT::Update::Post-Invoke-Success;",
    "#clear Acquire::IndexTargets::deb-src;",
    `Dir::State::Lists "${work}/lists";`,
    `Dir::State::status "${work}/status";`,
    `Dir::State::extended_states "${work}/extended_states";`,
    `Dir::Cache "${work}/apt";`,
    'Dir::Cache::pkgcache "";',
    'Dir::Cache::srcpkgcache "";',
    'Debug::NoLocking "true";',
    `APT::Sandbox::User "";`,
    'APT::Architecture "amd64";',
    'Acquire::Languages "none";',
    'Acquire::Retries "2";',
    'Acquire::http::Timeout "20";',
    'Acquire::https::Timeout "20";',
  ];
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}

async function resolveNames(apt, wanted, update) {
  const args = ["--print-uris", "--yes", "--no-install-recommends", "install", ...wanted];
  const answer = await run("apt-get", [...apt, ...args]);
  if (answer.status !== 0)
    throw aptFailed(
      `find the packages ${wanted.join(" ")}`,
      update.status === 0 && update.stderr === "" ? answer : update,
    );
  const files = [...answer.stdout.matchAll(/^'[^']*' ([^_\s]+)_\S+ \d+/gm)].map((match) => match[1]);
  return files.filter((name) => !leftOut.test(name));
}

function aptFailed(what, { stderr, stdout }) {
  return new CannotSetUp(
    `apt's client could not ${what}: the machine must reach the archives named in /etc/apt (main section; on Ubuntu also universe). ` +
      `It said:\n${lastLines(stderr || stdout, 4)}`,
  );
}

/** bin, sbin, lib and lib64 become links into usr first, as on the host, so that the two roots can be laid over each other. */
async function unpack(debs, root) {
  for (const name of ["bin", "sbin", "lib", "lib64"]) {
    mkdirSync(join(root, "usr", name));
    symlinkSync(`usr/${name}`, join(root, name));
  }
  const tar = `tar -x --keep-directory-symlink --no-same-owner --no-same-permissions ${notUnpacked.join(" ")}`;
  for (const name of readdirSync(debs)) {
    const pipe = `set -e; dpkg-deb --fsys-tarfile "$1" | ${tar} -C "$2"`;
    const result = await run("sh", ["-c", pipe, "sh", join(debs, name), root]);
    if (result.status !== 0)
      throw new CannotSetUp(`The package ${name} could not be unpacked: ${lastLines(result.stderr, 2)}`);
  }
}
