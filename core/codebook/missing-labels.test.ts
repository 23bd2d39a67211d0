import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Codebook, findCategory } from './codebook.ts';
import { planCodebookEdit } from './plan-edit.ts';
import { findUnknown } from './missing-labels.ts';
import { isLegible } from './colours.ts';
import { UNKNOWN_LOOKS } from './names.ts';

const codebook = Codebook.parse(JSON.parse(readFileSync('seeds/codebook.json', 'utf8')));

type Said = Parameters<typeof findUnknown>[2] extends Iterable<infer T> ? T : never;

function said(
  category: string,
  attributes: Record<string, string> = {},
  spans: readonly string[] = [],
): Said {
  const selector = { start: 0, end: 1, exact: 'a', prefix: '', suffix: '' };
  return {
    category,
    attributes,
    attributeSpans: Object.fromEntries(spans.map((id) => [id, selector])),
  };
}

/** The codebook once everything that can be is added. */
function grown(additions: Codebook, before = codebook): Codebook {
  const planned = planCodebookEdit(before, { type: 'add-from', codebook: additions });
  return planned.ok ? planned.value.codebook : before;
}

describe('what tags have and the codebook lacks', () => {
  it('is nothing where the codebook has it all', () => {
    const { labels, additions } = findUnknown(codebook, null, [
      said('quote', { quoteType: 'direct', speaker: 'Anybody at all' }),
    ]);
    expect(labels).toEqual([]);
    expect(additions.categories).toEqual([]);
  });

  it('is added as categories that look and are reached each in their own way', () => {
    const { additions, labels } = findUnknown(codebook, null, [said('rumour'), said('irony')]);
    expect(labels).toEqual(['irony', 'rumour']);
    const made = grown(additions);
    expect(made.version).toBe('1.2.0');
    const [rumour, irony] = made.categories.slice(-2);
    expect([rumour?.label, rumour?.letter, rumour?.hotkey]).toEqual(['rumour', 'R', '4']);
    expect([irony?.label, irony?.letter, irony?.hotkey]).toEqual(['irony', 'I', '5']);
    expect(irony?.color).not.toEqual(rumour?.color);
  });

  it.each<[string, (n: number) => Said, readonly [number, number, number]]>([
    ['categories', (n) => said(`c${n}`), [48, 0, 0]],
    ['attributes', (n) => said('quote', { [`a${n}`]: 'x' }), [1, 51, 0]],
    ['values', (n) => said('quote', { quoteType: `v${n}` }), [1, 1, 201]],
  ])(
    'is named to the last of very many %s, and asked for as far as it takes to refuse',
    (_, tag, size) => {
      const { additions, labels } = findUnknown(
        codebook,
        null,
        Array.from({ length: 50_000 }, (__, n) => tag(n)),
      );
      expect(new Set(labels).size).toBe(50_000);
      const [category] = additions.categories;
      const [attribute] = category?.attributes ?? [];
      expect([
        additions.categories.length,
        category?.attributes.length,
        attribute?.values?.length ?? 0,
      ]).toEqual(size);
      const edit = { type: 'add-from' as const, codebook: additions };
      expect(planCodebookEdit(codebook, edit)).toMatchObject({ error: { type: 'too-many' } });
    },
  );

  it('is taken from the file’s codebook where that says more', () => {
    const theirs: Codebook = {
      ...codebook,
      categories: [
        {
          id: 'rumour',
          label: 'Rumour',
          letter: 'Q',
          line: 'dotted',
          color: { light: '#ffee00', dark: '#222222' },
          definition: 'What nobody vouches for.',
          attributes: [{ id: 'spread', label: 'Spread', type: 'text', required: false }],
        },
        { id: 'x1', label: 'Ironie, aber fein', letter: 'I', ...UNKNOWN_LOOKS },
      ],
    };
    const { additions, labels } = findUnknown(codebook, theirs, [said('rumour'), said('x1')]);
    expect(labels).toEqual(['Ironie, aber fein', 'Rumour']);
    const made = grown(additions);
    const rumour = findCategory(made, 'rumour');
    expect(rumour).toMatchObject({ line: 'dotted', letter: 'R', attributes: [{ id: 'spread' }] });
    expect(isLegible(rumour?.color.light ?? '', 'light')).toBe(true);
    expect(isLegible(rumour?.color.dark ?? '', 'dark')).toBe(true);
    expect(findCategory(made, 'x1')?.label).toBe('Ironie, aber fein');
    expect(findCategory(made, 'x1')?.color).not.toEqual(UNKNOWN_LOOKS.color);
  });

  it('is told from the tags: a list where values come again, a name where they stand in the text', () => {
    const { additions, labels, follow } = findUnknown(codebook, null, [
      said('quote', { quoteType: 'free indirect', tone: 'Very harsh', of: 'Lavrov' }, ['of']),
      said('quote', { quoteType: 'free indirect', tone: 'Very harsh', why: 'Because.' }),
    ]);
    expect(labels).toEqual([
      'Quote › Type › free indirect',
      'Quote › of',
      'Quote › tone',
      'Quote › tone › Very harsh',
      'Quote › why',
    ]);
    const quote = findCategory(grown(additions), 'quote');
    const attribute = (id: string) => quote?.attributes.find((each) => each.id === id);
    expect(attribute('tone')).toMatchObject({
      type: 'enum',
      required: false,
      values: [{ id: 'very_harsh', label: 'Very harsh' }],
    });
    expect(attribute('of')).toMatchObject({ type: 'entity' });
    expect(attribute('why')).toMatchObject({ type: 'text' });
    expect(attribute('quoteType')?.values?.at(-1)).toEqual({
      id: 'free_indirect',
      label: 'free indirect',
    });
    expect(
      follow(said('quote', { quoteType: 'free indirect', tone: 'Very harsh', why: 'x' })),
    ).toMatchObject({ attributes: { quoteType: 'free_indirect', tone: 'very_harsh', why: 'x' } });
    const same = said('quote', { quoteType: 'direct' });
    expect(follow(same)).toBe(same);
  });

  it('is counted and left out where nothing can be called that', () => {
    const hidden = 'par\u202eaphrase';
    const { additions, labels, unusable } = findUnknown(codebook, null, [
      said('quote', { quoteType: hidden }),
      said('quote', { quoteType: 'x'.repeat(201) }),
      said('quote', { quoteType: ' ' }),
    ]);
    expect(labels).toHaveLength(3);
    expect(unusable).toBe(3);
    expect(additions.categories).toEqual([]);
  });

  it('is refused as a whole where the codebook cannot take it', () => {
    const many = Array.from({ length: 60 }, (_, n) => said(`c${n}`));
    const { additions } = findUnknown(codebook, null, many);
    expect(planCodebookEdit(codebook, { type: 'add-from', codebook: additions })).toEqual({
      ok: false,
      error: { type: 'too-many', what: 'categories' },
    });
  });

  it('is all known once it is added, and one’s own entries stay as they were', () => {
    const word = fc.oneof(
      fc.constantFrom('direct', 'Direct', 'a b', ' a b', 'A B', 'quote', 'Quote', '1', 'é', '值'),
      fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }),
    );
    const tag = fc
      .record({
        category: fc.constantFrom('quote', 'framing', 'rumour', 'irony'),
        attributes: fc.dictionary(fc.constantFrom('quoteType', 'frame', 'tone', 'speaker'), word),
        spans: fc.subarray(['speaker', 'tone']),
      })
      .map(({ category, attributes, spans }) => said(category, attributes, spans));
    fc.assert(
      fc.property(fc.array(tag, { maxLength: 12 }), (tags) => {
        const { additions, follow, unusable } = findUnknown(codebook, null, tags);
        const made = grown(additions);
        expect(Codebook.safeParse(made).success).toBe(true);
        const left = findUnknown(made, null, tags.map(follow));
        expect(left.labels).toHaveLength(unusable);
        for (const { color } of made.categories) {
          expect(isLegible(color.light, 'light') && isLegible(color.dark, 'dark')).toBe(true);
        }
        for (const category of codebook.categories) {
          const after = findCategory(made, category.id);
          expect({ ...after, attributes: [] }).toEqual({ ...category, attributes: [] });
          for (const [index, before] of category.attributes.entries()) {
            const now = after?.attributes[index];
            const values = now?.values?.slice(0, before.values?.length);
            expect({ ...now, values }).toEqual({ ...before, values: before.values });
          }
        }
      }),
    );
  });
});
