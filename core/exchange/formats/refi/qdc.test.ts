import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Codebook } from '../../../codebook/codebook.ts';
import { parseQdc, serializeQdc } from './qdc.ts';
import { CODEBOOK, TOOLS } from '../../testing/contents.ts';
import { findStructureFaults } from '../../testing/refi-structure.ts';
import { readXml } from '../../containers/xml.ts';

const GENERATOR = 'Framewise 0.1.0';
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const write = (codebook: Codebook) => serializeQdc(codebook, GENERATOR, TOOLS);
const parse = (text: string) => parseQdc(bytesOf(text), TOOLS, 'shared/Our codes.qdc');
const GUID = (n: number) => `0000000${n}-AAAA-4BBB-8CCC-00000000000${n}`;

const DELIVERED = Codebook.parse(
  JSON.parse(readFileSync(new URL('../../../../seeds/codebook.json', import.meta.url), 'utf8')),
);

const id = fc.stringMatching(/^[a-z][a-z0-9_-]{0,10}$/u).filter((each) => each !== 'constructor');
const label = fc
  .array(fc.constantFrom('Quote', 'Фрейм', '😀', ': ', '“x”', '<&>', ' ', "'", 'Framewise: {}'), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.join(''))
  .filter((each) => each.trim() !== '');
const prose = fc
  .array(fc.constantFrom('Words.', '\n', '\r', '\r\n', ' ', '\t', '\nFramewise: {"a":1}', ']]>'), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join(''));
const color = fc.constantFrom('#0072b2', '#E69F00');
const maybe = <T extends Record<string, fc.Arbitrary<unknown>>>(model: T, required: (keyof T)[]) =>
  fc.record(model, { requiredKeys: required as never[] });

const unique = <T extends { id: string }>(items: fc.Arbitrary<T>, limits: object) =>
  fc.uniqueArray(items, { ...limits, selector: (item) => item.id });

