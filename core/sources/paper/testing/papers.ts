// Ten papers for tests, in our own words, and what stands in each of them. `writePdf` makes the files;
// nothing in them was made by another program. `npm run papers` writes them into the folder beside this.
import type { BlockPart } from '../../reading.ts';
import {
  japanese,
  mapped,
  PAGE,
  western,
  writePdf,
  type PlacedText,
  type TestFont,
  type TestPage,
} from './pdf-writer.ts';
import { setParagraph, type TestColumn } from './typesetting.ts';

export interface Paper {
  /** Of its file, without the ending. */
  readonly name: string;
  /** What is hard about it. */
  readonly about: string;
  readonly bytes: () => Uint8Array;
  /** The text that it says; `null` where it is refused. */
  readonly text: string | null;
  /** What else stands on its pages, in order. */
  readonly others?: readonly (readonly [BlockPart, string])[];
}

const FONTS: Readonly<Record<string, TestFont>> = {
  R: western('Helvetica'),
  B: western('Helvetica-Bold'),
  I: western('Helvetica-Oblique'),
};

/** Without the places where words may be cut, ligatures as letters. */
function said(text: string): string {
  return text.replaceAll('\u00ad', '').replaceAll('ﬁ', 'fi');
}

/** Sets paragraphs one under another. */
function setAll(
  paragraphs: readonly string[],
  column: TestColumn,
  fonts = FONTS,
): { readonly texts: PlacedText[]; readonly y: number } {
  let { y } = column;
  const texts: PlacedText[] = [];
  for (const paragraph of paragraphs) {
    const set = setParagraph(paragraph, { ...column, y }, fonts);
    texts.push(...set.texts);
    y = set.y;
  }
  return { texts, y };
}

/** Text in the middle of the page. */
function centred(text: string, y: number, font: string, size: number): PlacedText {
  const width = ((FONTS[font]?.width(text) ?? 0) * size) / 1000;
  return { text, x: (PAGE.width - width) / 2, y, font, size };
}

const BODY: TestColumn = {
  x: 85,
  y: 170,
  width: 425,
  font: 'R',
  size: 11,
  leading: 15,
  indent: 16,
};

const HARBOUR = [
  'The harbour council voted on Tuesday to keep the old crane, nine weeks after its own engi\u00adneers had called it a danger to everybody who walks the quay. Seven members were in favour, four against, and one left the room before the count.',
  'Mayor Ilse Brandt said that the ofﬁce had “read every page of the report, and then read it again”. She gave no ﬁgure for the repairs. An earlier draft of the budget, seen by this paper, names a sum of 2.4 million.',
  'Fishermen who moor there every night were less sure. “They paint it, they light it, they put it on the postcards,” said Tomas Reuter, who has worked from the quay for thirty years. “Nobody has climbed it since my father did.”',
];
const HARBOUR_LIST = [
  '• The crane was built in 1911 and last tested in 1987.',
  '• Its foot stands on timber piles, two of which are hollow.',
  '• Insurance for the quay ends in March.',
];
const HARBOUR_NOTE =
  '1 The report was published on the council’s board on 3 February and removed a day later.';

function harbour(): Uint8Array {
  const title = setParagraph(
    'Council keeps its crane',
    { ...BODY, y: 100, size: 22, leading: 26, indent: 0, font: 'B' },
    FONTS,
  );
  const byline = { text: 'By Edda Lorenz, Norhaven', x: 85, y: 138, font: 'I', size: 11 };
  const body = setAll(HARBOUR, BODY);
  const heading = { text: 'What the engineers found', x: 85, y: body.y + 14, font: 'B', size: 14 };
  const list = setAll(HARBOUR_LIST, { ...BODY, x: 97, width: 413, indent: 0, y: body.y + 36 });
  const note = setParagraph(
    HARBOUR_NOTE,
    { ...BODY, y: 730, size: 8.5, leading: 10.5, indent: 0 },
    FONTS,
  );
  return writePdf({
    fonts: FONTS,
    language: 'en',
    info: {
      Title: 'Council keeps its crane',
      Author: 'Edda Lorenz',
      CreationDate: "D:20260210081500+01'00'",
    },
    pages: [
      {
        texts: [
          ...title.texts,
          byline,
          ...body.texts,
          heading,
          ...list.texts,
          ...note.texts,
          centred('1', 800, 'R', 9),
        ],
      },
    ],
  });
}

