import { describe, expect, it } from 'vitest';

import type { Category } from '#core/codebook/codebook.ts';

import { CODEBOOK } from '../testing/library.ts';
import { rememberDetails, repeatableFor, type LastDetails } from './last-details.ts';

const none = { attributes: {}, confidence: null };
const said = (attributes: Record<string, string>) => ({ ...none, attributes });
const category = (id: string): Category | undefined =>
  CODEBOOK.categories.find((each) => each.id === id);

describe('what was said last', () => {
  const first = rememberDetails(null, ['a'], none, said({ speaker: 'Anna' }));

  it('grows while the same tag is described', () => {
    const more = rememberDetails(
      first,
      ['a'],
      said({ speaker: 'Anna' }),
      said({ speaker: 'Anna', speakerRole: 'official' }),
    );
    expect(more?.attributes).toEqual({ speaker: 'Anna', speakerRole: 'official' });
    const sure = rememberDetails(more, ['a'], none, { ...none, confidence: 'high' });
    expect(sure).toMatchObject({ attributes: more?.attributes, confidence: 'high' });
  });

  it('begins anew with another tag, and leaves out what that one had before', () => {
    const before = said({ quoteType: 'direct', cue: 'said' });
    const other = rememberDetails(first, ['b'], before, {
      ...before,
      attributes: { ...before.attributes, cueStance: 'critical' },
    });
    expect(other).toEqual({ of: ['b'], attributes: { cueStance: 'critical' }, confidence: null });
  });

  it('loses what was emptied', () => {
    const emptied = rememberDetails(first, ['a'], said({ speaker: 'Anna' }), none);
    expect(emptied?.attributes).toEqual({});
  });

  it('stays where nothing of it was changed', () => {
    expect(rememberDetails(first, ['b'], none, none)).toBe(first);
  });
});

describe('what of it can be repeated', () => {
  const last: LastDetails = {
    of: ['a'],
    attributes: {
      speaker: 'Anna',
      cueStance: 'critical',
      cue: 'said',
      speakerRole: 'no such role',
    },
    confidence: 'low',
  };

  it('are names and known values, but no text that is about one place', () => {
    const { attributes, words, isNew } = repeatableFor(last, none, category('quote'));
    expect(attributes).toEqual({ speaker: 'Anna', cueStance: 'critical' });
    expect(words).toEqual(['speaker Anna', 'cue stance Critical', 'confidence low']);
    expect(isNew).toBe(true);
  });

  it('is not new where the tag says it', () => {
    const tag = {
      attributes: { speaker: 'Anna', cueStance: 'critical' },
      confidence: 'low',
    } as const;
    expect(repeatableFor(last, tag, category('quote')).isNew).toBe(false);
  });

  it('is nothing where the category has no such field', () => {
    const { words } = repeatableFor({ ...last, confidence: null }, none, category('framing'));
    expect(words).toEqual([]);
  });
});
