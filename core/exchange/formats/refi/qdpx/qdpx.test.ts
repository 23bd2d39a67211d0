import { strToU8 } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { guessTitle } from '../../../../article/proposals.ts';
import { placeContent } from '../../../placing/place.ts';
import { findCodec } from '../../../pipeline/codecs.ts';
import { writeVerified } from '../../../pipeline/verify.ts';
import { QDPX } from './qdpx.ts';
import { testCodec, toInput, WRITE } from '../../../testing/contract.ts';
import {
  ANNA,
  anyContent,
  BORIS,
  CODEBOOK,
  makeArticle,
  makeContent,
  makeTag,
  SEED_001,
  TOOLS,
} from '../../../testing/contents.ts';
import { findStructureFaults } from '../../../testing/refi-structure.ts';
import { readXml } from '../../../containers/xml.ts';
import { openZip, writeZip } from '../../../containers/zip.ts';

const TEXT = 'a😀é “no” b';
const GUID = (n: number) => `0000000${n}-AAAA-4BBB-8CCC-00000000000${n}`;

/** A project as other programs write it: an archive of this document and texts. */
const project = (qde: string, texts: Readonly<Record<string, string>> = {}) => [
  {
    path: 'a.qdpx',
    content: writeZip([
      { path: 'project.qde', bytes: strToU8(qde) },
      ...Object.entries(texts).map(([path, text]) => ({ path, bytes: strToU8(text) })),
    ]),
  },
];

const qde = (body: string, attributes = '') =>
  `<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="p" ${attributes}>
  <Users><User guid="${GUID(1)}" name="Kim" id="K"/></Users>
  <CodeBook><Codes>
    <Code guid="${GUID(2)}" name="Quote" isCodable="true" color="#F00"/>
    <Code guid="${GUID(3)}" name="Theme" isCodable="false">
      <Code guid="${GUID(4)}" name="Peace" isCodable="true"/>
    </Code>
  </Codes></CodeBook>
  ${body}
</Project>`;

const selection = (n: number, start: number | string, end: number | string, code = GUID(2)) =>
  `<PlainTextSelection guid="${GUID(n)}" name="x" startPosition="${start}" endPosition="${end}">
    <Coding guid="${GUID(n + 1)}" creatingUser="${GUID(1)}"><CodeRef targetGUID="${code}"/></Coding>
  </PlainTextSelection>`;

const source = (inside: string, attributes = `plainTextPath="internal://${GUID(5)}.txt"`) =>
  `<Sources><TextSource guid="${GUID(5)}" name="Interview" ${attributes}>${inside}</TextSource></Sources>`;

const texts = { [`sources/${GUID(5)}.txt`]: TEXT };

/** The document of a project, without what follows its last selection. */
const documentOf = (content: Parameters<typeof QDPX.write>[0], options = WRITE): string => {
  const [file] = toInput(QDPX.write(content, options, TOOLS).files);
  const archive = file && openZip(file, TOOLS);
  const document = archive?.ok ? archive.value.read('project.qde') : null;
  if (!document?.ok) throw new Error('There is no document.');
  return new TextDecoder().decode(document.value);
};

