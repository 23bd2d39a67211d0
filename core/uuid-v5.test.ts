import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { Uuid } from './tags/ids.ts';
import { uuidV5, type Sha1 } from './uuid-v5.ts';

const sha1: Sha1 = (namespace, name) =>
  createHash('sha1').update(namespace).update(name, 'utf8').digest('hex');

describe('uuidV5', () => {
  it('agrees with the example of RFC 9562', () => {
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com', sha1)).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it('makes what the application takes for a UUID', () => {
    for (let name = 0; name < 500; name += 1) {
      const made = uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', String(name), sha1);
      expect(Uuid.safeParse(made).success).toBe(true);
    }
  });
});
