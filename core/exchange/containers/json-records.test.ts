import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { guardJson, JSON_LIMITS } from '../../guards/json-guard.ts';
import { TOOLS } from '../testing/contents.ts';
import { readRecords, sampleObjects, sampleRecords, type JsonRecord } from './json-records.ts';

const file = (content: string, path = 'a.json') => ({
  path,
  bytes: new TextEncoder().encode(content),
});

function read(content: string) {
  const records: JsonRecord[] = [];
  const done = readRecords([file(content)], TOOLS, (record) => {
    records.push(record);
    return null;
  });
  return { records, refused: done.ok ? done.value : [], error: done.ok ? null : done.error };
}

const PLACES = (kind: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `a.json, ${kind} ${index + 1}`);

describe('Records of a file of JSON', () => {
  const two = [{ text: 'a ] , } “b”' }, { text: '\\"[{', n: [1, { x: [] }] }];

  it.each([
    ['stand on lines', two.map((each) => JSON.stringify(each)).join('\n'), 'line'],
    ['stand on lines with an end after the last', `${JSON.stringify(two[0])}\n{"n":2}\n`, 'line'],
    ['are a list on one line', JSON.stringify(two), 'record'],
    ['are a list over many lines', JSON.stringify(two, null, 2), 'record'],
    ['are a list behind a byte order mark', `\ufeff ${JSON.stringify(two, null, 1)}\n`, 'record'],
    [
      'are objects over many lines, one after the other',
      two.map((each) => JSON.stringify(each, null, 2)).join('\n'),
      'record',
    ],
  ])('%s', (_, content, kind) => {
    const { records, refused, error } = read(content);
    expect([refused, error]).toEqual([[], null]);
    expect(records.map(({ place }) => place)).toEqual(PLACES(kind, 2));
    expect(records[0]?.value).toEqual(two[0]);
  });

  it.each([[{ '': [['', {}]] }], [{ a: [['b', ['c']]] }], [{ rows: [['b', { c: 1 }]] }]])(
    'are no texts with tags where a value only has their form: %j',
    (value) => {
      expect(read(JSON.stringify(value)).records.map((each) => each.value)).toEqual([value]);
    },
  );

  it('are the same, however the file is laid out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }).filter(isSound), {
          minLength: 1,
        }),
        (values) => {
          const plain = values.map((value) => JSON.parse(JSON.stringify(value)) as unknown);
          for (const content of [
            plain.map((value) => JSON.stringify(value)).join('\r\n'),
            JSON.stringify(plain),
            JSON.stringify(plain, null, 2),
            plain.map((value) => JSON.stringify(value, null, 2)).join('\n'),
          ]) {
            const { records, refused } = read(content);
            expect(refused).toEqual([]);
            expect(records.map(({ value }) => value)).toEqual(plain);
          }
        },
      ),
    );
  });

  it.each<[string, string, number, readonly [string, string][]]>([
    ['a damaged line', '{"a":1}\n{"a":\n{"a":3}', 2, [['line 2', 'The line ends in the middle.']]],
    [
      'a damaged first line',
      '{"a":[1\n{"a":2}\n{"a":3}',
      2,
      [['line 1', 'The line ends in the middle.']],
    ],
    [
      'a line that is no object',
      '{"a":1}\n7\n',
      1,
      [['line 2', 'The line is not an object of JSON.']],
    ],
    [
      'an entry that is no object',
      '[{"a":1}, 7, {"a":3}]',
      2,
      [['record 2', 'The record is not an object of JSON.']],
    ],
    [
      'a place without an entry',
      '[{"a":1},,{"a":3}]',
      2,
      [['record 2', 'There is nothing in its place.']],
    ],
    [
      'a list that was cut between two entries',
      '[{"a":1},\n{"a":2},\n',
      2,
      [['record 3', 'The file ends before its list does: this and what follows is missing.']],
    ],
    [
      'a list that was cut within an entry',
      '[{"a":1},\n{"a":"x',
      1,
      [
        ['record 2', 'The record ends in the middle.'],
        ['record 3', 'The file ends before its list does: this and what follows is missing.'],
      ],
    ],
    [
      'something behind the list',
      '[{"a":1}] and more',
      1,
      [['record 2', 'Something follows the end of the list.']],
    ],
  ])('are read around %s, which is refused', (_, content, count, reasons) => {
    const { records, refused } = read(content);
    expect(records).toHaveLength(count);
    expect(refused).toEqual(
      reasons.map(([place, reason]) => ({ place: `a.json, ${place}`, reason, tags: 0 })),
    );
  });

  it.each([
    ['', 'The file is empty.'],
    [' \n ', 'There is no record in it.'],
    ['[ ]', 'There is no record in it.'],
    ['plain text\n', 'It is not JSON: p is not expected here.'],
    ['7', 'The line is not an object of JSON.'],
  ])('are not in %j', (content, detail) => {
    expect(read(content).error).toMatchObject({ detail });
  });

  it('may be more than one document of JSON could hold, for only one is held at a time', () => {
    const record = `{"n":[${'0,'.repeat(99_999)}0]}\n`;
    const count = Math.ceil(JSON_LIMITS.tokens / 100_000) + 1;
    const { records, error } = read(record.repeat(count));
    expect(error).toBeNull();
    expect(records).toHaveLength(count);
  });

  it('end where somebody has had enough of them', () => {
    const enough = { type: 'too-large', place: 'a', detail: 'Enough.' } as const;
    const done = readRecords([file('{}\n{}')], TOOLS, () => enough);
    expect(done).toEqual({ ok: false, error: enough });
  });

  it('are what a format makes of a value', () => {
    const seen: unknown[] = [];
    readRecords(
      [file('["one", {"x": 1}]\n["two", {}]')],
      TOOLS,
      ({ value }) => {
        seen.push(value);
        return null;
      },
      (value) => (Array.isArray(value) ? { text: value[0] as unknown } : null),
    );
    expect(seen).toEqual([{ text: 'one' }, { text: 'two' }]);
  });
});

describe('A sample of records', () => {
  it('has some from all parts of a long file', () => {
    const plain = '{"text":"x"}\n'.repeat(200_000);
    const late = '{"text":"x","spans":[]}\n'.repeat(20_000);
    const sample = sampleObjects(file(plain + late + plain));
    expect(sample.some((record) => 'spans' in record)).toBe(true);
    expect(sample.length).toBeLessThan(300);
  });

  it('does not end at a damaged record, and is empty where there is no JSON', () => {
    expect(sampleObjects(file('{"a":\n{"b":1}\n'))).toEqual([{ b: 1 }]);
    expect(sampleRecords(file('Some text.\n'.repeat(1000)))).toEqual([]);
    expect(sampleRecords(file(''))).toEqual([]);
  });

  it('has values that are no objects, too', () => {
    expect(sampleRecords(file('["a", {"entities": []}]\n["b", {}]\n'))).toEqual([
      ['a', { entities: [] }],
      ['b', {}],
    ]);
  });
});

/** Whether JSON of a value has no name that is refused. */
function isSound(value: object): boolean {
  return guardJson(new TextEncoder().encode(JSON.stringify(value))).ok;
}
