import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { LossCounter } from '../content/losses.ts';
import { TOOLS } from '../testing/contents.ts';
import { childOf, childrenOf, readXml, XmlWriter } from './xml.ts';

const read = (content: string | Uint8Array, limits?: Parameters<typeof readXml>[2]) =>
  readXml(
    {
      path: 'a.xml',
      bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    },
    TOOLS,
    limits,
  );

/** Any text at all: characters of every plane, controls, halves of characters. */
const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      "'",
      '\r',
      '\n',
      '\t',
      ']]>',
      '😀',
      'é',
      '\u0085',
      '\u2028',
    ),
    fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  ),
});

const BAD = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;

describe('XML that is written', () => {
  it('is read again with every character that XML can hold', () => {
    fc.assert(
      fc.property(anyText, anyText, (attribute, text) => {
        const losses = new LossCounter();
        const writer = new XmlWriter(losses);
        writer.element('a', { xmlns: 'urn:x', name: attribute, left: undefined, n: 1 }, () => {
          writer.text('b', text);
          writer.element('c', {});
        });
        const root = read(writer.toString());
        if (!root.ok) throw new Error(root.error.detail);
        const held = (value: string) => value.toWellFormed().replace(BAD, '\ufffd');
        expect([...root.value.attributes]).toEqual([
          ['xmlns', 'urn:x'],
          ['name', held(attribute)],
          ['n', '1'],
        ]);
        expect(childOf(root.value, 'b')?.text).toBe(held(text));
        expect(childrenOf(root.value, 'c')).toMatchObject([{ text: '', children: [] }]);
        const changed = [attribute, text].filter((value) => held(value) !== value).length;
        expect(losses.list()).toEqual(changed > 0 ? [{ kind: 'unicode', count: changed }] : []);
      }),
    );
  });

  it('is indented, and closes at once what is empty', () => {
    const writer = new XmlWriter(new LossCounter());
    writer.element('a', {}, () => {
      writer.element('b', { x: '1' }, () => writer.text('c', 'd'));
      writer.element('e', {});
    });
    expect(writer.toString()).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<a>\n  <b x="1">\n    <c>d</c>\n  </b>\n  <e/>\n</a>\n',
    );
  });
});

describe('XML that is read', () => {
  it('has namespaces, lines, CDATA and no comments', () => {
    const root = read(
      '\ufeff<q:a xmlns:q="urn:q"\n b="1" q:c="2">\n <!-- x --><q:d><![CDATA[<&]]>e</q:d><d/></q:a>',
    );
    expect(root).toMatchObject({
      ok: true,
      value: { name: 'a', namespace: 'urn:q', line: 1 },
    });
    if (!root.ok) return;
    expect(root.value.attributes.get('b')).toBe('1');
    expect(root.value.attributes.get('c')).toBeUndefined();
    expect(childrenOf(root.value, 'd')).toMatchObject([{ text: '<&e', line: 3 }]);
  });

  it.each([
    ['nothing', '', 'unreadable', 'a.xml', /empty/u],
    ['only blanks', ' \n', 'unreadable', 'a.xml, line 2, column 1', /complete/u],
    ['text', 'hello', 'malformed', 'a.xml, line 1, column 5', /outside/u],
    ['the beginning', '<a>\n<b', 'unreadable', 'a.xml, line 2, column 2', /complete/u],
    [
      'a document type (bad input 93)',
      '<!DOCTYPE a>\n<a/>',
      'unsafe',
      'a.xml, line 1, column 12',
      /document type/u,
    ],
    [
      'entities that grow (bad input 93)',
      '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
      'unsafe',
      'a.xml, line 1, column 53',
      /document type/u,
    ],
    [
      'an entity from elsewhere (bad input 93)',
      '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
      'unsafe',
      'a.xml, line 1, column 40',
      /document type/u,
    ],
    [
      'an entity that nobody declared',
      '<a>&b;</a>',
      'malformed',
      'a.xml, line 1, column 6',
      /entity/u,
    ],
    ['a prefix that nobody declared', '<b:a/>', 'malformed', 'a.xml, line 1, column 6', /prefix/u],
    ['one of an attribute', '<a b:c="d"/>', 'malformed', 'a.xml, line 1, column 12', /prefix/u],
    [
      'an attribute twice',
      '<a b="1" b="2"/>',
      'malformed',
      'a.xml, line 1, column 16',
      /duplicate/u,
    ],
    ['another end', '<a></b>', 'malformed', 'a.xml, line 1, column 7', /close tag/u],
    ['two roots', '<a/><b/>', 'malformed', 'a.xml, line 1, column 7', /root/u],
    ['a control character', '<a>\u0001</a>', 'malformed', 'a.xml, line 1, column 4', /character/u],
    ['one in numbers', '<a>&#1;</a>', 'malformed', 'a.xml, line 1, column 7', /entity/u],
    [
      'another encoding',
      '<?xml version="1.0" encoding="utf-16"?><a/>',
      'unreadable',
      'a.xml, line 1, column 39',
      /another encoding/u,
    ],
  ])('is refused where it is %s', (_, content, type, place, detail) => {
    const root = read(content);
    expect(root).toMatchObject({ ok: false, error: { type, place } });
    if (!root.ok) {
      expect(root.error.detail).toMatch(detail);
      expect(root.error.detail).toMatch(/^[A-Z].*\.$/u);
    }
  });

  it.each([
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x3c, 0, 0x61, 0, 0x2f, 0, 0x3e, 0])],
    ['Latin-1', new Uint8Array([0x3c, 0x61, 0x3e, 0xe9, 0x3c, 0x2f, 0x61, 0x3e])],
  ])('is refused in %s', (_, bytes) => {
    expect(read(bytes)).toMatchObject({ ok: false, error: { type: 'unreadable' } });
  });

  it('may not be deep or have many parts', () => {
    const deep = '<a>'.repeat(65) + '</a>'.repeat(65);
    expect(read(deep)).toMatchObject({ ok: false, error: { type: 'unsafe' } });
    expect(read(deep.slice(3, -4))).toMatchObject({ ok: true });
    const limits = { depth: 9, nodes: 5 };
    expect(read('<a><b c="1"/><b c="1"/></a>', limits)).toMatchObject({ ok: true });
    expect(read('<a><b c="1"/><b c="1" d="1"/></a>', limits)).toMatchObject({
      ok: false,
      error: { type: 'too-large', detail: expect.stringContaining('5 elements') as string },
    });
  });
});
