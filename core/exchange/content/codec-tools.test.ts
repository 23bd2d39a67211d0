import { createHash, hash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { makeCodecTools } from './codec-tools.ts';

describe('the tools of codecs', () => {
  const tools = makeCodecTools(hash, TextDecoder, TextEncoder);

  it.each([
    ['of nothing', ''],
    ['of one letter', 'a'],
    ['of characters of several bytes', 'Zoë 日本 🙂'],
    ['as long as the room that is kept', 'é'.repeat(1360)],
    ['longer than the room that is kept', '日本'.repeat(3000)],
    ['with half a character', 'a\ud83d'],
  ])('name by SHA-1 a namespace and a name %s', (_, name) => {
    const namespace = Uint8Array.from({ length: 16 }, (__, index) => index * 17);
    const expected = createHash('sha1').update(namespace).update(name, 'utf8').digest('hex');

    // What was hashed before leaves nothing behind.
    tools.sha1(namespace, 'a longer name before it');
    expect(tools.sha1(namespace, name)).toBe(expected);
  });

  it('name a text by its SHA-256 in UTF-8', () => {
    expect(tools.sha256('Zoë 🙂')).toBe(
      createHash('sha256').update('Zoë 🙂', 'utf8').digest('hex'),
    );
  });
});