const RIVER = [
  'A summer with little rain has left the river Ilme lower than at any time since the gauge was put up, and the towns along it have begun to count what they can do without. The water board pub\u00adlished its ﬁrst weekly list on Monday.',
  'Three of the ﬁve mills have stopped. The fourth runs at night, when the tem\u00adperature of the outﬂow may be a degree higher under the pre\u00adsent rules. Its owner, Hanno Vick, calls the arrange\u00adment “a well-meant joke”.',
  'Farmers may still take water for animals, but not for maize. The board has sent inspec\u00adtors to forty farms; they found pumps running on six of them, and in two cases the pipes had been painted green.',
  'In the lower valley the argument is about the dam. It was built to hold back ﬂoods, and holds back what is left of the river as well. The government of the next district wants a third of it released, and says that an agree\u00adment of 1958 obliges the board to do so.',
  'The board reads the same agreement otherwise. Its lawyer, asked for the page, sent a copy in which the para\u00adgraph had been struck through by hand. Nobody knows when, or by whom.',
  'For the time being both sides measure. Every morning at seven two people meet on the bridge at Oster\u00adfeld, one from each district, lower the same staff into the same water and write down two different numbers.',
  'Rain is expected at the end of the month. The weather service says that it will not be enough, and that a second dry year would bring the gauge to a level for which its scale has no mark.',
  'Until then the list on the door of the water board grows by a line a week. Last Monday somebody added one in pencil: patience.',
].map((paragraph) => paragraph.replaceAll('ﬂ', 'fl'));

/** The columns of a page filled with lines one after another. */
function river(): Uint8Array {
  const column = { width: 205, font: 'R', size: 10, leading: 12.5, indent: 12, isJustified: true };
  const set = setAll(RIVER, { ...column, x: 0, y: 0 });
  const lines = set.texts;
  const pages: TestPage[] = [];
  const perColumn = 12;
  const columns: PlacedText[][] = [];
  for (let at = 0; at < lines.length; at += perColumn)
    columns.push(lines.slice(at, at + perColumn));
  for (let at = 0; at < columns.length; at += 2) {
    const number = pages.length + 1;
    const top = number === 1 ? 150 : 90;
    const texts: PlacedText[] = [
      { text: 'The Ilme Courier', x: 85, y: 50, font: 'I', size: 9 },
      { text: `Low water ${number}`, x: 460, y: 50, font: 'I', size: 9 },
    ];
    if (number === 1)
      texts.push({ text: 'A river counted out', x: 85, y: 110, font: 'B', size: 24 });
    for (const [index, own] of columns.slice(at, at + 2).entries()) {
      const shift = index === 0 ? 85 : 310;
      for (const [row, line] of own.entries()) {
        texts.push({ ...line, x: line.x + shift, y: top + row * column.leading });
      }
    }
    pages.push({ texts });
  }
  return writePdf({ fonts: FONTS, language: 'en', pages, info: { Author: 'Ilme Courier' } });
}

const RIVER_HEADS = (pages: number): [BlockPart, string][] =>
  Array.from({ length: pages }, (_, index) => [
    'navigation',
    `The Ilme Courier\tLow water ${index + 1}`,
  ]);

const NOTICES = [
  [
    'Road',
    'The road to Hallen is closed from the ford to the mill until the bridge has been tested. Buses go round by the quarry and are ten minutes late at the least.',
  ],
  [
    'School',
    'Lessons begin an hour later on Friday because the heating of the east wing is being replaced. Parents who cannot wait may bring children at the usual time.',
  ],
  [
    'Market',
    'There are fewer stalls than in any spring since the war, the council says, and more visitors. The two figures were taken on different days of the week.',
  ],
] as const;

function notices(): Uint8Array {
  const texts: PlacedText[] = [
    centred('Notices of the week in the lower valley and on the hill', 80, 'B', 15),
  ];
  for (const [index, [head, text]] of NOTICES.entries()) {
    const column = {
      ...BODY,
      x: 60 + index * 165,
      y: 140,
      width: 145,
      size: 10,
      leading: 12.5,
      indent: 0,
    };
    texts.push({ text: head, x: column.x, y: 118, font: 'B', size: 13 });
    texts.push(...setParagraph(text, column, FONTS).texts);
  }
  texts.push({ text: 'Set at the valley press', x: 30, y: 600, font: 'R', size: 7, turn: 90 });
  return writePdf({ fonts: FONTS, pages: [{ texts }] });
}

const HEBREW = [
  'שמורת הטבע נסגרה למבקרים ביום שני לאחר שהרוח הפילה עצים רבים על השביל הראשי',
  'מנהל השמורה אמר כי 14 עובדים מפנים את הענפים וכי השביל ייפתח שוב בתוך שבועיים',
];

/** Lines as they look: signs from left to right, the right end of each at the right margin. */
function hebrew(): Uint8Array {
  const fonts = { M: mapped() };
  const right = 500;
  const column = { x: 0, y: 0, width: 300, font: 'M', size: 12, leading: 18 };
  let y = 120;
  const texts: PlacedText[] = [];
  for (const paragraph of HEBREW) {
    const set = setParagraph(paragraph, column, fonts);
    for (const { text } of set.texts) {
      const visual = Array.from(text)
        .toReversed()
        .join('')
        .replace(/\d+/gu, (digits) => Array.from(digits).toReversed().join(''));
      texts.push({
        text: visual,
        x: right - (fonts.M.width(visual) * 12) / 1000,
        y,
        font: 'M',
        size: 12,
      });
      y += 18;
    }
    y += 12;
  }
  return writePdf({ fonts, language: 'he', pages: [{ texts }] });
}

