import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { Codebook, findCategory } from './codebook.ts';
import { withAdditions } from './delivered.ts';

const delivered = Codebook.parse(JSON.parse(readFileSync('seeds/codebook.json', 'utf8')));

type Attributes = Codebook['categories'][number]['attributes'];

/** The delivered codebook as it first was, with other attributes of a claim. */
function first(change: (attributes: Attributes) => Attributes = (each) => each): Codebook {
  return {
    ...delivered,
    version: '1.0.0',
    categories: delivered.categories.map((category) =>
      category.id === 'claim'
        ? {
            ...category,
            attributes: change(category.attributes.filter(({ id }) => id !== 'claimant')),
          }
        : category,
    ),
  };
}

const claimOf = (codebook: Codebook | null): string[] =>
  (codebook && findCategory(codebook, 'claim')?.attributes.map(({ id }) => id)) ?? [];

describe('the claimant, which the delivered codebook has since 1.1.0', () => {
  it('makes the first delivered codebook the second', () => {
    expect(withAdditions(first(), delivered, null)).toEqual(delivered);
  });

  it('comes into a codebook that was changed, which stays as it is and gets a version of its own', () => {
    const own: Attributes[number] = { id: 'own', label: 'Own', type: 'text', required: false };
    const changed = { ...first((each) => [...each.slice(1), own]), name: 'Ours', version: '2.3.1' };
    const made = withAdditions(changed, delivered, null, '2.4.0');
    expect(made).toMatchObject({ name: 'Ours', version: '2.5.0' });
    expect(claimOf(made)).toEqual(['claimant', ...claimOf(changed)]);
    expect(made?.categories.filter(({ id }) => id !== 'claim')).toEqual(
      changed.categories.filter(({ id }) => id !== 'claim'),
    );
  });

  it.each<[string, Codebook, string | null]>([
    ['it has been taken over before, and deleted since', first(), '1.1.0'],
    ['a later version has been taken over', first(), '1.2.0'],
    ['it is another codebook', { ...first(), id: 'other' }, null],
    ['it is there', delivered, null],
    [
      'there is an attribute of that name',
      first((each) => [...each, { id: 'who', label: 'claimant', type: 'text', required: false }]),
      null,
    ],
    [
      'there are no claims',
      { ...first(), categories: first().categories.filter(({ id }) => id !== 'claim') },
      null,
    ],
  ])('does not come where %s', (_, codebook, since) => {
    expect(withAdditions(codebook, delivered, since)).toBeNull();
  });
});
