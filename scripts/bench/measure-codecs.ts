import { hash } from 'node:crypto';

import type { Annotation } from '#core/tags/tag.ts';
import { placeContent, toExchangeContent } from '#core/exchange/placing/place.ts';
import type { Codec, InputFile, WriteOptions } from '#core/exchange/content/codec.ts';
import { makeCodecTools } from '#core/exchange/content/codec-tools.ts';
import { CODECS } from '#core/exchange/pipeline/codecs.ts';
import { describePlacingProblem } from '#core/exchange/pipeline/sentences.ts';
import { FRAMEWISE } from '#core/exchange/framewise/codec.ts';

import { buildBenchArticles } from './library-files.ts';
import { summarize, type Summary } from './statistics.mjs';
import type { ExchangeContent } from '#core/exchange/content/content.ts';

/** What is measured of one format; in milliseconds of processor time. */
export interface CodecFigures {
  readonly name: string;
  readonly title: string;
  /** With a tenth of the tags on a tenth of the text: `medium`. */
  readonly write: { readonly large: Summary; readonly medium: Summary };
  /** Checked against the texts; `null` for a format that is only written. */
  readonly read: { readonly large: Summary; readonly medium: Summary } | null;
}

/** Formats beside what `JSON` alone takes for the application’s own file; in milliseconds of processor time. */
export interface CodecsMeasured {
  readonly stringify: Summary;
  readonly parse: Summary;
  readonly codecs: readonly CodecFigures[];
}

/** Times that are not counted: until then the engine has compiled what is used much. */
const WARM_UP = 4;
const TOOLS = makeCodecTools(hash, TextDecoder, TextEncoder);
const OPTIONS: WriteOptions = {
  includeText: true,
  hideNames: false,
  exportedAt: '2026-01-01T00:00:00.000Z',
  generator: 'Framewise, npm run bench',
};
type Size = 'large' | 'medium';

/**
 * Measures every format of the registry on 10,000 tags over 1,000,000 characters and on a tenth of
 * both, in this process: no window, no disk.
 *
 * @param rounds how often each thing is done, after some times that are not counted
 */
export function measureCodecs(
  seedsFolder: string,
  rounds: number,
  report: (text: string) => void,
): CodecsMeasured {
  const articles = buildBenchArticles(seedsFolder);
  const contents = {
    large: contentOf(articles.large.file),
    medium: contentOf(articles.medium.file),
  };
  const [own] = inputs(FRAMEWISE, contents.large);
  if (!own) throw new Error('The application’s own format writes no file.');
  const parse = (): unknown => JSON.parse(new TextDecoder().decode(own.bytes));
  const value = parse();
  // A sample is the same number of tags for both sizes, so that the collector of garbage and the
  // scheduler meet both alike.
  const time = (what: () => unknown, size: Size = 'large'): Summary =>
    repeat(what, rounds, size === 'large' ? 1 : 10);
  return {
    stringify: time(() => JSON.stringify(value, null, 2)),
    parse: time(parse),
    codecs: CODECS.map((codec) => {
      report(`Format ${codec.name} …`);
      const of = (measure: (size: Size) => Summary) => ({
        large: measure('large'),
        medium: measure('medium'),
      });
      return {
        name: codec.name,
        title: codec.title,
        write: of((size) => time(() => codec.write(contents[size], OPTIONS, TOOLS), size)),
        read: codec.read
          ? of((size) => {
              const files = inputs(codec, contents[size]);
              return time(() => readBack(codec, files, contents[size]), size);
            })
          : null,
      };
    }),
  };
}

/** Milliseconds of processor time: other programs then count little, which wall time is full of. */
function repeat(what: () => unknown, rounds: number, runs: number): Summary {
  const samples: number[] = [];
  for (let round = -WARM_UP; round < rounds; round += 1) {
    const before = process.cpuUsage();
    for (let run = 0; run < runs; run += 1) what();
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) samples.push((user + system) / 1000 / runs);
  }
  return summarize(samples);
}

function inputs(codec: Codec, content: ExchangeContent): InputFile[] {
  return codec.write(content, OPTIONS, TOOLS).files.map(({ path, content: written }) => ({
    path,
    bytes: typeof written === 'string' ? new TextEncoder().encode(written) : written,
  }));
}

/** Reads files as an import does; every tag must come back that the format can carry. */
function readBack(codec: Codec, files: readonly InputFile[], content: ExchangeContent): void {
  const loose = codec.read?.(files, TOOLS);
  if (!loose?.ok) throw new Error(`${codec.name}: ${loose?.error.detail ?? 'is not read'}`);
  const texts = new Map(content.articles.map(({ id, text }) => [id, text]));
  const back = placeContent(loose.value, {
    codebook: content.codebook,
    textOf: (sha256) => texts.get(sha256),
    tools: TOOLS,
  });
  const [refused] = back.refused;
  if (refused) throw new Error(`${codec.name}: ${refused.place}: ${refused.reason}`);
  const [misplaced] = back.sets.flatMap((set) => set.misplaced);
  if (misplaced) {
    const { place, problem } = misplaced;
    throw new Error(`${codec.name}: ${place}: ${describePlacingProblem(problem)}`);
  }
  if (back.sets.length === 0) throw new Error(`${codec.name}: No tag came back.`);
}

/** The article of a file of the application’s own, its tags with what analysts give to them. */
function contentOf(file: string): ExchangeContent {
  const loose = FRAMEWISE.read?.(
    [{ path: 'bench.json', bytes: new TextEncoder().encode(file) }],
    TOOLS,
  );
  if (!loose?.ok || !loose.value.codebook) throw new Error('The file for the bench is not read.');
  const { codebook } = loose.value;
  const content = toExchangeContent(placeContent(loose.value, { codebook, tools: TOOLS }));
  return {
    ...content,
    sets: content.sets.map((set) => ({ ...set, annotations: set.annotations.map(decorate) })),
  };
}

function decorate(tag: Annotation, index: number): Annotation {
  return {
    ...tag,
    attributes:
      tag.category === 'quote' ? { quoteType: 'direct', speaker: 'the minister', cue: 'said' } : {},
    note: index % 10 === 0 ? 'To be checked with the second article.' : '',
  };
}
