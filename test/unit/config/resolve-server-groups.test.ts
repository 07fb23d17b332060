/** Groups of virtual servers as data: ranges from the first to the last address, and marks. */

import t from "tap";
import { loadText } from "../../support/configuration.ts";

const groups = (text: string) => loadText(text).settings.serverGroups;

t.test("members", async (t) => {
  t.strictSame(
    groups(`virtual_server_group G {
  192.0.2.1 80
  192.0.2.9-12
  192.0.2.64/26 443
  2001:db8::/126 80
  fwmark 7
  fwmark 8 inet6
  192.0.2.999
}`),
    [
      {
        name: "G",
        ranges: [
          { first: "192.0.2.1", last: "192.0.2.1", port: 80 },
          { first: "192.0.2.9", last: "192.0.2.12", port: 0 },
          { first: "192.0.2.64", last: "192.0.2.127", port: 443 },
          { first: "2001:db8::", last: "2001:db8::3", port: 80 },
        ],
        marks: [{ mark: 7 }, { mark: 8, family: "inet6" }],
      },
    ],
  );
  const twice = "virtual_server_group G {\n fwmark 1\n}\nvirtual_server_group G {\n fwmark 2\n}\n";
  t.match(groups(twice), [{ marks: [{ mark: 1 }] }], "the first of a name counts");
  t.equal(groups(twice).length, 1);
});
