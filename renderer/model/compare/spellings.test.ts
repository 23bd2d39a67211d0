import { describe, expect, it } from 'vitest';

import { err } from '#core/result.ts';

import { openCompare, settled } from '../testing/compare.ts';
import { NOTHING_COMPARED } from '../state/compare-state.ts';
import { chosenPerson } from './spellings.ts';

/** Compare at its section People, with somebody chosen. */
async function openPeople(name?: string) {
  const window = await openCompare();
  const { workspace, library, event } = window;
  workspace.compare.showSection('people');
  if (name !== undefined) workspace.compare.choose('people', name);
  const people = () => workspace.state.compare.shown?.comparison.people ?? [];
  /** Waits until the event has been compared once more, and drawn. */
  const comparedAgain = async (act: () => Promise<void>): Promise<void> => {
    const { shown } = workspace.state.compare;
    const before = event.compared;
    await act();
    await settled(
      () =>
        event.compared > before && workspace.state.compare.shown?.comparison !== shown?.comparison,
    );
  };
  const aliases = () =>
    [...library.library.aliases].map(({ name, spellings }) => [name, ...spellings]);
  return { ...window, people, aliases, comparedAgain };
}

const ZELENSKYY = [
  'Volodymyr Zelenskyy',
  'Volodymyr Zelenskiy',
  'Volodymyr Zelensky',
  'Zelensky',
  'Zelenskyy',
];

describe('the person that is chosen', () => {
  it.each<[string, string | undefined, string]>([
    ['the first where none is', undefined, 'Sergey Lavrov'],
    ['the one with the chosen name', 'Volodymyr Zelenskyy', 'Volodymyr Zelenskyy'],
    ['the first where the chosen one is gone', 'Jon Aas', 'Sergey Lavrov'],
  ])('is %s', async (_, name, expected) => {
    const { workspace } = await openPeople(name);
    expect(chosenPerson(workspace.state.compare)?.name).toBe(expected);
  });

  it('is nobody where nothing is compared', () => {
    expect(chosenPerson(NOTHING_COMPARED)).toBeUndefined();
  });
});

describe('the spellings of a person', () => {
  it('are made one, and only once', async () => {
    const { workspace, aliases, people, comparedAgain } = await openPeople('Volodymyr Zelenskyy');
    await comparedAgain(() => workspace.spellings.merge());
    expect(aliases()).toEqual([ZELENSKYY]);
    expect(workspace.state.message).toBe('Volodymyr Zelenskyy: 5 spellings are one.');
    const [merged] = people().filter(({ alias }) => alias !== null);
    expect(merged?.name).toBe('Volodymyr Zelenskyy');
    expect(people().find(({ name }) => name === 'Sergey Lavrov')?.alias).toBeNull();
    await workspace.spellings.merge();
    expect(workspace.state.message).toBe('Volodymyr Zelenskyy: these spellings are one already.');
    expect(aliases()).toEqual([ZELENSKYY]);
  });

  it('are kept apart, and not proposed again', async () => {
    const { workspace, aliases, people, comparedAgain } = await openPeople();
    await comparedAgain(() => workspace.spellings.keepApart());
    expect(aliases().sort()).toEqual([['Lavrov'], ['Sergei Lavrov'], ['Sergey Lavrov']]);
    expect(workspace.state.message).toBe('They stay apart.');
    expect(people().map(({ name }) => name)).toEqual(['Volodymyr Zelenskyy']);
  });

  it.each<[string, 'keepApart' | 'takeApart']>([
    ['when that is asked', 'takeApart'],
    ['when they were one and are to be kept apart', 'keepApart'],
  ])('lose the last one %s', async (_, how) => {
    const { workspace, aliases, comparedAgain } = await openPeople('Volodymyr Zelenskyy');
    await comparedAgain(() => workspace.spellings.merge());
    await workspace.spellings[how]();
    expect(workspace.state.message).toBe('Zelenskyy is somebody else now.');
    expect(aliases()).toEqual([ZELENSKYY.slice(0, -1), ['Zelenskyy']]);
  });

  it('are not taken apart before they are one', async () => {
    const { workspace, aliases } = await openPeople();
    await workspace.spellings.takeApart();
    expect(aliases()).toEqual([]);
    expect(workspace.state.message).toBe('These spellings are not one yet.');
  });

  it('stay as they are where nobody has two', async () => {
    const { workspace, library } = await openCompare([{ text: 'Rain.' }, { text: 'Snow.' }]);
    for (const how of ['merge', 'keepApart', 'takeApart'] as const) {
      workspace.store.set({ message: '' });
      await workspace.spellings[how]();
      expect(workspace.state.message).toBe('Nobody is chosen.');
    }
    expect(library.library.aliases.size).toBe(0);
  });

  it('stay as they are where the list of people cannot be changed, and why is said', async () => {
    const { workspace, library, aliases } = await openPeople();
    library.answer('library:apply-change', () => err({ type: 'nothing-changed' }));
    await workspace.spellings.merge();
    expect(aliases()).toEqual([]);
    expect(workspace.state.message).not.toMatch(/are one/u);
    expect(workspace.state.message).not.toBe('');
  });
});
