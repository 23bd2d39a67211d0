import { createHash, hash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { makeCodecTools } from '../../exchange/content/codec-tools.ts';
import { articleText } from '../article-text.ts';
import { PAGE_VERSION } from '../page/read-page.ts';
import type { SourceReader, SourceTools } from '../reader.ts';
import { Block, Details, type Reading, type ReadSource } from '../reading.ts';
import { EML_READER } from './eml.ts';
import { MHTML_READER } from './mhtml.ts';

const tools: SourceTools = {
  ...makeCodecTools(hash, TextDecoder, TextEncoder),
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
};

type Content = string | Uint8Array;
const bytesOf = (content: Content): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

async function tryRead(reader: SourceReader, content: Content) {
  const name = `message.${reader.extensions[0] ?? ''}`;
  return reader.read({ name, bytes: bytesOf(content) }, {}, tools);
}

async function read(reader: SourceReader, content: Content): Promise<ReadSource> {
  const found = await tryRead(reader, content);
  if (!found.ok) throw new Error(found.error.detail);
  for (const { blocks, details } of found.value.readings) {
    expect(() => Block.array().parse(blocks)).not.toThrow();
    expect(() => Details.parse(details)).not.toThrow();
  }
  return found.value;
}

async function readMail(content: Content): Promise<Reading> {
  const [reading] = (await read(EML_READER, content)).readings;
  if (!reading) throw new Error('nothing read');
  return reading;
}

const partsOf = ({ blocks }: Reading): [string, string][] =>
  blocks.filter(({ place }) => !place.includes('header ')).map(({ part, text }) => [part, text]);

const HEADERS = [
  'From: "Weir, Anna" <anna@tide.example>',
  'To: bert@gazette.example',
  'Date: Sun, 01 Mar 2026 10:00:00 +0100',
  'Message-ID: <1@tide.example>',
  'Subject: The harbour stays open',
  'MIME-Version: 1.0',
];
const mail = (...lines: readonly string[]): string => [...HEADERS, ...lines].join('\r\n');
const plain = (...lines: readonly string[]): string =>
  mail('Content-Type: text/plain; charset=utf-8', '', ...lines);

describe('A mail', () => {
  it('says who wrote it, when and about what', async () => {
    const reading = await readMail(plain('The harbour stays open.', '', 'So she said.'));
    expect(reading.details).toEqual({
      title: { value: 'The harbour stays open', from: 'header Subject' },
      author: { value: 'Weir, Anna', from: 'header From' },
      published: {
        value: 'Sun, 01 Mar 2026 10:00:00 +0100',
        iso: '2026-03-01T10:00:00+01:00',
        from: 'header Date',
      },
    });
    expect(articleText(reading.blocks).text).toBe('The harbour stays open.\nSo she said.');
    expect(reading.blocks[0]).toMatchObject({ part: 'metadata', place: 'message, header From' });
  });

  it.each([
    ['line feeds alone', (text: string) => text.replaceAll('\r\n', '\n')],
    [
      'the line of a mailbox before it',
      (text: string) => `From anna Sun Mar 1 10:00:00 2026\r\n${text}`,
    ],
    ['its length before it, as Apple writes it', (text: string) => `1234\n${text}`],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
  ])('with %s is read as well', async (_, change) => {
    const reading = await readMail(change(plain('The harbour stays open.')));
    expect(articleText(reading.blocks).text).toBe('The harbour stays open.');
    expect(reading.details.title?.value).toBe('The harbour stays open');
  });

  it('has headers in every encoding that they may be in', async () => {
    const reading = await readMail(
      [
        'From: =?iso-8859-1?Q?J=FCrgen_M=FCller?= <j@a.example>',
        'Subject: =?utf-8?B?SGFmZW4gw7w=?=',
        ' =?utf-8?Q?ber_Nacht_?= =?UTF-8*de?q?zu?= (neu)',
        'Content-Language: de',
        '',
        'Der Hafen ist zu.',
      ].join('\n'),
    );
    expect(reading.details).toMatchObject({
      title: { value: 'Hafen über Nacht zu (neu)' },
      author: { value: 'Jürgen Müller' },
      language: { value: 'de' },
    });
  });

  it('shares a character between two encoded words of a header', async () => {
    const reading = await readMail('Subject: =?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=\n\nwords\n');
    expect(reading.details.title?.value).toBe('café');
  });

  it.each([
    [
      'quoted-printable',
      'quoted-printable',
      'utf-8',
      'Caf=C3=A9 =\r\nau lait, 1=3D1=20\r\nand =ZZ',
    ],
    ['base64', 'base64', 'utf-8', Buffer.from('Café au lait, 1=1 \r\nand =ZZ').toString('base64')],
    ['bytes', '8bit', 'utf-8', 'Café au lait, 1=1 \r\nand =ZZ'],
  ])('in %s is read', async (_, encoding, charset, body) => {
    const reading = await readMail(
      mail(
        `Content-Type: text/plain; charset="${charset}"`,
        `Content-Transfer-Encoding: ${encoding}`,
        '',
        body,
      ),
    );
    expect(articleText(reading.blocks).text).toBe('Café au lait, 1=1 \nand =ZZ');
    expect(reading.warnings).toEqual([]);
  });

  it('says in its header what its encoding is not, and that is said', async () => {
    const text = 'Le ministre a déclaré que l’été serait très chaud, où qu’il aille.';
    const wrong = await readMail(mail('Content-Type: text/plain; charset=iso-8859-1', '', text));
    expect(articleText(wrong.blocks).text).toBe(text);
    expect(wrong.warnings[0]).toMatch(/says that it is in iso-8859-1, which it is not.*UTF-8/u);
    const latin = 'Le ministre a déclaré que tout serait très chaud en été.';
    const head = bytesOf(mail('Content-Type: text/plain; charset=utf-8', '', ''));
    const bytes = Uint8Array.from([...head, ...Array.from(latin, (c) => c.charCodeAt(0))]);
    const guessed = await readMail(bytes);
    expect(articleText(guessed.blocks).text).toBe(latin);
    expect(guessed.warnings[0]).toMatch(/says that it is in utf-8.*guess/u);
  });

  it('quotes earlier messages and ends with a signature, each in a part of its own', async () => {
    const reading = await readMail(
      plain(
        'Yes, it stays open.',
        '',
        'On Monday, Bert wrote:',
        '> Will the harbour close?',
        '>> So they say.',
        '',
        'That was asked before.',
        '-- ',
        'Anna Weir, Tide',
      ),
    );
    expect(partsOf(reading)).toEqual([
      ['article', 'Yes, it stays open.'],
      ['aside', 'On Monday, Bert wrote:'],
      ['aside', 'Will the harbour close?'],
      ['aside', 'So they say.'],
      ['article', 'That was asked before.'],
      ['metadata', '-- \nAnna Weir, Tide'],
    ]);
    expect(reading.blocks.at(-3)).toMatchObject({ kind: 'quote', level: 2 });
  });

  it.each([
    ['a line', ['-----Original Message-----', 'From: Bert', 'Will it close?']],
    [
      'headers',
      ['From: Bert', 'Sent: Monday', 'To: Anna', 'Subject: Harbour', '', 'Will it close?'],
    ],
    [
      'headers in German',
      ['Von: Bert', 'Gesendet: Montag', 'An: Anna', 'Betreff: Hafen', '', 'Will it close?'],
    ],
  ])('has an earlier message below it behind %s', async (_, earlier) => {
    const reading = await readMail(plain('It stays open.', '', ...earlier));
    expect(articleText(reading.blocks).text).toBe('It stays open.');
    expect(partsOf(reading).at(-1)?.[0]).toBe('aside');
  });

  it('that was sent on without a word is what was sent on', async () => {
    const reading = await readMail(
      plain(
        '---------- Forwarded message ---------',
        'From: Bert',
        'Subject: Harbour',
        '',
        'It stays open.',
      ),
    );
    expect(articleText(reading.blocks).text).toContain('It stays open.');
  });

  it('whose lines a program has broken has them joined', async () => {
    const flowed = await readMail(
      mail(
        'Content-Type: text/plain; format=flowed; delsp=no',
        '',
        'The harbour ',
        'stays open.',
        ' > is a sign.',
        '> quoted ',
        '> words',
      ),
    );
    expect(articleText(flowed.blocks).text).toBe('The harbour stays open.\n> is a sign.');
    const fixed = await readMail(plain('The harbour ', 'stays open.'));
    expect(articleText(fixed.blocks).text).toBe('The harbour \nstays open.');
  });
});

const boundary = 'b1';
const multi = (kind: string, ...parts: readonly (readonly string[])[]): string[] => [
  `Content-Type: multipart/${kind}; boundary="${boundary}"`,
  '',
  ...parts.flatMap((part) => [`--${boundary}`, ...part]),
  `--${boundary}--`,
];
const PLAIN = ['Content-Type: text/plain', '', 'The harbour stays open, she said.'];
const HTML = [
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>The <b>harbour</b> stays open, she said.</p>',
];

describe('A mail of several parts', () => {
  it('has its words in plain text, and lists the page that says the same', async () => {
    const { readings, leftOut } = await read(
      EML_READER,
      mail(...multi('alternative', PLAIN, HTML)),
    );
    expect(partsOf(readings[0] as Reading)).toEqual([
      ['article', 'The harbour stays open, she said.'],
    ]);
    expect(leftOut).toEqual([
      {
        place: 'part 2',
        reason: expect.stringMatching(/another form.*plain text: The harbour/u) as string,
      },
    ]);
  });

  it('is read as a page where its plain text only says that there is one', async () => {
    const stub = ['Content-Type: text/plain', '', 'Use HTML.'];
    const { readings, leftOut } = await read(EML_READER, mail(...multi('alternative', stub, HTML)));
    expect(articleText(readings[0]?.blocks ?? []).text).toBe('The harbour stays open, she said.');
    expect(leftOut[0]).toMatchObject({
      place: 'part 1',
      reason: expect.stringMatching(/Use HTML/u) as string,
    });
  });

  it('lists what is attached by its name, whatever that is written in', async () => {
    const pdf = [
      'Content-Type: application/pdf',
      "Content-Disposition: attachment; filename*0*=utf-8''%C3%9Cber; filename*1=sicht.pdf",
      'Content-Transfer-Encoding: base64',
      '',
      'JVBERi0xLjcK',
    ];
    const note = [
      'Content-Type: text/plain; name="=?utf-8?Q?Gr=C3=BC=C3=9Fe.txt?="',
      'Content-Disposition: attachment',
      '',
      'words',
    ];
    const { readings, leftOut } = await read(EML_READER, mail(...multi('mixed', PLAIN, pdf, note)));
    expect(readings).toHaveLength(1);
    expect(leftOut.map(({ place }) => place)).toEqual([
      'part 2 (Übersicht.pdf)',
      'part 3 (Grüße.txt)',
    ]);
    expect(leftOut[0]?.reason).toMatch(/attached \(application\/pdf, 1 KB\).*save it/u);
  });

  it('has the messages that are attached to it as articles of their own', async () => {
    const inner = [
      'Content-Type: message/rfc822',
      '',
      'Subject: No ferry',
      'From: c@tide.example',
      '',
      'No ferry sails.',
    ];
    const { readings } = await read(EML_READER, mail(...multi('mixed', PLAIN, inner)));
    expect(readings.map(({ item, details }) => [item, details.title?.value])).toEqual([
      [null, 'The harbour stays open'],
      ['attached message 1', 'No ferry'],
    ]);
  });

  it('is read although the boundary that it names is not in it, and that is said', async () => {
    const lying = mail(...multi('mixed', PLAIN, PLAIN)).replace(
      'boundary="b1"',
      'boundary="other"',
    );
    const reading = await readMail(lying);
    expect(partsOf(reading)).toHaveLength(2);
    expect(reading.warnings).toEqual([expect.stringMatching(/nowhere in it/u)]);
  });

  it('is one text where nothing is between its parts', async () => {
    const reading = await readMail(
      mail('Content-Type: multipart/mixed; boundary=x', '', 'Just some words.'),
    );
    expect(articleText(reading.blocks).text).toBe('Just some words.');
    expect(reading.warnings).toEqual([expect.stringMatching(/one text/u)]);
  });

  it('whose end is missing is read up to there, and that is said', async () => {
    const cut = mail(...multi('mixed', PLAIN, PLAIN)).replace(/\r\n--b1--$/u, '');
    const reading = await readMail(cut.slice(0, -6));
    expect(partsOf(reading).map(([, text]) => text)).toEqual([
      'The harbour stays open, she said.',
      'The harbour stays open, she',
    ]);
    expect(reading.warnings).toEqual([expect.stringMatching(/end is missing/u)]);
  });

  it('lists what stands outside every part', async () => {
    const text = mail(...multi('mixed', PLAIN)).replace('--b1\r\n', 'Hidden words.\r\n--b1\r\n');
    const { leftOut } = await read(EML_READER, `${text}\r\nMore of them.\r\n`);
    expect(leftOut.map(({ place, reason }) => `${place}: ${reason}`)).toEqual([
      expect.stringMatching(/^message, before its first part: .*Hidden words\./u),
      expect.stringMatching(/^message, after its last part: .*More of them\./u),
    ]);
  });
});

describe('A mail that is refused', () => {
  const nested = (depth: number): string => {
    let lines = PLAIN;
    for (let level = 0; level < depth; level += 1) {
      lines = [
        `Content-Type: multipart/mixed; boundary=x${level}`,
        '',
        `--x${level}`,
        ...lines,
        `--x${level}--`,
      ];
    }
    return mail(...lines);
  };
  it.each([
    ['is empty', '', 'unreadable', /empty/u],
    [
      'is encrypted',
      mail('Content-Type: multipart/encrypted; boundary=a', '', '--a', 'x', '--a--'),
      'encrypted',
      /key/u,
    ],
    [
      'is encrypted by S/MIME',
      mail('Content-Type: application/pkcs7-mime; smime-type=enveloped-data', '', 'MIAG'),
      'encrypted',
      /key/u,
    ],
    [
      'has no words',
      mail('Content-Type: image/png', 'Content-Transfer-Encoding: base64', '', 'iVBO'),
      'no-text',
      /no words.*picture/u,
    ],
    [
      'is in UTF-7',
      mail('Content-Type: text/plain; charset=utf-7', '', '+ADw-b+AD4-'),
      'no-text',
      /UTF-7/u,
    ],
    [
      'is a mailbox of several messages',
      ['1', '2']
        .map((each) => `From anna@tide.example Sun Mar  1\r\n${plain(each, '')}\r\n`)
        .join('\r\n'),
      'unreadable',
      /mailbox of several messages/u,
    ],
    ['is nested without end', nested(30), 'unsafe', /deeper than 20/u],
    [
      'has parts without end',
      mail(...multi('mixed', ...Array.from({ length: 10_001 }, () => ['', 'a']))),
      'unsafe',
      /10,000 parts/u,
    ],
  ])('%s: the reason is said', async (_, content, type, detail) => {
    expect(await tryRead(EML_READER, content)).toMatchObject({
      ok: false,
      error: { type, place: 'message.eml', detail: expect.stringMatching(detail) as string },
    });
  });

  it('does not go on into messages inside messages without end', async () => {
    let inner = ['Subject: last', '', 'words'];
    for (let level = 0; level < 200; level += 1) {
      inner = ['Content-Type: message/rfc822', '', ...inner];
    }
    const { readings, leftOut } = await read(EML_READER, mail(...multi('mixed', PLAIN, inner)));
    expect(readings).toHaveLength(1);
    expect(leftOut.at(-1)?.reason).toMatch(/nested deeper than 10/u);
  });
});

const PAGE =
  '<!DOCTYPE html><html><head><title>Harbour</title></head><body><h1>The harbour</h1><p>It stays open, she said.</p></body></html>';

/** As Chrome and its like write it. */
const chrome = (page: string, more: readonly string[] = []): string =>
  [
    'From: <Saved by Blink>',
    'Snapshot-Content-Location: https://tide.example/harbour?id=1',
    'Subject: =?utf-8?Q?Harbour=20news?=',
    'Date: Sun, 1 Mar 2026 10:00:00 -0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related;',
    '\ttype="text/html";',
    '\tboundary="----MultipartBoundary--abc----"',
    '',
    '',
    '------MultipartBoundary--abc----',
    'Content-Type: text/html',
    'Content-ID: <frame-1@mhtml.blink>',
    'Content-Transfer-Encoding: quoted-printable',
    'Content-Location: https://tide.example/harbour?id=1',
    '',
    page.replaceAll('=', '=3D'),
    ...more,
    '------MultipartBoundary--abc----',
    'Content-Type: text/css',
    'Content-Transfer-Encoding: quoted-printable',
    'Content-Location: cid:css-1@mhtml.blink',
    '',
    '@charset "utf-8";',
    '',
    '------MultipartBoundary--abc------',
    '',
  ].join('\r\n');

/** As Internet Explorer wrote it. */
const explorer = (bytes: Uint8Array, charset: string): string =>
  [
    'From: "Saved by Windows Internet Explorer 8"',
    'Subject: Harbour',
    'Date: Sun, 1 Mar 2009 10:00:00 +0100',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related;',
    '\ttype="text/html";',
    '\tboundary="----=_NextPart_000_0000_01C99A"',
    'X-MimeOLE: Produced By Microsoft MimeOLE V6.00',
    '',
    'This is a multi-part message in MIME format.',
    '',
    '------=_NextPart_000_0000_01C99A',
    'Content-Type: text/html;',
    `\tcharset="${charset}"`,
    'Content-Transfer-Encoding: base64',
    'Content-Location: http://tide.example/harbour',
    '',
    Buffer.from(bytes).toString('base64'),
    '------=_NextPart_000_0000_01C99A--',
    '',
  ].join('\r\n');

describe('A web archive', () => {
  it('of Chrome has the page, its address and when it was saved', async () => {
    const { readings, leftOut } = await read(MHTML_READER, chrome(PAGE));
    const [reading] = readings;
    expect(articleText(reading?.blocks ?? []).text).toMatch(
      /The harbour\nIt stays open, she said\.$/u,
    );
    expect(reading?.details).toMatchObject({
      url: { value: 'https://tide.example/harbour?id=1', from: 'header Snapshot-Content-Location' },
      published: { iso: '2026-03-01T10:00:00Z', from: expect.stringMatching(/saved/u) as string },
    });
    expect(reading?.reader).toEqual({ name: 'mhtml', version: PAGE_VERSION });
    expect(leftOut).toEqual([]);
  });

  it('of Internet Explorer is read in the encoding of its header', async () => {
    const page = '<html><body><p>Минис\u0442р заявил, что порт открыт.</p></body></html>';
    const bytes = Uint8Array.from(page, (c) => {
      const code = c.charCodeAt(0);
      return code < 0x80 ? code : code - 0x410 + 0xc0;
    });
    const { readings } = await read(MHTML_READER, explorer(bytes, 'windows-1251'));
    expect(articleText(readings[0]?.blocks ?? []).text).toBe('Министр заявил, что порт открыт.');
    expect(readings[0]?.details.url?.value).toBe('http://tide.example/harbour');
  });

  it('has the words of frames beside those of the page', async () => {
    const frame = [
      '------MultipartBoundary--abc----',
      'Content-Type: text/html',
      'Content-ID: <frame-2@mhtml.blink>',
      'Content-Transfer-Encoding: binary',
      '',
      '<p>Words in a frame.</p>',
    ];
    const { readings } = await read(MHTML_READER, chrome(PAGE, frame));
    const inFrame = readings[0]?.blocks.find(({ text }) => text === 'Words in a frame.');
    expect(inFrame).toMatchObject({
      part: 'aside',
      why: expect.stringMatching(/frame/u) as string,
    });
  });

  it('without a page is refused', async () => {
    expect(await tryRead(MHTML_READER, 'Content-Type: image/png\n\nabc')).toMatchObject({
      ok: false,
      error: { type: 'no-text', detail: expect.stringMatching(/no page/u) as string },
    });
  });

  it('is known from mail by what it begins with, whatever it is called', () => {
    const sure = (reader: SourceReader, name: string, content: string): number =>
      reader.recognise({ name, bytes: bytesOf(content) });
    for (const name of ['a.mht', 'a.html', 'a.txt', 'a.eml']) {
      expect(sure(MHTML_READER, name, chrome(PAGE))).toBeGreaterThan(
        sure(EML_READER, name, chrome(PAGE)),
      );
    }
    for (const name of ['a.eml', 'a.txt', 'a']) {
      expect(sure(EML_READER, name, mail(...multi('mixed', PLAIN)))).toBeGreaterThan(0.5);
      expect(sure(MHTML_READER, name, mail(...multi('mixed', PLAIN)))).toBe(0);
    }
    expect(
      sure(EML_READER, 'a.txt', 'Subject: a play in three acts\nFrom: home\n\nEnter Anna.'),
    ).toBe(0);
  });
});

/** A part of any kind with its own words. */
interface Tree {
  readonly words: readonly string[];
  readonly encoding: 'base64' | 'quoted-printable' | '8bit';
  readonly children: readonly Tree[];
  readonly isAttached: boolean;
}

const tree = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record({
    words: fc.array(fc.constantFrom('harbour', 'café', '漢字', '>', '--', '=3D', 'From', '.'), {
      minLength: 1,
      maxLength: 8,
    }),
    encoding: fc.constantFrom('base64', 'quoted-printable', '8bit'),
    children: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constant([]),
      fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    ),
    isAttached: fc.boolean(),
  }),
})).tree;

