import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { err, ok, type Result } from '../result.ts';
import { applySequence } from './step-sequence.ts';

/** A document that is a list of numbers; a step puts one in or takes the last one, which must be it, out. */
interface Step {
  readonly op: 'put' | 'take';
  readonly value: number;
}

function apply(
  document: readonly number[],
  { op, value }: Step,
): Result<{ document: readonly number[]; inverse: Step }, { type: 'not-last' }> {
  if (op === 'put') return ok({ document: [...document, value], inverse: { op: 'take', value } });
  if (document.at(-1) !== value) return err({ type: 'not-last' });
  return ok({ document: document.slice(0, -1), inverse: { op: 'put', value } });
}

const put = (value: number): Step => ({ op: 'put', value });

describe('steps in order', () => {
  it('answer with the inverse in the order in which it must be applied', () => {
    expect(applySequence([], [put(1), put(2)], apply)).toEqual(
      ok({
        document: [1, 2],
        inverse: [
          { op: 'take', value: 2 },
          { op: 'take', value: 1 },
        ],
      }),
    );
  });

  it('answer with the first error and leave the document as it was', () => {
    const document = [7];
    expect(applySequence(document, [put(1), { op: 'take', value: 9 }], apply)).toEqual(
      err({ type: 'not-last' }),
    );
    expect(document).toEqual([7]);
  });

  it('are taken back by their inverse, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.array(fc.nat()), (document, values) => {
        const done = applySequence(document, values.map(put), apply);
        const undone = done.ok && applySequence(done.value.document, done.value.inverse, apply);
        expect(undone).toMatchObject({ ok: true, value: { document } });
      }),
    );
  });
});