testCodec({
  codec: QDPX,
  carried: (tag, { articles }, articleId) =>
    tag.fragments.map(({ start, end, exact }) => ({
      text: articles.find(({ id }) => id === articleId)?.text,
      category: tag.category,
      start,
      end,
      exact,
      attributes: tag.attributes,
      note: tag.note,
      confidence: tag.confidence,
      creator: tag.creator,
      created: tag.created,
      modified: tag.modified,
    })),
  losses: [
    [
      'what the format has no place for',
      makeContent(
        { ...makeArticle(TEXT, { outlet: 'The Paper' }), boilerplate: [{ start: 0, end: 1 }] },
        [
          makeTag(TEXT, 1, [{ start: 5, end: 9 }], {
            note: 'see\u0001 \ufffe',
            attributes: { quoteType: 'direct', cue: 'said' },
            aside: { verdictNote: 'x' },
            created: 'yesterday',
          }),
          makeTag(
            TEXT,
            2,
            [
              { start: 0, end: 1 },
              { start: 3, end: 4 },
            ],
            { creator: BORIS.id },
          ),
        ],
      ),
      [
        { kind: 'parked-attributes', count: 1 },
        { kind: 'times', count: 1 },
        { kind: 'fragments', count: 1 },
        { kind: 'unicode', count: 1 },
        { kind: 'boilerplate', count: 1 },
      ],
    ],
    [
      'an id that two articles have',
      {
        ...makeContent(makeArticle(TEXT), [makeTag(TEXT, 1, [{ start: 5, end: 9 }])]),
        articles: [makeArticle(TEXT), makeArticle('Other.')],
        sets: [TEXT, 'Other.'].map((text) => ({
          annotator: ANNA.id,
          articleId: makeArticle(text).id,
          annotations: [makeTag(text, 1, [{ start: 0, end: 1 }])],
        })),
      },
      [{ kind: 'ids', count: 1 }],
    ],
  ],
  refuses: [
    ['an empty file', [{ path: 'a.qdpx', content: '' }], 'unreadable'],
    ['something that is no archive', [{ path: 'a.qdpx', content: '<Project/>' }], 'unreadable'],
    [
      'an archive without a project',
      [{ path: 'a.qdpx', content: writeZip([{ path: 'a.txt', bytes: strToU8('a') }]) }],
      'other-format',
    ],
    ['another document', project('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>'), 'other-format'],
    ['a newer version', project('<Project xmlns="urn:QDA-XML:project:2.0"/>'), 'newer-version'],
    ['a document that is cut', project(qde('').slice(0, -20)), 'unreadable'],
    [
      'entities that grow',
      project(
        `<!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${qde('').slice(39)}`,
      ),
      'unsafe',
    ],
    ['nesting without end', project(qde('<Sets>'.repeat(100))), 'unsafe'],
    [
      'a path beside the archive (bad input 94)',
      project(qde(source('', 'plainTextPath="relative:///a.txt"')), texts),
      'unsafe',
    ],
    [
      'a path from the root (bad input 94)',
      project(qde(source('', 'plainTextPath="absolute:///etc/passwd"')), texts),
      'unsafe',
    ],
    [
      'a path out of the archive (bad input 94)',
      project(qde(source('', 'plainTextPath="internal://../a.txt"')), texts),
      'unsafe',
    ],
    [
      'a bomb',
      [
        {
          path: 'a.qdpx',
          content: forgeBomb(),
        },
      ],
      'unsafe',
    ],
  ],
  leavesOut: [
    [
      'positions that cannot be',
      project(
        qde(
          source(
            selection(6, 4, 8) +
              selection(6, -1, 2) +
              selection(6, 3, 3) +
              selection(6, 0, 99) +
              selection(6, '1.5', 2) +
              selection(6, '', 2),
          ),
        ),
        texts,
      ),
      1,
      /before the text.*\n.*ends at 3.*\n.*beyond the end.*\n.*whole numbers.*\n.*whole numbers/u,
    ],
    [
      'a code that is not there',
      project(qde(source(selection(6, 4, 8) + selection(7, 4, 8, GUID(9)))), texts),
      1,
      /code is not in the file/u,
    ],
    [
      'a source without a text',
      project(
        qde(
          `<Sources>
            <TextSource guid="${GUID(6)}" plainTextPath="internal://b.txt">${selection(7, 0, 1)}</TextSource>
            <TextSource guid="${GUID(5)}" plainTextPath="internal://${GUID(5)}.txt">${selection(8, 0, 1)}</TextSource>
          </Sources>`,
        ),
        texts,
      ),
      1,
      /not in the archive/u,
    ],
    [
      'a text in another encoding',
      [
        {
          path: 'a.qdpx',
          content: writeZip([
            { path: 'project.qde', bytes: strToU8(qde(source(selection(6, 0, 1)))) },
            { path: `sources/${GUID(5)}.txt`, bytes: new Uint8Array([0xe9, 0x20]) },
          ]),
        },
      ],
      0,
      /UTF-8/u,
    ],
    [
      'words that are elsewhere, in a file of our own',
      project(
        qde(
          source(selection(6, 4, 8).replace('"x"', '"“no”"') + selection(7, 0, 1)),
          'origin="Framewise 1"',
        ),
        texts,
      ),
      1,
      /does not have the words “x” at this tag’s position/u,
    ],
  ],
});

/** An archive whose one entry grows a thousandfold. */
function forgeBomb(): Uint8Array {
  const archive = writeZip([{ path: 'project.qde', bytes: strToU8('<a/>'.repeat(1000)) }]);
  const view = new DataView(archive.buffer);
  const directory = view.getUint32(archive.length - 6, true);
  view.setUint32(directory + 24, 1024 * 1024 * 1024, true);
  return archive;
}

