import { describe, expect, it } from 'vitest';

import { BRAT } from '../formats/brat/brat.ts';
import { CAS_JSON } from '../formats/uima/cas-json.ts';
import { CLAIMREVIEW } from '../formats/claimreview.ts';
import type { Codec } from '../content/codec.ts';
import { CONLL } from '../formats/conll/conll.ts';
import { CSV } from '../formats/csv/csv.ts';
import { DOCCANO } from '../formats/lines/doccano.ts';
import { LABEL_STUDIO } from '../formats/label-studio/label-studio.ts';
import { PRODIGY } from '../formats/lines/prodigy.ts';
import { readContent } from './read-content.ts';
import { SPACY } from '../formats/lines/spacy.ts';
import { toInput } from '../testing/contract.ts';
import { TOOLS } from '../testing/contents.ts';
import { WEBANNO_TSV } from '../formats/uima/webanno-tsv/webanno-tsv.ts';

const read = (codec: Codec, path: string, content: string) =>
  readContent(codec, toInput([{ path, content }]), TOOLS);
const times = (count: number, of: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => of(index)).join('');

const TSV = '#FORMAT=WebAnno TSV 3.3\n';
const TABLE = 'sha256,tag_id,category,start_utf16,end_utf16\n';

describe('What is more than is taken in at once', () => {
  it.each<[string, Codec, string, string]>([
    ['lines of brat', BRAT, 'a.ann', '\n'.repeat(4_000_001)],
    ['lines of CoNLL', CONLL, 'a.conll', 'a O\n'.repeat(4_000_001)],
    ['lines of WebAnno TSV', WEBANNO_TSV, 'a.tsv', TSV + '\n'.repeat(4_000_001)],
    ['characters in a line of brat', BRAT, 'a.ann', `T1\tQ ${'0 1;'.repeat(5_000_001)}`],
    ['columns of WebAnno TSV', WEBANNO_TSV, 'a.tsv', `${TSV}#T_SP=a${'|b'.repeat(1_000_001)}\n`],
    ['cells', CSV, 'a.csv', TABLE + ','.repeat(10_000_001)],
    ['rows', CSV, 'a.csv', TABLE + '\n'.repeat(10_000_001)],
    ['lines that are no JSON', DOCCANO, 'a.jsonl', 'x\n'.repeat(100_001)],
    ['lines of brat that say nothing', BRAT, 'a.ann', 'x\n'.repeat(100_001)],
    ['texts of brat', BRAT, 'a.ann', times(400_001, (index) => `T${index}\tQ 0 1\ta\n`)],
    ['texts of doccano', DOCCANO, 'a.jsonl', '{"text":"a","label":[]}\n'.repeat(100_001)],
    ['tags of brat', BRAT, 'a.ann', times(100_001, (index) => `T${index}\tQ 0 1\ta\n`)],
    ['tags of CoNLL', CONLL, 'a.conll', 'a B-Q\n'.repeat(100_001)],
    [
      'tags of WebAnno TSV',
      WEBANNO_TSV,
      'a.tsv',
      `${TSV}#T_SP=webanno.custom.Q|a\n\n\n#Text=a\n1-1\t0-1\ta\t${'b|'.repeat(100_000)}b\t\n`,
    ],
    [
      'tags of doccano',
      DOCCANO,
      'a.jsonl',
      `{"text":"a","label":[${times(100_001, (index) => `[0,${index},"Q"],`)}[0,1,"P"]]}\n`,
    ],
    ...[PRODIGY, SPACY].map((codec): [string, Codec, string, string] => [
      `tags of ${codec.name}`,
      codec,
      'a.jsonl',
      `{"text":"a","spans":[${'0,'.repeat(100_000)}0]}\n`,
    ]),
    [
      'tags of Label Studio',
      LABEL_STUDIO,
      'a.json',
      `[{"data":{"text":"a"},"annotations":[{"result":[${times(100_001, (index) => `${index ? ',' : ''}{"type":"labels"}`)}]}]}]`,
    ],
    [
      'tags of CAS JSON',
      CAS_JSON,
      'a.json',
      `{"%TYPES":{},"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaString":"a"}${times(100_001, (index) => `,{"%ID":${index + 2},"%TYPE":"Q","@sofa":1,"begin":0,"end":1}`)}]}`,
    ],
  ])('is refused as a whole: %s', (_, codec, path, content) => {
    const found = read(codec, path, content);
    expect(found).toMatchObject({ ok: false, error: { type: 'too-large' } });
    if (found.ok) return;
    expect(found.error.place).toContain(path);
    expect(found.error.detail).toMatch(/\d[^.]*\.$/u);
  });

  it('is not what is just as much as is allowed', () => {
    const rows = 'a B-Q\n'.repeat(100_000);
    expect(read(CONLL, 'a.conll', rows)).toMatchObject({ ok: true });
  });
});

it.each<[Codec, string, string]>([
  [BRAT, 'a.ann', 'T1\tQ 0 1\ta\n'],
  [CONLL, 'a.conll', 'a B-Q\n'],
  [WEBANNO_TSV, 'a.tsv', `${TSV}#T_SP=webanno.custom.Q|a\n\n\n#Text=a\n1-1\t0-1\ta\tb\t\n`],
  [CSV, 'a.csv', `${TABLE}a,b,c,0,1\n`],
])('What a failed write leaves behind is not read: $name', (codec, path, content) => {
  expect(read(codec, path, content)).toMatchObject({ ok: true });
  const found = read(codec, path, content + '\0'.repeat(512));
  expect(found).toMatchObject({ ok: false, error: { type: 'unreadable' } });
  if (!found.ok) expect(found.error.place).toMatch(/, line \d+$/u);
});

it('A format that is only written reads nothing', () => {
  expect(read(CLAIMREVIEW, 'a.json', '{}')).toMatchObject({
    ok: false,
    error: { place: 'a.json' },
  });
});
