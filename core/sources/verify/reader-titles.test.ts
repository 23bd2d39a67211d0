import { describe, expect, it } from 'vitest';

import { readerTitle } from '../reader-titles.ts';
import { READERS } from '../readers/readers.ts';

describe('what the files of a reader are called', () => {
  it.each(READERS.map(({ name, title }) => [name, title]))(
    'is known without it: %s',
    (name, title) => {
      expect(readerTitle(name)).toBe(title);
    },
  );
});
