import { describe, expect, it } from 'vitest';

import { growthOf, TOO_FAST } from '../../text/testing/growth.ts';
import { TOOLS } from '../testing/contents.ts';
import { toInput } from '../testing/contract.ts';
import { resembles } from '../pipeline/resembles.ts';
import { otherText } from './other-forms.ts';

const TEXT = 'The harbour master said no.';

function likeness(path: string, content: unknown) {
  const words = typeof content === 'string' ? content : JSON.stringify(content);
  const [file] = toInput([{ path, content: words }]);
  if (!file) throw new Error('There is no file.');
  return resembles(file, TOOLS);
}

describe('A form of tags that is not read', () => {
  it.each<[string, unknown]>([
    ['DocRED', [{ title: 'x', sents: [['No']], vertexSet: [[{ pos: [0, 1] }]], labels: [] }]],
    ['SciERC', { doc_key: 'x', sentences: [['No']], ner: [[[0, 0, 'X']]], relations: [[]] }],
    ['BioC in JSON', { source: 'x', documents: [{ infons: {}, passages: [{ offset: 0 }] }] }],
    ['BioC in JSON, as PubTator has it', { PubTator3: [{ passages: [], infons: {} }] }],
    ['Vertex AI', { textSegmentAnnotations: [{ startOffset: 4 }], textContent: TEXT }],
    ['AutoML', { text_snippet: { content: TEXT }, annotations: [{ display_name: 'X' }] }],
    ['Rasa', { rasa_nlu_data: { common_examples: [{ text: TEXT, entities: [] }] } }],
    [
      'LightTag',
      { examples: [{ content: TEXT, annotations: [{ tag: 'X', start: 4, annotated_by: [] }] }] },
    ],
    ['Dataturks', { content: TEXT, annotation: [{ label: ['X'], points: [{ start: 4 }] }] }],
    ['Argilla', { text: TEXT, annotation: [['X', 4, 11]], annotation_agent: 'anna' }],
    ['Argilla', [{ fields: { text: TEXT }, responses: {}, suggestions: {} }]],
    ['PubAnnotation', { text: TEXT, denotations: [{ span: { begin: 4, end: 11 }, obj: 'X' }] }],
    ['tagtog', { annotatable: { parts: ['s1v1'] }, anncomplete: true, entities: [] }],
    ['SQuAD', { data: [{ paragraphs: [{ context: TEXT, qas: [{ answers: [] }] }] }] }],
    ['CoreNLP', { sentences: [{ entitymentions: [], tokens: [] }] }],
    ['UBIAI', [{ documentName: 'x', document: TEXT, tokens: [{ entityLabel: 'X' }] }]],
    ['Labelbox', [{ 'Labeled Data': 'x', Label: { objects: [] } }]],
    [
      'words with a tag for each',
      '{"words": ["No"], "labels": ["O"]}\n{"words": [], "labels": []}',
    ],
  ])('of JSON is said to be what it is: %s', (what, content) => {
    const found = likeness('a.json', content);
    expect(found?.looksLike).toContain(what);
    expect(found?.lacks).toMatch(/(?:as lines of JSON|Convert it to CoNLL)/u);
  });

  it.each([
    ['a text in TEI', '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'],
    ['a document of GATE', '<?xml version="1.0"?>\n<GateDocument version="3"/>'],
    ['a document in NAF', '<NAF version="v3"/>'],
    ['a document in FoLiA', '<FoLiA xmlns="http://ilk.uvt.nl/folia"/>'],
    ['a corpus in TCF, as WebLicht has it', '<D-Spin version="0.4"/>'],
    ['BioC in XML', '<collection><source>x</source><document><passage/></document></collection>'],
    ['annotations of ACE', '<!DOCTYPE source_file SYSTEM "apf.dtd"><source_file/>'],
    ['annotations of Knowtator or eHOST', '<annotations textSource="a.txt"/>'],
    [
      'annotations of Anafora',
      '<data><annotations>\n<entity><span>0,3</span></entity></annotations></data>',
    ],
  ])('of XML is said to be what it is: %s', (what, content) => {
    const found = likeness('a.xml', content);
    expect(found?.looksLike).toBe(what);
    expect(found?.lacks).toMatch(/(?:lines of JSON|UIMA CAS JSON)/u);
  });

  it.each([
    ['annotations of PubTator', `7|t|Harbour\n7|a|${TEXT}\n7\t4\t11\tharbour\tPlace\n`],
    ['annotations of PubTator', `\r\nPMC7|t|\r\n\r\nPMC7|a|${TEXT}\r\n`],
    ['linked data in Turtle', '@prefix nif: <http://x.example/nif#> .\n<#a> a nif:Context .\n'],
    ['training data of Rasa', 'version: "3.1"\n\nnlu:\n- intent: x\n  examples: |\n    - [a](b)\n'],
    ['training data of OpenNLP', 'The <START:role> harbour master <END> said no .\n'],
    [
      'a table of positions in texts that are not in it, as data of shared tasks have them',
      '7\tDoubt\t4\t9\n7\tSlogans\t12\t20\n',
    ],
  ])('of plain text is said to be what it is: %s', (what, content) => {
    expect(likeness('a.dat', content)?.looksLike).toBe(what);
  });

  it.each([
    'The harbour master said “no”.\n',
    'a|t|b|a|c\n',
    'Results\tHome\tAway\nFerry\t4\t9\n',
    'Press <START> and then <END>.\n',
    '## Intent\nNobody knows.\n',
    '@prefix is what he said.\n',
    '',
  ])('is not what a person has written: %j', (text) => {
    expect(otherText(text)).toBeNull();
  });

  it.each(['7|t|', '<START', '\n\t1', '@prefix ', '<START:a> a'])(
    'is looked for with work that the length of a text takes: %j',
    (part) => {
      expect(growthOf((count) => otherText(part.repeat(count)), 20_000)).toBeLessThan(TOO_FAST);
    },
  );
});