const JAPANESE_TITLE = '港の橋、来春に開通';
const JAPANESE = [
  '市は月曜日、港と駅を結ぶ新しい橋を来年の四月に開通させると発表した。工事は二度延期され、費用は当初の見積もりの一・五倍になった。',
  '地元の商店会は歓迎するが、漁業者の間には船の高さを心配する声が残る。市長は会見で「秋までに答えを出す」と述べた。',
];

/** Characters in lines or columns of one length. */
function chunks(text: string, length: number): string[] {
  return Array.from({ length: Math.ceil(text.length / length) }, (_, index) =>
    text.slice(index * length, (index + 1) * length),
  );
}

function horizontalJapanese(): Uint8Array {
  const fonts = { J: japanese('H') };
  const texts: PlacedText[] = [{ text: JAPANESE_TITLE, x: 90, y: 100, font: 'J', size: 20 }];
  let y = 150;
  for (const paragraph of JAPANESE) {
    // The wide space that indents is white space at the start of a line.
    for (const text of chunks(`　${paragraph}`, 30)) {
      texts.push({ text, x: 90, y, font: 'J', size: 12 });
      y += 20;
    }
  }
  return writePdf({ fonts, language: 'ja', pages: [{ texts }] });
}

function verticalJapanese(): Uint8Array {
  const fonts = { J: japanese('V') };
  const texts: PlacedText[] = [{ text: JAPANESE_TITLE, x: 500, y: 100, font: 'J', size: 20 }];
  let x = 455;
  for (const paragraph of JAPANESE) {
    for (const text of chunks(`　${paragraph}`, 25)) {
      texts.push({ text, x, y: 100, font: 'J', size: 12 });
      x -= 20;
    }
  }
  return writePdf({ fonts, language: 'ja', pages: [{ texts }] });
}

const RECOGNISED = [
  'This letter was typed in 1962 and photographed forty years later. The words under the picture were recognised by a program and corrected by hand.',
];
const SECRET = [
  'Only who knows the word may read this page, which is about nothing but a lock and a key.',
];

export const PAPERS: readonly Paper[] = [
  {
    name: 'one-column',
    about: 'One column, first lines indented, a ligature, a cut word, a heading, a list, a note.',
    bytes: harbour,
    text: `Council keeps its crane\nBy Edda Lorenz, Norhaven\n${HARBOUR.map(said).join('\n')}\n\nWhat the engineers found\n${HARBOUR_LIST.join('\n')}`,
    others: [
      ['aside', HARBOUR_NOTE],
      ['navigation', '1'],
    ],
  },
  {
    name: 'two-columns',
    about: 'Two justified columns over pages, a headline across them, running heads, cut words.',
    bytes: river,
    text: `A river counted out\n${RIVER.map(said).join('\n')}`,
    others: RIVER_HEADS(2),
  },
  {
    name: 'three-columns',
    about: 'Three columns under a headline across them, and turned words in the margin.',
    bytes: notices,
    text: `Notices of the week in the lower valley and on the hill${NOTICES.map(([head, text]) => `\n\n${head}\n${text}`).join('')}`,
    others: [['aside', 'Set at the valley press']],
  },
  {
    name: 'hebrew',
    about: 'From right to left, signs stored as they look, a number among them.',
    bytes: hebrew,
    text: HEBREW.join('\n'),
  },
  {
    name: 'japanese',
    about: 'Japanese in lines, in a font that is not in the file.',
    bytes: horizontalJapanese,
    text: `${JAPANESE_TITLE}\n${JAPANESE.join('\n')}`,
  },
  {
    name: 'japanese-vertical',
    about: 'Japanese in columns from right to left.',
    bytes: verticalJapanese,
    text: `${JAPANESE_TITLE}\n${JAPANESE.join('\n')}`,
  },
  {
    name: 'scan',
    about: 'Pictures of pages and no text.',
    bytes: () =>
      writePdf({
        fonts: FONTS,
        pages: [
          { texts: [], hasPicture: true },
          { texts: [], hasPicture: true },
        ],
      }),
    text: null,
  },
  {
    name: 'scan-with-text',
    about: 'A picture of a page over a layer of recognised text that is not drawn.',
    bytes: () => {
      const { texts } = setAll(RECOGNISED, BODY);
      return writePdf({
        fonts: FONTS,
        pages: [
          {
            hasPicture: true,
            texts: texts.map((text) => ({ ...text, isInvisible: true as const })),
          },
        ],
      });
    },
    text: RECOGNISED.join('\n'),
  },
  {
    name: 'encrypted',
    about: 'Encrypted with a password.',
    bytes: () =>
      writePdf({ fonts: FONTS, password: 'key', pages: [{ texts: setAll(SECRET, BODY).texts }] }),
    text: null,
  },
  {
    name: 'encrypted-open',
    about: 'Encrypted with the empty password, as files are that may only not be printed.',
    bytes: () =>
      writePdf({ fonts: FONTS, password: '', pages: [{ texts: setAll(SECRET, BODY).texts }] }),
    text: SECRET.join('\n'),
  },
];
