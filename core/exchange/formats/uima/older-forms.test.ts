import { describe, expect, it } from 'vitest';

import { recogniseFormat } from '../../pipeline/codecs.ts';
import { gatherFiles } from '../../pipeline/gather.ts';
import { describePlacingProblem } from '../../pipeline/sentences.ts';
import { placeContent } from '../../placing/place.ts';
import { placesOf, toInput } from '../../testing/contract.ts';
import { CODEBOOK, TOOLS } from '../../testing/contents.ts';
import { CAS_JSON } from './cas-json.ts';

const TEXT = 'a😀é “no” b';
const CORE = 'de/tudarmstadt/ukp/dkpro/core/api';
const SOFA = `<cas:Sofa xmi:id="12" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="${TEXT}"/>`;

/** A CAS in XMI; the elements of a text come last, as UIMA writes them. */
const xmi = (...elements: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:tcas="http:///uima/tcas.ecore" xmlns:type="http:///${CORE}/segmentation/type.ecore" xmlns:type2="http:///${CORE}/metadata/type.ecore" xmlns:ner="http:///${CORE}/ner/type.ecore" xmlns:pos="http:///${CORE}/lexmorph/type/pos.ecore" xmlns:custom="http:///webanno/custom.ecore" xmlns:none="http:///uima/noNamespace.ecore" xmlns:page="http:///org/dkpro/core/api/xml/type.ecore" xmi:version="2.0"><cas:NULL xmi:id="0"/>${elements.join('')}</xmi:XMI>`;
const view = (...members: number[]): string =>
  `<cas:View sofa="12" members="${members.join(' ')}"/>`;
const on = (id: number, begin: string, end: string, more = '', type = 'custom:Quote'): string =>
  `<${type} xmi:id="${id}" sofa="12" begin="${begin}" end="${end}" ${more}/>`;

const read = (content: string, path = 'annotation/a.txt/eva.xmi') => {
  const files = toInput([{ path, content }]);
  expect(recogniseFormat(files)?.codec.name).toBe('cas-json');
  const loose = CAS_JSON.read?.(files, TOOLS);
  if (!loose?.ok) throw new Error(loose?.error.detail);
  const placed = placeContent(loose.value, { codebook: CODEBOOK, tools: TOOLS });
  const misplaced = placed.sets.flatMap((set) =>
    set.misplaced.map(({ place, problem }) => ({ place, reason: describePlacingProblem(problem) })),
  );
  return {
    ...placed,
    leftOut: [...placed.refused, ...misplaced].map(({ place, reason }) => `${place}: ${reason}`),
    people: placed.annotators.map(({ name }) => name),
    tags: placed.sets
      .flatMap(({ annotations }) =>
        annotations.map((tag) => [tag.category, placesOf(tag), tag.attributes] as const),
      )
      .sort(([one, a], [other, b]) => (`${a} ${one}` < `${b} ${other}` ? -1 : 1)),
  };
};
const counted = (ignored: ReturnType<typeof read>['ignored']) =>
  ignored.map(({ kind, count, what, names }) => ({ [what ?? kind]: names ?? count }));

describe('A CAS in XMI', () => {
  it('counts the elements of chains, as WebAnno TSV does, and makes no tags of them', () => {
    const { tags, ignored } = read(
      xmi(
        on(2, '5', '9'),
        on(3, '0', '1', 'next="4"', 'custom:SameLink'),
        on(4, '3', '4', '', 'custom:SameLink'),
        '<custom:SameChain xmi:id="5" first="3"/>',
        SOFA,
        view(2, 3, 4, 5),
      ),
    );
    expect(tags.map(([category, places]) => [category, places])).toEqual([['quote', '5-9']]);
    expect(counted(ignored)).toEqual([{ links: { SameLink: 2 } }]);
  });

  it('has tags with their values and positions in UTF-16, and links and layers are counted', () => {
    const { articles, people, tags, ignored, leftOut } = read(
      xmi(
        `<type2:DocumentMetaData xmi:id="1" sofa="12" begin="0" end="${TEXT.length}" documentTitle="Harbour.txt"/>`,
        on(2, '0', '4', 'pos="3"', 'type:Token'),
        on(3, '0', '4', 'PosValue="X"', 'pos:N'),
        on(4, '5', '9', 'quoteType="Direct" speaker="Bob" count="2"'),
        on(5, '0', '1', 'links="6"'),
        '<custom:QuoteSpeakerLink xmi:id="6" role="who" target="4"/>',
        on(7, '5', '9', 'Governor="4" Dependent="5" value="same"', 'custom:Same'),
        on(8, '5', '9', 'value="ORG" next="4"', 'ner:NamedEntity'),
        on(9, '3', '4', '', 'none:Odd'),
        on(10, '0', '4', 'qName="p"', 'page:XmlElement'),
        SOFA,
        view(1, 2, 3, 4, 5, 7, 8, 9, 10),
      ),
    );
    expect(articles.map(({ text, details }) => [text, details.title])).toEqual([[TEXT, 'Harbour']]);
    expect(people).toEqual(['eva']);
    expect(tags).toEqual([
      ['quote', '0-1', {}],
      ['Odd', '3-4', {}],
      ['NamedEntity', '5-9', { value: 'ORG' }],
      ['quote', '5-9', { quoteType: 'direct', speaker: 'Bob', count: '2' }],
    ]);
    expect(counted(ignored)).toEqual([
      // What fills a slot is a link of its own; that the slot leads to it is none besides.
      { links: { QuoteSpeakerLink: 1, Same: 1, NamedEntity: 1 } },
      { 'annotations of the layer N': 1 },
    ]);
    expect(leftOut).toEqual([]);
  });

  it('keeps line ends, which are references in it, and lists of words are counted', () => {
    const element = `<custom:Quote xmi:id="4" sofa="12" begin="3" end="5"><tags>a</tags><tags>b</tags></custom:Quote>`;
    const { articles, tags, ignored } = read(
      xmi(element, SOFA.replace(TEXT, '&quot;&#13;&#10;é&lt;')),
    );
    expect(articles[0]?.text).toBe('"\r\né<');
    expect(tags).toEqual([['quote', '3-5', {}]]);
    expect(counted(ignored)).toEqual([{ 'values of features that are lists or records': 1 }]);
  });

  it('has an article for each text, and the text of a tag that names none is that of its view', () => {
    const second = SOFA.replace('"12"', '"13"').replace(TEXT, 'other text');
    const { articles, tags } = read(
      xmi(
        '<custom:Quote xmi:id="4" begin="0" end="5"/>',
        on(5, '0', '1'),
        SOFA,
        second,
        '<cas:View sofa="13" members="4"/>',
      ),
    );
    expect(articles.map(({ text }) => text)).toEqual([TEXT, 'other text']);
    expect(tags.map(([, place]) => place)).toEqual(['0-1', '0-5']);
  });

  it.each<[string, string, RegExp]>([
    ['a position that is none', on(4, 'x', '1'), /xmi:id 4: .*whole/u],
    ['a position beyond the text', on(4, '0', '99'), /xmi:id 4: .*beyond the end/u],
    ['an id that is there twice', on(4, '0', '1') + on(4, '0', '1'), /line 1: .*4 is there twice/u],
    ['no id', '<custom:Quote sofa="12" begin="0" end="1"/>', /line 1: .*xmi:id/u],
    ['a text that is not there', on(4, '0', '1').replace('"12"', '"7"'), /not in the file/u],
  ])('refuses alone what has %s', (_, element, reason) => {
    const { tags, leftOut } = read(xmi(element, on(9, '5', '9'), SOFA));
    expect(tags.map(([, place]) => place)).toContain('5-9');
    expect(leftOut.join('\n')).toMatch(reason);
  });

  it.each<[string, string, string]>([
    ['is cut', xmi(on(4, '0', '1'), SOFA).slice(0, -20), 'unreadable'],
    ['declares entities', `<!DOCTYPE a>${xmi(SOFA)}`, 'unsafe'],
    ['has no text', xmi(on(4, '0', '1')), 'other-format'],
  ])('is refused as a whole where it %s', (_, content, type) => {
    const files = toInput([{ path: 'a.xmi', content }]);
    expect(CAS_JSON.read?.(files, TOOLS)).toMatchObject({ ok: false, error: { type } });
  });

  it('is one thing with others and with the layers that are exported beside it', () => {
    const files = toInput([
      { path: 'p/anna.xmi', content: xmi(on(4, '5', '9'), SOFA) },
      { path: 'p/bert.xmi', content: xmi(on(4, '0', '1'), SOFA) },
      { path: 'p/TypeSystem.xml', content: '<typeSystemDescription/>' },
    ]);
    const { units, unknown } = gatherFiles(files, TOOLS);
    expect(unknown).toEqual([]);
    expect(units.map(({ codec, files: { length } }) => [codec.name, length])).toEqual([
      ['cas-json', 3],
    ]);
    const loose = CAS_JSON.read?.(units[0]?.files ?? [], TOOLS);
    if (!loose?.ok) throw new Error(loose?.error.detail);
    const { annotators } = placeContent(loose.value, { codebook: CODEBOOK, tools: TOOLS });
    expect(annotators.map(({ name }) => name).sort()).toEqual(['anna', 'bert']);
  });

  it('is not XMI of other programs', () => {
    const content =
      '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:uml="http://www.eclipse.org/uml2"/>';
    expect(recogniseFormat(toInput([{ path: 'a.xmi', content }]))).toBeNull();
  });
});

describe('The JSON of UIMA before CAS JSON 0.4', () => {
  const sofa = { _type: 'Sofa', sofaNum: 1, sofaID: '_InitialView', sofaString: TEXT };
  const types = {
    Token: { _feature_types: { sofa: '_ref', pos: '_ref' } },
    Quote: {
      _id: 'webanno.custom.Quote',
      _feature_types: { sofa: '_ref', links: '_array', of: '_ref' },
    },
  };
  const older = (view: object, more: object = {}, context: object = { _types: types }): string =>
    JSON.stringify({
      _context: context,
      _views: { _InitialView: view },
      _referenced_fss: { 12: sofa, ...more },
    });

  it('has tags by their layers, what is 0 left out, and what others lead to by its id', () => {
    const content = older(
      {
        DocumentMetaData: [
          { sofa: 12, begin: 0, end: TEXT.length, documentTitle: 'Harbour.txt', language: 'en' },
        ],
        Sentence: [{ sofa: 12, end: TEXT.length }],
        Token: [{ sofa: 12, end: 4, pos: 20 }],
        POS: [20],
        Quote: [{ sofa: 12, end: 1, of: 21 }, 21, 'x'],
        Same: [{ sofa: 12, begin: 5, end: 9, Governor: 21, Dependent: 21 }],
        NamedEntity: [{ begin: 2, end: 3, value: 'PER' }],
      },
      {
        20: { _type: 'POS', sofa: 12, end: 4, PosValue: 'X' },
        21: { _type: 'Quote', sofa: 12, begin: 5, end: 9, speaker: 'Bob' },
        22: 'x',
      },
    );
    const { articles, people, tags, ignored, leftOut } = read(content, 'annotation/a.txt/eva.json');
    expect(articles.map(({ text, details }) => [text, details.title])).toEqual([[TEXT, 'Harbour']]);
    expect(people).toEqual(['eva']);
    expect(tags).toEqual([
      ['quote', '0-1', {}],
      ['quote', '5-9', { speaker: 'Bob' }],
    ]);
    expect(counted(ignored)).toEqual([
      { links: { Quote: 1, Same: 1 } },
      { 'annotations of the layer POS': 1 },
    ]);
    expect(leftOut.join('\n')).toMatch(
      /fss\/22: It is not.*\n.*Quote\/2: It is not.*\n.*NamedEntity\/0: .*inside a character/u,
    );
  });

  it('is read without what it says of its types', () => {
    const { tags } = read(older({ Quote: [{ sofa: 12, end: 1 }] }, {}, {}), 'a.json');
    expect(tags).toEqual([['quote', '0-1', {}]]);
  });
});