let numbered = 0;
/** Lines of a part, and all words in it, each with a number so that it is seen once. */
function write(
  { words, encoding, children, isAttached }: Tree,
  depth: number,
  all: string[],
): string[] {
  if (children.length > 0) {
    const mark = `--=_${depth}_${(numbered += 1)}`;
    return [
      `Content-Type: multipart/mixed;`,
      `\tboundary="${mark}"`,
      '',
      ...children.flatMap((child) => [`--${mark}`, ...write(child, depth + 1, all)]),
      `--${mark}--`,
    ];
  }
  const own = words.map((word) => `${word}${(numbered += 1)}`);
  if (!isAttached) all.push(...own);
  const text = own.join(numbered % 2 === 0 ? ' ' : '\r\n');
  const body =
    encoding === 'base64'
      ? Buffer.from(text).toString('base64').replaceAll(/.{20}/gu, '$&\r\n')
      : encoding === '8bit'
        ? text
        : Array.from(Buffer.from(text), (byte) =>
            byte === 13 || byte === 10 || (byte > 32 && byte < 127 && byte !== 61)
              ? String.fromCharCode(byte)
              : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
          ).join('');
  return [
    'Content-Type: text/plain; charset=utf-8',
    `Content-Transfer-Encoding: ${encoding}`,
    ...(isAttached ? ['Content-Disposition: attachment; filename=a.txt'] : []),
    '',
    body,
  ];
}

describe('Every word of a mail', () => {
  it('stands in exactly one block, and each attachment is listed', async () => {
    await fc.assert(
      fc.asyncProperty(tree, fc.boolean(), async (root, isUnix) => {
        const all: string[] = [];
        const text = mail(...write(root, 0, all));
        const found = await tryRead(EML_READER, isUnix ? text.replaceAll('\r\n', '\n') : text);
        if (!found.ok) {
          expect(found.error.type).toBe('no-text');
          expect(all).toEqual([]);
          return;
        }
        const [reading] = found.value.readings;
        const blocks = reading?.blocks.filter(({ place }) => !place.includes('header ')) ?? [];
        const seen = blocks
          .flatMap(({ text: words }) => words.split(/\s+/u))
          .filter((word) => word !== '');
        // A quotation is quoted without its marks.
        const bare = (word: string): string => word.replace(/^(?:> ?)+/u, '');
        expect(seen.map(bare)).toEqual(all.map(bare));
      }),
    );
  });
});
