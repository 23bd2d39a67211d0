import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compareText } from '../../collections/order.ts';
import type { Annotation } from '../../tags/tag.ts';
import { damaged, damages } from '../../text/testing/damaged-bytes.ts';
import { fuzzRuns } from '../../text/testing/fuzz-runs.ts';
import { placeContent, type PlacingOptions } from '../placing/place.ts';
import { countPlaced, type PlacedContent } from '../placing/placed.ts';
import type { Codec, InputFile, OutputFile, WriteOptions } from '../content/codec.ts';
import type { CodecError } from '../content/codec.ts';
import type { LooseContent } from '../content/loose.ts';
import type { Loss } from '../content/losses.ts';
import { describePlacingProblem } from '../pipeline/sentences.ts';
import { writeVerified } from '../pipeline/verify.ts';
import { anyContent, CODEBOOK, TOOLS } from './contents.ts';
import type { ExchangeContent } from '../content/content.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A tag as far as a format carries it; compared after a file was written and read again. */
export type Carried = Readonly<Record<string, unknown>>;

/** What is promised of a format, beside what holds for all. */
export interface CodecContract {
  readonly codec: Codec;
  /** What of a tag survives; `null` for one that the format leaves out. Fragments may become tags. */
  readonly carried: (
    annotation: Annotation,
    content: ExchangeContent,
    articleId: string,
  ) => readonly Carried[] | Carried | null;
  /** Whether it is read with Windows line ends, in files other than texts; unless line ends can be in a value. */
  readonly readsWindowsLines?: boolean;
  /** Whether tags that look the same in this format are written as one. */
  readonly mergesEqual?: boolean;
  /** Which texts the format can hold at all; the others must be named as a loss or read the same. */
  readonly accepts?: (content: ExchangeContent) => boolean;
  readonly assemble?: Partial<PlacingOptions>;
  readonly write?: Partial<WriteOptions>;
  /** Content with something that the format cannot carry, and what must be reported of it. */
  readonly losses: readonly (readonly [string, ExchangeContent, readonly Loss[]])[];
  /** Files that are refused as a whole. */
  readonly refuses: readonly (readonly [string, readonly BadFile[], CodecError['type']])[];
  /** Files of which some tags are refused or not at their place: how many are placed, and what is said of the rest. */
  readonly leavesOut: readonly (readonly [string, readonly BadFile[], number, RegExp])[];
  /** Whether a file cut at the end of a line gives exactly the complete records before it. */
  readonly isLineFormat?: boolean;
}

export interface BadFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

export const WRITE: WriteOptions = {
  includeText: true,
  hideNames: false,
  exportedAt: '2026-02-03T04:05:06.000Z',
  generator: 'Framewise 0.1.0',
};

/** Written files as they are read again. */
export function toInput(files: readonly (OutputFile | BadFile)[]): InputFile[] {
  return files.map(({ path, content }) => ({
    path,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  }));
}

