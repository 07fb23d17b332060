import t from "tap";
import { differences } from "../../../lib/ipvs/difference.ts";
import { inverse } from "../../../lib/ipvs/inverse.ts";
import { plan } from "../../../lib/ipvs/plan.ts";
import { FakeIpvsTable } from "../../support/fake-ipvs-table.ts";
import { random } from "../../support/random.ts";
import { randomStates } from "../../support/random-states.ts";

t.test("however far a plan got, its inverse brings the table back without a refusal", async (t) => {
  const below = random(99);
  for (let round = 0; round < 300; round++) {
    const table = new FakeIpvsTable();
    table.foreign(...plan([], randomStates(below)));
    const before = table.state();
    const changes = plan(before, randomStates(below));
    const done = changes.slice(0, below(changes.length + 1));
    table.foreign(...done);
    table.foreign(...inverse(done, before));
    t.same(differences(table.state(), before), [], `round ${round}: ${done.length} of ${changes.length}`);
  }
});

t.test("a cleared table comes back, and what was never there cannot", async (t) => {
  const before = randomStates(random(1));
  const table = new FakeIpvsTable();
  table.foreign(...inverse([{ do: "clear" }], before));
  t.same(differences(table.state(), before), []);
  const [service] = before;
  if (service === undefined) return;
  t.throws(() => inverse([{ do: "edit-service", service: service.key, settings: service.settings }], []), TypeError);
});
