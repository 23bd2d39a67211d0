import { describe, expect, it } from 'vitest';

import type { Annotation } from '../tags/tag.ts';
import { Alias } from './alias.ts';
import { planPeopleEdit, PeopleEdit, type PeoplePlan } from './plan-edit.ts';

const SELF = '11111111-1111-4111-8111-111111111111';
const AT = '2026-01-01T00:00:00.000Z';
const NOW = '2026-02-02T00:00:00.000Z';
let ids = 0;
const newId = (): string => `22222222-2222-4222-8222-${String((ids += 1)).padStart(12, '0')}`;

function alias(name: string, spellings: string[] = [], kind: Alias['kind'] = 'person'): Alias {
  return Alias.parse({ id: newId(), name, kind, spellings, creator: SELF, modified: AT });
}

function tag(attributes: Record<string, string>, said?: string): Annotation {
  const place = { start: 0, end: 3, exact: said ?? '', prefix: '', suffix: '' };
  return {
    id: newId(),
    fragments: [{ ...place, exact: 'abc' }],
    category: 'quote',
    attributes,
    attributeSpans: said === undefined ? {} : { speaker: place },
    aside: {},
    note: '',
    confidence: null,
    creator: SELF,
    created: AT,
    modified: AT,
  };
}

function plan(aliases: Alias[], edit: PeopleEdit): PeoplePlan {
  const attributes = new Set(['speaker', 'target']);
  const planned = planPeopleEdit(aliases, PeopleEdit.parse(edit), {
    attributes,
    self: SELF,
    now: NOW,
    newId,
  });
  if (!planned.ok) throw new Error(planned.error.type);
  for (const each of planned.value.put) Alias.parse(each);
  return planned.value;
}

const error = (aliases: Alias[], edit: PeopleEdit): unknown => {
  const context = { attributes: new Set(['speaker']), self: SELF, now: NOW, newId };
  const planned = planPeopleEdit(aliases, edit, context);
  return planned.ok ? null : planned.error;
};

describe('merging', () => {
  it('makes one person of names in use, and gives every tag the name', () => {
    const made = plan([], {
      type: 'merge',
      names: ['Sergey Lavrov', 'Sergei Lavrov', 'Lavrov'],
      name: 'Sergey Lavrov',
    });
    expect(made.put).toMatchObject([
      {
        name: 'Sergey Lavrov',
        spellings: ['Lavrov', 'Sergei Lavrov'],
        kind: 'person',
        modified: NOW,
      },
    ]);
    expect(made.label).toBe('merge names into “Sergey Lavrov”');
    expect(
      made.follow(tag({ speaker: 'Lavrov', target: 'Sergei  Lavrov', cue: 'Lavrov' })),
    ).toMatchObject({
      attributes: { speaker: 'Sergey Lavrov', target: 'Sergey Lavrov', cue: 'Lavrov' },
    });
    const other = tag({ speaker: 'Zelensky', target: 'Sergey Lavrov' });
    expect(made.follow(other)).toBe(other);
  });

  it('follows values that are kept aside', () => {
    const { follow } = plan([], { type: 'merge', names: ['Lavrov'], name: 'Sergey Lavrov' });
    const aside = { ...tag({}), aside: { speaker: 'Lavrov', note: 'Lavrov' } };
    expect(follow(aside).aside).toEqual({ speaker: 'Sergey Lavrov', note: 'Lavrov' });
  });

  it('joins people who were said before, under the id of the one whose name stays', () => {
    const one = alias('Sergei Lavrov', ['S. Lavrov']);
    const two = alias('Sergey Lavrov', ['Lavrov']);
    const made = plan([one, two], {
      type: 'merge',
      names: ['S. Lavrov', 'Lavrov'],
      name: 'Sergey Lavrov',
    });
    expect(made.put).toMatchObject([
      { id: two.id, name: 'Sergey Lavrov', spellings: ['Lavrov', 'S. Lavrov', 'Sergei Lavrov'] },
    ]);
    expect(made.removed).toEqual([one.id]);
  });

  it('guesses that a name which is no person’s is a body’s', () => {
    expect(plan([], { type: 'merge', names: ['US', 'U.S.'], name: 'US' }).put).toMatchObject([
      { kind: 'body', spellings: ['U.S.'] },
    ]);
  });

  it('is nothing where all is so already', () => {
    const said = [alias('Sergey Lavrov', ['Lavrov'])];
    expect(error(said, { type: 'merge', names: ['Lavrov'], name: 'Sergey Lavrov' })).toEqual({
      type: 'nothing-changed',
    });
  });
});

