import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Comparison } from '#core/compare/comparison/comparison.ts';
import { fromJsonText, type JsonText } from '#core/guards/transfer.ts';

import type { Library } from '../store/library/library.ts';
import { openLibrary, tag, temporaryFolder } from '../store/testing/library-fixture.ts';
import { runCompareJob, type CompareJob } from './compare-job.ts';
import { createCompareService, type CompareService } from './compare-service.ts';

let folder: ReturnType<typeof temporaryFolder>;
let library: Library;
let shares: (number | null)[];
let compute: (job: CompareJob, signal: AbortSignal) => Promise<JsonText<Comparison>>;
let service: CompareService;

beforeEach(async () => {
  folder = temporaryFolder();
  library = await openLibrary(folder.dir);
  shares = [];
  compute = (job) =>
    Promise.resolve(runCompareJob(job, { report: (share) => void shares.push(share) }));
  service = createCompareService({
    library,
    compute: (job, { signal }) => compute(job, signal),
    onProgress: (progress) => void shares.push(progress?.share ?? null),
  });
});

afterEach(async () => {
  await library.close();
  folder.remove();
});

const eventId = (): string => library.summaries()[0]?.details.event ?? '';
const read = () => service.read({ eventId: eventId(), comparesOneTexts: false });

describe('comparing an event of the library', () => {
  it('gives what is computed of its articles and one’s own tags', async () => {
    const first = library.summaries()[0];
    if (!first) throw new Error('There are no samples.');
    const opened = await library.readArticle(first.id);
    const text = opened.ok ? opened.value.text : '';
    const start = text.indexOf('“dead end,”');
    if (start >= 0) await tag(library, first.id, start, start + 11);
    const answer = await read();
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    const comparison = fromJsonText(answer.value);
    expect(comparison.articles).toHaveLength(5);
    expect(comparison.items.filter(({ tag: id }) => id !== null)).toHaveLength(start >= 0 ? 1 : 0);
    expect(comparison.families.filter(({ members }) => members.length > 1)).toHaveLength(5);
    expect(shares.at(-1)).toBeNull();
    expect(shares).toContain(1);
  });

  it('says that there is no such event', async () => {
    const id = '99999999-9999-4999-8999-999999999999';
    expect(await service.read({ eventId: id, comparesOneTexts: false })).toEqual({
      ok: false,
      error: { type: 'no-such-event', id },
    });
  });

  it('is stopped on request, and says why it could not be done', async () => {
    compute = (_job, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
        service.stop();
      });
    expect(await read()).toEqual({ ok: false, error: { type: 'stopped' } });
    compute = () => Promise.reject(new Error('It ended unexpectedly.'));
    expect(await read()).toEqual({
      ok: false,
      error: { type: 'cannot-compute', detail: 'It ended unexpectedly.' },
    });
  });

  it('answers of several questions that wait the last, one after the other', async () => {
    let atOnce = 0;
    let most = 0;
    compute = async (job) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setImmediate(resolve));
      atOnce -= 1;
      return runCompareJob(job);
    };
    const answers = await Promise.all([read(), read(), read(), read()]);
    expect(answers.map((answer) => answer.ok)).toEqual([true, false, false, true]);
    expect(most).toBe(1);
  });
});