/** Runs every test that holds for any format, and those of its own. */
export function testCodec(contract: CodecContract): void {
  const { codec } = contract;
  const { read } = codec;
  /** The texts of all that was written are at hand, as in the application. */
  const texts = new Map<string, string>();
  const assemble: Partial<PlacingOptions> = {
    ...contract.assemble,
    textOf: (sha256) => texts.get(sha256) ?? contract.assemble?.textOf?.(sha256),
  };
  const write = (content: ExchangeContent) => {
    for (const { id, text } of content.articles) texts.set(id, text);
    return codec.write(content, { ...WRITE, ...contract.write }, TOOLS);
  };
  const readBack = (files: readonly InputFile[]): PlacedContent => {
    if (!read) throw new Error(`${codec.name} is not read.`);
    const loose = read(files, TOOLS);
    if (!loose.ok) throw new Error(`${loose.error.place}: ${loose.error.detail}`);
    return placeCounted(loose.value, assemble);
  };
  const accepted = contract.accepts ? anyContent.filter(contract.accepts) : anyContent;

  it(`${codec.title}: the tests of losses and of bad input are there`, () => {
    expect(contract.losses.length).toBeGreaterThan(0);
    if (read) expect(contract.refuses.length * contract.leavesOut.length).toBeGreaterThan(0);
  });

  describe(`${codec.title}: loss report`, () => {
    it.each(contract.losses)('%s', (_, content, losses) => {
      expect(write(content).losses).toEqual(losses);
    });

    it('is empty for nothing', () => {
      const nothing: ExchangeContent = {
        returnFor: null,
        from: null,
        codebook: CODEBOOK,
        annotators: [],
        events: [],
        articles: [],
        sets: [],
        reviews: [],
        links: [],
        aliases: [],
      };
      expect(write(nothing).losses).toEqual([]);
    });
  });

  it(`${codec.title}: the same content gives the same bytes`, () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        expect(write(content).files).toEqual(write(content).files);
      }),
      { numRuns: 20 },
    );
  });

  if (!read) return;

  describe(`${codec.title}: what is written`, () => {
    it('is read again, as far as the format carries it (bad input 86)', () => {
      fc.assert(
        fc.property(accepted, (content) => {
          const back = readBack(toInput(write(content).files));
          expect(leftOutOf(back)).toEqual([]);
          expect(back.ignored).toEqual([]);
          expect(carriedBy(back, contract)).toEqual(carriedOf(content, contract));
        }),
        { numRuns: 150 },
      );
    });

    it('passes the check of every export', () => {
      fc.assert(
        fc.property(accepted, (content) => {
          const checked = writeVerified(codec, content, { ...WRITE, ...contract.write }, TOOLS);
          expect(checked).toMatchObject({ ok: true });
        }),
        { numRuns: 100 },
      );
    });

    it('is recognised by its content', () => {
      fc.assert(
        fc.property(accepted, (content) => {
          const hasTags = content.sets.some(({ annotations }) => annotations.length > 0);
          if (hasTags) expect(codec.recognise(toInput(write(content).files))).toBeGreaterThan(0.5);
        }),
        { numRuns: 30 },
      );
    });
  });

  describe(`${codec.title}: bad input`, () => {
    it.each(contract.refuses)('refuses %s', (_, files, type) => {
      const loose = read(toInput(files), TOOLS);
      expect(loose).toMatchObject({ ok: false, error: { type } });
      if (!loose.ok) expect(loose.error.detail).toMatch(/\.$/u);
    });

    it.each(contract.leavesOut)('leaves out what is wrong: %s', (_, files, kept, reason) => {
      const back = readBack(toInput(files));
      const tags = back.sets.flatMap((set) => set.annotations);
      expect(tags).toHaveLength(kept);
      const leftOut = leftOutOf(back);
      expect(leftOut.map((each) => each.reason).join('\n')).toMatch(reason);
      for (const { place } of leftOut) expect(place).not.toBe('');
    });

    it('never throws, hangs or makes tags up, wherever a file is cut', () => {
      const [content] = fc.sample(accepted, { numRuns: 1, seed: 7, path: '0' });
      if (!content) throw new Error('There is no sample.');
      const files = toInput(write(content).files);
      for (const [index, file] of files.entries()) {
        for (let percent = 0; percent < 100; percent += 1) {
          const bytes = file.bytes.slice(0, Math.floor((file.bytes.length * percent) / 100));
          expectAnswer({ codec, assemble }, files.with(index, { ...file, bytes }));
        }
      }
    });

    it('notices that a file is cut inside a line', () => {
      const [content] = fc.sample(accepted, { numRuns: 1, seed: 7, path: '0' });
      if (!content) throw new Error('There is no sample.');
      const files = toInput(write(content).files);
      for (const [index, { path, bytes, ...file }] of files.entries()) {
        // Texts, and what only describes the other files.
        if (/\.(?:txt|conf|xml)$|annotators\.tsv$/u.test(path)) continue;
        for (let percent = 1; percent < 100; percent += 1) {
          const end = Math.floor((bytes.length * percent) / 100);
          if ([bytes[end - 1], bytes[end]].some((byte) => byte === LINE_FEED)) continue;
          if (end === 0 || bytes[end] === CARRIAGE_RETURN) continue;
          const cut = files.with(index, { ...file, path, bytes: bytes.slice(0, end) });
          const loose = read(cut, TOOLS);
          if (!loose.ok) continue;
          const back = placeContent(loose.value, {
            codebook: CODEBOOK,
            tools: TOOLS,
            ...assemble,
          });
          const around = JSON.stringify(TOOLS.decode(bytes.slice(0, end), 'utf-8')?.slice(-60));
          expect(leftOutOf(back), `${path} at ${percent} %: ${around}`).not.toEqual([]);
        }
      }
    });

    it('never throws for bytes that were changed', () => {
      fc.assert(
        fc.property(
          accepted,
          fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }),
          (content, changes) => {
            const files = toInput(write(content).files);
            for (const [at, value] of changes) {
              const { bytes } = files[at % files.length] ?? { bytes: new Uint8Array() };
              if (bytes.length > 0) bytes[at % bytes.length] = value;
            }
            expectAnswer({ codec, assemble }, files);
          },
        ),
        { numRuns: 100 },
      );
    });

    it('is read or refused however its files were damaged on their way', () => {
      fc.assert(
        fc.property(
          accepted,
          fc.array(damages, { minLength: 1, maxLength: 3 }),
          (content, done) => {
            const files = toInput(write(content).files);
            const given = files.map((file, index) => {
              const ofThis = done[index];
              return ofThis ? { ...file, bytes: damaged(file.bytes, ofThis) } : file;
            });
            expectAnswer({ codec, assemble }, given);
          },
        ),
        fuzzRuns(40),
      );
    }, 3_600_000);

    if (contract.isLineFormat === true) {
      it('gives exactly the complete records when it is cut at the end of a line', () => {
        fc.assert(
          fc.property(accepted, fc.nat(), (content, at) => {
            const [file, ...others] = write(content).files;
            if (typeof file?.content !== 'string' || others.length > 0) return;
            const lines = file.content.split('\n').slice(0, -1);
            const kept = lines.slice(0, at % (lines.length + 1));
            if (kept.length === 0) return;
            const whole = readBack(toInput([file])).sets.flatMap((set) => set.annotations);
            const cut = readBack(toInput([{ ...file, content: `${kept.join('\n')}\n` }]));
            const ids = new Set(whole.map(({ id }) => id));
            expect(leftOutOf(cut)).toEqual([]);
            for (const { id } of cut.sets.flatMap((set) => set.annotations)) {
              expect(ids.has(id)).toBe(true);
            }
          }),
          { numRuns: 50 },
        );
      });
    }

    it('reads a byte order mark and Windows line ends where they can stand', () => {
      const [content] = fc.sample(accepted, { numRuns: 1, seed: 11, path: '0' });
      if (!content) throw new Error('There is no sample.');
      const { files } = write(content);
      if (files.some((file) => typeof file.content !== 'string')) return;
      const changed = (change: (text: string) => string) =>
        toInput(
          files.map(({ path, content: text }) => ({
            path,
            content: path.endsWith('.txt') ? text : change(text as string),
          })),
        );
      const marked = readBack(changed((text) => `\ufeff${text}`));
      expect(carriedBy(marked, contract)).toEqual(carriedOf(content, contract));
      if (contract.readsWindowsLines === false) return;
      const windows = readBack(changed((text) => text.replaceAll('\n', '\r\n')));
      expect(carriedBy(windows, contract)).toEqual(carriedOf(content, contract));
    });
  });
}

