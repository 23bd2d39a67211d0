// Six documents of Word and two of OpenDocument for tests, in our own words, and what stands in each.
// `office-writer` makes the files; no other program did. `npm run papers` writes them to the folder beside.
import type { BlockPart, ReadOptions } from '../../reading.ts';
import { change, p, r, style, styled, table, writeDocx, writeOdt } from './office-writer.ts';

export interface TestDocument {
  /** Of its file, without the ending. */
  readonly name: string;
  readonly ending: 'docx' | 'odt';
  /** What is hard about it. */
  readonly about: string;
  readonly bytes: () => Uint8Array;
  /** The text that it says. */
  readonly text: string;
  /** What else stands in it, in order. */
  readonly others: readonly (readonly [BlockPart, string])[];
  /** What it says with its changes rejected. */
  readonly rejected?: string;
}

export const REJECTED: ReadOptions = { tracked: 'rejected' };

const mark = (kind: string): string =>
  `<w:rPr><w:${kind} w:id="2" w:author="Jan Ek" w:date="2026-02-04T10:00:00Z"/></w:rPr>`;

const tracked = (): Uint8Array =>
  writeDocx({
    body: [
      p(
        `${r('The minister ')}${change('del', 'denied')}${change('ins', 'did not confirm')}${r(' the visit on Sunday.')}`,
      ),
      p(
        `${r('The plane landed at noon')}${change('ins', ', two hours late')}${r('.')}`,
        mark('del'),
      ),
      p(r(' Nobody was at the gate.')),
      p(change('moveFrom', 'A guard saw a car.')),
      p('The airport says nothing.'),
      p(change('moveTo', 'A guard saw a car.'), mark('ins')),
      p('The hearing is in May.'),
    ].join(''),
    properties: '<dc:title>The visit</dc:title><dc:creator>Mara Pohl</dc:creator>',
  });

const box = (content: string): string =>
  `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
const note = (kind: string, id: number): string => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`;

const notes = (): Uint8Array =>
  writeDocx({
    body: [
      p(
        `${r('The dyke was raised in 1962')}${note('footnote', 3)}${r(' and again in 1994')}${note('footnote', 2)}${r('.')}`,
      ),
      p(
        `${r('Its keeper retires this year')}${note('endnote', 1)}${r('.')}${box(p('“It never slept, so neither did I.”'))}`,
      ),
    ].join(''),
    parts: {
      footnotes: `<w:footnote w:type="separator" w:id="0">${p(r('—'))}</w:footnote><w:footnote w:id="2">${p('Then by half a metre.')}</w:footnote><w:footnote w:id="3">${p('After the flood of February.')}</w:footnote>`,
      endnotes: `<w:endnote w:id="1">${p('He spoke to us in January.')}</w:endnote>`,
      header1: p('Dyke board, internal'),
      footer1: p(`${r('Page ')}<w:fldSimple w:instr=" PAGE ">${r('1')}</w:fldSimple>`),
    },
  });

const tables = (): Uint8Array =>
  writeDocx({
    body: [
      p('Votes by ward:'),
      table([
        ['Ward', 'For', 'Against'],
        ['Harbour', '412', '388'],
        ['Hill', '', p('97') + p('(recount)')],
      ]),
      p(
        `<w:commentRangeStart w:id="0"/>${r('The recount was asked for by nobody.')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`,
      ),
      table([['Boxed: a table of one cell only holds text.']]),
      table([['Outer', table([['inner one', 'inner two']]) + p('after it')]]),
    ].join(''),
    parts: {
      comments: `<w:comment w:id="0" w:author="Edda Lorenz" w:date="2026-01-09T08:00:00Z">${p('Who says so?')}${p('Ask the clerk.')}</w:comment>`,
    },
  });