describe('renaming', () => {
  it('changes every tag, and forgets the old name', () => {
    const said = [alias('Sergei Lavrov', ['Lavrov'])];
    const made = plan(said, { type: 'rename', name: 'Sergei Lavrov', to: 'Sergey Lavrov' });
    expect(made.put).toMatchObject([{ name: 'Sergey Lavrov', spellings: ['Lavrov'] }]);
    expect(made.follow(tag({ speaker: 'Sergei Lavrov' })).attributes).toEqual({
      speaker: 'Sergey Lavrov',
    });
    expect(made.follow(tag({ speaker: 'Lavrov' })).attributes).toEqual({
      speaker: 'Sergey Lavrov',
    });
  });

  it('stores nobody of whom nothing else is said', () => {
    const made = plan([], { type: 'rename', name: 'Lavrovjc', to: 'Lavrov' });
    expect(made.put).toEqual([]);
    expect(made.follow(tag({ speaker: 'Lavrovjc' })).attributes).toEqual({ speaker: 'Lavrov' });
  });

  it('to another spelling exchanges the two', () => {
    const said = [alias('Sergei Lavrov', ['Sergey Lavrov', 'Lavrov'])];
    const made = plan(said, { type: 'rename', name: 'Lavrov', to: 'Sergey Lavrov' });
    expect(made.put).toMatchObject([
      { name: 'Sergey Lavrov', spellings: ['Lavrov', 'Sergei Lavrov'] },
    ]);
  });

  it('to somebody else’s name is refused', () => {
    const said = [alias('Sergei Lavrov'), alias('Maria Zakharova', ['Zakharova'])];
    expect(error(said, { type: 'rename', name: 'Sergei Lavrov', to: 'Zakharova' })).toEqual({
      type: 'name-taken',
      name: 'Maria Zakharova',
    });
  });
});

describe('taking apart', () => {
  it('gives the spelling back to the tags whose text has it', () => {
    const said = [alias('Sergey Lavrov', ['Anna Lavrov', 'Lavrov'])];
    const made = plan(said, { type: 'take-apart', name: 'Sergey Lavrov', spelling: 'Anna Lavrov' });
    expect(made.put).toMatchObject([
      { id: said[0]?.id, spellings: ['Lavrov'] },
      { name: 'Anna Lavrov', spellings: [] },
    ]);
    const speaker = 'Sergey Lavrov';
    expect(made.follow(tag({ speaker }, 'the spokeswoman Anna Lavrov')).attributes).toEqual({
      speaker: 'Anna Lavrov',
    });
    for (const words of ['Lavrov', 'Sergey Lavrov', undefined]) {
      const left = tag({ speaker }, words);
      expect(made.follow(left)).toBe(left);
    }
  });

  it('of a spelling that nobody has is refused', () => {
    const said = [alias('Sergey Lavrov', ['Lavrov'])];
    for (const spelling of ['Sergei Lavrov', 'Sergey Lavrov']) {
      expect(error(said, { type: 'take-apart', name: 'Lavrov', spelling })).toEqual({
        type: 'no-such-person',
        name: spelling,
      });
    }
  });
});

describe('saying who somebody is', () => {
  it('stores the kind, of a name in use, too', () => {
    expect(plan([], { type: 'set-kind', name: 'NATO', to: 'body' })).toMatchObject({
      put: [{ name: 'NATO', kind: 'body', spellings: [] }],
      concerned: [],
    });
    const said = [alias('Paris', ['Paname'])];
    expect(plan(said, { type: 'set-kind', name: 'Paname', to: 'place' }).put).toMatchObject([
      { id: said[0]?.id, name: 'Paris', kind: 'place', spellings: ['Paname'] },
    ]);
  });

  it('that two are not one is kept', () => {
    const made = plan([alias('Li Qiang')], { type: 'keep-apart', names: ['Li Qiang', 'Li Qing'] });
    expect(made.put).toMatchObject([{ name: 'Li Qing', spellings: [] }]);
  });
});

it('a name in the undo menu is never longer than the menu', () => {
  const { label } = plan([], { type: 'rename', name: 'x'.repeat(2000), to: 'y'.repeat(2000) });
  expect(label.length).toBeLessThan(160);
});

describe('removing', () => {
  it('forgets the spellings of one person, and leaves every tag as it is', () => {
    const said = [alias('Sergey Lavrov', ['Lavrov']), alias('Marco Rubio')];
    const made = plan(said, { type: 'remove', name: 'Lavrov' });
    expect([made.put, made.removed]).toEqual([[], [said[0]?.id]]);
    expect(made.label).toBe('remove “Sergey Lavrov” from people');
    const named = tag({ speaker: 'Lavrov' });
    expect(made.follow(named)).toBe(named);
  });

  it('is refused for a name of which nothing was said', () => {
    expect(error([], { type: 'remove', name: 'Lavrov' })).toEqual({
      type: 'no-such-person',
      name: 'Lavrov',
    });
  });
});