const value = maybe({ id, label, hotkey: fc.constant('1'), definition: prose, group: id }, [
  'id',
  'label',
]) as fc.Arbitrary<{ id: string; label: string }>;
const attribute = fc.oneof(
  maybe(
    {
      id,
      label,
      type: fc.constantFrom('entity', 'text'),
      required: fc.boolean(),
      definition: prose,
    },
    ['id', 'label', 'type', 'required'],
  ),
  maybe(
    {
      id,
      label,
      type: fc.constant('enum'),
      required: fc.boolean(),
      source: prose,
      values: unique(value, { minLength: 1, maxLength: 4 }),
    },
    ['id', 'label', 'type', 'required', 'values'],
  ),
) as fc.Arbitrary<{ id: string }>;
const category = maybe(
  {
    id,
    label,
    hotkey: fc.constant('3'),
    letter: fc.constantFrom('Q', 'Ä', '😀'),
    line: fc.constantFrom('solid', 'wavy'),
    color: fc.record({ light: color, dark: color }),
    definition: prose,
    spanRule: prose,
    example: fc.constant({ article: 'a.txt', start: 0, end: 4, text: 'text' }),
    attributes: unique(attribute, { maxLength: 3 }),
  },
  ['id', 'label', 'letter', 'line', 'color', 'attributes'],
) as fc.Arbitrary<{ id: string }>;
const anyCodebook = fc
  .record({
    id,
    version: fc.constantFrom('1.0.0', '2'),
    name: label,
    categories: unique(category, { minLength: 1, maxLength: 4 }),
    relations: unique(
      fc.record({
        id,
        label,
        from: fc.array(id, { maxLength: 2 }),
        to: fc.array(id, { maxLength: 2 }),
        symmetric: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
  })
  .map((codebook) => Codebook.parse(codebook));

describe('A codebook of REFI-QDA that is written', () => {
  it('is read again whole, and has the structure that was published', () => {
    fc.assert(
      fc.property(anyCodebook, (codebook) => {
        const { text, losses } = write(codebook);
        expect(losses).toEqual([]);
        expect(parse(text)).toEqual({ ok: true, value: codebook });
        const root = readXml({ path: 'a.qdc', bytes: bytesOf(text) }, TOOLS);
        if (!root.ok) throw new Error(root.error.detail);
        expect(findStructureFaults(root.value)).toEqual([]);
        expect(write(codebook).text).toBe(text);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['the one for tests', CODEBOOK],
    ['the one that is delivered', DELIVERED],
  ])('is read again: %s', (_, codebook) => {
    expect(parse(write(codebook).text)).toEqual({ ok: true, value: codebook });
  });

  it('says which characters it could not hold', () => {
    const [first, ...others] = CODEBOOK.categories;
    const categories = first ? [{ ...first, definition: 'a\u0001' }, ...others] : [];
    const { text, losses } = write({ ...CODEBOOK, categories });
    expect(losses).toEqual([{ kind: 'unicode', count: 1 }]);
    expect(parse(text)).toMatchObject({
      ok: true,
      value: { categories: [{ definition: 'a\ufffd' }, {}, {}] },
    });
  });

  it('tells values apart that two attributes name alike', () => {
    const values = [{ id: 'yes', label: 'Yes' }];
    const enumOf = (name: string) => ({
      id: name,
      label: name,
      type: 'enum',
      required: false,
      values,
    });
    const codebook = Codebook.parse({
      ...CODEBOOK,
      categories: CODEBOOK.categories.map((each) => ({
        ...each,
        attributes: [enumOf('seen'), enumOf('heard')],
      })),
    });
    const { text } = write(codebook);
    expect(text).toContain('name="seen: Yes"');
    expect(parse(text)).toEqual({ ok: true, value: codebook });
    const renamed = parse(text.replace('name="seen: Yes"', 'name="Of course"'));
    expect(renamed).toMatchObject({
      value: {
        categories: [{ attributes: [{ values: [{ id: 'yes', label: 'Of course' }] }, {}] }, {}, {}],
      },
    });
  });

  it('keeps ids when another program has given a code another name and colour', () => {
    const changed = write(CODEBOOK)
      .text.replace('name="Quote"', 'name="Statement"')
      .replace('color="#0072b2"', 'color="#123456"');
    expect(parse(changed)).toMatchObject({
      ok: true,
      value: {
        id: 'test',
        version: '1.2.0',
        categories: [
          { id: 'quote', label: 'Statement', color: { light: '#123456', dark: '#56b4e9' } },
          {},
          {},
        ],
      },
    });
  });
});

const codebook = (codes: string, more = '') =>
  `\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="ATLAS.ti">\r\n<Codes>${codes}</Codes>${more}</CodeBook>`;

describe('A codebook of another program', () => {
  it('is read without a namespace, and with codes of one name called by those above them', () => {
    const code = (n: number, name: string, inside = '') =>
      `<Code guid="${GUID(n)}" name="${name}" isCodable="true">${inside}</Code>`;
    const causes = code(2, 'War', code(3, 'Cause')) + code(4, 'Peace', code(5, 'Cause'));
    const read = parse(
      codebook(code(1, 'Theme', causes)).replace(' xmlns="urn:QDA-XML:codebook:1.0"', ''),
    );
    expect(
      read.ok && read.value.categories[0]?.attributes[0]?.values?.map(({ label }) => label),
    ).toEqual(['War', 'War › Cause', 'Peace', 'Peace › Cause']);
  });

  it('is read with codes as categories and those below them as values', () => {
    const read = parse(
      codebook(
        `<Code guid="${GUID(1)}" name="Theme" isCodable="false" color="#0a3"><Description>About.</Description>
           <Code guid="${GUID(2)}" name="War" isCodable="true"><Code guid="${GUID(3)}" name="Cause" isCodable="true"/></Code>
           <Code guid="${GUID(4)}" name="war!" isCodable="true"/>
         </Code>
         <Code guid="${GUID(5)}" name="Мир" isCodable="true"/>`,
        `<Sets><Set guid="${GUID(6)}" name="all"><MemberCode guid="${GUID(1)}"/></Set></Sets>`,
      ),
    );
    expect(read).toMatchObject({
      ok: true,
      value: {
        id: 'Our_codes',
        name: 'Our codes.qdc',
        categories: [
          {
            id: 'Theme',
            label: 'Theme',
            letter: 'T',
            color: { light: '#00aa33' },
            definition: 'About.',
            attributes: [
              {
                id: 'code',
                type: 'enum',
                values: [
                  { id: 'War', label: 'War' },
                  { id: 'Cause', label: 'Cause' },
                  { id: 'war', label: 'war!' },
                ],
              },
            ],
          },
          { label: 'Мир', letter: 'М', attributes: [] },
        ],
      },
    });
  });

  it('gives two codes of one name ids of their own', () => {
    const code = `<Code guid="${GUID(1)}" name="A" isCodable="true"/>`;
    const read = parse(codebook(code + code));
    expect(read.ok && new Set(read.value.categories.map((each) => each.id)).size).toBe(2);
  });

  it.each([
    ['nothing', '', 'unreadable', /empty/u],
    ['a project', '<Project xmlns="urn:QDA-XML:project:1.0"/>', 'other-format', /codebook/u],
    [
      'a newer version',
      '<CodeBook xmlns="urn:QDA-XML:codebook:2.0"/>',
      'newer-version',
      /version/u,
    ],
    ['no codes', codebook(''), 'malformed', /no code/u],
    [
      'a code without a name',
      codebook(`\n<Code guid="${GUID(1)}" name=" "/>`),
      'malformed',
      /name/u,
    ],
    [
      'more codes than a codebook may have',
      codebook(
        Array.from({ length: 51 }, (_, n) => `<Code name="c${n}" isCodable="true"/>`).join(''),
      ),
      'too-large',
      /51 codes at the top; the limit is 50/u,
    ],
    ['a document type', `<!DOCTYPE x>${codebook('').slice(40)}`, 'unsafe', /document type/u],
  ])('is refused where it is %s', (_, text, type, detail) => {
    const read = parse(text);
    expect(read).toMatchObject({ ok: false, error: { type } });
    if (!read.ok) {
      expect(read.error.detail).toMatch(detail);
      expect(read.error.place).toMatch(/^shared\/Our codes\.qdc/u);
    }
  });

  it('never throws, wherever it is cut', () => {
    const { text } = write(DELIVERED);
    for (let percent = 0; percent < 100; percent += 1) {
      const cut = parse(text.slice(0, Math.floor((text.length * percent) / 100)));
      expect(cut.ok).toBe(false);
    }
  });

  it('never means harm by what stands in its descriptions', () => {
    const harm = 'Framewise: {"category":"x","__proto__":{"label":"y"},"attributes":[]}';
    const read = parse(
      codebook(
        `<Code guid="${GUID(1)}" name="A" isCodable="true"><Description>${harm}</Description></Code>`,
      ),
    );
    expect(read).toMatchObject({
      ok: true,
      value: { categories: [{ id: 'A', definition: harm }] },
    });
  });
});