const item = (level: number, list = 4): string =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`;

const lists = (): Uint8Array =>
  writeDocx({
    styles: [
      style('berschrift1', 'Überschrift 1'),
      style('Kop2', 'heading 2'),
      style('Eigene', 'Eigene', '', 'Kop2'),
      style('Zitat', 'Zitat'),
      style('Beschriftung', 'caption'),
      style('Aufz', 'List Bullet', `<w:pPr>${item(0)}</w:pPr>`),
    ].join(''),
    body: [
      p('Winter on the line', styled('berschrift1')),
      p('Snow closed the pass', styled('Kop2')),
      p('Three things were done:'),
      p('the points were heated', styled('Aufz')),
      p('by gas', item(1)),
      p('the timetable was thinned', item(0)),
      p('No list any more', `${styled('Aufz')}${item(0, 0)}`),
      p('What it cost', styled('Eigene')),
      p('We would do it again.', styled('Zitat')),
      p('Figure 1: the pass in March', styled('Beschriftung')),
      p('An outline of its own', '<w:outlineLvl w:val="2"/>'),
    ].join(''),
  });

const field = (code: string, result: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;

const fields = (): Uint8Array =>
  writeDocx({
    body: [
      p(
        `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r('Ferries\t1')}`,
      ),
      p(`${r('Prices\t2')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`),
      p(
        `${r('See ')}${field('HYPERLINK "javascript:alert(1)"', 'the list')}${r(' of ')}<w:smartTag w:element="date">${r('3 March')}</w:smartTag>${r('.')}`,
      ),
      p(
        `<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>owner, infor</w:t><w:softHyphen/><w:t>mation</w:t><w:tab/><w:t>5</w:t><w:br/><w:t>next line</w:t></w:r>`,
      ),
      p(
        `${r('Shown, ')}${r('kept from readers, ', '<w:vanish/>')}${r('shown again ')}<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>`,
      ),
      `<w:sdt><w:sdtPr/><w:sdtContent>${p('In a content control.')}</w:sdtContent></w:sdt>`,
    ].join(''),
    outside: { attachedTemplate: 'http://example.invalid/t.dotm' },
    files: { 'word/vbaProject.bin': 'macro' },
  });

const ARABIC = [
  'أعلنت البلدية يوم الإثنين إغلاق الجسر القديم',
  'قال المهندس إن الأعمدة "لن تصمد شتاءً آخر"، ثم أضاف: 14 يوماً تكفي.',
];

const arabic = (): Uint8Array =>
  writeDocx({
    styles: style('Heading1', 'عنوان 1'),
    body: [
      p(r(ARABIC[0] ?? '', '<w:rtl/>'), `${styled('Heading1')}<w:bidi/>`),
      p(r(ARABIC[1] ?? '', '<w:rtl/>'), '<w:bidi/>'),
    ].join(''),
  });

const region = (id: string, kind: string, content = ''): string =>
  `<text:changed-region text:id="${id}"><text:${kind}><office:change-info><dc:creator>Mara Pohl</dc:creator><dc:date>2026-02-03T09:00:00</dc:date></office:change-info>${content}</text:${kind}></text:changed-region>`;

const odtTracked = (): Uint8Array =>
  writeOdt({
    text: [
      `<text:tracked-changes>${region('c1', 'insertion')}${region('c2', 'deletion', '<text:p>an old </text:p>')}${region('c3', 'deletion', '<text:p> It was loud.</text:p><text:p>Then it</text:p>')}</text:tracked-changes>`,
      '<text:p>The bell is <text:change text:change-id="c2"/><text:change-start text:change-id="c1"/>a new <text:change-end text:change-id="c1"/>one.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Cast in spring.</text:p></text:note-body></text:note></text:p>',
      '<text:p>Everybody came.<text:change text:change-id="c3"/> rang twice.</text:p>',
      '<text:p>The priest<office:annotation><dc:creator>Edda Lorenz</dc:creator><dc:date>2026-02-05T09:00:00</dc:date><text:p>Name?</text:p></office:annotation> spoke.</text:p>',
    ].join(''),
    meta: '<dc:title>The bell</dc:title><meta:initial-creator>Mara Pohl</meta:initial-creator>',
  });

const odtLists = (): Uint8Array =>
  writeOdt({
    styles:
      '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/><style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>',
    page: '<style:header><text:p>Parish letter</text:p></style:header>',
    text: [
      '<text:h text:outline-level="2">What   is\n left</text:h>',
      '<text:p>Two<text:s text:c="3"/>spaces,<text:tab/>a tab<text:line-break/>and a <text:span text:style-name="T1">hidden </text:span>line.</text:p>',
      '<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>inside</text:p></text:list-item></text:list></text:list-item></text:list>',
      '<text:p text:style-name="P1">As it was said.</text:p>',
      '<table:table><table:table-row><table:table-cell><text:p>Oil</text:p></table:table-cell><table:table-cell><text:p>12</text:p></table:table-cell></table:table-row></table:table>',
      '<text:section text:display="none"><text:p>Nobody reads this.</text:p></text:section>',
      '<text:p><draw:frame><draw:text-box><text:p>In a frame.</text:p></draw:text-box></draw:frame>Beside it.</text:p>',
    ].join(''),
  });

export const DOCUMENTS: readonly TestDocument[] = [
  {
    name: 'tracked-changes',
    ending: 'docx',
    about: 'Words inserted, deleted and moved, ends of paragraphs among them.',
    bytes: tracked,
    text: 'The minister did not confirm the visit on Sunday.\nThe plane landed at noon, two hours late. Nobody was at the gate.\nThe airport says nothing.\nA guard saw a car.\nThe hearing is in May.',
    rejected:
      'The minister denied the visit on Sunday.\nThe plane landed at noon.\n Nobody was at the gate.\nA guard saw a car.\nThe airport says nothing.\nThe hearing is in May.',
    others: [
      ['hidden', 'denied'],
      ['hidden', 'A guard saw a car.'],
    ],
  },
  {
    name: 'notes-and-boxes',
    ending: 'docx',
    about:
      'Footnotes in the order of the text, an endnote, a text box in two forms, a header, a footer.',
    bytes: notes,
    text: 'The dyke was raised in 1962 and again in 1994.\nIts keeper retires this year.',
    others: [
      ['navigation', 'Dyke board, internal'],
      ['aside', '“It never slept, so neither did I.”'],
      ['aside', 'After the flood of February.'],
      ['aside', 'Then by half a metre.'],
      ['aside', 'He spoke to us in January.'],
      ['navigation', 'Page 1'],
    ],
  },
  {
    name: 'tables-and-comments',
    ending: 'docx',
    about: 'A table, one inside another, one of a single cell, and a comment.',
    bytes: tables,
    text: 'Votes by ward:\nWard\tFor\tAgainst\nHarbour\t412\t388\nHill\t\t97\n(recount)\nThe recount was asked for by nobody.\nBoxed: a table of one cell only holds text.\nOuter\ninner one\tinner two\nafter it',
    others: [
      ['comment', 'Who says so?'],
      ['comment', 'Ask the clerk.'],
    ],
  },
  {
    name: 'lists-and-headings',
    ending: 'docx',
    about:
      'Headings by localised and by own styles, lists whose numbers are drawn, a quote, a caption.',
    bytes: lists,
    text: 'Winter on the line\n\nSnow closed the pass\nThree things were done:\nthe points were heated\nby gas\nthe timetable was thinned\nNo list any more\n\nWhat it cost\nWe would do it again.\nFigure 1: the pass in March\n\nAn outline of its own',
    others: [],
  },
  {
    name: 'fields-and-hyphens',
    ending: 'docx',
    about:
      'A table of contents, a link, hyphens, a tab, hidden words, a symbol, a content control.',
    bytes: fields,
    text: 'See the list of 3 March.\nco\u2011owner, infor\u00admation\t5\nnext line\nShown, shown again α\nIn a content control.',
    others: [
      ['navigation', 'Ferries\t1'],
      ['navigation', 'Prices\t2'],
      ['hidden', 'kept from readers, '],
    ],
  },
  {
    name: 'arabic',
    ending: 'docx',
    about: 'From right to left, a heading by an Arabic name.',
    bytes: arabic,
    text: ARABIC.join('\n'),
    others: [],
  },
  {
    name: 'tracked-changes-and-notes',
    ending: 'odt',
    about: 'Words inserted and deleted, the end of a paragraph among them, a footnote, a comment.',
    bytes: odtTracked,
    text: 'The bell is a new one.\nEverybody came. rang twice.\nThe priest spoke.',
    rejected:
      'The bell is an old one.\nEverybody came. It was loud.\nThen it rang twice.\nThe priest spoke.',
    others: [
      ['hidden', 'an old '],
      ['hidden', 'It was loud.'],
      ['hidden', 'Then it'],
      ['aside', 'Cast in spring.'],
      ['comment', 'Name?'],
    ],
  },
  {
    name: 'lists-and-tables',
    ending: 'odt',
    about:
      'White space as the format has it, lists, a quote, a table, hidden words, a frame, a header.',
    bytes: odtLists,
    text: 'What is left\nTwo   spaces,\ta tab\nand a line.\none\ninside\nAs it was said.\nOil\t12\nBeside it.',
    others: [
      ['navigation', 'Parish letter'],
      ['hidden', 'hidden '],
      ['hidden', 'Nobody reads this.'],
      ['aside', 'In a frame.'],
    ],
  },
];
