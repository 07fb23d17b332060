import t from "tap";
import { type RememberedWeight, remember } from "../../../lib/ipvs/drain.ts";
import { formatRemembered, parseRemembered } from "../../../lib/ipvs/remembered-text.ts";
import { random } from "../../support/random.ts";
import { randomStates } from "../../support/random-states.ts";

function randomWeights(below: (end: number) => number): RememberedWeight[] {
  const services = randomStates(below);
  return services.flatMap(({ destinations }) =>
    destinations.flatMap(({ key: { address, port } }) => remember({ addresses: [address], port }, services, [])),
  );
}

t.test("what is written is read back, for every kind of service", async (t) => {
  const below = random(5);
  for (let round = 0; round < 100; round++) {
    const weights = randomWeights(below);
    t.same(parseRemembered(formatRemembered(weights)), weights);
  }
});

t.test("text that was cut or damaged is refused or is weights, never more", async (t) => {
  const below = random(6);
  const text = formatRemembered(randomWeights(below));
  for (let length = 0; length < text.length - 1; length++) t.equal(parseRemembered(text.slice(0, length)), undefined);
  for (let round = 0; round < 2000; round++) {
    const at = below(text.length);
    const damaged = `${text.slice(0, at)}${String.fromCharCode(32 + below(95))}${text.slice(at + 1)}`;
    t.doesNotThrow(() => parseRemembered(damaged));
  }
  for (const wrong of [
    '{"version":1}',
    '{"version":1,"weights":{}}',
    '{"version":1,"weights":[],"more":1}',
    "null",
    "[]",
  ])
    t.equal(parseRemembered(wrong), undefined, wrong);
});
