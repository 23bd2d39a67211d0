import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { upgrade } from './upgrade.ts';
import { readFramewise } from './read.ts';
import type { ReadTools } from '../content/codec.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../../schema/${name}`, import.meta.url), 'utf8');
const example = read('framewise-1.example.json');
const tools: ReadTools = {
  decode: (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes),
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  sha1: (namespace, name) =>
    createHash('sha1').update(namespace).update(name, 'utf8').digest('hex'),
};
const parse = (value: unknown) =>
  readFramewise(new TextEncoder().encode(JSON.stringify(value)), tools);

describe('a file of version 1', () => {
  it('is what its published schema says', () => {
    const schema = z.fromJSONSchema(
      JSON.parse(read('framewise-1.schema.json')) as Parameters<typeof z.fromJSONSchema>[0],
    );
    expect(schema.safeParse(JSON.parse(example)).error).toBeUndefined();
  });

  it('is read with everything in it, as a file for everybody that decides nothing', () => {
    const parsed = parse(JSON.parse(example));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    const { refused, returnFor, reviews, sets, articles, annotators } = parsed.value;
    expect(refused).toEqual([]);
    expect(returnFor).toBeNull();
    expect(reviews).toEqual([]);
    expect(annotators.map(({ name }) => name)).toEqual(['Anna']);
    expect(articles.map(({ details }) => details.published)).toEqual(['2025-08-20']);
    expect(
      sets.flatMap(({ records }) =>
        records.map(({ annotation }) => annotation.fragments.map(({ exact }) => exact)),
      ),
    ).toEqual([
      ['“cannot agree”'],
      ['Admiral Giuseppe Cavo Dragone', '“just, credible and durable peace.”'],
    ]);
  });

  it.each(['purpose', 'for', 'decisions', 'comments', 'adjudicated'])(
    'is refused with the field “%s” of a later version',
    (field) => {
      const file = { ...(JSON.parse(example) as object), [field]: [] };
      expect(upgrade(file, 1)).toEqual({ ok: false, error: field });
      expect(parse(file)).toEqual({
        ok: false,
        error: { type: 'unknown-field', pointer: `/${field}` },
      });
    },
  );
});
