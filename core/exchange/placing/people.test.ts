import { describe, expect, it } from 'vitest';

import { TOOLS } from '../testing/contents.ts';
import { uuidV5 } from '../../uuid-v5.ts';
import { People } from './people.ts';

const makeId = (name: string) => uuidV5('b3d3a1f5-6c0f-4a55-8a4d-5d0f6c6c1e0b', name, TOOLS.sha1);

describe('The people of a file', () => {
  it('are told apart by their ids, where two have one name', () => {
    const people = new People([], undefined, makeId);
    const [one, other] = ['user 1', 'user 2'].map((id) => people.find({ id, name: 'Ana' }));
    expect(one?.id).not.toBe(other?.id);
    expect([one?.name, other?.name]).toEqual(['Ana', 'Ana']);
    expect(people.find({ id: 'user 1', name: 'Ana' })).toBe(one);
  });

  it('are one where the file has names alone', () => {
    const people = new People([], undefined, makeId);
    expect(people.find({ id: null, name: 'Ana' })).toBe(people.find({ id: null, name: 'Ana' }));
  });

  it('are those of one file where it names nobody: files of one name have ids of their own', () => {
    const [one, other] = ['a/all.jsonl', 'b/all.jsonl'].map((id) =>
      new People([], { id, name: 'all' }, makeId).find(null),
    );
    expect(one?.name).toBe('all');
    expect(one?.id).not.toBe(other?.id);
  });
});
