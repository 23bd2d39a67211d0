import { describe, expect, it } from 'vitest';

import { openCompare, tagOn } from '../../testing/compare.ts';
import { chosenTarget, chosenTargetPlace, targetPlaces } from './framing-rows.ts';

const FIRST =
  'The port is late. Oskar Brandt smiled. Petra Lindqvist fought the port of Oskar Brandt.';
const SECOND = 'Petra Lindqvist won. Petra Lindqvist slept.';

/** Compare at its section Framing: two values about Lindqvist, one about Brandt. */
async function openFraming() {
  const framing = (n: number, target: string, polarity: string) => ({
    ...{ n, category: 'framing' },
    attributes: { target, polarity },
  });
  const window = await openCompare([
    {
      text: FIRST,
      own: [
        tagOn(FIRST, 'smiled', framing(1, 'Oskar Brandt', 'negative')),
        tagOn(FIRST, 'fought', framing(2, 'Petra Lindqvist', 'positive')),
      ],
    },
    { text: SECOND, own: [tagOn(SECOND, 'won', framing(3, 'Petra Lindqvist', 'positive'))] },
    { text: '' },
  ]);
  const { workspace } = window;
  workspace.compare.showSection('framing');
  const places = () =>
    targetPlaces(workspace.state.compare).map(({ key, place }) => [
      key,
      [FIRST, SECOND][place.article]?.slice(place.start, place.end),
    ]);
  return { ...window, places };
}

const BRANDT = [
  ['0:18', 'Oskar Brandt'],
  ['0:74', 'Oskar Brandt'],
];
const LINDQVIST = [
  ['0:39', 'Petra Lindqvist'],
  ['1:0', 'Petra Lindqvist'],
  ['1:21', 'Petra Lindqvist'],
];

describe('the places of a target', () => {
  it.each<[string, string | undefined, string, unknown]>([
    ['the one with most tags where none is chosen', undefined, 'Petra Lindqvist', LINDQVIST],
    ['the one that is chosen', 'Oskar Brandt', 'Oskar Brandt', BRANDT],
    [
      'the one with most tags where the chosen one is gone',
      'Jon Aas',
      'Petra Lindqvist',
      LINDQVIST,
    ],
  ])('are of %s, by outlet and place', async (_, target, name, expected) => {
    const { workspace, places } = await openFraming();
    if (target !== undefined) workspace.compare.chooseTarget(target);
    expect(chosenTarget(workspace.state.compare)?.name).toBe(name);
    expect(places()).toEqual(expected);
  });

  it('are in order whatever order they were found in', async () => {
    const { workspace } = await openFraming();
    const { compare } = workspace.state;
    if (!compare.shown) throw new Error('Nothing is compared.');
    const { comparison } = compare.shown;
    const targets = comparison.targets.map((target) => ({
      ...target,
      places: target.places.toReversed(),
    }));
    const turned = {
      ...compare,
      shown: { ...compare.shown, comparison: { ...comparison, targets } },
    };
    expect(targetPlaces(turned)).toEqual(targetPlaces(compare));
  });

  it('are gone through one by one, and a target that is chosen begins with its first', async () => {
    const { workspace } = await openFraming();
    const { compare } = workspace;
    const start = () => chosenTargetPlace(compare.state)?.start;
    expect(start()).toBe(39);
    compare.stepLine(1);
    compare.stepLine(1);
    expect(start()).toBe(21);
    compare.stepLine(1);
    expect(start()).toBe(21);
    expect(workspace.state.message).toBe('This is the last one.');
    compare.chooseTarget('Oskar Brandt');
    expect(compare.state.lines.framing).toBeUndefined();
    expect(start()).toBe(18);
  });

  it('are none where nothing is framed', async () => {
    const { workspace } = await openCompare();
    expect(targetPlaces(workspace.state.compare)).toEqual([]);
    expect(chosenTargetPlace(workspace.state.compare)).toBeUndefined();
  });
});
