import t from "tap";
import { procSysctls } from "../../../lib/system/sysctls.ts";
import { failure } from "../../support/failure.ts";

t.test("reads a parameter without its line end", async (t) => {
  t.equal(procSysctls.get("kernel/ostype"), "Linux");
});

t.test("a parameter that does not exist", async (t) => {
  t.equal(procSysctls.get("net/ipv4/conf/no-such-link/arp_ignore"), undefined);
  t.match(
    failure(() => procSysctls.set("net/ipv4/conf/no-such-link/arp_ignore", "1")),
    {
      name: "SystemError",
      code: "ENOENT",
      message: "cannot set the kernel parameter net/ipv4/conf/no-such-link/arp_ignore: No such file or directory",
    },
  );
});

t.test("a parameter that cannot be written", async (t) => {
  t.match(
    failure(() => procSysctls.set("kernel/ostype", "Other")),
    { code: /^E(ACCES|PERM)$/ },
  );
  t.equal(procSysctls.get("kernel/ostype"), "Linux");
});

t.test("a path cannot lead out of /proc/sys", async (t) => {
  for (const path of ["../version", "kernel/../../version", "", "/kernel/ostype", "kernel//ostype"]) {
    t.match(
      failure(() => procSysctls.get(path)),
      { code: "EINVAL" },
      path,
    );
    t.match(
      failure(() => procSysctls.set(path, "1")),
      { code: "EINVAL" },
      path,
    );
  }
});