/** Places what was read; each tag of the file must come out as one thing. */
function placeCounted(
  content: LooseContent,
  assemble: Partial<PlacingOptions> = {},
): PlacedContent {
  const back = placeContent(content, { codebook: CODEBOOK, tools: TOOLS, ...assemble });
  const { placed, proposed, orphaned, withoutText } = countPlaced(back);
  const refused = back.refused.reduce((sum, { tags }) => sum + tags, 0);
  expect(placed + proposed + orphaned + withoutText + refused).toBe(back.read);
  return back;
}

/** Reads what may be broken in any way: an answer must come, and every tag must fit its text. */
function expectAnswer(
  { codec, assemble }: Pick<CodecContract, 'codec' | 'assemble'>,
  files: readonly InputFile[],
): void {
  const loose = codec.read?.(files, TOOLS);
  if (!loose?.ok) {
    expect(loose?.error.place).not.toBe('');
    return;
  }
  const back = placeCounted(loose.value, assemble);
  const texts = new Map(back.articles.map(({ id, text }) => [id, text]));
  for (const { articleId, annotations } of back.sets) {
    for (const annotation of annotations) {
      for (const { start, end, exact } of annotation.fragments) {
        expect(texts.get(articleId)?.slice(start, end)).toBe(exact);
      }
    }
  }
}

/** What is not placed, refused or kept as it is, with the reason. */
function leftOutOf({ refused, sets }: PlacedContent): { place: string; reason: string }[] {
  return [
    ...refused,
    ...sets.flatMap(({ misplaced }) =>
      misplaced.map(({ place, problem }) => ({ place, reason: describePlacingProblem(problem) })),
    ),
  ];
}

/** The same value with the names of its objects in alphabetical order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => compareText(a, b));
  return Object.fromEntries(entries.map(([key, each]) => [key, inOrder(each)]));
}

function sortCarried(list: readonly Carried[], { mergesEqual = false }: CodecContract): string[] {
  const lines = list.map((each) => JSON.stringify(inOrder(each))).sort(compareText);
  return mergesEqual ? [...new Set(lines)] : lines;
}

function carriedOf(content: ExchangeContent, contract: CodecContract): string[] {
  return sortCarried(
    content.sets.flatMap(({ articleId, annotations }) =>
      annotations.flatMap((annotation) => contract.carried(annotation, content, articleId) ?? []),
    ),
    contract,
  );
}

/** What came back, described in the same way as what was to be carried. */
function carriedBy(back: PlacedContent, contract: CodecContract): string[] {
  const content: ExchangeContent = {
    returnFor: null,
    from: null,
    codebook: back.codebook,
    annotators: back.annotators,
    events: back.events,
    articles: back.articles,
    sets: [],
    reviews: [],
    links: [],
    aliases: [],
  };
  return sortCarried(
    back.sets.flatMap(({ articleId, annotations }) =>
      annotations.flatMap((annotation) => contract.carried(annotation, content, articleId) ?? []),
    ),
    contract,
  );
}

/** Name of an annotator, for formats that carry names alone. */
export function nameOf({ annotators }: ExchangeContent, id: string): string {
  return annotators.find((annotator) => annotator.id === id)?.name ?? '';
}

/** The places of a tag, for every format. */
export function placesOf({ fragments }: Annotation): string {
  return fragments.map(({ start, end }) => `${start}-${end}`).join(',');
}
