import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';

import { writeZip } from '../../../containers/zip.ts';
import { placeContent } from '../../../placing/place.ts';
import { recogniseFormat } from '../../../pipeline/codecs.ts';
import { gatherFiles } from '../../../pipeline/gather.ts';
import { CODEBOOK, TOOLS } from '../../../testing/contents.ts';
import type { InputFile } from '../../../content/codec.ts';
import { WEBANNO_TSV } from './webanno-tsv.ts';

const TEXT = 'They said no .';
const tsv = (tag = 1) =>
  `#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Quote|speaker\n\n\n#Text=${TEXT}\n` +
  ['They', 'said', 'no', '.']
    .map((word, at) => {
      const start = TEXT.indexOf(word);
      return `1-${at + 1}\t${start}-${start + word.length}\t${word}\t${at === tag ? 'Mayor' : '_'}\t\n`;
    })
    .join('');
const cas = JSON.stringify({
  '%TYPES': {},
  '%FEATURE_STRUCTURES': [
    { '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaNum: 1, sofaID: '_InitialView', sofaString: TEXT },
    { '%ID': 2, '%TYPE': 'webanno.custom.Quote', '@sofa': 1, begin: 10, end: 12 },
  ],
  '%VIEWS': {},
});
const project = JSON.stringify({
  name: 'harbour',
  source_documents: [{ name: 'Harbour.txt', state: 'CURATION_FINISHED' }],
  annotation_documents: [
    { name: 'Harbour.txt', user: 'anna', state: 'FINISHED' },
    { name: 'Harbour.txt', user: 'boris', state: 'IN-PROGRESS' },
    { name: 'Harbour.txt', user: 'cleo', state: 'IGNORE' },
  ],
});

type Entries = Readonly<Record<string, string | Uint8Array>>;
const zip = (entries: Entries): Uint8Array =>
  writeZip(
    Object.entries(entries).map(([path, content]) => ({
      path,
      bytes: typeof content === 'string' ? strToU8(content) : content,
    })),
  );
const filesOf = (entries: Entries) =>
  Object.entries(entries).map(([path, content]) => ({
    path: `export/${path}`,
    bytes: typeof content === 'string' ? strToU8(content) : content,
  }));
const readAll = (files: readonly InputFile[]) => {
  const read = WEBANNO_TSV.read?.(files, TOOLS);
  if (!read?.ok) throw new Error(read?.error.detail);
  const all = placeContent(read.value, { codebook: CODEBOOK, tools: TOOLS });
  return {
    refused: all.refused,
    ignored: all.ignored,
    people: all.annotators.map(({ name }) => name).sort(),
    words: all.sets.flatMap(({ annotations }) => annotations.map((tag) => tag.fragments[0]?.exact)),
  };
};

const folders: Entries = {
  'exportedproject16840.json': project,
  'source/Harbour.txt': TEXT,
  'log/project.log': 'x',
  'annotation_ser/Harbour.txt/anna.ser': 'x',
  'annotation/Harbour.txt/INITIAL_CAS.tsv': tsv(9),
  'annotation/Harbour.txt/anna.tsv': tsv(2),
  'annotation/Harbour.txt/boris.tsv': tsv(1),
  'annotation/Harbour.txt/cleo.tsv': tsv(0),
  'curation/Harbour.txt/CURATION_USER.tsv': tsv(3),
};

describe('An exported project of INCEpTION', () => {
  const expected = {
    refused: [],
    ignored: [{ kind: 'in-progress', count: 2 }],
    people: ['Curation', 'anna'],
    words: ['.', 'no'],
  };

  it.each([
    ['as folders', filesOf(folders)],
    ['as it was packed', [{ path: 'p.zip', bytes: zip(folders) }]],
    [
      'with archives in it',
      [
        {
          path: 'p.zip',
          bytes: zip({
            ...Object.fromEntries(
              Object.entries(folders).filter(([name]) => !name.startsWith('annotation/')),
            ),
            ...Object.fromEntries(
              [
                ['anna', 2],
                ['boris', 1],
                ['cleo', 0],
              ].map(([user, tag]) => [
                `annotation/Harbour.txt/${user}.zip`,
                zip({ 'Harbour.tsv': tsv(Number(tag)), 'TypeSystem.xml': '<a/>' }),
              ]),
            ),
          }),
        },
      ],
    ],
  ])('is read %s: tags by whom, without those of somebody who had not finished', (_, files) => {
    expect(recogniseFormat(files)?.codec.name).toBe('webanno-tsv');
    const { words, ...others } = readAll(files);
    expect({ ...others, words: words.sort() }).toEqual(expected);
  });

  const minimal = (more: Entries = {}): Entries => ({
    'exportedproject.json': '{}',
    'source/Harbour.txt': TEXT,
    'log/project.log': 'x',
    'annotation/Harbour.txt/INITIAL_CAS.tsv': tsv(0),
    'annotation/Harbour.txt/anna.tsv': tsv(2),
    ...more,
  });

  it.each<[string, Entries]>([
    ['that says nothing of itself', minimal()],
    ['that has only its name', minimal({ 'exportedproject.json': '{"name":"harbour"}' })],
    [
      'without what it says of itself',
      Object.fromEntries(Object.entries(minimal()).filter(([name]) => !name.endsWith('.json'))),
    ],
    [
      'in a folder of the archive',
      Object.fromEntries(Object.entries(minimal()).map(([name, of]) => [`harbour/${name}`, of])),
    ],
  ])('is known %s, and what a document began with is nobody’s', (_, entries) => {
    const files = [{ path: 'p.zip', bytes: zip(entries) }];
    expect(recogniseFormat(files)?.codec.name).toBe('webanno-tsv');
    expect(readAll(files)).toEqual({
      refused: [],
      people: ['anna'],
      words: ['no'],
      ignored: [
        { kind: 'unknown', count: 1, what: "annotations of INITIAL_CAS, which is nobody's" },
      ],
    });
  });

  it('has the tags that its documents began with where nobody has worked on them', () => {
    const entries = Object.entries(minimal()).filter(([name]) => !name.endsWith('anna.tsv'));
    expect(readAll(filesOf(Object.fromEntries(entries))).words).toEqual(['They']);
  });

  it('is one thing as a folder, with what it says of itself, and its protocol is no article', () => {
    const entries = { ...folders, 'annotation_ser/Harbour.txt/anna.ser': '\0\u0001\0' };
    const { units, texts, aside } = gatherFiles(filesOf(entries), TOOLS);
    expect(units.map(({ codec }) => codec.name)).toEqual(['webanno-tsv']);
    expect(texts).toEqual([]);
    expect(aside.map(({ path }) => path)).toEqual(['export/log/project.log']);
    expect(readAll([...(units[0]?.files ?? [])]).people).toEqual(['Curation', 'anna']);
  });

  it('counts a curation that is not finished', () => {
    const files = filesOf({
      ...folders,
      'exportedproject16840.json': project.replace('CURATION_FINISHED', 'CURATION_IN_PROGRESS'),
    });
    expect(readAll(files)).toMatchObject({
      people: ['anna'],
      ignored: [{ kind: 'in-progress', count: 3 }],
    });
  });

  it('knows annotators by the folder of a document alone', () => {
    const files = filesOf({ 'Harbour.txt/anna.tsv': tsv(2), 'Harbour.txt/boris.tsv': tsv(1) });
    expect(readAll(files).people).toEqual(['anna', 'boris']);
  });

  it('is read where its documents are CAS JSON', () => {
    const bytes = zip({
      'exportedproject.json': project,
      'annotation/Harbour.txt/anna.json': cas,
    });
    expect(readAll([{ path: 'p.zip', bytes }])).toMatchObject({ people: ['anna'], words: ['no'] });
  });

  const xmi = `<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore"><custom:Quote xmi:id="2" sofa="1" begin="10" end="12"/><cas:Sofa xmi:id="1" sofaID="_InitialView" sofaString="${TEXT}"/></xmi:XMI>`;
  it.each<[string, Entries, readonly string[]]>([
    [
      'a project',
      {
        'exportedproject.json': project,
        'annotation/Harbour.txt/anna.zip': zip({ 'Harbour.xmi': xmi, 'TypeSystem.xml': '<a/>' }),
      },
      ['anna'],
    ],
    ['one document', { 'Harbour.xmi': xmi, 'TypeSystem.xml': '<a/>' }, ['unknown']],
  ])('is read where it is XMI: %s', (_, entries, people) => {
    const files = [{ path: 'p.zip', bytes: zip(entries) }];
    expect(recogniseFormat(files)?.codec.name).toBe('webanno-tsv');
    expect(readAll(files)).toMatchObject({ people, words: ['no'], refused: [] });
  });

  it.each<[string, Entries, RegExp]>([
    [
      'in another form',
      { 'annotation/Harbour.txt/anna.ser': 'x' },
      /\(ser\)\. Export the project again with the format WebAnno TSV/u,
    ],
    ['without annotations', { 'annotation_ser/Harbour.txt/anna.ser': 'x' }, /are not in it/u],
  ])('says what to do where it is %s', (_, entries, detail) => {
    const bytes = zip({ 'exportedproject.json': project, ...entries });
    expect(WEBANNO_TSV.read?.([{ path: 'p.zip', bytes }], TOOLS)).toMatchObject({
      ok: false,
      error: { type: 'other-format', detail: expect.stringMatching(detail) },
    });
  });

  it('is refused where what is in its archives would be too much', () => {
    const inner = zip({ 'a.tsv': Array.from({ length: 5000 }, (_, n) => `${n} word`).join() });
    const forged = inner.slice();
    const view = new DataView(forged.buffer);
    view.setUint32(view.getUint32(forged.length - 6, true) + 24, 900_000_000, true);
    const bytes = zip({ 'exportedproject.json': project, 'annotation/a.txt/a.zip': forged });
    expect(WEBANNO_TSV.read?.([{ path: 'p.zip', bytes }], TOOLS)).toMatchObject({
      ok: false,
      error: { type: 'unsafe' },
    });
  });
});