describe('A project of REFI-QDA that is written', () => {
  it('has the structure that was published, whatever is in it', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const bytes = strToU8(documentOf(content));
        const root = readXml({ path: 'project.qde', bytes }, TOOLS);
        if (!root.ok) throw new Error(root.error.detail);
        expect(findStructureFaults(root.value)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    [
      'Coding before its description',
      /(<Description>see<\/Description>)(\s*<Coding[^]*?<\/Coding>)/u,
      '$2$1',
      /order/u,
    ],
    ['a selection without GUID', /(<PlainTextSelection) guid="[^"]*"/u, '$1', /no guid/u],
    ['a position in words', /startPosition="4"/u, 'startPosition="four"', /startPosition/u],
    ['a colour by name', /color="#0072b2"/u, 'color="blue"', /color/u],
    ['a code that nothing has', /targetGUID="[^"]*"/u, `targetGUID="${GUID(9)}"`, /Nothing has/u],
    [
      'codes behind the sources',
      /(<CodeBook>[^]*<\/CodeBook>)([^]*<\/Sources>)/u,
      '$2$1',
      /order/u,
    ],
    ['an attribute of our own', /<User /u, '<User mail="a" ', /may not have mail/u],
  ])('would be found out if it had %s', (_, from, to, fault) => {
    const content = makeContent(makeArticle(TEXT), [
      makeTag(TEXT, 1, [{ start: 5, end: 9 }], { note: 'see' }),
    ]);
    const document = documentOf(content);
    const changed = document.replace(from, to);
    expect(changed).not.toBe(document);
    const root = readXml({ path: 'a', bytes: strToU8(changed) }, TOOLS);
    if (!root.ok) throw new Error(root.error.detail);
    expect(findStructureFaults(root.value).join('\n')).toMatch(fault);
  });

  it('counts in code points, and has the text as it is', () => {
    const tags = [
      makeTag(SEED_001, 1, [{ start: 1219, end: 1254 }], { attributes: { quoteType: 'direct' } }),
      makeTag(SEED_001, 2, [{ start: 1063, end: 1065 }], { category: 'claim', creator: BORIS.id }),
    ];
    const content = makeContent(makeArticle(SEED_001), tags);
    const document = documentOf(content);
    expect(document.match(/<PlainTextSelection [^>]*>/gu)).toEqual([
      '<PlainTextSelection guid="00000000-0000-4000-8000-000000000002" name="🌐" startPosition="1063" endPosition="1064" creatingUser="22222222-2222-4222-8222-222222222222" creationDateTime="2026-01-02T03:04:05.000Z" modifiedDateTime="2026-01-03T03:04:05.000Z">',
      '<PlainTextSelection guid="00000000-0000-4000-8000-000000000001" name="“just, credible and durable peace.”" startPosition="1218" endPosition="1253" creatingUser="11111111-1111-4111-8111-111111111111" creationDateTime="2026-01-02T03:04:05.000Z" modifiedDateTime="2026-01-03T03:04:05.000Z">',
    ]);
    const [file] = toInput(QDPX.write(content, WRITE, TOOLS).files);
    const archive = file && openZip(file, TOOLS);
    if (!archive?.ok) throw new Error('There is no archive.');
    const [path = ''] = /(?<=plainTextPath="internal:\/\/)[^"]*/u.exec(document) ?? [];
    expect(archive.value.names).toEqual(['project.qde', `sources/${path}`]);
    expect(archive.value.read(`sources/${path}`)).toEqual({ ok: true, value: strToU8(SEED_001) });
    expect(document).not.toContain('richTextPath');
  });

  it('has a code for each category and each value, and both on a tag', () => {
    const document = documentOf(
      makeContent(makeArticle(TEXT), [
        makeTag(TEXT, 1, [{ start: 5, end: 9 }], { attributes: { quoteType: 'not_direct' } }),
      ]),
    );
    const names = [...document.matchAll(/<Code guid="([^"]*)" name="([^"]*)"/gu)];
    expect(names.map(([, , name]) => name)).toEqual([
      'Quote',
      'Direct',
      'Not direct, | “indirect”',
      'Claim (checkable)',
      'Фрейм',
    ]);
    const coded = [...document.matchAll(/<CodeRef targetGUID="([^"]*)"/gu)].map(([, guid]) => guid);
    expect(coded).toEqual([names[0]?.[1], names[2]?.[1]]);
  });

  it('names annotators by number where names are to be hidden', () => {
    const tags = [
      makeTag(TEXT, 1, [{ start: 5, end: 9 }], { creator: BORIS.id }),
      makeTag(TEXT, 2, [{ start: 5, end: 9 }]),
    ];
    const document = documentOf(makeContent(makeArticle(TEXT), tags), {
      ...WRITE,
      hideNames: true,
    });
    expect(
      [...document.matchAll(/<User guid="(.)[^"]*" name="([^"]*)"/gu)].map((m) => m.slice(1)),
    ).toEqual([
      ['1', 'annotator 1'],
      ['2', 'annotator 2'],
    ]);
    expect(document).not.toContain('Anna');
  });

  it('brings codebook and details of the article back', () => {
    const details = {
      title: ' A “title”\t',
      outlet: 'The Paper',
      url: 'https://x.org/?a=1&b',
      published: '2026',
    };
    const content = makeContent(makeArticle('\ufeffMarked.', details), []);
    const read = QDPX.read?.(toInput(QDPX.write(content, WRITE, TOOLS).files), TOOLS);
    expect(read).toMatchObject({
      ok: true,
      value: { codebook: CODEBOOK, articles: [{ text: '\ufeffMarked.', details }], ignored: [] },
    });
  });

  it('has a code for a category that the codebook lacks, and is read again', () => {
    const content = makeContent(makeArticle(TEXT), [
      makeTag(TEXT, 1, [{ start: 5, end: 9 }], { category: 'gone', attributes: { why: 'x' } }),
    ]);
    const written = writeVerified(QDPX, content, WRITE, TOOLS);
    if (!written.ok) throw new Error(written.error.detail);
    const read = QDPX.read?.(written.value.files, TOOLS);
    const all = read?.ok ? placeContent(read.value, { codebook: CODEBOOK, tools: TOOLS }) : null;
    expect(all?.sets[0]?.annotations).toMatchObject([
      { category: 'gone', attributes: { why: 'x' } },
    ]);
  });

  it('shows its document as a sample', () => {
    const content = makeContent(makeArticle(TEXT), [makeTag(TEXT, 1, [{ start: 5, end: 9 }])]);
    expect(findCodec('qdpx')?.sample?.(content, WRITE, TOOLS)).toBe(documentOf(content));
  });
});

describe('A project of another program', () => {
  const readAll = (files: ReturnType<typeof project>) => {
    const read = QDPX.read?.(toInput(files), TOOLS);
    if (!read?.ok) throw new Error(read?.error.detail);
    return {
      loose: read.value,
      all: placeContent(read.value, { codebook: CODEBOOK, tools: TOOLS }),
    };
  };

  it('is read with its people, codes and notes', () => {
    const note = selection(6, 4, 8, `{${GUID(4).toLowerCase()}}`).replace(
      '<Coding',
      '<Description>my note</Description><Coding',
    );
    const { all } = readAll(
      project(qde(source(note, 'plainTextPath="INTERNAL://Sources/t.TXT"')), {
        'Sources/sources/T.txt': `\ufeff${TEXT}`,
      }),
    );
    expect(all.refused).toEqual([]);
    expect(all.unknownLabels).toEqual(['Peace']);
    expect(all.annotators).toEqual([{ id: GUID(1).toLowerCase(), name: 'Kim' }]);
    expect(all.articles).toMatchObject([{ text: TEXT, details: { title: 'Interview' } }]);
    expect(all.sets.flatMap(({ annotations }) => annotations)).toMatchObject([
      {
        id: GUID(6).toLowerCase(),
        category: 'Peace',
        note: 'my note',
        fragments: [{ exact: '“no”' }],
      },
    ]);
  });

  it('is read with several codes on one passage, each a tag', () => {
    const both = selection(6, 4, 8).replace(
      '</PlainTextSelection>',
      `<Coding guid="${GUID(8)}"><CodeRef targetGUID="${GUID(4)}"/></Coding></PlainTextSelection>`,
    );
    const { all } = readAll(project(qde(source(both)), texts));
    const tags = all.sets.flatMap(({ annotations }) => annotations);
    expect(tags.map(({ id, category }) => [id, category]).sort()).toEqual([
      [GUID(7).toLowerCase(), 'quote'],
      [GUID(8).toLowerCase(), 'Peace'],
    ]);
  });

  it('is read with texts that stand in the document', () => {
    const inside = `<PlainTextContent>a&#13;&#10;“no”</PlainTextContent>${selection(6, 3, 7)}`;
    const { all } = readAll(project(qde(source(inside, ''))));
    expect(all.articles).toMatchObject([{ text: 'a\r\n“no”', details: { title: 'Interview' } }]);
    expect(all.sets[0]?.annotations).toMatchObject([{ fragments: [{ exact: '“no”' }] }]);
  });

  it('is read without pictures, sound and rich text, which are counted by their names', () => {
    const { loose } = readAll(
      project(
        qde(
          `<Sources>
            <PDFSource guid="${GUID(6)}" path="internal://a.pdf"><PDFSelection guid="${GUID(7)}"/></PDFSource>
            <PictureSource guid="${GUID(8)}" path="relative:///a.png"><PictureSelection guid="${GUID(7)}"/><VariableValue/></PictureSource>
            <AudioSource guid="${GUID(8)}"><AudioSelection guid="${GUID(7)}"/><Description>taped</Description></AudioSource>
            <VideoSource guid="${GUID(8)}"><VideoSelection guid="${GUID(7)}"/></VideoSource>
            <TextSource guid="${GUID(9)}" richTextPath="internal://a.docx"/>
            <TextSource guid="${GUID(5)}" plainTextPath="internal://${GUID(5)}.txt">
              <Description>about it</Description>
              <PlainTextSelection guid="${GUID(8)}" startPosition="0" endPosition="1"/>
              <PlainTextSelection guid="${GUID(8)}" startPosition="0" endPosition="1"><Description>hm</Description></PlainTextSelection>
              <Coding guid="${GUID(8)}"><CodeRef targetGUID="${GUID(2)}"/></Coding>
              <NoteRef targetGUID="${GUID(7)}"/>
            </TextSource>
          </Sources>
          <Variables><Variable guid="${GUID(8)}"/></Variables>
          <Cases><Case guid="${GUID(8)}"/></Cases>
          <Graphs><Graph guid="${GUID(8)}"/></Graphs>
          <Notes><Note guid="${GUID(7)}"><PlainTextContent>memo</PlainTextContent></Note>
            <Note guid="${GUID(8)}"><PlainTextContent>a</PlainTextContent><PlainTextSelection startPosition="0" endPosition="1"/></Note></Notes>
          <Links><Link guid="${GUID(7)}"/></Links>
          <Sets><Set guid="${GUID(7)}" name="all"/></Sets>
          <Description>all of it</Description>`,
        ),
        texts,
      ),
    );
    expect(loose.articles).toHaveLength(1);
    expect(loose.refused).toEqual([]);
    expect(loose.ignored).toEqual([
      { kind: 'links', count: 1 },
      ...Object.entries({
        'areas marked on pages of a PDF': 1,
        'PDFs without a text': 1,
        'areas marked in a picture': 1,
        'values of variables': 1,
        pictures: 1,
        'stretches marked in a sound recording': 1,
        'descriptions of sources': 2,
        'sound recordings': 1,
        'stretches marked in a video': 1,
        videos: 1,
        'texts that are there as rich text alone': 1,
        'codes given to a source as a whole': 1,
        'passages without a code': 1,
        'notes on passages without a code': 2,
        variables: 1,
        cases: 1,
        graphs: 1,
        'descriptions of the project': 1,
        sets: 1,
        memos: 1,
      }).map(([what, count]) => ({ kind: 'unknown', count, what })),
    ]);
  });

  it.each([
    ['a scheme', 'internal://story.txt', 'sources/story.txt'],
    ['a scheme with one slash more', 'internal:///story.txt', 'sources/story.txt'],
    ['no scheme', 'story.txt', 'sources/story.txt'],
    ['no scheme, and texts at the top', 'story.txt', 'story.txt'],
    ['no scheme, and a folder', 'sources/story.txt', 'sources/story.txt'],
    ['no scheme, and a folder in capitals', 'Sources/story.txt', 'Sources/story.txt'],
    ['a folder after the scheme', 'internal://Sources/story.txt', 'Sources/story.txt'],
    ['a backslash', 'sources\\story.txt', 'sources/story.txt'],
    ['backslashes on both sides', 'internal://de\\story.txt', 'sources\\de\\story.txt'],
    ['%20 for a space', 'internal://my%20story.txt', 'sources/my story.txt'],
    ['a % that is one', 'internal://100%.txt', 'sources/100%.txt'],
    ['a name in capitals', 'internal://STORY.TXT', 'sources/story.txt'],
  ])('is read where paths have %s', (_, path, name) => {
    const { all } = readAll(
      project(qde(source(selection(6, 4, 8), `plainTextPath="${path}"`)), { [name]: TEXT }),
    );
    expect(all.refused).toEqual([]);
    expect(all.sets[0]?.annotations).toMatchObject([{ fragments: [{ exact: '“no”' }] }]);
  });

  it('is read where it was packed with its folder', () => {
    const inFolder = (name: string, content: string) => ({ path: name, bytes: strToU8(content) });
    const { all } = readAll([
      {
        path: 'a.qdpx',
        content: writeZip([
          inFolder('__MACOSX/Harbour/._project.qde', 'x'),
          inFolder('Harbour/other.qde', 'x'),
          inFolder('Harbour/project.qde', qde(source(selection(6, 4, 8)))),
          inFolder(`Harbour/Sources/${GUID(5)}.txt`, TEXT),
        ]),
      },
    ]);
    expect(all.sets[0]?.annotations).toHaveLength(1);
  });

  it.each([
    ['beside the archive', 'relative:///a.txt'],
    ['anywhere', 'absolute://C:\\a.txt'],
    ['at an address', 'https://example.org/a.txt'],
    ['above the archive', '..\\a.txt'],
    ['above the archive, after a scheme', 'internal://sources/../../a.txt'],
    ['at the root', '/etc/passwd'],
    ['on a drive', 'C:\\a.txt'],
    ['on another computer', 'internal://\\\\host\\a.txt'],
  ])('is read without a text that is %s, which refuses no other', (_, path) => {
    const { all } = readAll(
      project(
        qde(`<Sources>
          <TextSource guid="${GUID(6)}" plainTextPath="${path}">${selection(8, 0, 1)}</TextSource>
          <TextSource guid="${GUID(5)}" plainTextPath="internal://${GUID(5)}.txt">${selection(6, 4, 8)}</TextSource>
        </Sources>`),
        { ...texts, 'sources/a.txt': 'a', 'a.txt': 'a', 'etc/passwd': 'a' },
      ),
    );
    expect(all.refused).toEqual([
      { place: 'a.qdpx/project.qde, line 11', reason: expect.stringContaining(path), tags: 1 },
    ]);
    expect(all.refused[0]?.reason).toContain('where nothing is ever opened');
    expect(all.sets[0]?.annotations).toHaveLength(1);
  });

  it.each([
    [
      'of a PDF',
      `<PDFSource guid="${GUID(6)}" name="Interview" path="internal://a.pdf"><PDFSelection guid="${GUID(9)}" page="1"/><Representation guid="${GUID(4)}" plainTextPath="internal://${GUID(5)}.txt">${selection(6, 4, 8)}</Representation></PDFSource>`,
      ['areas marked on pages of a PDF'],
    ],
    [
      'of a PDF, passages beside it',
      `<PDFSource guid="${GUID(6)}" name="Interview"><Representation guid="${GUID(4)}" plainTextPath="internal://${GUID(5)}.txt"/>${selection(6, 4, 8)}</PDFSource>`,
      [],
    ],
    [
      'that describes a picture',
      `<PictureSource guid="${GUID(6)}" name="Interview"><TextDescription guid="${GUID(4)}" name="d"><PlainTextContent>${TEXT}</PlainTextContent>${selection(6, 4, 8)}</TextDescription></PictureSource>`,
      [],
    ],
    [
      'of a recording, marked by time',
      `<AudioSource guid="${GUID(6)}" name="tape"><Transcript guid="${GUID(4)}" name="Interview" plainTextPath="internal://${GUID(5)}.txt">
        <SyncPoint guid="${GUID(7)}" timeStamp="0" position="4"/><SyncPoint guid="${GUID(8)}" timeStamp="9" position="8"/>
        <TranscriptSelection guid="${GUID(6)}" fromSyncPoint="${GUID(7)}" toSyncPoint="${GUID(8)}"><Coding guid="${GUID(9)}"><CodeRef targetGUID="${GUID(2)}"/></Coding></TranscriptSelection>
      </Transcript></AudioSource>`,
      [],
    ],
    [
      'in the document, beside a path that leads nowhere',
      `<TextSource guid="${GUID(6)}" name="Interview" plainTextPath="internal://none.txt"><PlainTextContent>${TEXT}</PlainTextContent>${selection(6, 4, 8)}</TextSource>`,
      [],
    ],
  ])('is read with a text %s', (_, sources, ignored) => {
    const { all } = readAll(project(qde(`<Sources>${sources}</Sources>`), texts));
    expect(all.refused).toEqual([]);
    expect(all.articles).toMatchObject([{ text: TEXT, details: { title: 'Interview' } }]);
    expect(all.sets[0]?.annotations).toMatchObject([
      { category: 'quote', fragments: [{ exact: '“no”' }] },
    ]);
    expect(all.ignored.map(({ what }) => what)).toEqual(ignored);
  });

  it.each([
    [
      'rich text alone',
      `<TextSource guid="${GUID(6)}" richTextPath="internal://a.docx">${selection(6, 0, 1)}</TextSource>`,
      /rich text alone \(docx\)/u,
    ],
    [
      'a transcript whose times are nowhere in its text',
      `<AudioSource guid="${GUID(6)}"><Transcript guid="${GUID(4)}"><PlainTextContent>abc</PlainTextContent>
        <SyncPoint guid="${GUID(7)}" timeStamp="0"/>
        <TranscriptSelection guid="${GUID(6)}" fromSyncPoint="${GUID(7)}" toSyncPoint="${GUID(7)}"><Coding guid="${GUID(9)}"><CodeRef targetGUID="${GUID(2)}"/></Coding></TranscriptSelection>
      </Transcript></AudioSource>`,
      /marked by time/u,
    ],
    [
      'a passage of a PDF without a text',
      `<PDFSource guid="${GUID(6)}">${selection(6, 0, 1)}</PDFSource>`,
      /has no text/u,
    ],
    ['a code that is none', source(selection(6, 0, 1).replace(/<CodeRef.*\/>/u, '')), /no code/u],
  ])('counts the tag of %s', (_, sources, reason) => {
    const body = sources.startsWith('<Sources') ? sources : `<Sources>${sources}</Sources>`;
    const { all } = readAll(project(qde(body), texts));
    expect(all.refused).toMatchObject([{ tags: 1, reason: expect.stringMatching(reason) }]);
    expect(all.read).toBe(1);
  });

  it('is refused where all that is marked in it is on no text', () => {
    const sources = `<Sources><PictureSource guid="${GUID(8)}"><PictureSelection guid="${GUID(7)}"/></PictureSource></Sources>`;
    expect(QDPX.read?.(toInput(project(qde(sources))), TOOLS)).toMatchObject({
      ok: false,
      error: {
        type: 'other-format',
        detail: expect.stringMatching(/no text in it.*areas marked in a picture \(1\)/u),
      },
    });
  });

  it('has the words of a passage where its name is these, and line ends count as one', () => {
    const named = (name: string, start: number, end: number) =>
      selection(6, start, end).replace('name="x"', `name="${name}"`);
    const { loose } = readAll(
      project(
        qde(
          source(named('a stunt', 73, 80) + named('p. 1', 0, 4) + named('Friday. Critics', 46, 61)),
        ),
        {
          [`sources/${GUID(5)}.txt`]:
            'The harbour master said “no ship will sail” on Friday.\r\nCritics called it a stunt.\r\n',
        },
      ),
    );
    expect(loose.articles[0]?.tags.map(({ fragments: [span] }) => span)).toEqual([
      { start: 73, end: 80, exact: 'a stunt' },
      { start: 0, end: 4, exact: null },
      { start: 46, end: 61, exact: 'Friday.\r\nCritics' },
    ]);
  });

  it('has what notes say that belong to a passage', () => {
    const noted = selection(6, 4, 8).replace(
      '</PlainTextSelection>',
      `<NoteRef targetGUID="${GUID(7)}"/><NoteRef targetGUID="note_8"/></PlainTextSelection>`,
    );
    const notes = `<Notes>
      <Note guid="${GUID(7)}"><PlainTextContent>one</PlainTextContent></Note>
      <Note guid="note_8" plainTextPath="internal://n.txt"/>
      <Note guid="${GUID(9)}"><PlainTextContent>three</PlainTextContent></Note></Notes>`;
    const { all } = readAll(
      project(qde(source(noted) + notes), { ...texts, 'sources/n.txt': 'two\n' }),
    );
    expect(all.sets[0]?.annotations).toMatchObject([{ note: 'one\n\ntwo' }]);
    expect(all.ignored).toEqual([{ kind: 'unknown', count: 1, what: 'memos' }]);
  });

  it('tells two people of one name apart, whatever their ids look like', () => {
    const users = ['a', 'b', GUID(7)].map((id) => `<User guid="${id}" name="Kim"/>`).join('');
    const by = (id: string, n: number) =>
      selection(n, 4, 8).replace(`creatingUser="${GUID(1)}"`, `creatingUser="${id}"`);
    const { all } = readAll(
      project(
        qde(source(by('a', 2) + by('b', 4) + by(GUID(7), 6))).replace(/<User .*\/>/u, users),
        texts,
      ),
    );
    expect(all.annotators.map(({ name }) => name)).toEqual(['Kim', 'Kim', 'Kim']);
    expect(all.sets).toHaveLength(3);
  });

  it('is read with codes that stand in a passage without more', () => {
    const plain = `<PlainTextSelection guid="${GUID(6)}" startPosition="4" endPosition="8" creatingUser="kim">
      <CodeRef targetGUID="${GUID(2)}"/><CodeRef targetGUID="${GUID(4)}"/></PlainTextSelection>`;
    const { all } = readAll(project(qde(source(plain)), texts));
    expect(all.refused).toEqual([]);
    const tags = all.sets.flatMap(({ annotations }) => annotations);
    expect(tags.map(({ category }) => category).sort()).toEqual(['Peace', 'quote']);
  });

  it('counts passages that are coded with a case', () => {
    const { all } = readAll(
      project(
        qde(
          source(selection(6, 4, 8, GUID(9))) +
            `<Cases><Case guid="${GUID(9)}" name="Ann"/></Cases>`,
        ),
        texts,
      ),
    );
    expect(all.refused).toEqual([]);
    expect(all.ignored.map(({ what }) => what)).toEqual([
      'passages that belong to a case',
      'cases',
    ]);
  });

  it('is read in UTF-16 where the name of a passage is at its position in UTF-16 alone', () => {
    const named = (start: number, end: number): string =>
      selection(6, start, end).replace('name="x"', 'name="“no”"');
    const source = (inside: string): string =>
      `<Sources><TextSource guid="${GUID(5)}"><PlainTextContent>a😀é “no” b</PlainTextContent>${inside}</TextSource></Sources>`;
    const read = (inside: string) => readAll(project(qde(source(inside)), {})).all;
    expect(read(named(4, 8)).refused).toEqual([]);
    const inUnits = read(named(5, 9));
    expect(inUnits.sets).toMatchObject([
      { annotations: [{ fragments: [{ start: 5, end: 9 }] }], misplaced: [] },
    ]);
    expect(inUnits.positions.counted).toMatchObject([{ way: { unit: 'utf-16' }, tags: 1 }]);
    expect(read(named(0, 1)).refused).toEqual([]);
  });

  it('names codes by those above them where two have the same name', () => {
    const codes = `<CodeBook><Codes>
      <Code guid="${GUID(2)}" name="War" isCodable="true"><Code guid="${GUID(3)}" name="Cause" isCodable="true"/></Code>
      <Code guid="${GUID(4)}" name="Peace" isCodable="true"><Code guid="${GUID(6)}" name="Cause" isCodable="true"/></Code>
    </Codes></CodeBook>`;
    const { all } = readAll(
      project(
        qde(source(selection(7, 4, 8, GUID(6)))).replace(/<CodeBook>[^]*<\/CodeBook>/u, codes),
        texts,
      ),
    );
    expect(all.unknownLabels).toEqual(['Peace › Cause']);
  });

  it('shows people nothing of its own: descriptions have their words, and fields by their names', () => {
    const content = makeContent(
      makeArticle(TEXT, { outlet: 'The Paper', published: '20 Aug 2025' }),
      [
        makeTag(TEXT, 1, [{ start: 5, end: 9 }], {
          note: 'see',
          attributes: { quoteType: 'direct', speaker: 'Ann' },
          confidence: 'low',
        }),
      ],
    );
    const document = documentOf(content);
    const descriptions = Array.from(
      document.matchAll(/<Description>([^]*?)<\/Description>/gu),
      ([, words = '']) => words,
    );
    expect(descriptions.filter((words) => /[{}]|Framewise/u.test(words))).toEqual([]);
    expect(descriptions).toContain('Outlet: The Paper\nPublished: 20 Aug 2025');
    expect(descriptions).toContain('see\n\nSpeaker: Ann\nConfidence: low');
  });

  it('reads descriptions as earlier versions wrote them', () => {
    const content = makeContent(makeArticle(TEXT), [
      makeTag(TEXT, 1, [{ start: 5, end: 9 }], { note: 'see', attributes: { cue: 'said' } }),
    ]);
    const older = documentOf(content)
      .replace(
        /<\?framewise (\{"attributes"[^]*?\})\?>\s*<Description>see[^<]*/u,
        (_, json: string) => {
          const { shown: _shown, ...rest } = JSON.parse(json) as Record<string, unknown>;
          return `<Description>see\n\nFramewise: ${JSON.stringify(rest)}`;
        },
      )
      .replaceAll(
        /<\?framewise (\{[^]*?\})\?>(\s*<Description>([^<]*)<\/Description>)?/gu,
        (_, json: string, _d, prose = '') =>
          `<Description>${prose === '' ? '' : `${String(prose)}\n\n`}Framewise: ${json.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</Description>`,
      );
    expect(older).not.toContain('<?framewise');
    const [path = ''] = /(?<=internal:\/\/)[^"]*/u.exec(older) ?? [];
    const { all } = readAll(project(older, { [`sources/${path}`]: TEXT }));
    expect(all.codebook).toEqual(content.codebook);
    expect(all.sets.flatMap(({ annotations }) => annotations)).toMatchObject([
      { note: 'see', attributes: { cue: 'said' } },
    ]);
  });

  it('keeps what a person changed in our own: names of codes, notes, new codes', () => {
    const content = makeContent(makeArticle(TEXT), [
      makeTag(TEXT, 1, [{ start: 5, end: 9 }], {
        note: 'old',
        attributes: { quoteType: 'direct', cue: 'said' },
      }),
    ]);
    const document = documentOf(content)
      .replace('origin="Framewise 0.1.0"', 'origin="NVivo"')
      .replace('name="Quote"', 'name="Statement"')
      .replace('<Description>old\n', '<Description>new\n')
      .replace('name="“no”"', 'name="renamed"')
      .replace('</Codes>', `<Code guid="${GUID(3)}" name="Added" isCodable="true"/></Codes>`)
      .replace('</TextSource>', `${selection(7, 0, 1, GUID(3))}</TextSource>`);
    const [path = ''] = /(?<=internal:\/\/)[^"]*/u.exec(document) ?? [];
    const { all } = readAll(project(document, { [`sources/${path}`]: TEXT }));
    expect(all.refused).toEqual([]);
    expect(all.codebook.categories[0]).toMatchObject({ id: 'quote', label: 'Statement' });
    expect(all.unknownLabels).toEqual(['Added']);
    const tags = all.sets.flatMap(({ annotations }) => annotations);
    expect(tags.find(({ category }) => category === 'quote')).toMatchObject({
      note: 'new',
      attributes: { quoteType: 'direct', cue: 'said' },
    });
  });

  it.each([
    ['in their order', (passages: string[]) => passages],
    ['the other way round', (passages: string[]) => passages.toReversed()],
  ])('joins what belongs to one tag where each code has a passage of its own, %s', (_, order) => {
    const content = makeContent(makeArticle(TEXT), [
      makeTag(TEXT, 1, [{ start: 5, end: 9 }], {
        note: 'see',
        attributes: { quoteType: 'direct', cue: 'said' },
      }),
      makeTag(TEXT, 2, [{ start: 5, end: 9 }], { creator: BORIS.id }),
      makeTag(TEXT, 3, [{ start: 0, end: 1 }], { attributes: { quoteType: 'not_direct' } }),
    ]);
    let made = 0;
    const split = documentOf(content)
      // A program that knows no sets, makes new ids, and knows one code for a passage.
      .replace(/<Sets>[^]*<\/Sets>/u, '')
      .replace('origin="Framewise 0.1.0"', 'origin="Another 3.7"')
      .replace(/<PlainTextSelection[^]*<\/PlainTextSelection>/u, (all) =>
        order(
          [...all.matchAll(/<PlainTextSelection[^]*?<\/PlainTextSelection>/gu)].flatMap(([one]) =>
            [...one.matchAll(/<Coding[^]*?<\/Coding>/gu)].map(([coding]) =>
              one
                .replace(/<Coding[^]*<\/Coding>/u, () => coding)
                .replace(/guid="[^"]*"/u, () => `guid="${(made += 1)}"`),
            ),
          ),
        ).join(''),
      );
    const [path = ''] = /(?<=internal:\/\/)[^"]*/u.exec(split) ?? [];
    const { all } = readAll(project(split, { [`sources/${path}`]: TEXT }));
    expect(all.refused).toEqual([]);
    const tags = all.sets.flatMap(({ annotations }) => annotations);
    expect(made).toBe(5);
    expect(
      tags.map(({ fragments: [span], creator, attributes, note }) => [
        span?.exact,
        creator,
        attributes,
        note,
      ]),
    ).toEqual([
      ['a', ANNA.id, { quoteType: 'not_direct' }, ''],
      ['“no”', ANNA.id, { quoteType: 'direct', cue: 'said' }, 'see'],
      ['“no”', BORIS.id, {}, ''],
    ]);
  });

  it('keeps values apart that say different things of one passage', () => {
    const content = makeContent(makeArticle(TEXT), [
      makeTag(TEXT, 1, [{ start: 5, end: 9 }], { attributes: { quoteType: 'direct' } }),
      makeTag(TEXT, 2, [{ start: 5, end: 9 }], { attributes: { quoteType: 'not_direct' } }),
    ]);
    const coded = documentOf(content).replaceAll(/<Coding (?![^]*?<Coding )[^]*?<\/Coding>/gu, '');
    const { all } = readAll(
      project(coded, {
        [`sources/${/(?<=internal:\/\/)[^"]*/u.exec(coded)?.[0]}`]: TEXT,
      }),
    );
    expect(all.sets.flatMap(({ annotations }) => annotations)).toHaveLength(2);
  });

  it('has a title even where the source has no name', () => {
    const { all } = readAll(
      project(qde(source(selection(6, 4, 8)).replace('name="Interview"', '')), texts),
    );
    expect(all.articles[0]?.details.title).toBe(guessTitle(TEXT));
  });
});
