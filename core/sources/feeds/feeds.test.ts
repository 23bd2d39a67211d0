import { createHash, hash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { makeCodecTools } from '../../exchange/content/codec-tools.ts';
import { articleText } from '../article-text.ts';
import type { SourceTools } from '../reader.ts';
import { Block, Details, type ReadSource } from '../reading.ts';
import { FEED_READER } from './feed-reader.ts';

const tools: SourceTools = {
  ...makeCodecTools(hash, TextDecoder, TextEncoder),
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
};

type Content = string | Uint8Array;
const fileOf = (content: Content, name = 'feed.xml') => ({
  name,
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
});

async function read(content: Content): Promise<ReadSource> {
  const file = fileOf(content);
  expect(FEED_READER.recognise(file)).toBe(0.95);
  const found = await FEED_READER.read(file, {}, tools);
  if (!found.ok) throw new Error(found.error.detail);
  for (const { blocks, details } of found.value.readings) {
    expect(() => Block.array().parse(blocks)).not.toThrow();
    expect(() => Details.parse(details)).not.toThrow();
  }
  return found.value;
}

const BODY = 'The harbour stays open all winter, the mayor said.';

const RSS = (items: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Tide</title><link>https://tide.example</link><language>en-GB</language>
${items}
</channel></rss>`;

const FORMS: readonly (readonly [string, string])[] = [
  [
    'RSS 2.0',
    RSS(`<item><title>Harbour &amp;amp; sea</title><link>https://tide.example/a</link>
      <dc:creator>A. Weir</dc:creator><pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate><category>Ships</category>
      <description>In short: open.</description>
      <content:encoded><![CDATA[<p>The harbour stays <b>open</b> all winter,</p><p>the mayor said.</p>]]></content:encoded></item>`),
  ],
  [
    'RSS 1.0',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://tide.example"><title>Tide</title><language>en-GB</language></channel>
      <item rdf:about="https://tide.example/a"><title>Harbour &amp;amp; sea</title><link>https://tide.example/a</link>
      <dc:creator>A. Weir</dc:creator><dc:date>2026-03-01T10:00:00Z</dc:date><dc:subject>Ships</dc:subject>
      <description>In short: open.</description>
      <content:encoded>&lt;p&gt;The harbour stays open all winter,&lt;/p&gt;&lt;p&gt;the mayor said.&lt;/p&gt;</content:encoded></item></rdf:RDF>`,
  ],
  [
    'Atom with a page',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>Tide</title>
      <entry><title type="html">Harbour &amp;amp; sea</title><link rel="alternate" href="https://tide.example/a"/>
      <author><name>A. Weir</name></author><published>2026-03-01T10:00:00Z</published><updated>2026-03-02T10:00:00Z</updated>
      <category term="Ships"/><summary>In short: open.</summary>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The harbour stays <b>open</b> all<br/>winter,</p><p>the mayor said.</p></div></content></entry></feed>`,
  ],
  [
    'JSON Feed',
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Tide',
      language: 'en-GB',
      items: [
        {
          id: '1',
          url: 'https://tide.example/a',
          title: 'Harbour & sea',
          authors: [{ name: 'A. Weir' }],
          date_published: '2026-03-01T10:00:00Z',
          tags: ['Ships'],
          summary: 'In short: open.',
          content_html: '<p>The harbour stays open all winter,</p><p>the mayor said.</p>',
        },
      ],
    }),
  ],
];

describe('A feed', () => {
  it.each(FORMS)('in %s has its items as articles', async (form, content) => {
    const { readings, leftOut } = await read(content);
    const [reading] = readings;
    expect(articleText(reading?.blocks ?? []).text.replaceAll(/\s/gu, ' ')).toBe(BODY);
    expect(reading).toMatchObject({
      item: 'item 1',
      details: {
        title: { value: 'Harbour & sea' },
        outlet: { value: 'Tide', from: 'title of the feed' },
        author: { value: 'A. Weir' },
        published: { iso: '2026-03-01T10:00:00Z' },
        url: { value: 'https://tide.example/a' },
        language: { value: 'en-GB' },
      },
    });
    const others = reading?.blocks.filter(({ part }) => part !== 'article') ?? [];
    expect(others.find(({ text }) => text === 'In short: open.')?.part).toBe('aside');
    expect(others.find(({ text }) => text === 'Ships')?.part).toBe('metadata');
    expect(others.filter(({ text }) => text === 'Harbour & sea')).toHaveLength(1);
    expect(leftOut).toEqual([]);
    if (form.startsWith('Atom'))
      expect(reading?.details.modified?.iso).toBe('2026-03-02T10:00:00Z');
  });

  it('lists items of which it has only the beginning, with the address of their pages', async () => {
    const { readings, leftOut } = await read(
      RSS(`<item><title>A</title><description>The harbour stays open […]</description><link>https://tide.example/a</link></item>
        <item><title>B</title><description>${'The harbour stays open, she said. '.repeat(40)}</description></item>
        <item><title>C</title></item><item><guid>nothing else</guid></item>`),
    );
    expect(readings.map(({ item }) => item)).toEqual(['item 2']);
    expect(readings[0]?.warnings).toEqual([expect.stringMatching(/description/u)]);
    expect(leftOut.map(({ place, reason }) => `${place}: ${reason}`)).toEqual([
      expect.stringMatching(
        /^item 1: .*beginning or a summary.*A: The harbour stays open.*https:\/\/tide\.example\/a$/u,
      ),
      expect.stringMatching(/^item 3: .*no text of it \(C\)\./u),
      'item 4: The feed has no text of it. Save its page and open that.',
    ]);
  });

  it('is read in the encoding that it names, and in UTF-16', async () => {
    const [, rss] = FORMS[0] ?? ['', ''];
    const named = rss.replace('UTF-8', 'windows-1251').replace('the mayor', 'мэр');
    const bytes = Uint8Array.from(named, (c) =>
      c >= '\u0410' ? c.charCodeAt(0) - 0x410 + 0xc0 : c.charCodeAt(0),
    );
    expect(articleText((await read(bytes)).readings[0]?.blocks ?? []).text).toContain('мэр said.');
    const wide = Buffer.from(`\ufeff${rss.replace('UTF-8', 'UTF-16')}`, 'utf16le');
    expect((await read(Uint8Array.from(wide))).readings).toHaveLength(1);
  });

  it('never stores an address that is a script', async () => {
    const { readings } = await read(
      RSS(
        `<item><title>A</title><link>javascript:alert(1)</link><content:encoded>Some words here.</content:encoded></item>`,
      ),
    );
    expect(readings[0]?.details.url).toBeUndefined();
  });

  it.each([
    [
      'declares a document type',
      '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss><channel/></rss>',
      'unsafe',
      /document type/u,
    ],
    ['is cut', '<rss version="2.0"><channel><item>', 'unreadable', /ends before/u],
    ['is nested without end', `<rss>${'<a>'.repeat(300)}`, 'unsafe', /nested deeper/u],
    ['is no feed', '<rss></rss>', 'unreadable', /no feed/u],
    ['is empty', '', 'unreadable', /empty/u],
    [
      'is JSON that is cut',
      '{"version": "https://jsonfeed.org/version/1", "items": [',
      'unreadable',
      /ends in the middle/u,
    ],
  ])('that %s is refused with the reason', async (_, content, type, detail) => {
    expect(await FEED_READER.read(fileOf(content), {}, tools)).toMatchObject({
      ok: false,
      error: { type, detail: expect.stringMatching(detail) as string },
    });
  });

  it('is known from other XML and JSON', () => {
    expect(FEED_READER.recognise(fileOf('<?xml version="1.0"?><html/>'))).toBe(0);
    expect(FEED_READER.recognise(fileOf('{"items": []}'))).toBe(0);
    expect(FEED_READER.recognise(fileOf('<feed xmlns="urn:other"/>'))).toBe(0);
  });
});

describe('Every word of an item', () => {
  const words = fc.array(fc.constantFrom('harbour', 'sea & sky', '<b>', 'é', '漢字', 'a.'), {
    minLength: 1,
    maxLength: 6,
  });
  const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  let number = 0;

  it('stands in exactly one block', async () => {
    await fc.assert(
      fc.asyncProperty(
        words,
        words,
        words,
        words,
        async (title, description, category, content) => {
          const numbered = (list: readonly string[]): string =>
            list.map((word) => `${word}${(number += 1)}`).join(' ');
          const texts = [title, description, category, content].map(numbered);
          const [a = '', b = '', c = '', d = ''] = texts.map((text) => escape(text));
          const { readings } = await read(
            RSS(`<item><title>${escape(a)}</title><description>${escape(b)}</description><category>${c}</category>
            <content:encoded>${escape(`<p>${d}</p>`)}</content:encoded></item>`),
          );
          const seen = (readings[0]?.blocks ?? []).flatMap(({ text }) => text.match(/\d+/gu) ?? []);
          const all = texts.flatMap((text) => text.match(/\d+/gu) ?? []);
          expect(seen.toSorted()).toEqual(all.toSorted());
        },
      ),
    );
  });
});
