import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { articleText } from '#core/sources/article-text.ts';
import { BlockKind, type Block } from '#core/sources/reading.ts';
import { splitParagraphs } from '#core/text/paragraphs.ts';

import { cutBlocks } from './block-map.ts';
import { looksOf } from './structure.ts';

const block = (kind: BlockKind, text: string, level?: number): Block => ({
  ...{ kind, text, level, part: 'article', why: '', place: '' },
});

/** The text of these blocks, and what each of its paragraphs is drawn as. */
function drawn(...blocks: Block[]) {
  const { text, blocks: structure } = articleText(blocks);
  const cut = cutBlocks(text, splitParagraphs(text));
  const looks = looksOf(cut, structure);
  return cut.map(({ start, end }, index) => [text.slice(start, end), looks.get(index)] as const);
}

describe('what paragraphs are drawn as', () => {
  it('is the kind of their block, and the empty line before a heading a gap', () => {
    const looks = drawn(
      block('heading', 'Talks', 1),
      block('paragraph', 'They met.'),
      block('heading', 'After', 2),
      block('list-item', 'One', 2),
      block('quote', 'Never.'),
      block('caption', 'A photo'),
    );
    expect(looks.map(([text, look]) => [text, look && `${look.kind} ${look.level}`])).toEqual([
      ['Talks', 'heading 1'],
      ['They met.', undefined],
      ['', 'gap 1'],
      ['After', 'heading 2'],
      ['One', 'list-item 2'],
      ['Never.', 'quote 1'],
      ['A photo', 'caption 1'],
    ]);
  });

  it('has one bullet for an item of two lines', () => {
    expect(drawn(block('list-item', 'One\ntwo')).map(([, look]) => look?.isFirst)).toEqual([
      true,
      false,
    ]);
  });

  it('is without a bullet where an item has a mark or a number of its own', () => {
    const items = ['• One', '– One', '3. One', '(a) One', 'One – two', '12 boats'];
    expect(items.map((text) => drawn(block('list-item', text))[0]?.[1]?.isFirst)).toEqual([
      ...[false, false, false, false],
      ...[true, true],
    ]);
  });

  it('is never indented without end', () => {
    expect(drawn(block('list-item', 'Deep', 90))[0]?.[1]?.level).toBe(6);
  });

  it('is nothing where nothing is known of the text', () => {
    const text = 'One\n\nTwo';
    expect(looksOf(cutBlocks(text, splitParagraphs(text)), []).size).toBe(0);
  });

  it('is right for every text of blocks, whatever lines they have', () => {
    const blocks = fc.array(
      fc
        .tuple(
          fc.constantFrom(...BlockKind.options),
          fc.array(fc.constantFrom('a', '\n', ' '), { minLength: 1 }),
        )
        .map(([kind, text]) => block(kind, `x${text.join('')}`)),
    );
    fc.assert(
      fc.property(blocks, (all) => {
        const firsts = drawn(...all).filter(([, look]) => look?.isFirst && look.kind !== 'gap');
        const kinds = all.map(({ kind }) => kind).filter((kind) => kind !== 'paragraph');
        expect(firsts.map(([, look]) => look?.kind)).toEqual(kinds);
      }),
    );
  });
});
