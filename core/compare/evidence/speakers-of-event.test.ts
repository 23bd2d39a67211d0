import { expect, it } from 'vitest';

import { itemOf, sampleEvent } from '../testing/samples.ts';
import { speakersOfEvent } from './speakers-of-event.ts';

it.each([
  [
    ['Recep Tayyip Erdoğan', 'Tayyip Erdogan', 'Erdogan'],
    'Recep Tayyip Erdoğan',
    'Erdogan',
    'same',
  ],
  [['Recep Tayyip Erdoğan', 'Tayyip Erdogan'], 'Tayyip Erdogan', 'Recep Tayyip Erdoğan', 'same'],
  [['Sergey Lavrov', 'Sergei Lavrov', 'Lavrov'], 'Sergei Lavrov', 'Lavrov', 'same'],
  [['Li Qiang', 'Li Keqiang', 'Li'], 'Li Qiang', 'Li Keqiang', 'different'],
  [['Ann Smith', 'Bob Smith', 'Smith'], 'Ann Smith', 'Smith', 'unknown'],
  [['Ann Lee', 'Bob Ray'], 'Ann Lee', 'Bob Ray', 'different'],
])('knows of %j whether %s and %s are one: %s', (names, a, b, expected) => {
  expect(speakersOfEvent([], names).samePerson(a, b)).toBe(expected);
});

it('takes one word for a person only where somebody is called so in full', () => {
  const names = ['Victor Hale', 'Hale', 'Lumeo', 'Varenia', 'Xi Jinping', 'Xi'];
  const speakers = speakersOfEvent([], names, ['Varenia Today', 'Anton Reva']);
  const persons = ['Hale', 'Victor Hale', 'Xi', 'Reva', 'Lumeo', 'Varenia'].filter((name) =>
    speakers.isPerson(name),
  );
  expect(persons).toEqual(['Hale', 'Victor Hale', 'Xi', 'Reva']);
});

it('takes the word of the analyst for who is one, and what is no person', () => {
  const common = { creator: '00000000-0000-4000-8000-000000000001', modified: '' };
  const id = '00000000-0000-4000-8000-000000000002';
  const speakers = speakersOfEvent(
    [
      { ...common, id, name: 'Mark Twain', kind: 'person', spellings: ['Samuel Clemens'] },
      { ...common, id: id.replace('2', '3'), name: 'Northern Watch', kind: 'body', spellings: [] },
    ],
    ['Samuel Clemens', 'Mark Twain', 'Northern Watch'],
  );
  expect(speakers.samePerson('Mark Twain', 'Samuel Clemens')).toBe('same');
  expect(speakers.isPerson('Northern Watch')).toBe(false);
  expect(speakers.isPerson('Mark Twain')).toBe(true);
});

it('knows the speakers of the samples', () => {
  const event = sampleEvent();
  const speakers = speakersOfEvent(
    [],
    event.items.map(({ speaker }) => speaker),
  );
  const speaker = (id: string): string => event.items[itemOf(event, id)]?.speaker ?? '';
  expect(speakers.samePerson(speaker('003-Q1'), speaker('004-Q1'))).toBe('same');
  expect(speakers.isPerson(speaker('001-Q2'))).toBe(false);
  expect(speakers.isPerson('Moscow')).toBe(false);
});
