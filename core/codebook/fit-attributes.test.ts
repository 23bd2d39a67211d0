import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Category } from './codebook.ts';
import { fitAttributes, setAside, type TagValues } from './fit-attributes.ts';

const category: Category = {
  id: 'quote',
  label: 'Quote',
  letter: 'Q',
  line: 'solid',
  color: { light: '#0072B2', dark: '#56B4E9' },
  attributes: [
    {
      id: 'form',
      label: 'Form',
      type: 'enum',
      required: true,
      values: [
        { id: 'direct', label: 'Direct' },
        { id: 'mixed', label: 'Mixed' },
      ],
    },
    { id: 'speaker', label: 'Speaker', type: 'entity', required: false },
  ],
};

const values = fc.dictionary(
  fc.constantFrom('form', 'speaker', 'stance', 'form-2', 'valueOf2'),
  fc.constantFrom('direct', 'mixed', 'loud', 'Lavrov'),
);
const tag: fc.Arbitrary<TagValues> = fc.record({ attributes: values, aside: values });

/** Every value under the attribute that it was given for, however it is numbered where it is aside. */
function said({ attributes, aside }: TagValues): Set<string> {
  const all = [...Object.entries(attributes), ...Object.entries(aside)];
  return new Set(all.map(([id, value]) => `${id.replace(/(?:-\d+)+$/u, '')}=${value}`));
}

describe('fitAttributes', () => {
  it('keeps every value that a tag had', () => {
    fc.assert(
      fc.property(tag, (before) => {
        expect(said(fitAttributes(category, before))).toEqual(said(before));
      }),
    );
  });

  it('leaves only values that the category can hold, and does no more the second time', () => {
    fc.assert(
      fc.property(tag, (before) => {
        const after = fitAttributes(category, before);
        for (const [id, value] of Object.entries(after.attributes)) {
          expect(['form', 'speaker']).toContain(id);
          if (id === 'form') expect(['direct', 'mixed']).toContain(value);
        }
        expect(fitAttributes(category, after)).toEqual(after);
      }),
    );
  });

  it('brings back what fits again, and not over what has been said since', () => {
    expect(
      fitAttributes(category, {
        attributes: { form: 'loud' },
        aside: { form: 'mixed', speaker: 'A' },
      }),
    ).toEqual({ attributes: { form: 'mixed', speaker: 'A' }, aside: { form: 'loud' } });
    expect(
      fitAttributes(category, { attributes: { form: 'direct' }, aside: { form: 'mixed' } }),
    ).toEqual({ attributes: { form: 'direct' }, aside: { form: 'mixed' } });
  });
});

it('setAside never overwrites what was aside before', () => {
  fc.assert(
    fc.property(tag, (before) => {
      const after = setAside(before, (id) => id === 'form');
      expect(said(after)).toEqual(said(before));
      expect(after.attributes).not.toHaveProperty('form');
    }),
  );
});
