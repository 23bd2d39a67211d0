import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { Codebook, type Category } from './codebook.ts';
import { compareCodebooks, illegibleCategories, isSame } from './compare.ts';

const codebook = Codebook.parse(
  JSON.parse(readFileSync(new URL('../../seeds/codebook.json', import.meta.url), 'utf8')),
);

function changed(change: (category: Category) => Category | null): Codebook {
  return { ...codebook, categories: codebook.categories.flatMap((each) => change(each) ?? []) };
}

it('finds nothing between a codebook and itself', () => {
  const difference = compareCodebooks(codebook, codebook, {});
  expect(isSame(difference)).toBe(true);
  expect(illegibleCategories(codebook)).toEqual([]);
});

it('names what is new, renamed and gone, with the tags that it is about', () => {
  const after = changed((each) => {
    if (each.id === 'framing') return null;
    if (each.id === 'claim') return { ...each, id: 'assertion', label: 'Assertion' };
    const [type, ...others] = each.attributes;
    if (!type) throw new Error('The category has no attributes.');
    const values = (type.values ?? []).filter(({ id }) => id !== 'mixed');
    const attributes = [{ ...type, label: 'Form', values }, ...others.slice(1)];
    return { ...each, label: 'Speech', letter: 'S', attributes };
  });
  const use = {
    claim: { own: 4, articles: 2, others: 1 },
    'quote/quoteType/mixed': { own: 3, articles: 1, others: 2 },
  };
  expect(compareCodebooks(codebook, after, use)).toEqual({
    addedCategories: ['Assertion'],
    removedCategories: [
      { label: 'Claim', own: 4, others: 1 },
      { label: 'Framing', own: 0, others: 0 },
    ],
    renamed: [
      { from: 'Quote', to: 'Speech' },
      { from: 'Type', to: 'Form' },
    ],
    added: [],
    removed: [
      { path: 'Quote › Type › Mixed', own: 3 },
      { path: 'Quote › Speaker', own: 0 },
    ],
    changed: ['Speech'],
  });
  expect(compareCodebooks(after, codebook, {}).added).toEqual([
    'Quote › Type › Mixed',
    'Quote › Speaker',
  ]);
});

it('names categories that could not be seen', () => {
  const faint = changed((each) =>
    each.id === 'quote' ? { ...each, color: { light: '#eeeeee', dark: '#56B4E9' } } : each,
  );
  expect(illegibleCategories(faint)).toEqual(['Quote']);
});
