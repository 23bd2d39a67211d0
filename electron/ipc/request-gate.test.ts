import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { CHANNELS } from '#core/contract/channels.ts';
import { ok } from '#core/result.ts';

import { NoGestureError } from '../shell/gestures.ts';
import type { Handlers } from './handlers.ts';
import {
  createRequestGate,
  exceedsPayloadLimit,
  isTrustedSender,
  WAITING_LIMIT,
  type Sender,
} from './request-gate.ts';

const OURS: Sender = {
  address: 'app://framewise/index.html',
  isMainFrame: true,
  isOurWindow: true,
};

/** A table whose every answer is the same; only the ones a test calls are of interest. */
function tableOf(answer: (request: unknown) => unknown): Handlers {
  return Object.fromEntries(CHANNELS.map((channel) => [channel, answer])) as unknown as Handlers;
}

const ignore = (): void => undefined;

describe('isTrustedSender', () => {
  it('accepts the main frame of our page in our window', () => {
    expect(isTrustedSender(OURS)).toBe(true);
  });

  test.each<[string, Partial<Sender>]>([
    ['a frame inside the page', { isMainFrame: false }],
    ['another window', { isOurWindow: false }],
    ['a frame that is gone', { address: null }],
    ['another origin', { address: 'https://example.org/' }],
    ['a blank page', { address: 'about:blank' }],
    ['an origin that begins like ours', { address: 'app://framewise.evil/' }],
  ])('refuses %s (bad input 105)', async (_name, fields) => {
    const sender = { ...OURS, ...fields };
    expect(isTrustedSender(sender)).toBe(false);
    let called = false;
    const gate = createRequestGate(
      tableOf(() => (called = true)),
      ignore,
    );
    expect(await gate('app:bootstrap', sender, undefined)).toMatchObject({
      ok: false,
      error: { type: 'bad-request' },
    });
    expect(called).toBe(false);
  });
});

describe('exceedsPayloadLimit', () => {
  const circular: unknown[] = [];
  circular.push(circular, circular);

  test.each<[string, unknown, boolean]>([
    ['nothing', undefined, false],
    ['a short text', 'a'.repeat(100), false],
    ['a long text', 'a'.repeat(1001), true],
    ['a long key', { ['a'.repeat(1001)]: 1 }, true],
    ['many values', new Array(200).fill(0), true],
    ['an array with a huge length', new Array(4_000_000_000), true],
    ['bytes', new Uint8Array(1001), true],
    ['a map', new Map(Array.from({ length: 200 }, (_, index) => [index, index])), true],
    ['something that holds itself', circular, true],
    ['deep nesting', JSON.parse('['.repeat(500) + ']'.repeat(500)), true],
    ['a number that is none', 1n, false],
  ])('%s', (_name, payload, exceeds) => {
    expect(exceedsPayloadLimit(payload, 1000)).toBe(exceeds);
  });
});

describe('createRequestGate', () => {
  it('hands the parsed request to its handler and the answer back', async () => {
    const gate = createRequestGate(
      tableOf((request) => ok(request)),
      ignore,
    );
    const requestId = '3f2b8c1e-1111-4222-8333-444455556666';
    expect(await gate('history:undo', OURS, { requestId })).toEqual(ok({ requestId }));
  });

  test.each<[string, unknown]>([
    ['a missing field', {}],
    ['a further field', { requestId: '3f2b8c1e-1111-4222-8333-444455556666', x: 1 }],
    ['a wrong type', { requestId: 5 }],
    ['a BigInt', { requestId: 5n }],
    ['a Map', new Map([['requestId', 'x']])],
    ['nothing', undefined],
    ['null', null],
    ['a date', new Date(0)],
    ['too much', { requestId: 'a'.repeat(50 * 1024 * 1024) }],
  ])('refuses %s', async (_name, payload) => {
    const gate = createRequestGate(
      tableOf(() => ok(null)),
      ignore,
    );
    expect(await gate('history:undo', OURS, payload)).toMatchObject({
      ok: false,
      error: { type: 'bad-request' },
    });
  });

  it('answers whatever is sent and never throws (bad inputs 31, 106)', async () => {
    const gate = createRequestGate(
      tableOf(() => ok(null)),
      ignore,
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...CHANNELS), fc.anything(), async (channel, payload) => {
        expect(await gate(channel, OURS, payload)).toHaveProperty('ok');
      }),
    );
  });

  it('never quotes the text of a request in what it refuses', async () => {
    const gate = createRequestGate(
      tableOf(() => ok(null)),
      ignore,
    );
    const answer = await gate('clipboard:write', OURS, { text: 5, secret: 'we cannot agree' });
    expect(JSON.stringify(answer)).not.toContain('agree');
  });

  test.each([
    [
      'a handler that throws',
      () => {
        throw new RangeError('we cannot agree');
      },
    ],
    ['a handler that rejects', () => Promise.reject(new RangeError('we cannot agree'))],
  ])('answers for %s, reports it and tells nothing of the text', async (_name, handler) => {
    const reported: unknown[] = [];
    const gate = createRequestGate(tableOf(handler), (channel, error) => {
      reported.push(channel, error);
    });
    expect(await gate('app:bootstrap', OURS, undefined)).toEqual({
      ok: false,
      error: { type: 'internal', detail: 'RangeError' },
    });
    expect(reported).toEqual(['app:bootstrap', expect.any(RangeError)]);
  });

  it('refuses what a person did not begin, and reports nothing', async () => {
    const reported: unknown[] = [];
    const gate = createRequestGate(
      tableOf(() => Promise.reject(new NoGestureError())),
      (channel) => reported.push(channel),
    );
    expect(await gate('import:preview-clipboard', OURS, undefined)).toEqual({
      ok: false,
      error: { type: 'no-gesture' },
    });
    expect(reported).toEqual([]);
  });

  it('answers every question of a flood, beyond the limit with an error (bad input 106)', async () => {
    const release: (() => void)[] = [];
    const gate = createRequestGate(
      tableOf(() => new Promise((resolve) => release.push(() => resolve(ok(null))))),
      ignore,
    );
    const flood = Array.from({ length: WAITING_LIMIT + 25 }, () =>
      gate('app:bootstrap', OURS, undefined),
    );
    for (const each of release) each();
    const answers = await Promise.all(flood);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(WAITING_LIMIT);
    expect(answers.filter((answer) => !answer.ok)).toEqual(
      new Array(25).fill({ ok: false, error: { type: 'too-many-requests' } }),
    );

    const later = gate('app:bootstrap', OURS, undefined);
    release.at(-1)?.();
    expect(await later).toEqual(ok(null));
  });
});
