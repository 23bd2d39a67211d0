// The way of every file: which format it is, read, placed, what an import would change; written and
// read back again. What a single format is like is not known here.
import { BRAT } from '../formats/brat/brat.ts';
import { CAS_JSON } from '../formats/uima/cas-json.ts';
import { CLAIMREVIEW } from '../formats/claimreview.ts';
import type { Codec, InputFile } from '../content/codec.ts';
import { CONLL } from '../formats/conll/conll.ts';
import { CSV } from '../formats/csv/csv.ts';
import { DOCCANO } from '../formats/lines/doccano.ts';
import { LABEL_STUDIO } from '../formats/label-studio/label-studio.ts';
import { FRAMEWISE } from '../framewise/codec.ts';
import { PRODIGY } from '../formats/lines/prodigy.ts';
import { QDPX } from '../formats/refi/qdpx/qdpx.ts';
import { SPACY } from '../formats/lines/spacy.ts';
import { W3C } from '../formats/w3c/w3c.ts';
import { WEBANNO_TSV } from '../formats/uima/webanno-tsv/webanno-tsv.ts';

/** Every exchange format, in the order in which they are offered. */
export const CODECS: readonly Codec[] = [
  FRAMEWISE,
  W3C,
  CSV,
  QDPX,
  BRAT,
  DOCCANO,
  PRODIGY,
  SPACY,
  LABEL_STUDIO,
  WEBANNO_TSV,
  CAS_JSON,
  CONLL,
  CLAIMREVIEW,
];

/** The format of this name, if there is one. */
export function findCodec(name: string): Codec | undefined {
  return CODECS.find((codec) => codec.name === name);
}

/** How sure it is that some files are of a format. */
export interface Recognised {
  readonly codec: Codec;
  /** From 0 to 1. */
  readonly certainty: number;
}

/** What a format is taken for from this on. */
export const SURE_ENOUGH = 0.5;

/** The format that files are most likely of; `null` where none is likely. */
export function recogniseFormat(files: readonly InputFile[]): Recognised | null {
  let best: Recognised | null = null;
  for (const codec of CODECS) {
    if (!codec.read) continue;
    const certainty = codec.recognise(files);
    if (certainty >= SURE_ENOUGH && certainty > (best?.certainty ?? 0)) best = { codec, certainty };
    if (certainty === 1) break;
  }
  return best;
}
